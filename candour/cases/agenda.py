"""What time alone brings about in a case: each step once, recorded as an event before anybody is told. Pure.

A clock has three stages: half of its time, four fifths, and its end. An action has two: shortly before it is due, and
when it is. Then there is the re-evaluation after some months, and the end of an investigator's authorisation.
A step's id names the moment that it was reckoned from: where an answer moves a clock, its stages come anew.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from candour.cases.case import Action, Case, CaseStatus, Deadline
from candour.cases.record import Moment, Record
from candour.cases.report import Report
from candour.cases.slots import AHEAD
from candour.cases.way_back import WriterAct

STAGES = (50, 80, 100)
"""Per cent of a clock's time; 100 is its end."""
MET_BY_DECISION = frozenset({"ico_occurrence", "ico_awareness", "complaint"})
"""The clocks that wait for a person; all others are met when the report arrives, or never."""
BEFORE_DUE = timedelta(days=2)
_NO_MORE = frozenset({CaseStatus.NO_INCIDENT, CaseStatus.CLOSED})


class AgendaStep(Record):
    """A moment at which a case needs somebody. `about` is the id of a deadline, action or authorisation.

    `kind` is clock, action, re_evaluation, authorisation or merge; `stage` is per cent, 100 for what is due or over;
    `at` is when the step is reached, `due_at` when what it is about is due.
    """

    id: str
    kind: str
    about: str
    stage: int
    at: Moment
    due_at: Moment


def steps(case: Case) -> tuple[AgendaStep, ...]:
    """Return the steps that have not been recorded yet, earliest first."""
    recorded = {event.details["step"] for event in case.events if "step" in event.details}
    return tuple(step for step in planned(case) if step.id not in recorded)


def planned(case: Case) -> tuple[AgendaStep, ...]:
    """Return every step that the case has as it stands now, recorded or not, earliest first."""
    return tuple(sorted(_all_steps(case), key=lambda step: (step.at, step.id)))


def highest_stages(steps_of_case: Iterable[AgendaStep]) -> tuple[AgendaStep, ...]:
    """Return of each clock, action and so on the step that is furthest: it says what the others said."""
    furthest: dict[tuple[str, str], AgendaStep] = {}
    for step in steps_of_case:
        before = furthest.get((step.kind, step.about))
        if before is None or (before.at, before.stage) < (step.at, step.stage):
            furthest[step.kind, step.about] = step
    return tuple(furthest.values())


def next_step(case: Case) -> datetime | None:
    """Return when time alone next brings something about; None where nothing is to come."""
    coming = () if case.merged_into is not None else case.coming
    acts = (shown_at(act) for act in case.acts)
    told_at = case.reports[0].told_at if case.is_level_open and case.merged_into is None else None
    times = (*(step.at for step in steps(case)), *map(joins_at, coming), *acts)
    return min((*times, told_at) if told_at else times, default=None)


def joins_at(report: Report) -> datetime:
    """Return when a message without a name that waits for its slot joins its case: shortly before."""
    return (report.told_at or report.received_at) - AHEAD


def shown_at(act: WriterAct) -> datetime:
    """Return when what a writer without a name did is seen: with the messages of the same slot."""
    return act.told_at - AHEAD


def is_met(case: Case, clock: Deadline) -> bool:
    """Tell whether a clock is met: by the decision that it waits for, or by the report's arrival in time.

    The 72 hours of deciding about the ICO (saints-cardiff 5.7) end with the decision; those of telling it (Article 33)
    with the decision that it need not be told, or with the record that it was.
    """
    if clock.id not in MET_BY_DECISION:
        return case.reports[0].received_at <= clock.due_at
    if clock.id == "complaint":
        return case.decided("complaint_acknowledged") is not None
    decided = case.decided("ico")
    if clock.id == "ico_occurrence" or decided is None or decided.value == "no_report":
        return decided is not None
    return case.decided("ico_reported") is not None


def running_deadlines(case: Case) -> tuple[Deadline, ...]:
    """Return the clocks of an open case that nobody has met, also those whose time has passed."""
    if case.status is not CaseStatus.OPEN:
        return ()
    clocks = case.assessment.deadlines
    return tuple(clock for clock in clocks if clock.id in MET_BY_DECISION and not is_met(case, clock))


def stage_at(clock: Deadline, stage: int) -> datetime:
    """Return when so many per cent of a clock's time have passed: reckoned in UTC, where an hour is an hour."""
    return clock.starts_at + (clock.due_at - clock.starts_at) * stage / 100


def merge_step(case: Case) -> AgendaStep | None:
    """Return the step of a merged case: its reports are to come to the other one, at once; None for all others."""
    merged = case.decided("merge")
    return _step("merge", merged.value, 100, merged.at, merged.at) if merged else None


def _all_steps(case: Case) -> Iterator[AgendaStep]:
    if (merged := merge_step(case)) is not None:  # all else is the other case's from now on
        yield merged
        return
    for clock in running_deadlines(case):
        yield from _clock_steps(case, clock)
    if case.status not in _NO_MORE:
        for action in case.actions:
            yield from _action_steps(action)
        for entry in case.authorisations:
            yield _step("authorisation", entry.id, 100, entry.until, entry.until)
    if case.re_evaluate_at is not None and _is_to_be_re_evaluated(case):
        yield _step("re_evaluation", case.reference, 100, case.re_evaluate_at, case.re_evaluate_at)


def _is_to_be_re_evaluated(case: Case) -> bool:
    return case.status is not CaseStatus.NO_INCIDENT and case.decided("re_evaluated") is None


def _clock_steps(case: Case, clock: Deadline) -> Iterator[AgendaStep]:
    """Yield the stages; of those that had passed when the case was opened, which the alert tells, the end alone."""
    for stage in STAGES:
        at = stage_at(clock, stage)
        if at > case.opened_at or stage == STAGES[-1]:
            yield _step("clock", clock.id, stage, clock.due_at, at)


def _action_steps(action: Action) -> Iterator[AgendaStep]:
    if action.done_at is not None:
        return
    before = action.due_at - BEFORE_DUE
    if before > action.assigned_at:
        yield _step("action", action.id, 50, action.due_at, before)
    yield _step("action", action.id, 100, action.due_at, action.due_at)


def _step(kind: str, about: str, stage: int, reckoned_from: datetime, at: datetime) -> AgendaStep:
    id_ = f"{kind}:{about}:{stage}:{reckoned_from:%Y%m%dT%H%M}"
    return AgendaStep(id=id_, kind=kind, about=about, stage=stage, at=at, due_at=reckoned_from)
