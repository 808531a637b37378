"""What people change or confirm is kept with what was read: the value, its rule, how sure it was, its words."""

import json
from typing import Any

import pytest

from candour.cases.case import Case
from candour.cases.corrections import Change, corrections, may_be_taught
from candour.cases.facts import Candidate, Facts, Method, Value
from candour.cases.merging import merge
from tests.builders import a_case, a_report, a_value, some_facts
from tests.service import Stage, a_stage, decide


@pytest.fixture
def stage() -> Stage:
    return a_stage()


def received(stage: Stage) -> str:
    reference = stage.service.receive(a_report()).reference
    assert reference is not None
    return reference


def answered(stage: Stage, reference: str, **values: Value) -> Case:
    answer = a_report(id="report-2", keys=("<2@saint-finnian.example> 2",), message_id="<2@saint-finnian.example>")
    stage.reader.readings["report-2"] = Facts(values=values)
    stage.service.answer(reference, answer)
    return stage.store.load(reference)


def the_correction(case: Case, field: str) -> tuple[Change, Any, str]:
    (found,) = (one for one in corrections(case) if one.field == field)
    assert found.on is not None
    return found.change, found.stands, found.by


@pytest.mark.parametrize(("answer", "change"), [("31", Change.CHANGED), ("27", Change.CONFIRMED)])
def test_what_the_dpo_changes_or_confirms_keeps_what_was_read(stage: Stage, answer: str, change: Change) -> None:
    reference = received(stage)
    before = stage.store.load(reference).facts.values["individuals"]
    case = decide(stage, reference, "value", "individuals", answer=answer)
    assert case.facts.values["individuals"].read == before.as_candidate()
    assert the_correction(case, "individuals") == (change, int(answer), "dpo")


def test_what_is_changed_twice_keeps_what_was_read_first(stage: Stage) -> None:
    reference = received(stage)
    before = stage.store.load(reference).facts.values["individuals"]
    for answer in ("31", "32"):
        case = decide(stage, reference, "value", "individuals", answer=answer)
    assert case.facts.values["individuals"].read == before.as_candidate()


def test_what_is_said_not_to_be_known_is_taken_back_and_not_forgotten(stage: Stage) -> None:
    reference = received(stage)
    case = decide(stage, reference, "value", "individuals", known="no")
    assert the_correction(case, "individuals") == (Change.TAKEN_BACK, None, "dpo")
    read = case.facts.values["individuals"].read
    assert read is not None
    assert (read.value, read.confidence, read.rule) == (27, 0.9, "example")


def test_what_the_reporter_corrects_keeps_what_was_read_and_who_said_so(stage: Stage) -> None:
    case = answered(stage, received(stage), individuals=a_value(31, confidence=0.97, method=Method.ANSWER))
    assert the_correction(case, "individuals") == (Change.CHANGED, 31, "reporter")


def test_what_the_reporter_adds_is_told_from_what_was_read(stage: Stage) -> None:
    case = answered(stage, received(stage), recovered=a_value("yes", confidence=0.97, method=Method.ANSWER))
    assert the_correction(case, "recovered") == (Change.ADDED, "yes", "reporter")
    (found,) = (one for one in corrections(case) if one.field == "recovered")
    assert found.read is None


def test_an_incident_after_all_is_a_correction_too(stage: Stage) -> None:
    stage.reader.usual = some_facts(not_an_incident=a_value(value=True, confidence=0.7))
    case = decide(stage, received(stage), "incident")
    assert the_correction(case, "not_an_incident") == (Change.CHANGED, False, "dpo")


def test_more_ticks_keep_those_that_were_read_first() -> None:
    before = a_value(("name",))
    facts, _ = merge(Facts(values={"data_types": before}), Facts(values={"data_types": a_value(("health",))}))
    assert facts.values["data_types"].value == ("name", "health")
    assert facts.values["data_types"].read == before.as_candidate()


def test_what_nobody_touched_is_no_correction(stage: Stage) -> None:
    assert corrections(stage.store.load(received(stage))) == ()


def test_a_case_that_was_written_before_this_was_kept_opens_as_ever() -> None:
    document = json.loads(a_case().model_dump_json())
    for value in document["facts"]["values"].values():
        del value["read"]
    old = Case.model_validate_json(json.dumps(document))
    assert old == a_case()
    assert corrections(old) == ()


def test_r33_a_wish_not_to_be_named_keeps_a_case_from_teaching_however_it_was_read() -> None:
    wish = a_value(value=True, confidence=0.1)
    taken_back = wish.model_copy(update={"value": False, "read": Candidate(**dict(wish.as_candidate()))})
    rival = a_value(value=False).model_copy(update={"alternatives": (wish.as_candidate(),)})
    assert may_be_taught(a_case())
    for value in (wish, taken_back, rival):
        assert not may_be_taught(a_case(facts=some_facts(wants_anonymity=value)))


def test_a_confidential_message_keeps_the_whole_case_from_teaching() -> None:
    assert not may_be_taught(a_case(reports=(a_report(), a_report(id="report-2", confidential=True))))
