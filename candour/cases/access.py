"""Who may do what with a case: pure questions to the case, the school's roles and the time.

Who decides is the Data Protection Officer, their deputy, and whoever got the alert in their place. A head teacher, or
who stands in for one whom the report is about, sees the cases of their own school. An investigator sees the single case
that they were let into. Nobody, in whatever role, sees a case that is about themselves.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from candour.cases.case import Authorisation, Case
from candour.cases.directory import Directory, Person, School, folded
from candour.cases.notice import NoticeKind
from candour.cases.policy import Policy
from candour.cases.ports import RegisterEntry
from candour.cases.readers import STOOD_IN
from candour.cases.routing import HEAD_TEACHER, first_free, implicated, whom_it_is_about

__all__ = [
    "DECIDING",
    "HEAD_TEACHER",
    "INVESTIGATOR",
    "Glance",
    "Right",
    "acting_role",
    "acts_as",
    "alerted",
    "decides_for",
    "in_heads_place",
    "is_deciding",
    "is_listed",
    "leads",
    "person_of",
    "rights",
    "roles_of",
]

DECIDING = ("dpo", "deputy_dpo")
INVESTIGATOR = "investigator"


class Right(StrEnum):
    """Something that may be done with a case."""

    SEE = "see"
    NOTE = "note"
    EVIDENCE = "evidence"
    CLASSIFY = "classify"
    CLOSE = "close"
    REOPEN = "reopen"
    AUTHORISE = "authorise"
    DECIDE = "decide"


def rights(address: str, case: Case, policy: Policy, school: School, now: datetime) -> frozenset[Right]:
    """Return what the person behind an address may do; nothing where the case is about them."""
    role = acting_role(address, case, school, now)
    if role is None:
        return frozenset()
    found = {Right.SEE, Right.NOTE}
    if is_deciding(role, case):
        found |= {Right.EVIDENCE, Right.CLASSIFY, Right.DECIDE, Right.REOPEN, Right.AUTHORISE}
    if any(entry.evidence for entry in _authorisations(address, case, school, now)):  # the DPO's word opens files (R87)
        found.add(Right.EVIDENCE)
    if acts_as(policy.classifier.role, address, case, policy, school):
        found.add(Right.CLASSIFY)
    if acts_as(policy.authoriser.role, address, case, policy, school):
        found.add(Right.AUTHORISE)
    if acts_as(policy.closer.role, address, case, policy, school):
        found |= {Right.CLOSE, Right.REOPEN}
    return frozenset(found)


def acting_role(address: str, case: Case, school: School, now: datetime) -> str | None:
    """Return the role in which somebody comes to a case, the weightiest first; None where they may not see it."""
    if folded(address) in whom_it_is_about(case.facts, school).addresses:
        return None
    held = roles_of(address, school)
    for role in _parts(case):
        if role in held:
            return role
    return INVESTIGATOR if _authorisations(address, case, school, now) else None


def acts_as(role: str, address: str, case: Case, policy: Policy, school: School) -> bool:
    """Tell whether somebody holds a role that the policy names, or acts for it in this case (R99, R113).

    1. The deputy does what the Data Protection Officer does.
    2. Where the report is about who holds the role, or nobody holds it, the next named role does it.
    3. Where none is left that has a part in the case, who decides about the case does it.
    """
    if not role or folded(address) in whom_it_is_about(case.facts, school).addresses:
        return False
    held = roles_of(address, school)
    free, _ = first_free(role, policy, case.reports[0], case.facts, school)
    if free in {role, *_parts(case)}:
        return free in held or (free in DECIDING and any(other in held for other in DECIDING))
    return any(is_deciding(other, case) for other in held)


def is_deciding(role: str, case: Case) -> bool:
    """Tell whether a role decides about this case: the DPO's, the deputy's, or the one that got the alert instead."""
    return role in DECIDING or role in alerted(case)


def alerted(case: Case) -> tuple[str, ...]:
    """Return the roles that got the alert, or stood in for who decides while they were away."""
    told = [notice.role for notice in case.originals if notice.kind is NoticeKind.ALERT]
    stood_in = [event.details for event in case.events if event.kind == STOOD_IN]
    told += [details["role"] for details in stood_in if details["instead_of"] in {*DECIDING, *told}]
    return tuple(dict.fromkeys(told))


def in_heads_place(case: Case) -> tuple[str, ...]:
    """Return the roles that are told what the head teacher is not: the report is about them, or there is none."""
    told = [hit for hit in case.assessment.routes if hit.hit and not hit.on_decision and HEAD_TEACHER in hit.bypassed]
    return tuple(dict.fromkeys(hit.role for hit in told if hit.role))


def roles_of(address: str, school: School) -> tuple[str, ...]:
    """Return every role of a school that the person behind an address holds."""
    wanted = folded(address)
    return tuple(
        role for role, people in school.roles.items() if any(folded(person.address) == wanted for person in people)
    )


def is_listed(entry: RegisterEntry, address: str, school: School) -> bool:
    """Tell whether a case's line is shown to somebody: to those who may see the case.

    An investigator keeps the line until their authorisation is withdrawn, also when its time is over.
    """
    return Glance(address, {entry.school: school}).sees(entry)


def decides_for(entry: RegisterEntry, address: str, school: School) -> bool:
    """Tell whether somebody is among those who decide about a case, by its line."""
    return Glance(address, {entry.school: school}).decides(entry)


class Glance:
    """Asks `is_listed` and `decides_for` of many lines: what is the same for many of them is found out once.

    Who holds the roles is asked now, not when a line was written: somebody may have come into a role since.
    """

    def __init__(self, address: str, schools: Mapping[str, School]) -> None:
        self._address = folded(address)
        self._schools = schools
        self._held = {key: frozenset(roles_of(address, school)) for key, school in schools.items()}
        self._about_them: dict[tuple[str, tuple[str, ...], str | None], bool] = {}

    def sees(self, entry: RegisterEntry) -> bool:
        """Tell whether the line is shown to them."""
        held = self._held[entry.school]
        parts = (*DECIDING, *entry.alerted, HEAD_TEACHER, *entry.in_heads_place)
        has_part = not held.isdisjoint(parts) or self._address in entry.investigators
        return has_part and not self._is_about_them(entry)

    def decides(self, entry: RegisterEntry) -> bool:
        """Tell whether they are among those who decide about the case."""
        return not self._held[entry.school].isdisjoint((*DECIDING, *entry.alerted)) and not self._is_about_them(entry)

    def _is_about_them(self, entry: RegisterEntry) -> bool:
        asked = (entry.school, entry.implicated_roles, entry.responsible)
        if asked not in self._about_them:
            found = implicated(entry.implicated_roles, entry.responsible, self._schools[entry.school])
            self._about_them[asked] = self._address in found.addresses
        return self._about_them[asked]


def person_of(address: str, directory: Directory) -> Person | None:
    """Return who holds any role of any school under this address."""
    wanted = folded(address)
    people = (person for school in directory.schools.values() for held in school.roles.values() for person in held)
    return next((person for person in people if folded(person.address) == wanted), None)


def leads(address: str, directory: Directory) -> bool:
    """Tell whether somebody is Data Protection Officer, deputy or head teacher of any school."""
    leading = {*DECIDING, HEAD_TEACHER}
    return any(leading.intersection(roles_of(address, school)) for school in directory.schools.values())


def _parts(case: Case) -> tuple[str, ...]:
    """Return the roles that have a part in the case, the weightiest first."""
    return (*DECIDING, *alerted(case), HEAD_TEACHER, *in_heads_place(case))


def _authorisations(address: str, case: Case, school: School, now: datetime) -> tuple[Authorisation, ...]:
    """Return what lets somebody investigate now; nobody investigates themselves, whatever was authorised before."""
    about = whom_it_is_about(case.facts, school)
    return tuple(
        entry
        for entry in case.authorisations
        if folded(entry.investigator.address) == folded(address)
        and now < entry.until
        and not about.includes(entry.investigator)
    )
