"""The clocks of a case in the exported register: when each was due, when it was met, and how it stands."""

from collections.abc import Iterator
from datetime import date, datetime

from candour.cases.agenda import MET_BY_DECISION
from candour.cases.case import Case, CaseStatus, Deadline, Decision
from candour.cases.policy import DeadlineRule, Policy
from candour.cases.showing.words import LONDON
from replies.register_cells import Cell, day_cell, moment_cell, noted_cell
from replies.register_line import MIDDLE, NARROW, Column, Line


def clock_columns(policy: Policy) -> Iterator[Column]:
    """Yield three columns for each clock of the policy."""
    for rule in policy.deadlines:
        yield from _columns(rule)


def _columns(rule: DeadlineRule) -> Iterator[Column]:
    def due(line: Line) -> Cell:
        clock = _clock(line.case, rule.id)
        return moment_cell(clock.due_at) if clock else None

    def met(line: Line) -> Cell:
        clock = _clock(line.case, rule.id)
        return met_on(line.case, clock) if clock else None

    def state(line: Line) -> Cell:
        clock = _clock(line.case, rule.id)
        return _state(line.case, clock, line.now) if clock else None

    yield Column(f"clock.{rule.id}.due", f"{rule.label}: due", MIDDLE, due)
    yield Column(f"clock.{rule.id}.met", f"{rule.label}: met", MIDDLE, met)
    yield Column(f"clock.{rule.id}.state", f"{rule.label}: how it stands", NARROW, state)


def met_on(case: Case, clock: Deadline) -> datetime | date | None:
    """Return when a clock was met, in London; a day alone where only that was recorded (when the ICO was told).

    By the report's arrival, or by the first decision that it waited for (`agenda.is_met`): a change of mind is no
    delay.
    """
    if clock.id not in MET_BY_DECISION:
        return noted_cell(case.reports[0].received_at, only_day=case.reports[0].anonymous)
    if clock.id == "complaint":
        return _first_moment(case, "complaint_acknowledged")
    decided = case.decided("ico")
    if clock.id == "ico_awareness" and decided is not None and decided.value == "report":
        told = _first(case, "ico_reported")
        day = day_cell(told.details.get("day", "")) if told else None
        return day if isinstance(day, date) else None
    return _first_moment(case, "ico")


def _state(case: Case, clock: Deadline, now: datetime) -> str:
    met = met_on(case, clock)
    if met is None:
        if case.status is not CaseStatus.OPEN:
            return "not running"
        return "overdue" if clock.due_at <= now else "running"
    due = clock.due_at.astimezone(LONDON).replace(tzinfo=None)
    is_late = met > due if isinstance(met, datetime) else met > due.date()
    return "late" if is_late else "in time"


def _clock(case: Case, rule_id: str) -> Deadline | None:
    return next((clock for clock in case.assessment.deadlines if clock.id == rule_id), None)


def _first(case: Case, what: str) -> Decision | None:
    return next((decision for decision in case.decisions if decision.what == what), None)


def _first_moment(case: Case, what: str) -> datetime | None:
    decision = _first(case, what)
    return moment_cell(decision.at) if decision else None
