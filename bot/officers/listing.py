"""The cases that need somebody, as a list: what "cases" is answered with, and the digest. Lines name no person."""

from collections.abc import Iterable, Iterator, Sequence

from bot.messages import Action, Button, Entries, Entry, Message, Part, Text
from bot.officers.buttons import page_of
from bot.officers.desk import OfficerDesk, seen_in_chat
from candour.cases.case import CaseStatus
from candour.cases.directory import Person
from candour.cases.overview import overview
from candour.cases.ports import RegisterEntry
from candour.cases.showing.lines import LineView, line_in_words
from candour.cases.showing.words import one_line

MOST_CASES = 10
_MOST_LINKS = 5
"""Buttons of a message; by its reference any other case is shown as well."""


def cases_message(desk: OfficerDesk, officer: Person) -> Message:
    """Return what needs an officer, the weightiest first; to whoever doesn't decide, the open cases that they see."""
    lines = desk.service.listing(officer)
    found = overview(lines, officer.address, directory=desk.directory, policies=desk.policies, now=desk.now())
    wanted = found.needs_you or tuple(line for line in lines if line.status is CaseStatus.OPEN)
    title = "What needs you, the weightiest first" if found.needs_you else "Open cases that you can see"
    if not wanted:
        return Message(parts=(Text(text="Nothing needs you at the moment."),), buttons=tuple(_all_cases(desk)))
    return listed(desk, officer, f"{title} ({len(wanted)})", wanted, most=MOST_CASES)


def listed(
    desk: OfficerDesk,
    officer: Person,
    title: str,
    lines: Sequence[RegisterEntry],
    *,
    most: int,
    before: Iterable[Part] = (),
    key: str = "",
) -> Message:
    """Return a list of at most so many cases with links; what may not be shown in a chat is counted alone."""
    shown = list(_shown(desk, officer, lines, most))
    more = len(lines) - len(shown)
    parts: list[Part] = [Text(text=title, tone="heading"), *before]
    if shown:
        parts.append(Entries(entries=tuple(_entry(line) for line in shown)))
    if more:
        verb = "is" if more == 1 else "are"
        parts.append(Text(text=f"{more} more {verb} not shown here." if shown else f"{more} {verb} not shown here."))
    return Message(parts=tuple(parts), buttons=(*_links(desk, shown), *_all_cases(desk)), key=key)


def _shown(desk: OfficerDesk, officer: Person, lines: Sequence[RegisterEntry], most: int) -> Iterator[LineView]:
    """Yield the lines that may stand in a chat; each case is asked for anew whether this person may see it there."""
    for line in lines:
        if most == 0:
            return
        if not line.anonymous and seen_in_chat(desk, line.reference, officer) is not None:
            school = desk.directory.school(line.school)
            most -= 1
            yield line_in_words(line, desk.policies(school.profile), one_line(school.name), desk.now())


def _entry(line: LineView) -> Entry:
    level = "no level yet" if line.level == "none" else f"level {line.level}"
    due = f"{'Time has passed' if line.passed else 'Due'}: {line.due} ({line.clock})" if line.due else ""
    told = (line.kind, *line.needs, due)
    return Entry(label=f"{line.reference}, {level}", value=". ".join(text for text in told if text) + ".")


def _links(desk: OfficerDesk, shown: Sequence[LineView]) -> Iterator[Button]:
    if pages := desk.directory.pages.rstrip("/"):
        for line in shown[:_MOST_LINKS]:
            yield Button(
                action=Action.OPEN,
                label=f"Open {line.reference}",
                reference=line.reference,
                url=page_of(pages, line.reference),
            )


def _all_cases(desk: OfficerDesk) -> Iterator[Button]:
    if pages := desk.directory.pages.rstrip("/"):
        yield Button(action=Action.OPEN, label="All cases", url=pages)
