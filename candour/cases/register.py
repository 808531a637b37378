"""A case's line in the register, derived from the case: every store makes it with this function."""

from datetime import datetime

from candour.cases.case import Case, CaseStatus, Deadline
from candour.cases.ports import RegisterEntry

MET_BY = {"ico_occurrence": "ico", "ico_awareness": "ico", "complaint": "complaint_acknowledged"}
"""Deadline id -> the decision that meets it. A deadline without an entry is met when the report arrives."""


def register_entry(case: Case) -> RegisterEntry:
    """Return the line of a case."""
    report_by = next((clock.due_at for clock in case.assessment.deadlines if clock.id == "report_by"), None)
    return RegisterEntry(
        reference=case.reference,
        school=case.school,
        status=case.status,
        opened_at=case.opened_at,
        incident_type=_text(case.facts.shown("incident_type")),
        level=decided_level(case),
        report_by=report_by,
        next_deadline=_next_deadline(case),
    )


def decided_level(case: Case) -> str | None:
    """Return the level that a person decided, or the one that the rules propose."""
    decided = [decision.value for decision in case.decisions if decision.what == "level"]
    return decided[-1] if decided else case.assessment.level.level


def running_deadlines(case: Case) -> tuple[Deadline, ...]:
    """Return the clocks that nobody has met and whose end has not been recorded yet."""
    if case.status is not CaseStatus.OPEN:
        return ()
    decided = {decision.what for decision in case.decisions}
    recorded = {event.details.get("deadline") for event in case.events if event.kind == "deadline_missed"}
    return tuple(
        clock
        for clock in case.assessment.deadlines
        if clock.id in MET_BY and MET_BY[clock.id] not in decided and clock.id not in recorded
    )


def _next_deadline(case: Case) -> datetime | None:
    return min((clock.due_at for clock in running_deadlines(case)), default=None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
