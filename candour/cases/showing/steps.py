"""The steps of a case's agenda in words, from their ids (`agenda`): clock:ico_awareness:50:20261123T1200."""

from typing import NamedTuple

from candour.cases.case import Action, Authorisation, Case
from candour.cases.policy import Policy
from candour.cases.showing.words import id_in_words, one_line

_OVER = 100
_STAGES = {50: "Half of the time has passed", 80: "Four fifths of the time have passed", _OVER: "Time has run out"}


class StepId(NamedTuple):
    """What an id of the agenda says; `stage` is 0 where it says none (the id of an action alone)."""

    kind: str
    about: str
    stage: int


def step_id(topic: str) -> StepId:
    """Read an id of the agenda; anything else is taken for the id of what it is about."""
    parts = topic.split(":")
    if len(parts) >= len(StepId._fields) and parts[2].isdecimal():
        return StepId(kind=parts[0], about=parts[1], stage=int(parts[2]))
    return StepId(kind="", about=topic, stage=0)


def stage_in_words(stage: int) -> str:
    """Return how much of a clock's time has passed."""
    return _STAGES.get(stage, "A stage was reached")


def action_of(case: Case, topic: str) -> Action | None:
    """Return the action that a step or a bare id is about."""
    return next((action for action in case.actions if action.id == step_id(topic).about), None)


def authorisation_of(case: Case, topic: str) -> Authorisation | None:
    """Return the authorisation that a step or a bare id is about."""
    return next((entry for entry in case.authorisations if entry.id == step_id(topic).about), None)


def step_in_words(case: Case, policy: Policy, topic: str) -> str:
    """Return what a step says that was reached."""
    kind, about, stage = step_id(topic)
    if kind == "clock":
        labels = {rule.id: rule.label for rule in policy.deadlines}
        labels |= {clock.id: clock.label for clock in case.assessment.deadlines}
        return f"{stage_in_words(stage)}: {labels.get(about) or id_in_words(about)}"
    if kind == "action":
        found = action_of(case, topic)
        text = f": {one_line(found.text)}" if found else ""
        return f"{'An action is overdue' if stage >= _OVER else 'An action is due soon'}{text}"
    if kind == "authorisation":
        entry = authorisation_of(case, topic)
        who = one_line(entry.investigator.name or entry.investigator.address) if entry else "an investigator"
        return f"The time of {who} to investigate has ended"
    if kind == "re_evaluation":
        return "The case is to be looked at again"
    if kind == "merge":
        return "Its reports and files are in the other case now"
    return id_in_words(kind or "a step").capitalize()
