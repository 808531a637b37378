"""What must have happened before a case is closed (R113): each rule says in plain words what is missing."""

from collections.abc import Callable, Mapping

from candour.cases.case import Case, Decision
from candour.cases.register import complaint_waits, ico_waits_to_be_told, open_proposals, people_wait_to_be_told

CloseRule = Callable[[Case, Decision], str]
"""Asked with the case and the decision to close it; returns what is missing, or nothing."""


def missing(needs: tuple[str, ...], case: Case, decision: Decision) -> tuple[str, ...]:
    """Return everything that still stands in the way of closing, in the policy's order."""
    found = (CLOSE_RULES[need](case, decision) for need in needs)
    return tuple(what for what in found if what)


def _level(case: Case, _decision: Decision) -> str:
    return "" if case.decided("level") else "the level is not decided"


def _ico(case: Case, _decision: Decision) -> str:
    if case.decided("ico") is None:
        return "it is not decided whether the ICO is told"
    return "the ICO is to be told, and it is not recorded that it was" if ico_waits_to_be_told(case) else ""


def _data_subjects(case: Case, _decision: Decision) -> str:
    if case.decided("data_subjects") is None:
        return "it is not decided whether the people concerned are told"
    waits = people_wait_to_be_told(case)
    return "the people concerned are to be told, and it is not recorded that they were" if waits else ""


def _complaint(case: Case, _decision: Decision) -> str:
    return "the complaint is not acknowledged" if complaint_waits(case) else ""


def _proposals(case: Case, _decision: Decision) -> str:
    """Whom the policy would have told is told, or somebody says why not (R106, R108, R110, R116)."""
    return "it is not decided whether all are told whom the policy proposes" if open_proposals(case) else ""


def _measures(case: Case, decision: Decision) -> str:
    """Corrective measures implemented and proved effective (saints-cardiff 5.5); with none, somebody says why not."""
    if any(action.effective_at is None for action in case.actions):
        return "not every action is done and proved effective"
    if not case.actions and decision.details.get("no_measures") != "yes":
        return "there is no action yet: assign one, or say that none is needed"
    return ""


def _outcome_report(case: Case, _decision: Decision) -> str:
    recorded = {decision.value for decision in case.decisions if decision.what == "step"}
    return "" if "outcome_report" in recorded else "the outcome report is not recorded"


CLOSE_RULES: Mapping[str, CloseRule] = {
    "level": _level,
    "ico": _ico,
    "data_subjects": _data_subjects,
    "complaint": _complaint,
    "proposals": _proposals,
    "measures": _measures,
    "outcome_report": _outcome_report,
}
"""The ids that a policy's `close_needs` may list."""
