"""What the tests of decisions share: a case that came in, the people around it, and the way to its closing."""

from typing import Any

from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.facts import Value
from candour.cases.policy import Policy
from candour.cases.policy_file import load
from candour.cases.register import open_proposals, register_entry
from tests.builders import a_report, some_facts
from tests.service import CHAIR, DESK, DPO, HEAD, Stage, a_stage, decide

DEPUTY = Person(name="Gwen Aldous", address="deputy@saint-finnian.example")
TEACHER = Person(name="Ann Cole", address="a.cole@saint-finnian.example")
BOARD = Person(name="The Board", address="board@county.example")
EVERYBODY: dict[str, tuple[Person, ...]] = {
    "dpo": (DPO,),
    "deputy_dpo": (DEPUTY,),
    "head_teacher": (HEAD,),
    "chair_of_governors": (CHAIR,),
    "service_desk": (DESK,),
    "information_governance_board": (BOARD,),
}


def a_received_case(stage: Stage, *, report: dict[str, Any] | None = None, **facts: Value) -> Case:
    """Let a report come in of which `facts` are read beside the usual ones."""
    given = {"id": "report-1", **(report or {})}
    stage.reader.readings[given["id"]] = some_facts(**facts)
    receipt = stage.service.receive(a_report(**given))
    assert receipt.reference is not None
    return stage.store.load(receipt.reference)


def an_answer(stage: Stage, case: Case, **changes: Any) -> Case:
    """Let a further message join a case."""
    answer = {"id": "answer", "keys": ("answer",), "thread_token": case.reply_token, "received_at": stage.clock()}
    stage.service.receive(a_report(**{**answer, **changes}))
    return stage.store.load(case.reference)


def needs(stage: Stage, case: Case) -> tuple[str, ...]:
    """Return what the register says that the case needs."""
    return register_entry(stage.store.load(case.reference)).needs


def closable(stage: Stage, case: Case, *, besides: str = "", by: Person = DPO) -> Case:
    """Decide all that stands in the way of closing but one thing, and say no to every proposal."""
    for what, value in (("level", stage.policy.levels[-1]), ("ico", "no_report"), ("data_subjects", "not_inform")):
        if what != besides:
            decide(stage, case.reference, what, value, by=by)
    if besides != "outcome_report" and "outcome_report" in {step.id for step in stage.policy.steps}:
        decide(stage, case.reference, "step", "outcome_report", by=by)
    for rule in open_proposals(stage.store.load(case.reference)):
        if besides != "proposals":
            decide(stage, case.reference, "route", rule, by=by, answer="decline")
    return stage.store.load(case.reference)


def a_closed_case(stage: Stage, by: Person = DPO) -> Case:
    """Return a case that was closed because no measure is needed."""
    case = closable(stage, a_received_case(stage))
    return decide(stage, case.reference, "close", by=by, no_measures="yes")


def a_policy(profile: str = "saints-cardiff", **changes: Any) -> Policy:
    """Return a shipped policy with some entries replaced."""
    return load(profile).model_copy(update=changes)


def a_full_stage(**changes: Any) -> Stage:
    """Set up a school in which every role is held by somebody of their own."""
    return a_stage(EVERYBODY, **changes)
