"""The generic school's profile says what its policy says. L.. counts the lines of data/generic-school.txt."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from candour.cases.case import Case
from candour.cases.errors import NotAllowedError
from candour.cases.facts import Facts
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.policy_file import load
from tests.builders import NOON, a_report, a_value, some_facts
from tests.cases.printed import Printed, every_source, is_printed, policy_text, printed_entries
from tests.service import DESK, DPO, HEAD, Stage, a_stage, decide

PROFILE = "generic-school"
BOARD = {"information_governance_board", "security_working_group"}
POLICY = load(PROFILE)
LINES = policy_text(PROFILE).splitlines()


@pytest.fixture
def stage() -> Stage:
    return a_stage(profile=PROFILE)


def the_case(stage: Stage, facts: Facts | None = None) -> Case:
    stage.reader.readings["report-1"] = facts or some_facts()
    receipt = stage.service.receive(a_report())
    assert receipt.reference is not None
    return stage.store.load(receipt.reference)


def cited(source: str) -> str:
    """Return the lines that a source cites: "L40, L45-47"."""
    ranges = re.findall(r"L(\d+)(?:-(\d+))?", source)
    return "\n".join("\n".join(LINES[int(first) - 1 : int(last or first)]) for first, last in ranges)


@pytest.mark.parametrize("entry", list(printed_entries(POLICY)), ids=lambda entry: entry[0])
def test_what_claims_to_be_printed_stands_in_the_lines_that_it_cites(entry: Printed) -> None:
    _, text, source = entry
    assert is_printed(text, cited(source))


def test_every_entry_cites_a_line_or_a_law_or_says_project() -> None:
    assert [source for source in every_source(POLICY) if not re.search(r"L\d|project|UK GDPR|DPA 2018", source)] == []


def test_r6_r7_the_ten_types_are_offered_in_the_policy_s_words_and_order() -> None:
    printed = [line.removeprefix("· ").strip().rstrip(".") for line in LINES[24:34]]
    options = POLICY.form.field("incident_type").options
    assert [option.label for option in options[:10]] == printed
    assert [option.id for option in options[10:]] == ["cyber_attack", "other"]


def test_r18_the_form_goes_to_the_head_teacher_and_the_dpo_however_little_is_known(stage: Stage) -> None:
    case = the_case(stage, Facts())
    told = {(notice.kind.value, notice.role) for notice in case.notices}
    assert told == {("acknowledgement", REPORTER), ("alert", "dpo"), ("head_notice", "head_teacher")}


def test_r14_immediately_is_met_by_the_report_and_tells_how_long_it_took(stage: Stage) -> None:
    facts = some_facts(discovered_date=a_value("2026-11-20"), discovered_time=a_value("08:45"))
    clock = the_case(stage, facts).assessment.deadlines[0]
    assert (clock.id, clock.due_at, clock.estimated) == ("report_at_once", NOON, False)
    assert clock.notes == ("The policy names no hours. The report came 3 h 15 min after the discovery.",)


def test_r14_how_long_it_took_is_not_told_where_it_is_only_guessed(stage: Stage) -> None:
    clock = the_case(stage, Facts()).assessment.deadlines[0]
    assert clock.estimated
    assert not any("The report came" in note for note in clock.notes)


def test_r103_72_hours_run_from_awareness_alone(stage: Stage) -> None:
    facts = some_facts(
        occurred_date=a_value("2026-11-02"),
        discovered_date=a_value("2026-11-20"),
        discovered_time=a_value("10:00"),
        complaint=a_value(value=True),
    )
    clocks = {clock.id: clock.due_at for clock in the_case(stage, facts).assessment.deadlines}
    assert clocks.keys() == {"report_at_once", "ico_awareness", "complaint"}
    assert clocks["ico_awareness"] == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    assert clocks["complaint"] - NOON == timedelta(days=29, hours=11, minutes=59)


def test_r24_a_complaint_is_brought_to_the_dpo(stage: Stage) -> None:
    case = the_case(stage, some_facts(complaint=a_value(value=True)))
    assert ("complaint", "dpo") in {(notice.kind.value, notice.role) for notice in case.notices}


def test_the_policy_has_no_score_and_the_case_has_none(stage: Stage) -> None:
    case = the_case(stage)
    assert (case.assessment.score.lines, case.assessment.score.notes) == ((), ())
    assessed = next(event for event in case.events if event.kind == "assessed")
    assert assessed.details["score"] == ""


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        (Facts(), "low"),
        (Facts(values={"near_miss": a_value(value=True)}), "low"),
        (some_facts(), "medium"),
        (some_facts(data_types=a_value((), confirmed_by="Dilys Marlow")), "low"),
        (some_facts(data_types=a_value(("name", "financial"))), "medium"),
        (some_facts(individuals=a_value(180)), "high"),
        (some_facts(incident_type=a_value("cyber_attack")), "high"),
        (some_facts(head_teacher_implicated=a_value(value=True)), "high"),
    ],
)
def test_r10_every_incident_has_a_level_and_the_highest_that_fits_is_proposed(
    stage: Stage, facts: Facts, level: str
) -> None:
    assert the_case(stage, facts).assessment.level.level == level


def test_an_implicated_head_teacher_is_bypassed_to_the_chair_of_governors(stage: Stage) -> None:
    case = the_case(stage, some_facts(head_teacher_implicated=a_value(value=True)))
    assert {notice.role for notice in case.notices} == {REPORTER, "dpo", "chair_of_governors"}


def test_what_matters_to_clock_and_route_is_asked_first_and_nothing_that_is_not_in_the_form(stage: Stage) -> None:
    asked = the_case(stage, Facts()).assessment.open_questions
    assert set(asked[:3]) == {"occurred_date", "discovered_date", "discovered_time"}
    assert {"individuals", "data_types", "circumstances"} <= set(asked[:7])
    assert {"line_manager_told", "reporter_name"} <= set(asked)
    assert not {"training", "identifiability", "breached_data_copy", "asset_type"} & set(asked)


def test_r31_r36_r10_the_policy_s_sentences_are_there_and_none_that_it_lacks() -> None:
    wording = POLICY.wording
    assert wording.no_self_investigation == ""
    assert "a name need not be supplied" in wording.anonymity
    assert "Whistle Blowing Policy" in wording.whistle_blowing
    assert "immediately to your line manager" in wording.tell_line_manager
    assert "ICT Security Analyst" in wording.on_doubt


def test_r106_r120_r118_boards_guardian_and_advisers_are_roles_that_nothing_is_sent_to_by_itself() -> None:
    named = {"information_governance_board", "caldicott_guardian", "governing_body", "security_working_group", "police"}
    assert named <= {role.id for role in POLICY.roles}
    assert not named & {rule.to for rule in POLICY.routes if not rule.on_decision}
    assert named <= {rule.to for rule in POLICY.routes if rule.on_decision}


@pytest.mark.parametrize(
    ("facts", "proposed"),
    [
        (Facts(), set()),
        (some_facts(), {"caldicott_guardian"}),
        (some_facts(near_miss=a_value(value=True)), set()),
        (some_facts(data_types=a_value(("name",)), individuals=a_value(101)), BOARD),
        (some_facts(incident_type=a_value("cyber_attack")), {"caldicott_guardian", *BOARD}),
        (Facts(values={"not_reduced": a_value(value=True)}), {"board_not_reduced", "analyst_not_reduced"}),
        (Facts(values={"action_overdue": a_value(value=True)}), {"board_action"}),
        (Facts(values={"offence_cues": a_value(("unlawful_obtaining",))}), {"police"}),
        (Facts(values={"legal_action_likely": a_value(value=True)}), {"police"}),
        (Facts(values={"head_teacher_implicated": a_value(value=True)}), {"governing_body"}),
    ],
)
def test_r106_r107_r118_r120_what_is_proposed_follows_from_the_facts_and_nothing_of_it_is_sent(
    stage: Stage, facts: Facts, proposed: set[str]
) -> None:
    case = the_case(stage, facts)
    assert {hit.rule for hit in case.assessment.routes if hit.hit and hit.on_decision} == proposed
    assert all(notice.kind is not NoticeKind.REFERRAL for notice in case.notices)


def test_r106_a_proposal_is_sent_when_the_dpo_decides_it_also_one_that_no_rule_made() -> None:
    stage = a_stage({"dpo": (DPO,), "head_teacher": (HEAD,), "security_working_group": (DESK,)}, profile=PROFILE)
    case = the_case(stage)
    sent = decide(
        stage, case.reference, "route", "security_working_group", reason="the council's system", answer="send"
    )
    assert (sent.notices[-1].kind, sent.notices[-1].role) == (NoticeKind.REFERRAL, "security_working_group")


def test_r15_telling_the_line_manager_is_recorded_and_fills_the_form_s_entry(stage: Stage) -> None:
    case = decide(stage, the_case(stage).reference, "step", "line_manager_told", by=HEAD, reason="in person at 9")
    assert case.facts.holds("line_manager_told")


def test_r107_r121_the_head_teacher_records_that_the_governing_body_was_informed(stage: Stage) -> None:
    reference = the_case(stage).reference
    for step in ("governing_body_informed", "governors_report"):
        case = decide(stage, reference, "step", step, by=HEAD, reason="at the meeting")
        assert (case.decisions[-1].value, case.decisions[-1].role) == (step, "head_teacher")


def test_r8_r119_the_dpo_alone_records_that_a_service_was_reviewed_and_advice_given(stage: Stage) -> None:
    reference = the_case(stage).reference
    for step in ("service_reviewed", "advice_given"):
        with pytest.raises(NotAllowedError):
            decide(stage, reference, "step", step, by=HEAD)
        assert decide(stage, reference, "step", step).decisions[-1].value == step


def test_the_dpo_decides_the_level_and_closes() -> None:
    assert (POLICY.classifier.role, POLICY.closer.role) == ("dpo", "dpo")
    assert POLICY.close_needs == ("level", "ico", "data_subjects", "complaint", "proposals", "measures")


def test_r37_the_policy_threatens_nobody_and_neither_do_its_answers() -> None:
    assert POLICY.wording.must_report == ""


def test_r107_r121_the_head_teacher_is_reminded_of_the_governing_body() -> None:
    assert [duty.source for duty in POLICY.head_duties] == ["L49", "Management Reporting, L56"]


def test_r117_r90_what_is_kept_and_looked_at_again_stands_in_the_profile() -> None:
    assert POLICY.re_evaluation is not None
    assert POLICY.re_evaluation.months == 6
    assert POLICY.retention is not None
    assert "Retention Policy" in POLICY.retention.text


def test_the_profile_names_roles_and_no_address() -> None:
    assert "@" not in POLICY.model_dump_json()
