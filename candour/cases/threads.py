"""Which case a message belongs to.

Two things prove that a message answers a case: the token of our reply address, and a Message-ID of ours that the store
knows. Both are 80 random bits, so whoever has them has the mail; more they don't prove. All else (the Message-ID of
somebody's mail, a reference in the subject) can be seen or quoted by anybody, and joins only for those who take part in
that case: other systems leak that way. All others get a new case that names the quoted one as possibly related.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from candour.cases.access import acting_role, roles_of
from candour.cases.case import Case, CaseStatus
from candour.cases.desk import Desk
from candour.cases.directory import Person, School, folded
from candour.cases.errors import CaseNotFoundError, StoreDamagedError
from candour.cases.notice import REPORTER
from candour.cases.references import find
from candour.cases.register import opening_reports
from candour.cases.report import Report
from candour.cases.routing import role_of, whom_it_is_about
from candour.cases.trust import LOOK_ALIKE, NAME_OF, TITLE_OF, UNPROVEN

SOMEBODY = "somebody"
"""The writer of a message who takes no part in its case: they have one of its mails, and that is all we know."""
PARTICIPANT = "participant"
"""The writer of a message who takes part in its case without a role: was in Cc, or investigates."""
_PRETENDING = frozenset({UNPROVEN, NAME_OF, TITLE_OF, LOOK_ALIKE})
_MOST_MESSAGE_IDS = 100
_MOST_OPENED = 10
_IN_WORK = frozenset({CaseStatus.OPEN, CaseStatus.PROPOSED_NO_INCIDENT})


class Thread(NamedTuple):
    """The case that a message joins, None where it opens one of its own; and the cases that it names without a part."""

    joins: str | None = None
    related: tuple[str, ...] = ()


def thread_of(desk: Desk, report: Report) -> Thread:
    """Return which case a message joins, or which it is possibly related to.

    Of several cases in which the writer takes part it is the newest one that is not done with, else the newest. Opens
    at most ten cases.
    """
    if (proven := _proven(desk, report)) is not None:
        return Thread(joins=proven)
    named = _named(desk, report)
    theirs = [case for case in named if takes_part(desk, case, report)]
    if theirs:
        return Thread(joins=max(theirs, key=lambda case: (case.status in _IN_WORK, case.opened_at)).reference)
    return Thread(related=tuple(case.reference for case in named))


def takes_part(desk: Desk, case: Case, report: Report) -> bool:
    """Tell whether a message's sender takes part in a case: by the address, so never where that is in doubt.

    A From header proves nothing. Where the mail server can't confirm the sender's domain, or somebody shows the name of
    one who holds a role, the address may be another's: it would let anybody speak in that person's cases.

    Who reported always takes part, also where the report is about themselves. Nobody else does whom it is about.
    """
    sender = report.sender
    if sender is None or is_doubted(report) or desk.directory.is_watched(sender.address):
        return False
    address = folded(sender.address)
    if _reported(case, address):
        return True
    school = desk.directory.school(case.school)
    if whom_it_is_about(case.facts, school).includes(Person(name=sender.name, address=address)):
        return False
    return address in _heard(case) or _has_role(address, case, school, desk.now())


def writer_of(desk: Desk, case: Case, report: Report) -> str:
    """Return who wrote a further message: the reporter, a role of the school, a participant, or somebody.

    Without a name only who reported comes back to a case, with their code.
    """
    if report.anonymous:
        return REPORTER
    if report.sender is None or not takes_part(desk, case, report):
        return SOMEBODY
    if _reported(case, folded(report.sender.address)):
        return REPORTER
    return role_of(report.sender.address, desk.directory.school(case.school)) or PARTICIPANT


def is_doubted(report: Report) -> bool:
    """Tell whether the sender may be another than the address says, or wants to be taken for another.

    To write from outside the school alone is no such doubt.
    """
    return any(doubt.partition(":")[0] in _PRETENDING for doubt in report.doubts)


def is_by(report: Report, address: str) -> bool:
    """Tell whether a message is by somebody, as far as nothing speaks against it; `address` is folded."""
    sender = report.sender
    return sender is not None and folded(sender.address) == address and not is_doubted(report)


def opened(desk: Desk, reference: str) -> Case | None:
    """Return the case of a reference, or the one that it was merged into; None where it is unknown or damaged."""
    seen: set[str] = set()
    while reference not in seen:
        seen.add(reference)
        try:
            case = desk.store.load(reference)
        except (CaseNotFoundError, StoreDamagedError):
            return None
        if case.merged_into is None:
            return case
        reference = case.merged_into
    return None


def _proven(desk: Desk, report: Report) -> str | None:
    """Return the case whose mail somebody answers; a Message-ID of our shape that the store doesn't know is none."""
    if report.thread_token and (reference := desk.store.find_thread(report.thread_token)):
        return reference
    for message_id in report.answers_to[:_MOST_MESSAGE_IDS]:
        if notice := desk.store.find_notice(message_id):
            return notice.reference
    return None


def _named(desk: Desk, report: Report) -> list[Case]:
    """Return the cases that a message names: by the Message-ID of one of their messages, or by their reference."""
    references = dict.fromkeys(_quoted(desk, report))
    cases = (opened(desk, reference) for reference in list(references)[:_MOST_OPENED])
    return list({case.reference: case for case in cases if case is not None}.values())


def _quoted(desk: Desk, report: Report) -> Iterator[str]:
    for message_id in report.answers_to[:_MOST_MESSAGE_IDS]:
        yield from desk.store.find_message(message_id)
    yield from find(report.subject)


def _reported(case: Case, address: str) -> bool:
    """Tell whether somebody reported the incident: the case itself, or one that became part of it."""
    opening = opening_reports(case)
    return any(report.id in opening and is_by(report, address) for report in case.reports)


def _heard(case: Case) -> frozenset[str]:
    """Return the addresses that took part when they wrote, that the reporter wrote to, and that were told by name.

    Who had nothing but one of its mails takes no part by having written: else their second message would count for more
    than their first.
    """
    written = [report for report in case.reports if report.sender and not is_doubted(report)]
    by_reporter = [each for each in written if each.sender and _reported(case, folded(each.sender.address))]
    of_part = {
        event.details["report"] for event in case.events if event.kind == "message_received" and event.actor != SOMEBODY
    }
    heard = [each.sender.address for each in written if each.sender and each.id in of_part]
    heard += [address for each in by_reporter for address in each.recipients]
    heard += [notice.recipient.address for notice in case.notices if notice.recipient]
    return frozenset(map(folded, heard))


def _has_role(address: str, case: Case, school: School, now: datetime) -> bool:
    """Tell whether somebody holds a role that was told, or may see the case."""
    told = {notice.role for notice in case.notices}
    return not told.isdisjoint(roles_of(address, school)) or acting_role(address, case, school, now) is not None
