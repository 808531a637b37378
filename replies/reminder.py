"""What who decides is told of a clock: how far it has run, when it runs out, what is to be decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from candour.cases.agenda import is_met
from candour.cases.case import Case
from candour.cases.dispatch import Dispatch
from candour.cases.showing.case_views import Clock, clocks
from candour.cases.showing.steps import StepId, stage_in_words, step_id
from replies.short_case import short_case

_ICO = "the Information Commissioner's Office (ICO)"


@dataclass(frozen=True)
class ReachedClock:
    """A clock with the stage that it has reached, in words, and what is to be done."""

    clock: Clock
    stage: str
    to_do: tuple[str, ...]


def reminder(dispatch: Dispatch, now: datetime) -> Mapping[str, object]:
    """Return the context: the clocks that the notice is about, as they stand now."""
    by_id = {clock.id: clock for clock in clocks(dispatch.case, now)}
    steps = [step_id(topic) for topic in dispatch.notice.topics]
    reached = (_reached(dispatch.case, by_id[step.about], step) for step in steps if step.about in by_id)
    return {**short_case(dispatch), "reached": tuple(reached)}


def _reached(case: Case, clock: Clock, step: StepId) -> ReachedClock:
    if clock.met:
        return ReachedClock(clock=clock, stage="This was done in the meantime", to_do=())
    late = ("The time has run out. It still has to be done. Please record why it is late.",)
    to_do = (_to_do(case, clock.id), *(late if clock.passed else ()))
    return ReachedClock(clock=clock, stage=stage_in_words(step.stage), to_do=to_do)


def _to_do(case: Case, clock_id: str) -> str:
    ico = next((clock for clock in case.assessment.deadlines if clock.id == "ico_awareness"), None)
    if clock_id == "complaint":
        return "Tell the person who complained that you have the complaint, and record that you did."
    if clock_id == "ico_occurrence" or (ico and case.decided("ico") is None):
        return f"Decide whether {_ICO} is told, and say why. If it is told, record the day."
    if ico and clock_id == ico.id and not is_met(case, ico):
        return f"You decided that {_ICO} is told. Tell it, and record the day."
    return "Look at the case, and decide what is to be done."
