"""Who gets a digest, and of which cases: whoever decides, and nobody of a case that is about themselves. Pure."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from candour.cases.access import DECIDING, Glance
from candour.cases.case import CaseStatus
from candour.cases.directory import Directory, Person, School, folded
from candour.cases.ports import RegisterEntry

DPO, DEPUTY = DECIDING
_DONE = frozenset({CaseStatus.NO_INCIDENT, CaseStatus.CLOSED})


class Reader(NamedTuple):
    """Somebody who gets a digest: one for all their schools, with the lines of these cases alone."""

    person: Person
    schools: tuple[School, ...]
    lines: tuple[RegisterEntry, ...]


class _Found:
    """What is gathered for one person."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.schools: dict[str, School] = {}
        self.lines: dict[str, RegisterEntry] = {}


def digest_readers(
    entries: Iterable[RegisterEntry], directory: Directory, *, is_away: Callable[[Person], bool]
) -> Mapping[str, Reader]:
    """Return the readers by their folded addresses.

    Every Data Protection Officer is one, whether there are cases or not; so is the deputy while all officers of a
    school are away. Whoever got the alert of a case in their place reads of that case alone, until it is done with.
    """
    found: dict[str, _Found] = {}
    officers = {key: _officers(school, is_away) for key, school in directory.schools.items()}
    for key, people in officers.items():
        for person in people:
            _found(found, person).schools[key] = directory.schools[key]
    glance = cache(lambda address: Glance(address, directory.schools))
    for entry in entries:
        school = directory.schools[entry.school]
        for person in (*officers[entry.school], *_in_their_place(entry, school)):
            if glance(person.address).decides(entry):
                reader = _found(found, person)
                reader.schools[school.key] = school
                reader.lines[entry.reference] = entry
    return {
        address: Reader(each.person, tuple(each.schools.values()), tuple(each.lines.values()))
        for address, each in found.items()
    }


def needs_somebody(entry: RegisterEntry) -> bool:
    """Tell whether a case is not done with: it stands open, or something of it waits all the same."""
    return entry.status not in _DONE or bool(entry.needs)


def _officers(school: School, is_away: Callable[[Person], bool]) -> tuple[Person, ...]:
    officers = school.roles.get(DPO, ())
    return (*officers, *school.roles.get(DEPUTY, ())) if all(map(is_away, officers)) else officers


def _in_their_place(entry: RegisterEntry, school: School) -> tuple[Person, ...]:
    """Return who got the alert instead of the officer, while the case still needs somebody."""
    if not needs_somebody(entry):
        return ()
    return tuple(person for role in entry.alerted if role != DPO for person in school.roles.get(role, ()))


def _found(found: dict[str, _Found], person: Person) -> _Found:
    return found.setdefault(folded(person.address), _Found(person))
