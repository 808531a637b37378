"""A case's line in the register, derived from the case: every store makes it with this function."""

from collections.abc import Iterator
from datetime import datetime

from candour.cases.access import alerted, in_heads_place, is_deciding
from candour.cases.agenda import next_step, running_deadlines
from candour.cases.audit import head
from candour.cases.case import Case, CaseStatus
from candour.cases.confidential import COMES_IN, came_anonymously
from candour.cases.content_free import is_content_free
from candour.cases.directory import folded
from candour.cases.fingerprints import days_of
from candour.cases.notice import REPORTER, NoticeKind, NoticeStatus
from candour.cases.ports import RegisterEntry
from candour.cases.report import Report
from candour.cases.routing import implicated_roles, responsible_employee, same_person

_WITH_PROPOSALS = frozenset({CaseStatus.OPEN, CaseStatus.CLOSED})
_NOT_OVER = frozenset({CaseStatus.OPEN, CaseStatus.PROPOSED_NO_INCIDENT})
_ASKED = frozenset({NoticeKind.ACKNOWLEDGEMENT, NoticeKind.QUESTIONS, NoticeKind.ASSET_FORM})

MERGED_HERE = "case_merged"
"""The event of a case that was merged into this one: `case` is its reference."""


def register_entry(case: Case) -> RegisterEntry:
    """Return the line of a case."""
    report_by = next((clock.due_at for clock in case.assessment.deadlines if clock.id == "report_by"), None)
    first = min(running_deadlines(case), key=lambda clock: clock.due_at, default=None)
    open_actions = [action.due_at for action in case.actions if action.done_at is None and case.merged_into is None]
    closed = case.decided("close") if case.merged_into is None else case.decided("merge")
    return RegisterEntry(
        reference=case.reference,
        school=case.school,
        status=case.status,
        opened_at=case.opened_at,
        head=head(case.events),
        incident_type=_text(case.facts.shown("incident_type")),
        level=decided_level(case),
        report_by=report_by,
        next_deadline=first.due_at if first else None,
        next_deadline_id=first.id if first else None,
        next_step=next_step(case),
        score=case.assessment.score.high if case.assessment.score.lines else None,
        needs=tuple(needs(case)),
        is_waiting_for_reporter=is_waiting_for_reporter(case),
        action_due=min(open_actions, default=None),
        alerted=alerted(case),
        in_heads_place=in_heads_place(case),
        implicated_roles=implicated_roles(case.facts),
        responsible=responsible_employee(case.facts),
        investigators=tuple(_investigators(case)),
        closed_at=closed.at if closed and case.status is CaseStatus.CLOSED else None,
        merged_into=case.merged_into,
        possible_duplicates=open_duplicates(case),
        days=days_of(case.facts),
        anonymous=came_anonymously(case),
        told_at=case.reports[0].told_at if case.reports else None,
        news_due=max((notice.due_at for notice in case.notices if is_content_free(case, notice)), default=None),
    )


def decided_level(case: Case) -> str | None:
    """Return the level that a person decided, or the one that the rules propose."""
    decided = case.decided("level")
    return decided.value if decided else case.assessment.level.level


def needs(case: Case) -> Iterator[str]:
    """Yield what waits for who decides: incident, duplicate, level, ico, ico_report, data_subjects,
    data_subjects_report, complaint, proposals, message, undelivered, re_evaluation. A merged case needs nothing.
    """
    if case.merged_into is not None:
        return
    if open_duplicates(case):
        yield "duplicate"
    if case.status is CaseStatus.PROPOSED_NO_INCIDENT:
        yield "incident"
    if case.status is CaseStatus.OPEN:
        yield from _open_decisions(case)
    if case.status in _WITH_PROPOSALS and open_proposals(case):
        yield "proposals"
    if _has_new_message(case):
        yield "message"
    if has_undelivered(case):
        yield "undelivered"
    if re_evaluation_is_due(case):
        yield "re_evaluation"


def open_duplicates(case: Case) -> tuple[str, ...]:
    """Return the cases that somebody has to compare with this one; closing it answers the question too."""
    return undecided_duplicates(case) if case.status in _NOT_OVER else ()


def undecided_duplicates(case: Case) -> tuple[str, ...]:
    """Return the cases that seem to be about the same event, and of which nobody has decided whether they are."""
    decided = {decision.value for decision in case.decisions if decision.what == "not_duplicate"}
    return tuple(each for each in case.possible_duplicates if each not in decided | set(merged_here(case)))


def merged_here(case: Case) -> tuple[str, ...]:
    """Return the cases whose reports have come to this one."""
    return tuple(event.details["case"] for event in case.events if event.kind == MERGED_HERE)


def opening_reports(case: Case) -> frozenset[str]:
    """Return the ids of the reports that opened the case, or one that was merged into it: their writers reported."""
    merged = (event.details.get("reports", "") for event in case.events if event.kind == MERGED_HERE)
    first = (report.id for report in case.reports[:1])
    return frozenset([*first, *(report for reports in merged for report in reports.split())])


def _open_decisions(case: Case) -> Iterator[str]:
    for what in ("level", "ico", "data_subjects"):
        if case.decided(what) is None:
            yield what
    if ico_waits_to_be_told(case):
        yield "ico_report"
    if people_wait_to_be_told(case):
        yield "data_subjects_report"
    if complaint_waits(case):
        yield "complaint"


def ico_waits_to_be_told(case: Case) -> bool:
    """Tell whether it is decided that the ICO is told, and not recorded that it was."""
    decided = case.decided("ico")
    return decided is not None and decided.value == "report" and case.decided("ico_reported") is None


def people_wait_to_be_told(case: Case) -> bool:
    """Tell whether it is decided that the people concerned are told, and not recorded that they were."""
    decided = case.decided("data_subjects")
    return decided is not None and decided.value == "inform" and case.decided("data_subjects_informed") is None


def complaint_waits(case: Case) -> bool:
    """Tell whether somebody complained, and it is not recorded that the complaint was acknowledged."""
    return case.facts.holds("complaint") and case.decided("complaint_acknowledged") is None


def open_proposals(case: Case) -> tuple[str, ...]:
    """Return the routes that are proposed and that nobody has decided about."""
    decided = {decision.value for decision in case.decisions if decision.what == "route"}
    hits = case.assessment.routes
    return tuple(hit.rule for hit in hits if hit.hit and hit.on_decision and hit.rule not in decided)


def is_waiting_for_reporter(case: Case) -> bool:
    """Tell whether the reporter was asked something and has not written since."""
    if case.way_back is not None:
        return case.status in _NOT_OVER and _waits_for_code(case)
    asked = [notice for notice in case.notices if notice.kind in _ASKED and notice.role == REPORTER]
    arrived = [notice for notice in asked if notice.status is not NoticeStatus.FAILED]
    by_person = any(notice.kind is NoticeKind.QUESTIONS for notice in arrived)
    is_open = case.status is CaseStatus.OPEN and bool(case.assessment.open_questions)
    if not arrived or not case.reports or not (is_open or (by_person and case.status in _NOT_OVER)):
        return False
    return _last_written(case) <= max(notice.created_at for notice in arrived)


def _waits_for_code(case: Case) -> bool:
    """Tell whether a question waits for who reported without a name to come back: by the order of events."""
    questions = {decision.id for decision in case.decisions if decision.what == "ask"}
    said = (event for event in case.events if event.kind in COMES_IN or event.details.get("decision") in questions)
    last = max(said, key=lambda event: event.number, default=None)
    return last is not None and last.kind not in COMES_IN


def has_undelivered(case: Case) -> bool:
    """Tell whether a notice was given up and nobody who decides has decided anything since, which counts as looking.

    Reckoned by the order of events: a notice may be given up days after its first try.
    """
    given_up = {notice.id for notice in case.originals if notice.status is NoticeStatus.FAILED}
    seen = _last_looked(case)
    events = (event for event in case.events if event.kind == "notice_given_up")
    return any(event.number > seen and event.details["notice"] in given_up for event in events)


def re_evaluation_is_due(case: Case) -> bool:
    """Tell whether the months of the policy are over and nobody has recorded the re-evaluation yet (R117)."""
    reached = any(event.details.get("step", "").startswith("re_evaluation:") for event in case.events)
    return reached and case.decided("re_evaluated") is None


def _has_new_message(case: Case) -> bool:
    """Tell whether a message, or the note of somebody who doesn't decide (R41), came after who decides last looked."""
    seen = _last_looked(case)
    notes = {decision.id for decision in case.decisions if decision.what == "note"}
    return any(
        event.number > seen and (event.kind == "message_received" or event.details.get("decision") in notes)
        for event in case.events
    )


def _last_looked(case: Case) -> int:
    """Return the number of the event with which somebody who decides last decided something, 0 where nobody has."""
    theirs = {decision.id for decision in case.decisions if is_deciding(decision.role, case)}
    return max((event.number for event in case.events if event.details.get("decision") in theirs), default=0)


def _last_written(case: Case) -> datetime:
    """Return when the reporter last wrote; a case without a sender has but its first report."""
    first = case.reports[0]
    return max(report.received_at for report in case.reports if report is first or _is_of_same_writer(report, first))


def _is_of_same_writer(report: Report, first: Report) -> bool:
    if report.sender is None or first.sender is None:
        return report.sender is first.sender
    return folded(report.sender.address) == folded(first.sender.address)


def _investigators(case: Case) -> Iterator[str]:
    """Yield the addresses of those who were authorised, but not of who was turned away or is responsible themselves."""
    responsible = responsible_employee(case.facts)
    withdrawn = {decision.value for decision in case.decisions if decision.what == "withdraw"}
    for entry in case.authorisations:
        if entry.id not in withdrawn and not (responsible and same_person(entry.investigator.name, responsible)):
            yield folded(entry.investigator.address)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
