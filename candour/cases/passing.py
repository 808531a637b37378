"""What time alone brings about: each step of the agenda recorded once, and in the same write who must know is told."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime

from candour.cases import follow_up
from candour.cases.agenda import STAGES, AgendaStep, steps
from candour.cases.case import Case
from candour.cases.content_free import in_message_ids
from candour.cases.desk import Desk
from candour.cases.errors import (
    CaseNotFoundError,
    StaleCaseError,
    StoreDamagedError,
    StoreError,
    WorkersClosedError,
    WorkersUnavailableError,
)
from candour.cases.facts import Method, Value
from candour.cases.joining import take_in
from candour.cases.late_levels import with_level
from candour.cases.notice import REPORTER
from candour.cases.notices import make_notice
from candour.cases.opening import newly_told, queued_event, with_events
from candour.cases.outgoing import free_stuck
from candour.cases.reached import Entry, step_entry
from candour.cases.reminding import Told, remind
from candour.cases.uniting import bring_over
from candour.cases.unnamed import show

_RULE = "agenda"


def sweep(desk: Desk) -> Sequence[str]:
    """Record every step that has been reached; see `Service.sweep`.

    A case that can't be opened, or that others write all the time, keeps back no other's clocks.
    """
    now = desk.now()
    lines = [entry for entry in desk.store.register() if entry.next_step and entry.next_step <= now]
    due = [entry.reference for entry in lines]
    for entry in lines:
        with suppress(StoreDamagedError, StaleCaseError, CaseNotFoundError):  # listed by the store, or asked again
            show(desk, entry.reference)
            if entry.merged_into is not None:
                bring_over(desk, entry.reference)
            else:
                with suppress(WorkersUnavailableError, WorkersClosedError):  # read at the next sweep
                    take_in(desk, entry.reference)
                desk.change(entry.reference, lambda case, now: with_level(desk, case, now))
                desk.change(entry.reference, lambda case, now: _with_steps(desk, case, now))
    with suppress(StoreError):  # at the next sweep
        desk.publish_what_waits()
    free_stuck(desk)
    if due:
        desk.notify()
    return due


def _with_steps(desk: Desk, case: Case, now: datetime) -> Case:
    """Return the case with the steps that have been reached, what they make true, and the notices about them."""
    reached = [step for step in steps(case) if step.at <= now]
    if not reached:
        return case
    counted = _counted(desk, case, reached)
    followed, entries = _with_facts(desk, case, _facts(case, reached, counted), now)
    told = remind(desk, followed, reached, now)
    entries += [_entry(step, told, counted) for step in reached]
    entries += [queued_event(notice) for notice in told.queued]
    return with_events(told.case, entries, now=now, random=desk.random)


def _entry(step: AgendaStep, told: Told, counted: follow_up.Reduction | None) -> Entry:
    ids = told.notices_of(step)
    figures = follow_up.details(counted) if counted and step.kind == "re_evaluation" else {}
    return step_entry(step, {**({"notices": " ".join(ids)} if ids else {}), **figures})


def _counted(desk: Desk, case: Case, reached: Sequence[AgendaStep]) -> follow_up.Reduction | None:
    """Count the incidents of the type where the case is to be re-evaluated (R117)."""
    if all(step.kind != "re_evaluation" for step in reached):
        return None
    policy = desk.policy_of(desk.directory.school(case.school))
    return follow_up.numbers(desk.store.register(), case, policy)


def _facts(case: Case, reached: Sequence[AgendaStep], counted: follow_up.Reduction | None) -> Iterator[str]:
    """Yield the facts that routes may ask for: a measure not taken in time (R116), no reduction (R118)."""
    overdue = any(step.kind == "action" and step.stage == STAGES[-1] for step in reached)
    if overdue and not case.facts.holds("action_overdue"):
        yield "action_overdue"
    if counted and counted.is_reduced is False and not case.facts.holds("not_reduced"):
        yield "not_reduced"


def _with_facts(desk: Desk, case: Case, names: Iterator[str], now: datetime) -> tuple[Case, list[Entry]]:
    """Set these facts and assess the case anew; routes that hit only now tell or are proposed."""
    values = {name: Value(value=True, confidence=1.0, method=Method.RULE, rule=_RULE) for name in names}
    if not values:
        return case, []
    school = desk.directory.school(case.school)
    facts = case.facts.with_values(values)
    assessment = desk.assess(facts, case.reports[0], school, case.reference)
    changed = case.model_copy(update={"facts": facts, "assessment": assessment})
    made = tuple(
        make_notice(kind, role, rule, reference=in_message_ids(case), school=school, now=now, random=desk.random)
        for rule, kind, role in newly_told(desk.policy_of(school), changed)
        if role != REPORTER  # who got no answer when they wrote (a bulk sender, a spent budget) gets none from time
    )
    entries: list[Entry] = [("candour", "fact_changed", {"field": name, "rule": _RULE}) for name in values]
    entries += [queued_event(notice) for notice in made]
    return changed.model_copy(update={"notices": (*case.notices, *made)}), entries
