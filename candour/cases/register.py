"""A case's line in the register, derived from the case: every store makes it with this function."""

from collections.abc import Iterator

from candour.cases.agenda import next_step, running_deadlines
from candour.cases.audit import head
from candour.cases.case import Case, CaseStatus
from candour.cases.notice import REPORTER, NoticeKind, NoticeStatus
from candour.cases.ports import RegisterEntry

_ASKED = frozenset({NoticeKind.ACKNOWLEDGEMENT, NoticeKind.QUESTIONS, NoticeKind.ASSET_FORM})


def register_entry(case: Case) -> RegisterEntry:
    """Return the line of a case."""
    report_by = next((clock.due_at for clock in case.assessment.deadlines if clock.id == "report_by"), None)
    first = min(running_deadlines(case), key=lambda clock: clock.due_at, default=None)
    open_actions = [action.due_at for action in case.actions if action.done_at is None]
    closed = case.decided("close")
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
        alerted=tuple(dict.fromkeys(notice.role for notice in case.notices if notice.kind is NoticeKind.ALERT)),
        implicated=case.assessment.implicated,
        investigators=tuple(entry.investigator.address.casefold() for entry in case.authorisations),
        closed_at=closed.at if closed and case.status is CaseStatus.CLOSED else None,
    )


def decided_level(case: Case) -> str | None:
    """Return the level that a person decided, or the one that the rules propose."""
    decided = case.decided("level")
    return decided.value if decided else case.assessment.level.level


def needs(case: Case) -> Iterator[str]:
    """Yield what waits for who decides: incident, level, ico, ico_report, data_subjects, complaint, proposals, message,
    undelivered, re_evaluation.
    """
    if case.status is CaseStatus.PROPOSED_NO_INCIDENT:
        yield "incident"
    if case.status is CaseStatus.OPEN:
        yield from _open_decisions(case)
    if _has_new_message(case):
        yield "message"
    if has_undelivered(case):
        yield "undelivered"
    if re_evaluation_is_due(case):
        yield "re_evaluation"


def _open_decisions(case: Case) -> Iterator[str]:
    for what in ("level", "ico", "data_subjects"):
        if case.decided(what) is None:
            yield what
    running = {clock.id for clock in running_deadlines(case)}
    if "ico_awareness" in running and case.decided("ico") is not None:
        yield "ico_report"
    if "complaint" in running:
        yield "complaint"
    if open_proposals(case):
        yield "proposals"


def open_proposals(case: Case) -> tuple[str, ...]:
    """Return the routes that are proposed and that nobody has decided about."""
    decided = {decision.value for decision in case.decisions if decision.what == "route"}
    hits = case.assessment.routes
    return tuple(hit.rule for hit in hits if hit.hit and hit.on_decision and hit.rule not in decided)


def is_waiting_for_reporter(case: Case) -> bool:
    """Tell whether the reporter was asked something and has not written since."""
    asked = [notice.created_at for notice in case.notices if notice.kind in _ASKED and notice.role == REPORTER]
    is_open = case.status is CaseStatus.OPEN and bool(case.assessment.open_questions or _asked_by_person(case))
    return is_open and bool(asked) and all(report.received_at <= max(asked) for report in case.reports)


def has_undelivered(case: Case) -> bool:
    """Tell whether a notice was given up that nobody has looked at since (any later decision counts as looking)."""
    seen = max((decision.at for decision in case.decisions), default=None)
    return any(
        notice.status is NoticeStatus.FAILED and (seen is None or seen < (notice.first_tried_at or notice.created_at))
        for notice in case.notices
    )


def re_evaluation_is_due(case: Case) -> bool:
    """Tell whether the months of the policy are over and nobody has recorded the re-evaluation yet (R117)."""
    reached = any(event.details.get("step", "").startswith("re_evaluation:") for event in case.events)
    return reached and case.decided("re_evaluated") is None


def _has_new_message(case: Case) -> bool:
    seen = max((decision.at for decision in case.decisions), default=case.opened_at)
    return len(case.reports) > 1 and case.reports[-1].received_at > seen


def _asked_by_person(case: Case) -> bool:
    return any(notice.kind is NoticeKind.QUESTIONS for notice in case.notices)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
