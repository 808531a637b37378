"""Decisions are a named person's, with a reason; time passes by itself."""

from datetime import timedelta

import pytest

from candour.cases.case import Case, CaseStatus
from candour.cases.errors import CaseNotFoundError, DecisionRefusedError
from candour.cases.facts import Facts
from candour.cases.register import decided_level, register_entry
from tests.builders import a_report, a_value
from tests.service import Stage, a_stage

PERSON = "Dilys Marlow"


def a_received_case(stage: Stage) -> Case:
    receipt = stage.service.receive(a_report())
    assert receipt.reference is not None
    return stage.store.load(receipt.reference)


def test_a_decided_level_stands_above_the_proposed_one_and_keeps_its_reason() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    decided = stage.service.decide(
        case.reference, what="level", value="high", person=PERSON, reason=" third this term "
    )
    assert decided_level(decided) == "high"
    assert decided.decisions[0].reason == "third this term"
    assert decided.decisions[0].at == stage.clock()
    assert decided.events[-1].kind == "decided"


@pytest.mark.parametrize(
    ("what", "value", "person", "reason", "message"),
    [
        ("level", "low", PERSON, "  ", "say why"),
        ("level", "low", " ", "because", "say who"),
        ("level", "purple", PERSON, "because", "no level 'purple'"),
        ("forget", "", PERSON, "because", "is no decision; use one of: close"),
        ("incident", "", PERSON, "because", "is open"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_nothing_is_half_done(
    what: str, value: str, person: str, reason: str, message: str
) -> None:
    stage = a_stage()
    case = a_received_case(stage)
    with pytest.raises(DecisionRefusedError, match=message):
        stage.service.decide(case.reference, what=what, value=value, person=person, reason=reason)
    assert stage.store.load(case.reference) == case


def test_no_incident_is_a_proposal_that_the_dpo_can_turn_into_an_incident() -> None:
    stage = a_stage()
    stage.reader.readings["report-1"] = Facts(values={"not_an_incident": a_value(value=True)})
    case = a_received_case(stage)
    assert case.status is CaseStatus.PROPOSED_NO_INCIDENT
    decided = stage.service.decide(case.reference, what="incident", value="", person=PERSON, reason="it names pupils")
    assert decided.status is CaseStatus.OPEN


def test_a_closed_case_takes_no_further_decisions() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    stage.service.decide(case.reference, what="close", value="", person=PERSON, reason="measures work")
    with pytest.raises(DecisionRefusedError, match="closed"):
        stage.service.decide(case.reference, what="level", value="low", person=PERSON, reason="late")


def test_an_unknown_case_is_said_to_be_unknown() -> None:
    with pytest.raises(CaseNotFoundError, match="SF-26-00000"):
        a_stage().service.decide("SF-26-00000", what="note", value="", person=PERSON, reason="x")


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
    decided = stage.service.decide(case.reference, what="ico", value="no", person=PERSON, reason="no risk to anybody")
    assert register_entry(decided).next_deadline is None
    stage.clock.move(timedelta(hours=80))
    assert not stage.service.sweep()
