"""Which cases a new report may be another report of: named to who decides, and never merged by a machine."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from candour.cases.access import DECIDING
from candour.cases.case import Assessment, CaseStatus
from candour.cases.desk import Desk
from candour.cases.directory import School, folded
from candour.cases.errors import CaseNotFoundError, StoreDamagedError
from candour.cases.facts import Facts
from candour.cases.fingerprints import Fingerprint, days_of, fingerprint, likeness
from candour.cases.notice import NoticeKind
from candour.cases.opening import told
from candour.cases.policy import Policy
from candour.cases.ports import RegisterEntry
from candour.cases.report import Report
from candour.cases.routing import implicated
from candour.cases.slots import last_slot

ALIKE = 0.35
"""From this likeness on two reports may be of one event.

Measured on the example mails and on pairs made for it (`tests/cases/test_likeness.py`): second reports of the same
event, by somebody else in other words, reach 0.43 to 0.75; other incidents of the same kind, two stolen laptops or two
lists sent to the wrong parent, stay below 0.30, and so do the 414 pairs of one type among the labelled reports.
"""
FEWEST_SHARED = 4
FEWEST_SHARED_OF_ONE_WRITER = 2
"""Telling words that must be shared at least; who writes twice on one day most likely means one thing."""
_MOST_LOOKED_AT = 300
_MOST_OPENED = 30
_RECEIVED_WITHIN = timedelta(days=2)
_COUNTED = frozenset({CaseStatus.OPEN, CaseStatus.CLOSED})
_UNKNOWN = frozenset({None, "other"})
_COMPATIBLE = (
    frozenset({"sent_to_wrong_person", "received_in_error", "unauthorised_disclosure", "unauthorised_access"}),
    frozenset({"lost_or_stolen_information", "lost_or_stolen_equipment", "found_in_public", "poor_disposal"}),
    frozenset({"shared_credentials", "unauthorised_access", "cyber_attack"}),
)
"""Types of incident between which two people may differ who tell of one event: who sent it, and who got it."""


def possible_duplicates(desk: Desk, report: Report, facts: Facts, assessment: Assessment) -> tuple[str, ...]:
    """Return the cases of the same school, day and type whose first report has much in common, the most alike first.

    At most 30 cases are opened, the newest. What nobody has been told of yet is left out, and for a report without a
    name all that was told since the last slot: which of two names the other would say which came first, and the times
    of others are known to the second. A case about somebody who will decide about this report is left out: its
    reference alone would tell them that there is one.
    """
    if facts.holds("not_an_incident"):
        return ()
    school = desk.directory.school(report.school)
    new = fingerprint(report, school, desk.policy_of(school))
    found: dict[str, float] = {}
    for line in islice(_candidates(desk, report, facts, assessment, school), _MOST_OPENED):
        known = _known(desk, line, school)
        if known is not None and is_alike(new, known):
            found[line.reference] = likeness(new, known)
    return tuple(sorted(found, key=lambda reference: -found[reference]))


def is_alike(one: Fingerprint, other: Fingerprint) -> bool:
    """Tell whether two reports have so much in common that a person should look: the same both ways."""
    is_one_writer = one.writer is not None and one.writer == other.writer
    fewest = FEWEST_SHARED_OF_ONE_WRITER if is_one_writer else FEWEST_SHARED
    return likeness(one, other) >= ALIKE and len(one.words & other.words) >= fewest


def may_be_one_type(one: str | None, other: str | None) -> bool:
    """Tell whether two types may be said of one event; a type that is not known may be any."""
    if one == other or one in _UNKNOWN or other in _UNKNOWN:
        return True
    return any({one, other} <= group for group in _COMPATIBLE)


def may_be_one_day(one: tuple[str, ...], other: tuple[str, ...], received: tuple[datetime, datetime]) -> bool:
    """Tell whether it may have been on one day: by what is known of it, else received within two days."""
    if one and other:
        return not set(one).isdisjoint(other)
    return abs(received[0] - received[1]) <= _RECEIVED_WITHIN


def _candidates(
    desk: Desk, report: Report, facts: Facts, assessment: Assessment, school: School
) -> Iterator[RegisterEntry]:
    """Yield the lines that may be of the same event, the newest first."""
    policy, days, shown = desk.policy_of(school), days_of(facts), facts.shown("incident_type")
    incident_type = shown if isinstance(shown, str) else None
    known_until = last_slot(desk.now(), school.slots) if report.anonymous else desk.now()
    for line in islice(reversed(desk.store.register()), _MOST_LOOKED_AT):
        if (
            line.school == school.key
            and (line.told_at or line.opened_at) <= known_until
            and line.status in _COUNTED
            and line.merged_into is None
            and may_be_one_type(line.incident_type, incident_type)
            and may_be_one_day(line.days, days, (line.opened_at, report.received_at))
            and not _is_about_who_decides(line, assessment, school, policy)
        ):
            yield line


def _is_about_who_decides(line: RegisterEntry, assessment: Assessment, school: School, policy: Policy) -> bool:
    """Tell whether a case is about somebody who may decide about the new one."""
    about = implicated(line.implicated_roles, line.responsible, school).addresses
    alerted = (role for _, kind, role in told(policy, assessment.routes) if kind is NoticeKind.ALERT)
    deciding = {folded(person.address) for role in (*DECIDING, *alerted) for person in school.roles.get(role, ())}
    return not (about & deciding) <= set(assessment.implicated)


def _known(desk: Desk, line: RegisterEntry, school: School) -> Fingerprint | None:
    """Return the fingerprint of a case's first report; None where it can't be opened."""
    try:
        return desk.fingerprints.of(
            line.reference,
            lambda: fingerprint(desk.store.load(line.reference).reports[0], school, desk.policy_of(school)),
        )
    except (StoreDamagedError, CaseNotFoundError):
        return None
