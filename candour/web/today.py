"""The first page: what needs somebody first, made from the register's lines alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from candour.cases.access import DECIDING, Glance, roles_of
from candour.cases.case import CaseStatus
from candour.cases.directory import Person, folded
from candour.cases.errors import CaseNotFoundError, StoreDamagedError
from candour.cases.overview import Overview, overview
from candour.cases.ports import RegisterEntry
from candour.cases.routing import HEAD_TEACHER
from candour.cases.showing.lines import LineView, line_in_words
from candour.web.shell import page
from candour.web.surroundings import Surroundings, surroundings
from candour.web.visiting import visitor

MOST_LINES = 20
"""Lines of one list; the register has all of them."""
_A_DAY = timedelta(hours=24)
_Lines = Sequence[RegisterEntry]


@dataclass(frozen=True)
class LineList:
    """One list of the page. `again` are lines that stand in full in a list above, `total` counts all there are."""

    id: str
    title: str
    lines: tuple[LineView, ...]
    again: tuple[LineView, ...]
    total: int


@dataclass(frozen=True)
class SchoolCount:
    """How a school stands, where somebody decides for several."""

    name: str
    open: int
    needs_you: int
    overdue: int


def today(request: Request) -> Response:
    """Show where everything stands for whoever is signed in."""
    person, here = visitor(request).person, surroundings(request)
    now = here.now()
    entries = here.service.listing(person)
    glance = Glance(person.address, here.directory.schools)
    mine = [entry for entry in entries if glance.decides(entry)]
    found = overview(
        mine, person.address, directory=here.directory, policies=here.policies, now=now, since=now - _A_DAY
    )
    groups = (*_groups(found), ("followed", "Open cases that you can see", _followed(entries, mine, person, here)))
    return page(
        request,
        "today.html",
        title="Today",
        now=now,
        lists=_lists(here, now, groups),
        is_nothing_new=found.is_nothing_new,
        decides=bool(mine) or _decides_by_role(person, here),
        open_count=found.open_count,
        schools=_schools(mine, found, here),
        several=len({entry.school for entry in entries}) > 1,
    )


ROUTES = (Route("/", today),)


def line_of(here: Surroundings, entry: RegisterEntry, now: datetime) -> LineView:
    """Return a line in the words of its school's policy."""
    school = here.directory.school(entry.school)
    return line_in_words(entry, here.policies(school.profile), school.name, now)


def _groups(found: Overview) -> Sequence[tuple[str, str, _Lines]]:
    """Name the lists, the most urgent first."""
    return (
        ("needs-you", "What needs you", found.needs_you),
        ("overdue", "Overdue", found.overdue),
        ("due-soon", "Due within 24 hours", found.due_soon),
        ("actions-overdue", "Actions that are overdue", found.actions_overdue),
        ("undelivered", "Not delivered", found.undelivered),
        ("no-incident", "Taken for no incident", found.proposed_no_incident),
        ("waiting", "Waiting for the person who reported", found.waiting_for_reporter),
        ("new", "Came in during the last 24 hours", found.new),
    )


def _lists(here: Surroundings, now: datetime, groups: Sequence[tuple[str, str, _Lines]]) -> tuple[LineList, ...]:
    """Return the lists that have lines; a case stands in full in the first of them, and briefly in those below."""
    found: list[LineList] = []
    in_full: set[str] = set()
    for id_, title, entries in groups:
        lines = tuple(line_of(here, entry, now) for entry in entries[:MOST_LINES])
        new = tuple(line for line in lines if line.reference not in in_full)
        again = tuple(line for line in lines if line.reference in in_full)
        in_full.update(line.reference for line in new)
        found.append(LineList(id=id_, title=title, lines=new, again=again, total=len(entries)))
    return tuple(entry for entry in found if entry.total)


def _followed(entries: _Lines, mine: _Lines, person: Person, here: Surroundings) -> _Lines:
    """Return the open cases that somebody sees and does not decide about; what they may do in them still needs them."""
    decided = {entry.reference for entry in mine}
    return [
        entry.model_copy(update={"needs": _theirs(entry, person, here)})
        for entry in entries
        if entry.status is CaseStatus.OPEN and entry.reference not in decided and _is_let_in(entry, person, here)
    ]


def _is_let_in(entry: RegisterEntry, person: Person, here: Surroundings) -> bool:
    """Tell whether an investigator's time still runs: only the case knows, and an investigator has few."""
    if folded(person.address) not in entry.investigators:
        return True
    try:
        here.service.view(entry.reference, person)
    except (CaseNotFoundError, StoreDamagedError):
        return False
    return True


def _theirs(entry: RegisterEntry, person: Person, here: Surroundings) -> tuple[str, ...]:
    """Return what waits for a head teacher: the level, where the policy gives it to them (R80)."""
    school = here.directory.school(entry.school)
    classifies = here.policies(school.profile).classifier.role == HEAD_TEACHER
    is_head = HEAD_TEACHER in roles_of(person.address, school)
    return tuple(need for need in entry.needs if need == "level" and classifies and is_head)


def _decides_by_role(person: Person, here: Surroundings) -> bool:
    held = (roles_of(person.address, school) for school in here.directory.schools.values())
    return any(role in DECIDING for roles in held for role in roles)


def _schools(mine: _Lines, found: Overview, here: Surroundings) -> tuple[SchoolCount, ...]:
    """Return a row for each school that has cases, where there are several."""
    is_open = Counter(entry.school for entry in mine if entry.status is CaseStatus.OPEN)
    needs_you = Counter(entry.school for entry in found.needs_you)
    overdue = Counter(entry.school for entry in found.overdue)
    rows = tuple(
        SchoolCount(name=school.name, open=is_open[key], needs_you=needs_you[key], overdue=overdue[key])
        for key, school in here.directory.schools.items()
        if is_open[key] or needs_you[key]
    )
    return rows if len(rows) > 1 else ()
