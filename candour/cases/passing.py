"""What time alone brings about: steps of the agenda recorded once each, and whoever must know is told."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from candour.cases.agenda import STAGES, AgendaStep, steps
from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.errors import StoreDamagedError
from candour.cases.opening import with_events
from candour.cases.outgoing import free_stuck


def sweep(desk: Desk) -> Sequence[str]:
    """Record every step that has been reached; see `Service.sweep`."""
    now = desk.now()
    due = [entry.reference for entry in desk.store.register() if entry.next_step and entry.next_step <= now]
    for reference in due:
        with suppress(StoreDamagedError):  # listed by the store; the others' clocks go on
            desk.change(reference, lambda case, now: _with_steps(desk, case, now))
    free_stuck(desk)
    return due


def _with_steps(desk: Desk, case: Case, now: datetime) -> Case:
    reached = [step for step in steps(case) if step.at <= now]
    if not reached:
        return case
    return with_events(case, [("candour", *_event(step)) for step in reached], now=now, random=desk.random)


def _event(step: AgendaStep) -> tuple[str, dict[str, str]]:
    details = {"step": step.id, "at": step.at.isoformat()}
    if step.kind == "clock" and step.stage == STAGES[-1]:
        return "deadline_missed", {**details, "deadline": step.about, "due_at": step.at.isoformat()}
    return "step_reached", details
