"""Decisions are a named person's, with a reason; time passes by itself."""

from datetime import timedelta

import pytest

from candour.cases.case import CaseStatus
from candour.cases.directory import Person
from candour.cases.errors import CaseNotFoundError, DecisionRefusedError
from candour.cases.order import Order
from candour.cases.register import decided_level, register_entry
from tests.builders import a_value
from tests.cases.working import a_closed_case, a_received_case
from tests.service import DPO, HEAD, a_stage, decide


def test_a_decided_level_stands_above_the_proposed_one_and_keeps_its_reason() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    decided = decide(stage, case.reference, "level", "high", reason=" third this term ")
    assert decided_level(decided) == "high"
    assert decided.decisions[0].reason == "third this term"
    assert decided.decisions[0].at == stage.clock()
    assert decided.events[-1].kind == "decided"


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (Order(what="level", value="low", by=DPO, reason="  "), "say why"),
        (Order(what="level", value="low", by=Person(name="", address=" "), reason="because"), "say who"),
        (Order(what="level", value="purple", by=DPO, reason="because"), "no such level"),
        (Order(what="forget", by=DPO, reason="because"), "there is no such decision; use one of: action"),
        (Order(what="incident", by=DPO, reason="because"), "is open"),
        (Order(what="level", value="low", by=HEAD, reason="because"), "you have no part"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_nothing_is_half_done(order: Order, message: str) -> None:
    stage = a_stage()
    case = a_received_case(stage)
    with pytest.raises(DecisionRefusedError, match=message):
        stage.service.decide(case.reference, order)
    assert stage.store.load(case.reference) == case


def test_no_incident_is_a_proposal_that_the_dpo_can_turn_into_an_incident() -> None:
    stage = a_stage()
    case = a_received_case(stage, not_an_incident=a_value(value=True))
    assert case.status is CaseStatus.PROPOSED_NO_INCIDENT
    decided = decide(stage, case.reference, "incident", reason="it names pupils")
    assert decided.status is CaseStatus.OPEN


def test_a_closed_case_takes_no_further_decisions() -> None:
    stage = a_stage()
    case = a_closed_case(stage)
    with pytest.raises(DecisionRefusedError, match="closed"):
        decide(stage, case.reference, "level", "low", reason="late")


def test_an_unknown_case_is_said_to_be_unknown() -> None:
    with pytest.raises(CaseNotFoundError, match="SF-26-00000"):
        decide(a_stage(), "SF-26-00000", "note", "x")


def test_r100_an_undecided_72_hours_are_recorded_once_each_when_they_have_passed() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    assert not stage.service.sweep()
    stage.clock.move(timedelta(hours=80))
    assert stage.service.sweep() == [case.reference]
    after = stage.store.load(case.reference)
    missed = [event.details["deadline"] for event in after.events if event.kind == "deadline_missed"]
    assert sorted(missed) == ["ico_awareness", "ico_occurrence"]
    assert not stage.service.sweep()


def test_a_decision_about_the_ico_stops_its_clocks() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    assert register_entry(case).next_deadline is not None
    decided = decide(stage, case.reference, "ico", "no_report", reason="no risk to anybody")
    assert register_entry(decided).next_deadline is None
    stage.clock.move(timedelta(hours=80))
    assert not stage.service.sweep()
