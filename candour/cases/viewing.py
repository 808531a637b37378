"""What a person sees: the cases that they have a part in, one case with their rights, evidence with a record of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from candour.cases.access import INVESTIGATOR, Glance, Right, acting_role, acts_as, leads, person_of, rights
from candour.cases.case import Case
from candour.cases.confidential import is_told
from candour.cases.desk import Desk
from candour.cases.directory import Person, School
from candour.cases.errors import CaseNotFoundError, EvidenceNotFoundError, NotAllowedError, StoreDamagedError
from candour.cases.opening import with_events
from candour.cases.policy import Policy, StepRule
from candour.cases.ports import RegisterEntry
from candour.cases.record import Record
from candour.cases.register import merged_here
from candour.cases.report import Evidence


class CaseView(Record):
    """A case as somebody comes to it. `role` is the part in which they do; `rights` what they may do."""

    case: Case
    policy: Policy
    school: School
    role: str
    rights: frozenset[Right]


def who(desk: Desk, address: str) -> Person | None:
    """Return who may come to the pages; see `Service.who`."""
    known = person_of(address, desk.directory)
    if known is not None and leads(address, desk.directory):
        return known
    now = desk.now()
    for entry in reversed(listing(desk, known or Person(name="", address=address))):
        try:
            case = desk.store.load(entry.reference)
        except StoreDamagedError:  # the store lists it; another case may let them in
            continue
        if acting_role(address, case, desk.directory.school(case.school), now) is not None:
            return known or _investigator(case, address)
    return None


def _investigator(case: Case, address: str) -> Person | None:
    wanted = address.strip().casefold()
    theirs = (entry.investigator for entry in reversed(case.authorisations))
    return next((person for person in theirs if person.address.casefold() == wanted), None)


def listing(desk: Desk, by: Person) -> Sequence[RegisterEntry]:
    """Return the lines that somebody may see; see `Service.listing`."""
    schools = desk.directory.schools
    glance = Glance(by.address, schools)
    now = desk.now()
    theirs = (
        entry
        for entry in desk.store.register()
        if entry.school in schools and glance.sees(entry) and entry.is_told(now)
    )
    return [entry if glance.decides(entry) else _without_others(entry) for entry in theirs]


def _without_others(entry: RegisterEntry) -> RegisterEntry:
    """Return a line without a word of other cases: one that is not shown may be about who reads this."""
    if entry.merged_into is None and not entry.possible_duplicates:
        return entry
    needs = tuple(code for code in entry.needs if code != "duplicate")
    return entry.model_copy(update={"merged_into": None, "possible_duplicates": (), "needs": needs})


def others(desk: Desk, case: Case, by: Person) -> Sequence[RegisterEntry]:
    """Return the lines of the cases that a case names, and of those that name it; see `Service.others`."""
    schools = desk.directory.schools
    glance = Glance(by.address, schools)
    named = {*case.related, *case.possible_duplicates, *merged_here(case), case.merged_into}
    return [
        entry
        for entry in desk.store.register()
        if (entry.reference in named or case.reference in entry.possible_duplicates)
        and entry.school in schools
        and glance.sees(entry)
        and entry.is_told(desk.now())
    ]


def view(desk: Desk, reference: str, by: Person) -> CaseView:
    """Return a case as somebody may see it; see `Service.view`."""
    found = seen_by(desk, desk.store.load(reference), by, desk.now())
    if Right.SEE not in found.rights:
        raise CaseNotFoundError(reference)
    return found


def seen_by(desk: Desk, case: Case, by: Person, now: datetime) -> CaseView:
    """Return a case with what somebody may do with it; no rights and no role where they have no part in it.

    Nobody has before those who must know were told of it (`confidential.is_told`).
    """
    school = desk.directory.school(case.school)
    policy = desk.policy_of(school)
    if not is_told(case, now):
        return CaseView(case=case, policy=policy, school=school, role="", rights=frozenset())
    return CaseView(
        case=case,
        policy=policy,
        school=school,
        role=acting_role(by.address, case, school, now) or "",
        rights=rights(by.address, case, policy, school, now),
    )


def may_record(step: StepRule, by: Person, found: CaseView) -> bool:
    """Tell whether somebody may say that a step of the policy was taken: who decides may always.

    Else it is whom the policy names for it, or who acts for them in this case.
    """
    if Right.DECIDE in found.rights or found.role in step.by:
        return True
    named = (role for role in step.by if role != INVESTIGATOR)
    return any(acts_as(role, by.address, found.case, found.policy, found.school) for role in named)


def open_evidence(desk: Desk, reference: str, digest: str, by: Person) -> tuple[Evidence, Iterator[bytes]]:
    """Return a file of a case after recording who looked; see `Service.open_evidence`."""

    def step(case: Case, now: datetime) -> Case:
        """Ask for the right in the same step that records the look: it may be withdrawn at this moment."""
        found = seen_by(desk, case, by, now)
        if Right.SEE not in found.rights:
            raise CaseNotFoundError(reference)
        if Right.EVIDENCE not in found.rights:
            raise NotAllowedError("only the Data Protection Officer, and whom they authorise, may open files")
        if not any(item.digest == digest for item in case.evidence):
            raise EvidenceNotFoundError(digest)
        entry = (by.name or by.address, "evidence_opened", {"evidence": digest, "role": found.role})
        return with_events(case, [entry], now=now, random=desk.random)

    looked_at = desk.change(reference, step)
    item = next(item for item in looked_at.evidence if item.digest == digest)
    return item, desk.store.open_evidence(reference, digest)
