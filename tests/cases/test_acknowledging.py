"""Somebody says that they have seen a case: it is kept, and changes nothing."""

import pytest

from candour.cases.case import Case, CaseStatus
from candour.cases.directory import Person
from candour.cases.errors import CaseNotFoundError, DecisionRefusedError
from candour.cases.order import Order
from candour.cases.register import register_entry
from candour.cases.showing.timeline import timeline
from tests.cases.working import TEACHER, a_closed_case, a_full_stage, a_received_case, an_answer, needs
from tests.service import DPO, HEAD, Stage, decide


def acknowledge(stage: Stage, case: Case, by: Person = DPO, value: str = "") -> Case:
    return stage.service.decide(case.reference, Order(what="acknowledge", by=by, value=value))


def test_who_has_seen_a_case_is_told_with_their_name_and_neither_value_nor_reason_is_asked_for() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    after = acknowledge(stage, acknowledge(stage, case), by=HEAD)
    assert [(each.person, each.value, each.reason) for each in after.decisions] == [
        (DPO.name, "", ""),
        (HEAD.name, "", ""),
    ]
    said = [entry.what for entry in timeline(after, stage.policy)][-2:]
    assert said == ["Dilys Marlow has seen this", "Mr Clive Penrose has seen this"]


def test_nothing_follows_from_it_but_that_a_new_message_was_looked_at() -> None:
    stage = a_full_stage()
    case = an_answer(stage, a_received_case(stage))
    before = needs(stage, case)
    after = acknowledge(stage, case)
    assert (after.facts, after.notices, after.status) == (case.facts, case.notices, case.status)
    assert set(before) - set(register_entry(after).needs) == {"message"}


def test_a_page_or_a_message_in_a_chat_is_not_out_of_date_because_somebody_has_seen_the_case() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    acknowledge(stage, case, by=HEAD)
    order = Order(what="level", value="low", by=DPO, reason="as proposed", stamp=case.stamp)
    assert stage.service.decide(case.reference, order).stamp != case.stamp


@pytest.mark.parametrize(
    ("value", "message"),
    [("x", "nothing is chosen"), ("", "you have said already")],
    ids=["with a value", "twice"],
)
def test_it_is_said_once_a_person_and_says_nothing_more(value: str, message: str) -> None:
    stage = a_full_stage()
    case = acknowledge(stage, a_received_case(stage))
    with pytest.raises(DecisionRefusedError, match=message):
        acknowledge(stage, case, value=value)
    assert stage.store.load(case.reference) == case


def test_who_may_not_see_a_case_can_not_say_that_they_have() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    with pytest.raises(CaseNotFoundError):
        acknowledge(stage, case, by=TEACHER)


def test_it_is_too_late_in_a_closed_case_and_in_time_in_one_that_is_no_incident() -> None:
    stage = a_full_stage()
    no_incident = a_received_case(stage)
    decide(stage, no_incident.reference, "no_incident")
    assert acknowledge(stage, no_incident).status is CaseStatus.NO_INCIDENT
    stage = a_full_stage()
    closed = a_closed_case(stage)
    with pytest.raises(DecisionRefusedError, match="can't be decided now"):
        acknowledge(stage, closed)
