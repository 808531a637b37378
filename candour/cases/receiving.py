"""The service's front door: a report becomes a new case, joins one, or is accounted for otherwise."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from candour.cases.case import Case, CaseStatus
from candour.cases.desk import Desk
from candour.cases.directory import School
from candour.cases.dispatch import Outcome, Receipt
from candour.cases.errors import (
    CaseNotFoundError,
    DuplicateReportError,
    ReadingFailedError,
    ReferenceTakenError,
    StoreDamagedError,
)
from candour.cases.facts import Facts
from candour.cases.letters import letter_came_back
from candour.cases.merging import FactChange, differing, merge
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.notices import make_notice
from candour.cases.opening import bypassed_events, newly_told, open_case, queued_event, with_events
from candour.cases.outgoing import came_back
from candour.cases.ports import Asked
from candour.cases.reached import late_entry, told_by_update
from candour.cases.readers import deciding_role
from candour.cases.references import find
from candour.cases.report import Automatic, Report
from candour.cases.routing import recipients, role_of
from candour.cases.schools import school_of
from candour.cases.trust import doubts

SET_ASIDE = "set-aside"
"""The kind of record that counts, for each day, what was set aside."""
_SET_ASIDE = frozenset({Automatic.REPLY, Automatic.OWN, Automatic.BOUNCE})
_KEEP_INFORMED = frozenset({NoticeKind.ALERT, NoticeKind.HEAD_NOTICE, NoticeKind.COMPLAINT})
_TRIES = 50
"""New references to try: there are a million for a school and year, so even one of ten thousand cases finds one."""


def receive(desk: Desk, report: Report, among: Sequence[str] = ()) -> Receipt:
    """Take a report in; see `Service.receive`."""
    return _receive(desk, _placed(desk, report, among))


def _placed(desk: Desk, report: Report, among: Sequence[str]) -> Report:
    """Return the report with the school that it belongs to, and with what speaks against its sender."""
    key = school_of(report, among, desk.directory)
    return report.model_copy(update={"school": key, "doubts": doubts(report, desk.directory.school(key))})


def _receive(desk: Desk, report: Report) -> Receipt:
    known = next((reference for key in report.keys if (reference := desk.store.find_key(key))), None)
    if known is not None:
        return Receipt(outcome=Outcome.DUPLICATE, reference=known)
    if report.automatic in _SET_ASIDE:
        return _account_for_automatic(desk, report)
    thread = _thread_of(desk, report)
    try:
        return _join_or_open(desk, thread, report) if thread else _open(desk, report)
    except DuplicateReportError as error:
        return Receipt(outcome=Outcome.DUPLICATE, reference=error.reference)


def answer(desk: Desk, reference: str, report: Report) -> Receipt:
    """Join a message to a case; see `Service.answer`."""
    try:
        return _join(desk, reference, report)
    except DuplicateReportError as error:
        return Receipt(outcome=Outcome.DUPLICATE, reference=error.reference)


def _join_or_open(desk: Desk, reference: str, report: Report) -> Receipt:
    """Join the case; an answer to one that can't be opened becomes a new case, related to it."""
    try:
        return _join(desk, reference, report)
    except StoreDamagedError:
        return _open(desk, report, related=(reference,))


def _open(desk: Desk, report: Report, related: tuple[str, ...] = ()) -> Receipt:
    school = desk.directory.school(report.school)
    facts, report = _read(desk, report)
    assessment = desk.assess(facts, report, school)
    for attempt in range(_TRIES):
        case = open_case(
            report,
            facts,
            assessment,
            policy=desk.policy_of(school),
            school=school,
            now=desk.now(),
            random=desk.random,
            answered=may_answer(desk, report),
            related=related or _mentioned(desk, report),
        )
        try:
            desk.store.accept(case)
        except ReferenceTakenError:
            if attempt == _TRIES - 1:
                raise
        else:
            desk.notify()
            return Receipt(outcome=Outcome.NEW_CASE, reference=case.reference)
    raise ReferenceTakenError("")


def _join(desk: Desk, reference: str, report: Report) -> Receipt:
    read, report = _read(desk, report, _asked(desk, reference))

    def step(case: Case, now: datetime) -> Case:
        if set(report.keys) & set(case.keys) or any(_is_same_mail(report, known) for known in case.reports):
            raise DuplicateReportError(case.reference)
        return _joined(desk, case, report, read, now)

    desk.change(reference, step)
    desk.notify()
    return Receipt(outcome=Outcome.JOINED, reference=reference)


def _is_same_mail(one: Report, other: Report) -> bool:
    """Tell whether it is one mail that came to the mailboxes of two schools: their keys differ by the school."""
    if one.school == other.school or one.message_id is None:
        return False
    return (one.message_id, one.text) == (other.message_id, other.text)


def _joined(desk: Desk, case: Case, report: Report, read: Facts, now: datetime) -> Case:
    """Return the case with a further message: facts merged, assessed anew, those told who must know."""
    school = desk.directory.school(case.school)
    facts, changes = merge(case.facts, read)
    assessment = desk.assess(facts, case.reports[0], school, case.reference)
    joined = case.model_copy(
        update={
            "reports": (*case.reports, report),
            "facts": facts,
            "assessment": assessment,
            "status": _status_after(case.status, facts),
        }
    )
    writer = _writer(joined, report, school)
    differences = differing(case, joined)
    notices = tuple(
        make_notice(
            kind,
            role,
            rule,
            reference=case.reference,
            school=school,
            now=now,
            random=desk.random,
            changes=differences if kind is NoticeKind.UPDATE else (),
        )
        for rule, kind, role in _told_of_answer(desk, joined, report, writer)
    )
    entries = [(writer, "message_received", {"report": report.id, "door": report.door})]
    entries += [("candour", "fact_changed", _changed(change)) for change in changes]
    entries += bypassed_events(assessment, case.assessment)
    entries += late_entry(joined)
    entries += told_by_update(case, joined, notices, deciding_role(joined, desk.policy_of(school), school))
    entries += [queued_event(notice) for notice in notices]
    return with_events(
        joined.model_copy(update={"notices": case.notices + notices}), entries, now=now, random=desk.random
    )


def _status_after(status: CaseStatus, facts: Facts) -> CaseStatus:
    """Open what was only proposed to be no incident; what a person decided stays decided."""
    proposed = status is CaseStatus.PROPOSED_NO_INCIDENT
    return CaseStatus.OPEN if proposed and not facts.holds("not_an_incident") else status


def _told_of_answer(desk: Desk, case: Case, report: Report, writer: str) -> list[tuple[str, NoticeKind, str]]:
    """List (rule, kind, role): routes that hit only now, and an update for who was told before but did not write."""
    school = desk.directory.school(case.school)
    routes = newly_told(desk.policy_of(school), case)
    new = [
        (rule, kind, role)
        for rule, kind, role in routes
        if kind is not NoticeKind.ACKNOWLEDGEMENT and (role != REPORTER or may_answer(desk, case.reports[0]))
    ]
    informed = dict.fromkeys(notice.role for notice in case.notices if notice.kind in _KEEP_INFORMED)
    updates = [
        ("answer", NoticeKind.UPDATE, role)
        for role in informed
        if role != writer and recipients(role, case.reports[0], case.facts, school)
    ]
    if writer == REPORTER and may_answer(desk, report):
        updates.append(("answer", NoticeKind.UPDATE, REPORTER))
    return new + updates


def may_answer(desk: Desk, report: Report) -> bool:
    """Tell whether the writer may get an automatic answer: within the sender's daily budget (RFC 3834, section 2)."""
    if report.sender is None or desk.directory.is_watched(report.sender.address):
        return False
    if report.automatic is not None:
        return False
    since = desk.now() - timedelta(days=1)
    return desk.store.answers_since(report.sender.address, since) < desk.answers_per_sender_and_day


def _asked(desk: Desk, reference: str) -> tuple[Asked, ...]:
    """Return the entries of the form that the writers of a case were shown, in the form's order."""
    case = desk.store.load(reference)
    form = desk.policy_of(desk.directory.school(case.school)).form
    open_fields = set(case.assessment.open_questions)
    return tuple(
        Asked(field=field.id, label=field.label, question=field.question, is_open=field.id in open_fields)
        for field in form.fields
    )


def _read(desk: Desk, report: Report, asked: Sequence[Asked] = ()) -> tuple[Facts, Report]:
    """Return what the report says; where reading fails the report says so itself, and a person reads it."""
    if report.unreadable:
        return Facts(), report
    try:
        return desk.reader.read(report, asked), report
    except ReadingFailedError as error:
        return Facts(), report.model_copy(update={"limits": (*report.limits, error.reason)})


def _thread_of(desk: Desk, report: Report) -> str | None:
    """Return the case that a message answers: by the token of our reply address, or by our own Message-IDs.

    A reference in the subject is no proof: anybody can quote one.
    """
    if report.thread_token and (reference := desk.store.find_thread(report.thread_token)):
        return reference
    for message_id in report.answers_to:
        if notice := desk.store.find_notice(message_id):
            return notice.reference
    return None


def _mentioned(desk: Desk, report: Report) -> tuple[str, ...]:
    """Return the existing cases that the subject names: possibly related, shown to the DPO alone."""
    known = []
    for reference in find(report.subject)[:5]:
        try:
            known.append(desk.store.load(reference).reference)
        except (CaseNotFoundError, StoreDamagedError):
            continue
    return tuple(known)


def _account_for_automatic(desk: Desk, report: Report) -> Receipt:
    """An automatic answer never becomes a case: a bounce goes to the notice that it returns, the rest is set aside."""
    returned = desk.store.find_notice(report.bounce_of) if report.bounce_of else None
    if returned is not None:
        came_back(desk, returned.reference, returned.notice_id)
        return Receipt(outcome=Outcome.BOUNCE, reference=returned.reference)
    if report.bounce_of and letter_came_back(desk, report.bounce_of):
        return Receipt(outcome=Outcome.BOUNCE, reference=None)
    _count_set_aside(desk, str(report.automatic))
    return Receipt(outcome=Outcome.SET_ASIDE, reference=None)


def _count_set_aside(desk: Desk, kind: str) -> None:
    """Keep one record a day of how many were set aside, by kind: a record each would grow without end."""
    day = desk.now().date().isoformat()
    with desk.tally_lock:
        counts = dict(desk.store.get(SET_ASIDE, day) or {})
        counts[kind] = str(int(counts.get(kind, "0")) + 1)
        desk.store.put(SET_ASIDE, day, counts)


def _writer(case: Case, report: Report, school: School) -> str:
    """Return the role of who wrote a further message: the reporter, a role of the school, or "somebody"."""
    first = case.reports[0].sender
    if report.sender is None or first is None:
        return "somebody"
    if report.sender.address.casefold() == first.address.casefold():
        return REPORTER
    return role_of(report.sender.address, school) or "somebody"


def _changed(change: FactChange) -> dict[str, str]:
    """An event names the field and the rule, never the value: events outlive erased personal data."""
    return {"field": change.field, "rule": change.after.rule}
