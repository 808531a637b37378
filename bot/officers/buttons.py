"""The buttons of a message about a case: what its reader may do now. Each press is checked anew by the core."""

from collections.abc import Iterator

from bot.messages import Action, Button
from bot.officers.desk import Seen
from bot.officers.stamps import Stamp
from candour.cases.case import SEEN
from candour.cases.decisions import may_be_decided
from candour.cases.showing.case_views import level_in_words


def buttons(seen: Seen, stamp: Stamp) -> tuple[Button, ...]:
    """Return the buttons that fit a reader's rights and the state of the case."""
    return tuple(_buttons(seen, str(stamp)))


def _buttons(seen: Seen, stamp: str) -> Iterator[Button]:
    reference = seen.case.reference
    if _may(seen, SEEN) and not has_seen(seen):
        yield Button(action=Action.ACKNOWLEDGE, label="I have seen this", reference=reference, stamp=stamp)
    if _may(seen, "level"):
        yield from _level(seen, stamp)
    if _may(seen, "ask") and seen.case.reports[0].sender is not None:
        yield Button(action=Action.ASK, label="Ask who reported it", reference=reference, stamp=stamp)
    if seen.pages:
        yield Button(action=Action.OPEN, label="Open the case", reference=reference, url=page_of(seen.pages, reference))


def page_of(pages: str, reference: str) -> str:
    """Return where a case is found on the pages."""
    return f"{pages}/cases/{reference}"


def has_seen(seen: Seen) -> bool:
    """Tell whether this reader has said already that they have seen the case."""
    name = seen.officer.name or seen.officer.address
    return any(each.what == SEEN and each.person == name for each in seen.case.decisions)


def _may(seen: Seen, what: str) -> bool:
    return may_be_decided(what, seen.case, seen.view.rights)


def _level(seen: Seen, stamp: str) -> Iterator[Button]:
    """Offer to confirm what is proposed as long as nobody has decided the level, and to choose another at any time."""
    case = seen.case
    proposed = case.assessment.level.level
    if proposed and case.decided("level") is None:
        yield Button(
            action=Action.CONFIRM_LEVEL,
            label=f"Confirm level: {level_in_words(proposed)}",
            reference=case.reference,
            value=proposed,
            stamp=stamp,
            style="primary",
        )
    label = "Change the level" if proposed or case.decided("level") else "Decide the level"
    yield Button(action=Action.CHANGE_LEVEL, label=label, reference=case.reference, stamp=stamp)
