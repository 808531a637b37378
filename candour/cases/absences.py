"""Who is away from when to when, and who reads a notice in their place. Nobody's notice is kept from them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from candour.cases.access import person_of
from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.directory import Person, School, folded
from candour.cases.errors import DecisionRefusedError, NotAllowedError
from candour.cases.notice import OFFICER, REPORTER, Notice
from candour.cases.policy import Policy
from candour.cases.ports import Store
from candour.cases.record import Record
from candour.cases.routing import may_be_told, recipients
from candour.cases.starts import LONDON

KIND = "absences"
"""The kind of the store's records; the key is the folded address."""
LONGEST = timedelta(days=366)


class Absence(Record):
    """Days on which somebody is away, both included, as London counts them."""

    first_day: date
    last_day: date

    def covers(self, day: date) -> bool:
        """Tell whether somebody is away on a day."""
        return self.first_day <= day <= self.last_day


class Readers(NamedTuple):
    """Whom a notice goes to. `stand_in` is the role that gets it too because all others are away.

    With `nobody_present` they are all away, those who would stand in included.
    """

    people: tuple[Person, ...]
    stand_in: str | None = None
    nobody_present: bool = False


def absence(desk: Desk, person: Person) -> Absence | None:
    """Return when somebody is away; None where they never are, or their absence is over."""
    found = _kept(desk.store, person.address)
    return found if found and found.last_day >= _today(desk) else None


def is_away(desk: Desk, person: Person, day: date) -> bool:
    """Tell whether somebody said that they are away on a day."""
    found = _kept(desk.store, person.address)
    return found is not None and found.covers(day)


def set_absence(desk: Desk, by: Person, first_day: date, last_day: date) -> None:
    """Keep when somebody is away, in place of what they said before; see `Service.set_absence`."""
    if person_of(by.address, desk.directory) is None:
        raise NotAllowedError("you hold no role at this school that a notice would go to")
    if first_day > last_day:
        raise DecisionRefusedError("the first day is after the last day: check both dates")
    if last_day < _today(desk):
        raise DecisionRefusedError("the last day is over already: check the dates")
    if last_day - first_day > LONGEST:
        raise DecisionRefusedError("that is longer than a year: check the year")
    document = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    desk.store.put(KIND, folded(by.address), document)


def end_absence(desk: Desk, by: Person) -> None:
    """Forget when somebody is away: they are back, or don't leave."""
    desk.store.put(KIND, folded(by.address), None)


def readers(desk: Desk, case: Case, notice: Notice, *, today: date) -> Readers:
    """Return whom a notice goes to on a day: its recipient, or who may read it behind its role, or who stands in.

    Whom the report is about is never among them, also where a notice names them.
    """
    school = desk.directory.school(case.school)
    if notice.recipient is not None:
        told = may_be_told(notice.recipient, case.reports[0], case.facts, school)
        return Readers((notice.recipient,) if told else ())
    people = recipients(notice.role, case.reports[0], case.facts, school)
    if notice.role in {REPORTER, OFFICER} or not people:
        return Readers(people)
    if not all(is_away(desk, person, today) for person in people):
        return Readers(people)
    away = partial(is_away, desk, day=today)
    return _with_stand_in(case, desk.policy_of(school), school, Readers(people), notice.role, away)


def _with_stand_in(  # noqa: PLR0917  each is a part of one question
    case: Case, policy: Policy, school: School, absent: Readers, role: str, is_away: Callable[[Person], bool]
) -> Readers:
    """Follow the policy's stand-ins to the next role of which somebody is there; implicated people are in none."""
    next_roles: Mapping[str, str] = {entry.id: entry.stands_in for entry in policy.roles}
    while role := next_roles.get(role, ""):
        others = recipients(role, case.reports[0], case.facts, school)
        present = tuple(person for person in others if not is_away(person))
        if present:
            return Readers((*absent.people, *present), stand_in=role)
    return absent._replace(nobody_present=True)


def _kept(store: Store, address: str) -> Absence | None:
    document = store.get(KIND, folded(address))
    if document is None:
        return None
    return Absence(
        first_day=date.fromisoformat(document["first_day"]), last_day=date.fromisoformat(document["last_day"])
    )


def _today(desk: Desk) -> date:
    return desk.now().astimezone(LONDON).date()
