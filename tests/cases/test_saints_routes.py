"""The Saints' routes and steps at work: what is sent by itself, what is proposed, what people record."""

from datetime import timedelta

import pytest

from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.errors import DecisionRefusedError, NotAllowedError
from candour.cases.facts import Facts, Value
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.order import Order
from candour.cases.policy_file import load
from candour.cases.showing.changes import changes_in_words
from tests.builders import a_report, a_value, some_facts
from tests.service import CHAIR, DESK, DPO, HEAD, Stage, a_stage, decide

POLICY = load("saints-cardiff")
SIRO = Person(name="Owain Prosser", address="siro@council.example")
BOARD = Person(name="Information Governance Board", address="board@council.example")
LEAD = Person(name="Gwen Hartley", address="g.hartley@saint-finnian.example")
ROLES = {
    "dpo": (DPO,),
    "head_teacher": (HEAD,),
    "chair_of_governors": (CHAIR,),
    "service_desk": (DESK,),
    "siro": (SIRO,),
    "information_governance_board": (BOARD,),
}
YES = a_value(value=True)
LAPTOP = some_facts(incident_type=a_value("lost_or_stolen_equipment"), asset_type=a_value("laptop"))


@pytest.fixture
def stage() -> Stage:
    return a_stage(ROLES)


def the_case(stage: Stage, facts: Facts | None = None) -> Case:
    stage.reader.readings["report-1"] = facts or some_facts()
    receipt = stage.service.receive(a_report())
    assert receipt.reference is not None
    return stage.store.load(receipt.reference)


def told(case: Case) -> set[tuple[str, str]]:
    return {(notice.kind.value, notice.role) for notice in case.notices}


def proposed(case: Case) -> set[str]:
    return {hit.rule for hit in case.assessment.routes if hit.hit and hit.on_decision}


def test_r26_r28_a_lost_laptop_sends_the_facts_to_the_service_desk_and_the_form_to_who_reported(stage: Stage) -> None:
    assert {("asset_loss", "service_desk"), ("asset_form", REPORTER)} <= told(the_case(stage, LAPTOP))


def test_r28_the_form_follows_once_where_only_an_answer_tells_of_the_laptop(stage: Stage) -> None:
    case = the_case(stage)
    assert ("asset_form", REPORTER) not in told(case)
    stage.reader.readings["answer"] = LAPTOP
    stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=case.reply_token))
    stage.service.receive(a_report(id="again", keys=("again",), thread_token=case.reply_token))
    kinds = [notice.kind for notice in stage.store.load(case.reference).notices]
    assert kinds.count(NoticeKind.ASSET_FORM) == 1


def test_r28_r70_the_dpo_reads_what_comes_back_under_its_printed_label_and_the_head_teacher_does_not(
    stage: Stage,
) -> None:
    case = the_case(stage, LAPTOP)
    for dispatch in stage.service.lease_notices(20):
        stage.service.notice_sent(case.reference, dispatch.notice.id)
    stage.reader.readings["answer"] = Facts(values={"employee_role": a_value("Class teacher of Year 4")})
    stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=case.reply_token))
    updates = {each.notice.role: each for each in stage.service.lease_notices(20)}
    seen = {
        role: {change.label: change.after for change in changes_in_words(updates[role], everything=role == "dpo")}
        for role in ("dpo", "head_teacher")
    }
    assert seen == {
        "dpo": {"Please detail your role and responsibilities?": "Class teacher of Year 4"},
        "head_teacher": {},
    }


def test_r28_no_form_goes_to_who_has_had_all_their_answers_of_the_day() -> None:
    stage = a_stage(ROLES, answers=0)
    case = the_case(stage)
    stage.reader.readings["answer"] = LAPTOP
    stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=case.reply_token))
    assert REPORTER not in {role for _, role in told(stage.store.load(case.reference))}
    after = an_overdue_action(stage, case.reference)
    assert REPORTER not in {role for _, role in told(after)}


def an_overdue_action(stage: Stage, reference: str) -> Case:
    decide(stage, reference, "action", "Lock the cupboard", name=LEAD.name, address=LEAD.address, due="2026-11-25")
    stage.clock.move(timedelta(days=10))
    stage.service.sweep()
    return stage.store.load(reference)


def test_r116_an_action_that_is_not_carried_out_is_proposed_to_the_board_and_the_siro_and_not_sent(
    stage: Stage,
) -> None:
    case = an_overdue_action(stage, the_case(stage).reference)
    assert {"board_action", "siro_action"} <= proposed(case)
    assert "referral" not in {kind for kind, _ in told(case)}


@pytest.mark.parametrize(
    ("values", "rules"),
    [
        ({"data_types": a_value(("name",))}, set()),
        ({}, {"caldicott_guardian"}),
        ({"individuals": a_value(101)}, {"caldicott_guardian", "information_governance_board"}),
        ({"offence_cues": a_value(("unlawful_obtaining",))}, {"caldicott_guardian", "police_offence", "audit"}),
        ({"legal_action_likely": YES}, {"caldicott_guardian", "police_legal_action", "legal_support"}),
        ({"action_overdue": YES}, {"caldicott_guardian", "board_action", "siro_action"}),
        ({"not_reduced": YES}, {"caldicott_guardian", "board_not_reduced"}),
    ],
)
def test_r106_r110_r116_r118_r125_boards_police_and_audit_are_proposed_and_told_nothing_by_themselves(
    stage: Stage, values: dict[str, Value], rules: set[str]
) -> None:
    case = the_case(stage, some_facts(**values))
    assert proposed(case) == rules
    assert told(case) == {("acknowledgement", REPORTER), ("alert", "dpo"), ("head_notice", "head_teacher")}


def test_r108_that_the_ico_investigates_is_recorded_and_telling_the_siro_is_then_proposed_and_sent(
    stage: Stage,
) -> None:
    case = decide(stage, the_case(stage).reference, "step", "ico_investigates", reason="letter of 19 November")
    assert "siro_ico" in proposed(case)
    assert "referral" not in {kind for kind, _ in told(case)}
    sent = decide(stage, case.reference, "route", "siro_ico", reason="5.8", answer="send")
    assert ("referral", "siro") in told(sent)


def test_r86_r110_what_the_dpo_records_proposes_police_and_legal_support(stage: Stage) -> None:
    reference = the_case(stage).reference
    likely = decide(stage, reference, "step", "legal_action_likely", reason="a solicitor's letter")
    assert {"police_legal_action", "legal_support"} <= proposed(likely)
    assert "police_offence" not in proposed(likely)
    found = decide(stage, reference, "step", "offence_found", reason="the investigation report")
    assert "police_offence" in proposed(found)


def test_r110_the_police_whom_nobody_names_are_told_by_the_dpo_themselves(stage: Stage) -> None:
    reference = the_case(stage).reference
    with pytest.raises(DecisionRefusedError, match="nobody who may be told is named as Police"):
        decide(stage, reference, "route", "police_offence", answer="send")
    case = decide(stage, reference, "route", "police_offence", reason="rang 101", answer="told")
    assert case.decisions[-1].reason == "rang 101"


def test_r111_cues_of_the_report_name_offences_to_look_at(stage: Stage) -> None:
    case = the_case(stage, some_facts(offence_cues=a_value(("re_identification", "enforced_access"))))
    assert case.assessment.offences == ("re_identification", "enforced_access")
    assert the_case(a_stage()).assessment.offences == ()


@pytest.mark.parametrize("step", POLICY.steps, ids=lambda step: step.id)
def test_r15_r41_r63_r82_r109_r112_r124_r125_each_step_is_kept_with_person_time_and_reason(
    stage: Stage, step: object
) -> None:
    rule = next(entry for entry in POLICY.steps if entry is step)
    case = decide(stage, the_case(stage).reference, "step", rule.id, reason="as the policy says")
    made = case.decisions[-1]
    assert (made.what, made.value, made.person, made.at) == ("step", rule.id, DPO.name, stage.clock())
    assert not rule.sets or case.facts.holds(rule.sets)


def test_r41_an_authorised_investigator_records_the_report_and_no_duty_of_the_dpo(stage: Stage) -> None:
    reference = the_case(stage).reference
    decide(stage, reference, "authorise", LEAD.address, name=LEAD.name, until="2026-12-01")
    case = decide(stage, reference, "step", "investigation_report", by=LEAD, reason="sent to the DPO")
    assert case.decisions[-1].role == "investigator"
    with pytest.raises(NotAllowedError):
        decide(stage, reference, "step", "offence_found", by=LEAD)


def test_r12_the_dpo_notes_that_a_business_of_others_may_be_harmed(stage: Stage) -> None:
    case = decide(stage, the_case(stage).reference, "value", "third_party_interests", answer="yes")
    assert case.facts.holds("third_party_interests")
    assert "third_party_interests" not in case.assessment.open_questions


def test_r101_the_ico_is_decided_only_with_an_answer_to_every_question(stage: Stage) -> None:
    reference = the_case(stage).reference
    with pytest.raises(DecisionRefusedError, match="answer each of the ICO's questions"):
        decide(stage, reference, "ico", "no_report", high_risk="")
    answers = {question.id: f"answer to {question.id}" for question in POLICY.ico_questions}
    order = Order(what="ico", value="report", by=DPO, reason="health data of 27 children", details=answers)
    case = stage.service.decide(reference, order)
    assert dict(case.decisions[-1].details) == answers


def test_r15_telling_the_line_manager_is_asked_and_what_is_recorded_answers_it(stage: Stage) -> None:
    case = the_case(stage)
    assert "line_manager_told" in case.assessment.open_questions
    case = decide(stage, case.reference, "step", "line_manager_told", by=HEAD, reason="in person at 9")
    assert "line_manager_told" not in case.assessment.open_questions
