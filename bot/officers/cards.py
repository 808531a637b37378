"""A case in a message: figures, clocks, what waits, what was decided. Nothing that anybody wrote, unless configured."""

from collections.abc import Iterable, Iterator, Mapping

from bot.messages import Entries, Entry, Message, Part, Quote, Text
from bot.officers.buttons import buttons
from bot.officers.desk import Seen
from bot.officers.stamps import Stamp, key_of
from candour.cases.access import Right
from candour.cases.agenda import running_deadlines
from candour.cases.case import SEEN, Decision
from candour.cases.register import needs
from candour.cases.showing.case_views import Clock, clocks, kind_of_incident, level_now, people_concerned, role_title
from candour.cases.showing.decisions import decision_in_words
from candour.cases.showing.form import fill_form
from candour.cases.showing.lines import needs_in_words, status_in_words
from candour.cases.showing.messages import messages_in_full
from candour.cases.showing.withholding import is_name_withheld, without_writers
from candour.cases.showing.words import moment_in_words, one_line, plain

_SHOWN = {SEEN, "level", "ask", "incident", "no_incident", "close", "reopen"}
"""Decisions that say nothing in anybody's words; of a question that was asked, only that it was."""
_BRIEFLY = {SEEN: "Seen", "ask": "Asked the person who reported"}
_MOST_DECISIONS = 5
_LONGEST_QUOTE, _LONGEST_SUMMARY = 1_500, 600


def card(seen: Seen, message: str, heading: str, *said: str) -> Message:
    """Return a message about a case, with the buttons that its reader may press; `message` tells it from others."""
    return _message(seen, message, (*_first(heading, said), *_whole(seen), *_in_their_words(seen)))


def short_card(seen: Seen, message: str, heading: str, *said: str, quotes: bool = False) -> Message:
    """Return a message about a case that its reader was told of before; the newest words only where it `quotes`."""
    words = _in_their_words(seen) if quotes else ()
    return _message(seen, message, (*_first(heading, said), *_glance(seen), *words))


def clock_in_words(clock: Clock) -> str:
    """Return by when something has to be done."""
    passed = " This time has passed." if clock.passed else ""
    return f"{clock.label}: by {clock.due}{' (estimated)' if clock.estimated else ''}.{passed}"


def running_clocks(seen: Seen) -> tuple[Clock, ...]:
    """Return the clocks that wait for a person, the earliest first."""
    running = {clock.id for clock in running_deadlines(seen.case)}
    return tuple(clock for clock in clocks(seen.case, seen.now) if clock.id in running)


def _message(seen: Seen, message: str, parts: tuple[Part, ...]) -> Message:
    stamp = Stamp(message, seen.case.stamp)
    return Message(parts=parts, buttons=buttons(seen, stamp), key=key_of(seen.case.reference, message))


def _first(heading: str, said: tuple[str, ...]) -> Iterator[Part]:
    yield Text(text=heading, tone="heading")
    yield from (Text(text=text) for text in said if text)


def _glance(seen: Seen) -> Iterator[Part]:
    """Yield what tells a case from others, and the deadline that comes first."""
    values = {
        "Reference": seen.case.reference,
        "School": one_line(seen.view.school.name),
        "Level": level_now(seen.case),
    }
    if running := running_clocks(seen):
        values["First deadline"] = f"{running[0].due} ({running[0].label})"
    yield _labelled(values)


def _whole(seen: Seen) -> Iterator[Part]:
    case, policy = seen.case, seen.view.policy
    yield _labelled(
        {
            "Reference": case.reference,
            "School": one_line(seen.view.school.name),
            "Stands": status_in_words(case.status, is_part=case.merged_into is not None),
            "Kind of incident": kind_of_incident(policy, case) or "not known yet",
            "Level": level_now(case),
            "People concerned": people_concerned(case) or "not known yet",
        }
    )
    yield from _listed("Deadlines (London time)", map(clock_in_words, running_clocks(seen)))
    yield from _listed("What waits", _waiting(seen))
    yield from _listed("What was done", _done(seen))


def _labelled(values: Mapping[str, str]) -> Entries:
    return Entries(entries=tuple(Entry(label=label, value=value) for label, value in values.items()))


def _listed(title: str, lines: Iterable[str]) -> Iterator[Part]:
    """Yield lines under a title; nothing where there are none."""
    if text := "\n".join(f"- {line}" for line in lines):
        yield Text(text=f"{title}:\n{text}")


def _waiting(seen: Seen) -> Iterator[str]:
    """Yield what waits for this reader: who decides does all of it, who classifies the level (R80)."""
    rights = seen.view.rights
    if Right.DECIDE in rights:
        yield from needs_in_words(tuple(needs(seen.case)))
    elif Right.CLASSIFY in rights:
        yield from needs_in_words(tuple(need for need in needs(seen.case) if need == "level"))


def _done(seen: Seen) -> Iterator[str]:
    for decision in [each for each in seen.case.decisions if each.what in _SHOWN][-_MOST_DECISIONS:]:
        role = role_title(seen.view.policy, decision.role) if decision.role else ""
        who = f"{one_line(decision.person)}{f' ({role})' if role else ''}"
        yield f"{_what(seen, decision)}, by {who}, {moment_in_words(decision.at)}"


def _what(seen: Seen, decision: Decision) -> str:
    if decision.what in _BRIEFLY:
        return _BRIEFLY[decision.what]
    return one_line(decision_in_words(seen.case, seen.view.policy, decision))


def _in_their_words(seen: Seen) -> Iterator[Part]:
    """Yield summary, writer and words of the newest message, as the page shows them to this reader (R33).

    Nothing of that unless the settings ask for it.
    """
    if not seen.detail:
        return
    case, policy = seen.case, seen.view.policy
    form = fill_form(policy, without_writers(case, policy).facts, viewer=seen.view.role)
    summary = next((row.value for row in form.rows if row.field == "summary"), "")
    newest = messages_in_full(case, policy)[-1]
    if summary:
        yield Text(text=f"Summary: {plain(summary, limit=_LONGEST_SUMMARY)}")
    yield Text(text=f"From {newest.writer}, {newest.when}:")
    words = (newest.text, *(reply.text for reply in newest.replies))
    if quoted := plain("\n\n".join(text for text in words if text), limit=_LONGEST_QUOTE):
        yield Quote(text=quoted)
    if is_name_withheld(case.facts):
        yield Text(text="The writer asked not to be named. Please don't try to find out who it was.", tone="quiet")
