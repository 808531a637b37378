"""What decisions bring about in the case: entries, level, the ICO, days, steps, re-evaluation."""

from datetime import timedelta

import pytest

from candour.cases.case import Case, CaseStatus
from candour.cases.errors import CaseNotFoundError, DecisionRefusedError
from candour.cases.facts import Method
from candour.cases.notice import REPORTER
from candour.cases.policy import IcoQuestion, StepRule
from tests.builders import a_value
from tests.cases.working import DEPUTY, EVERYBODY, TEACHER, a_full_stage, a_policy, a_received_case, an_answer
from tests.service import CHAIR, DPO, HEAD, Stage, a_stage, decide


def told(case: Case) -> set[tuple[str, str]]:
    return {(notice.kind.value, notice.role) for notice in case.notices}


def kinds(case: Case, before: Case) -> list[str]:
    """Return the kinds of the events that came since."""
    return [event.kind for event in case.events[len(before.events) :]]


def refused(stage: Stage, case: Case, words: str, what: str, value: str = "", **details: str) -> None:
    """Check that a decision is refused in these words, and that nothing has changed."""
    before, woken = stage.store.load(case.reference), len(stage.woken)
    with pytest.raises(DecisionRefusedError, match=words):
        decide(stage, case.reference, what, value, by=DPO, reason="because", **details)
    assert stage.store.load(case.reference) == before
    assert len(stage.woken) == woken


def test_an_entry_that_is_confirmed_keeps_the_words_that_it_was_read_from() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    read = case.facts.values["individuals"]
    decided = decide(stage, case.reference, "value", "individuals", answer="27")
    value = decided.facts.values["individuals"]
    assert (value.value, value.confirmed_by, value.confidence) == (27, DPO.name, 1.0)
    assert value.spans == read.spans
    assert value.alternatives == ()


def test_an_entry_that_is_changed_keeps_what_was_read_beside_it_and_moves_the_score() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    read = case.facts.values["individuals"]
    decided = decide(stage, case.reference, "value", "individuals", answer="1,200")
    value = decided.facts.values["individuals"]
    assert (value.value, value.method, value.spans) == (1200, Method.PERSON, ())
    assert value.alternatives == (read.as_candidate(),)
    assert decided.assessment.score.high > case.assessment.score.high
    assert kinds(decided, case) == ["decided", "fact_changed"]
    back = decide(stage, case.reference, "value", "individuals", answer="27")
    value = back.facts.values["individuals"]
    assert (value.value, value.spans) == (27, read.spans)
    assert [other.value for other in value.alternatives] == [1200]


def test_ticks_in_another_order_and_a_browsers_line_ends_say_the_same() -> None:
    stage = a_full_stage()
    case = a_received_case(stage, remedial_action=a_value("first\nsecond", "Seren Vaughan"))
    decide(stage, case.reference, "value", "data_types", answer="health name")
    decided = decide(stage, case.reference, "value", "remedial_action", answer="first\r\nsecond")
    for field in ("data_types", "remedial_action"):
        assert decided.facts.values[field].alternatives == ()
        assert decided.facts.values[field].spans == case.facts.values[field].spans


def test_r4_a_person_may_say_that_it_concerns_nobodys_data() -> None:
    stage = a_full_stage()
    case = a_received_case(stage, circumstances=a_value(()))
    assert case.assessment.level.level is not None
    decided = decide(stage, case.reference, "value", "data_types", reason="a blank form", answer="")
    assert decided.facts.values["data_types"].value == ()
    assert decided.assessment.level.level is None


def test_an_entry_that_is_not_known_is_open_again_and_an_answer_may_fill_it() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    decided = decide(stage, case.reference, "value", "individuals", known="no")
    assert decided.facts.shown("individuals") is None
    assert "individuals" in decided.assessment.open_questions
    refused(stage, case, "it is open already", "value", "individuals", known="no")
    answered = an_answer(stage, case)
    assert answered.facts.shown("individuals") == 27


@pytest.mark.parametrize(
    ("value", "details", "words"),
    [
        ("cake", {"answer": "yes"}, "no such entry"),
        ("not_an_incident", {"answer": "yes"}, "no such entry"),
        ("", {"answer": "yes"}, "no such entry"),
        ("individuals", {}, "write an answer"),
        ("individuals", {"answer": "many"}, "in figures"),
        ("individuals", {"answer": "3", "known": "perhaps"}, "yes or no"),
        ("individuals", {"answer": "3", "colour": "blue"}, "doesn't belong"),
        ("recovered", {"known": "no"}, "it is open already"),
        ("occurred_date", {"answer": "2026-11-21"}, "in the future"),
        ("occurred_time", {"answer": "23:10"}, "still to come"),
        ("incident_type", {"answer": "cake"}, "in the list"),
        ("data_types", {"answer": "name cake"}, "in the list"),
    ],
)
def test_an_entry_or_answer_that_does_not_fit_changes_nothing(value: str, details: dict[str, str], words: str) -> None:
    stage = a_full_stage()
    refused(stage, a_received_case(stage), words, "value", value, **details)


def test_a_date_of_today_is_refused_where_the_time_is_still_to_come() -> None:
    stage = a_full_stage()
    case = a_received_case(stage, occurred_date=a_value("2026-11-19"), occurred_time=a_value("23:10"))
    refused(stage, case, "still to come", "value", "occurred_date", answer="2026-11-20")
    decide(stage, case.reference, "value", "occurred_time", answer="11:59")
    decided = decide(stage, case.reference, "value", "occurred_date", answer="2026-11-20")
    assert decided.facts.shown("occurred_date") == "2026-11-20"


def test_who_becomes_implicated_by_a_decision_sees_nothing_from_then_on_and_who_stands_in_is_told() -> None:
    stage = a_stage({"dpo": (DPO,), "head_teacher": (HEAD,), "chair_of_governors": (CHAIR,)})
    case = a_received_case(stage)
    assert stage.service.view(case.reference, HEAD).role == "head_teacher"
    decided = decide(stage, case.reference, "value", "responsible_employee", answer="Clive Penrose")
    with pytest.raises(CaseNotFoundError):
        stage.service.view(case.reference, HEAD)
    assert not stage.service.listing(HEAD)
    assert ("head_notice", "chair_of_governors") in told(decided)
    assert kinds(decided, case) == ["decided", "fact_changed", "role_bypassed", "notice_queued"]
    assert stage.service.view(case.reference, CHAIR).role == "chair_of_governors"
    reached = {person for dispatch in stage.service.lease_notices(20) for person in dispatch.recipients}
    assert HEAD not in reached
    assert CHAIR in reached


def test_who_turns_out_not_to_be_implicated_sees_the_case_again() -> None:
    stage = a_full_stage()
    case = a_received_case(stage, head_teacher_implicated=a_value(value=True))
    decided = decide(stage, case.reference, "value", "head_teacher_implicated", answer="no")
    assert ("head_notice", "head_teacher") in told(decided)
    assert stage.service.view(case.reference, HEAD).role == "head_teacher"
    with pytest.raises(CaseNotFoundError):
        stage.service.view(case.reference, CHAIR)


def test_a_dpo_who_names_themselves_hands_the_case_to_the_deputy() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    decided = decide(stage, case.reference, "value", "responsible_employee", answer="Dilys Marlow")
    assert ("alert", "deputy_dpo") in told(decided)
    with pytest.raises(CaseNotFoundError):
        decide(stage, case.reference, "note", "one more thing")
    assert decide(stage, case.reference, "level", "low", by=DEPUTY).decisions[-1].role == "deputy_dpo"


def test_no_acknowledgement_goes_out_because_an_entry_changed_weeks_later() -> None:
    stage = a_stage(EVERYBODY, answers=1)
    a_received_case(stage)
    case = a_received_case(stage, report={"id": "report-2", "keys": ("report-2",), "message_id": "<2@x.example>"})
    assert ("acknowledgement", REPORTER) not in told(case)
    stage.clock.move(timedelta(days=20))
    decided = decide(stage, case.reference, "value", "individuals", answer="3")
    assert ("acknowledgement", REPORTER) not in told(decided)


def test_an_incident_after_all_is_told_to_all_and_keeps_why_it_was_taken_for_none() -> None:
    stage = a_full_stage()
    case = a_received_case(stage, not_an_incident=a_value(True, "Sorry"))  # noqa: FBT003  the value itself
    assert told(case) == {("alert", "dpo")}
    decided = decide(stage, case.reference, "incident", reason="it names pupils")
    assert decided.status is CaseStatus.OPEN
    assert {("acknowledgement", REPORTER), ("head_notice", "head_teacher")} <= told(decided)
    assert decided.assessment.level.level is not None
    assert [other.value for other in decided.facts.values["not_an_incident"].alternatives] == [True]


def test_what_is_decided_to_be_no_incident_has_no_level_and_takes_none() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    decided = decide(stage, case.reference, "no_incident", reason="the list was last year's timetable")
    assert (decided.status, decided.assessment.level.level) == (CaseStatus.NO_INCIDENT, None)
    refused(stage, case, "is no incident", "level", "low")
    assert an_answer(stage, case).status is CaseStatus.NO_INCIDENT
    assert decide(stage, case.reference, "incident").status is CaseStatus.OPEN


def test_a_level_is_not_decided_before_it_is_an_incident() -> None:
    stage = a_full_stage()
    refused(stage, a_received_case(stage, not_an_incident=a_value(value=True)), "proposed no incident", "level", "low")


def test_a_level_that_the_policy_has_not_is_refused_with_those_that_it_has() -> None:
    stage = a_full_stage()
    refused(stage, a_received_case(stage), "use one of: high, medium, low", "level", "purple")


QUESTIONS = (
    IcoQuestion(id="risk", text="Is anybody at risk?", source="project"),
    IcoQuestion(id="children", text="Are children concerned?", source="project"),
)


def test_r101_the_answers_to_the_icos_questions_are_kept_with_the_decision() -> None:
    stage = a_stage(policy=a_policy(ico_questions=QUESTIONS))
    case = a_received_case(stage)
    decided = decide(stage, case.reference, "ico", "no_report", reason="no risk", risk=" none ", children="27")
    kept = decided.decided("ico")
    assert kept is not None
    assert (kept.value, kept.reason, kept.details) == ("no_report", "no risk", {"risk": " none ", "children": "27"})


@pytest.mark.parametrize(
    ("details", "words"),
    [({"risk": " "}, "answer each"), ({"risk": ""}, "answer each"), ({"mood": "good"}, "doesn't belong")],
)
def test_r101_a_question_without_an_answer_or_an_answer_without_a_question_is_refused(
    details: dict[str, str], words: str
) -> None:
    stage = a_stage(policy=a_policy(ico_questions=QUESTIONS))
    refused(stage, a_received_case(stage), words, "ico", "no_report", **details)


def test_an_answer_that_is_none_of_those_to_choose_from_is_refused() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    refused(stage, case, "no_report, report", "ico", "perhaps")
    refused(stage, case, "inform, not_inform", "data_subjects", "some")


@pytest.mark.parametrize(
    ("what", "value", "recorded"),
    [("ico", "report", "ico_reported"), ("data_subjects", "inform", "data_subjects_informed")],
)
def test_r103_r104_that_somebody_was_told_is_recorded_with_a_day_once_it_is_decided(
    what: str, value: str, recorded: str
) -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    refused(stage, case, "decide that first", recorded, day="2026-11-20")
    decide(stage, case.reference, what, value)
    refused(stage, case, "in the future", recorded, day="2026-11-21")
    refused(stage, case, "year-month-day", recorded)
    decided = decide(stage, case.reference, recorded, reason="by telephone", day="2026-11-20")
    assert decided.decisions[-1].details == {"day": "2026-11-20"}


def test_a_complaint_that_nobody_made_is_not_acknowledged() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    refused(stage, case, "no complaint", "complaint_acknowledged")
    decide(stage, case.reference, "value", "complaint", answer="yes")
    assert decide(stage, case.reference, "complaint_acknowledged").decided("complaint_acknowledged")


STEPS = (
    StepRule(id="governors", text="Inform the governing body", source="L49", by=("head_teacher",)),
    StepRule(id="report", text="Final report", source="3.5", by=("investigator", "line_manager")),
    StepRule(id="ico_asks", text="The ICO investigates", source="5.8", sets="ico_investigates"),
)


def test_r107_a_step_is_recorded_by_those_whom_the_policy_names_and_by_who_decides() -> None:
    stage = a_stage(EVERYBODY, policy=a_policy(steps=STEPS))
    case = a_received_case(stage)
    assert decide(stage, case.reference, "step", "governors", by=HEAD).decisions[-1].role == "head_teacher"
    assert decide(stage, case.reference, "step", "governors", by=DPO).decisions[-1].role == "dpo"
    before = stage.store.load(case.reference)
    with pytest.raises(DecisionRefusedError, match="no part"):
        decide(stage, case.reference, "step", "ico_asks", by=HEAD)
    with pytest.raises(DecisionRefusedError, match="no part"):
        decide(stage, case.reference, "step", "cake", by=HEAD)
    assert stage.store.load(case.reference) == before
    refused(stage, case, "no such step", "step", "cake")


def test_r41_an_investigator_records_their_report_and_nobody_else_in_their_name() -> None:
    stage = a_stage(EVERYBODY, policy=a_policy(steps=STEPS))
    case = a_received_case(stage)
    decide(stage, case.reference, "authorise", TEACHER.address, name=TEACHER.name, until="2026-11-30")
    decided = decide(stage, case.reference, "step", "report", by=TEACHER, reason="the list was deleted")
    assert (decided.decisions[-1].role, decided.decisions[-1].person) == ("investigator", TEACHER.name)
    # Nobody is named as line manager here: the head teacher stands in for them.
    assert decide(stage, case.reference, "step", "report", by=HEAD).decisions[-1].role == "head_teacher"


def test_r107_who_stands_in_for_an_implicated_head_teacher_records_their_steps() -> None:
    stage = a_stage(EVERYBODY, policy=a_policy(steps=STEPS))
    case = a_received_case(stage, head_teacher_implicated=a_value(value=True))
    assert decide(stage, case.reference, "step", "governors", by=CHAIR).decisions[-1].role == "chair_of_governors"


def test_r108_a_step_that_sets_a_fact_opens_its_proposal() -> None:
    stage = a_stage(EVERYBODY, policy=a_policy(steps=STEPS))
    case = a_received_case(stage)
    decided = decide(stage, case.reference, "step", "ico_asks", reason="letter of today")
    hits = {hit.rule: hit for hit in decided.assessment.routes}
    assert hits["siro_ico"].hit
    assert hits["siro_ico"].on_decision
    assert "referral" not in {notice.kind.value for notice in decided.notices}


def test_r117_r118_a_re_evaluation_is_recorded_when_its_time_has_come() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    refused(stage, case, "has not come yet", "re_evaluated", "reduced")
    refused(stage, case, "not_reduced, reduced", "re_evaluated", "perhaps")
    stage.clock.move(timedelta(days=185))
    decided = decide(stage, case.reference, "re_evaluated", "not_reduced", reason="two more")
    assert decided.facts.holds("not_reduced")
    proposed = [hit.rule for hit in decided.assessment.routes if hit.hit and hit.on_decision]
    assert "board_not_reduced" in proposed


def test_where_the_policy_looks_at_no_case_again_nobody_can_record_it() -> None:
    stage = a_stage(policy=a_policy(re_evaluation=None))
    case = a_received_case(stage)
    stage.clock.move(timedelta(days=400))
    refused(stage, case, "no case looked at again", "re_evaluated", "reduced")
