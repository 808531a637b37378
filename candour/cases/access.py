"""Who may do what with a case: pure questions to the case, the school's roles and the time.

Who decides is the Data Protection Officer, their deputy, and whoever got the alert in their place. A head teacher sees
the cases of their own school. An investigator sees the single case that they were let into. Nobody, in whatever role,
sees a case that is about themselves.
"""

from datetime import datetime
from enum import StrEnum

from candour.cases.case import Case
from candour.cases.directory import Directory, Person, School
from candour.cases.notice import NoticeKind
from candour.cases.policy import Policy
from candour.cases.ports import RegisterEntry
from candour.cases.routing import first_free, implicated_addresses

DECIDING = ("dpo", "deputy_dpo")
HEAD_TEACHER = "head_teacher"
INVESTIGATOR = "investigator"


class Right(StrEnum):
    """Something that may be done with a case."""

    SEE = "see"
    NOTE = "note"
    EVIDENCE = "evidence"
    CLASSIFY = "classify"
    CLOSE = "close"
    DECIDE = "decide"


def rights(address: str, case: Case, policy: Policy, school: School, now: datetime) -> frozenset[Right]:
    """Return what the person behind an address may do; nothing where the case is about them."""
    role = acting_role(address, case, school, now)
    if role is None:
        return frozenset()
    found = {Right.SEE, Right.NOTE}
    if role == INVESTIGATOR:
        return frozenset(found | {Right.EVIDENCE} if _may_open_files(address, case, now) else found)
    if is_deciding(role, case):
        found |= {Right.EVIDENCE, Right.CLASSIFY, Right.DECIDE}
    held = roles_of(address, school)
    if _stands_for(policy.classifier.role, held, case, policy, school):
        found.add(Right.CLASSIFY)
    if _stands_for(policy.closer.role, held, case, policy, school):
        found.add(Right.CLOSE)
    return frozenset(found)


def acting_role(address: str, case: Case, school: School, now: datetime) -> str | None:
    """Return the role in which somebody comes to a case, the weightiest first; None where they may not see it."""
    if _folded(address) in implicated_addresses(case.facts, school):
        return None
    held = roles_of(address, school)
    for role in (*DECIDING, *alerted(case), HEAD_TEACHER):
        if role in held:
            return role
    return INVESTIGATOR if _authorised(address, case, now) else None


def is_deciding(role: str, case: Case) -> bool:
    """Tell whether a role decides about this case: the DPO's, the deputy's, or the one that got the alert instead."""
    return role in DECIDING or role in alerted(case)


def alerted(case: Case) -> tuple[str, ...]:
    """Return the roles that got the alert."""
    return tuple(dict.fromkeys(notice.role for notice in case.notices if notice.kind is NoticeKind.ALERT))


def roles_of(address: str, school: School) -> tuple[str, ...]:
    """Return every role of a school that the person behind an address holds."""
    wanted = _folded(address)
    return tuple(
        role for role, people in school.roles.items() if any(_folded(person.address) == wanted for person in people)
    )


def is_listed(entry: RegisterEntry, address: str, school: School) -> bool:
    """Tell whether a case's line is shown to somebody. Its page asks `rights` anew, with what is known then."""
    wanted = _folded(address)
    if wanted in entry.implicated:
        return False
    held = roles_of(address, school)
    return any(role in held for role in (*DECIDING, *entry.alerted, HEAD_TEACHER)) or wanted in entry.investigators


def decides_for(entry: RegisterEntry, address: str, school: School) -> bool:
    """Tell whether somebody is among those who decide about a case, by its line."""
    held = roles_of(address, school)
    decides = any(role in held for role in (*DECIDING, *entry.alerted))
    return decides and _folded(address) not in entry.implicated


def person_of(address: str, directory: Directory) -> Person | None:
    """Return who holds any role of any school under this address."""
    wanted = _folded(address)
    people = (person for school in directory.schools.values() for held in school.roles.values() for person in held)
    return next((person for person in people if _folded(person.address) == wanted), None)


def leads(address: str, directory: Directory) -> bool:
    """Tell whether somebody is Data Protection Officer, deputy or head teacher of any school."""
    leading = {*DECIDING, HEAD_TEACHER}
    return any(leading.intersection(roles_of(address, school)) for school in directory.schools.values())


def _stands_for(role: str, held: tuple[str, ...], case: Case, policy: Policy, school: School) -> bool:
    """Tell whether one of the held roles is this one, or stands in for it in this case (R99, R113).

    The deputy does what the Data Protection Officer does.
    """
    if not role:
        return False
    free, _ = first_free(role, policy, case.reports[0], case.facts, school)
    return free in held or (free in DECIDING and any(other in held for other in DECIDING))


def _authorised(address: str, case: Case, now: datetime) -> bool:
    return any(_is_theirs(entry.investigator, address) and now < entry.until for entry in case.authorisations)


def _may_open_files(address: str, case: Case, now: datetime) -> bool:
    """Only the DPO's word opens evidence to others (R87)."""
    return any(
        entry.evidence and _is_theirs(entry.investigator, address) and now < entry.until
        for entry in case.authorisations
    )


def _is_theirs(person: Person, address: str) -> bool:
    return _folded(person.address) == _folded(address)


def _folded(address: str) -> str:
    return address.strip().casefold()
