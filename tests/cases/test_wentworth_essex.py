"""Wentworth's profile says what its policy says: data/wentworth-essex.txt, cited as "What 1" or "How 5e"."""

import re
from datetime import date

import pytest

from candour.cases.case import Case, CaseStatus
from candour.cases.directory import Person
from candour.cases.errors import DecisionRefusedError, NotAllowedError
from candour.cases.facts import Facts
from candour.cases.notice import REPORTER
from candour.cases.policy_file import load
from tests.builders import a_report, a_value, some_facts
from tests.cases.printed import Printed, every_source, is_printed, policy_text, printed_entries
from tests.service import DPO, HEAD, Stage, a_stage, decide

PROFILE = "wentworth-essex"
POLICY = load(PROFILE)
TEXT = policy_text(PROFILE)
LEAD = Person(name="Gwen Hartley", address="g.hartley@saint-finnian.example")


@pytest.fixture
def stage() -> Stage:
    return a_stage(profile=PROFILE)


def the_case(stage: Stage, facts: Facts | None = None) -> Case:
    stage.reader.readings["report-1"] = facts or some_facts()
    receipt = stage.service.receive(a_report())
    assert receipt.reference is not None
    return stage.store.load(receipt.reference)


def paragraph(source: str) -> str:
    """Return the points that a source cites ("What 3, How 4c"), or the whole policy where it cites a heading."""
    points = re.findall(r"(What|Why|How) (\d)([a-k]?)", source)
    return "\n".join(_point(*point) for point in points) if points else TEXT


def _point(part: str, number: str, letter: str) -> str:
    section = TEXT.split(f"## {part} must I do", 1)[1].split("\n## ", 1)[0]
    # The printed list of "How" becomes a bulleted one from its fifth point on ("- 6.").
    point = re.split(r"^(?:- )?\d\. ", section, flags=re.MULTILINE)[int(number)]
    return re.split(r"^ *- [a-k]\. ", point, flags=re.MULTILINE)["abcdefghijk".index(letter) + 1] if letter else point


@pytest.mark.parametrize("entry", list(printed_entries(POLICY)), ids=lambda entry: entry[0])
def test_what_claims_to_be_printed_stands_in_the_points_that_it_cites(entry: Printed) -> None:
    _, text, source = entry
    assert is_printed(text, paragraph(source))


def test_every_entry_cites_a_point_a_heading_or_a_law_or_says_project() -> None:
    known = r"(What|Why|How) \d|What if I need|first sentence|Breach Statement|front page|project|UK GDPR|DPA 2018"
    assert [source for source in every_source(POLICY) if not re.search(known, source)] == []


def test_r19_the_head_teacher_is_told_and_the_dpo_with_them(stage: Stage) -> None:
    told = {(notice.kind.value, notice.role) for notice in the_case(stage).notices}
    assert told == {("acknowledgement", REPORTER), ("alert", "dpo"), ("head_notice", "head_teacher")}
    assert POLICY.role("head_teacher").title == "Headteacher/ Senior Leadership Team"


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        (Facts(), "minor"),
        (Facts(values={"near_miss": a_value(value=True)}), "minor"),
        (some_facts(), "major"),
        (some_facts(data_types=a_value(("name", "child_protection"))), "major"),
        (Facts(values={"third_party_processor": a_value(value=True)}), "major"),
        (some_facts(incident_type=a_value("lost_or_stolen_equipment")), "critical"),
        (some_facts(circumstances=a_value(("intentional_harm",))), "critical"),
        (some_facts(individuals=a_value(101)), "critical"),
    ],
)
def test_r80_a11_minor_major_and_critical_are_proposed_and_the_highest_that_fits(
    stage: Stage, facts: Facts, level: str
) -> None:
    assert the_case(stage, facts).assessment.level.level == level


def test_r80_a_person_may_decide_each_of_the_three_levels(stage: Stage) -> None:
    reference = the_case(stage).reference
    for level in ("critical", "major", "minor"):
        decided = decide(stage, reference, "level", level, by=DPO, reason="How 5a")
        assert decided.decisions[-1].value == level


def test_r80_the_head_teacher_classifies_and_the_dpo_may_too(stage: Stage) -> None:
    assert (POLICY.classifier.role, POLICY.classifier.source) == ("head_teacher", "How 5a")
    case = decide(stage, the_case(stage).reference, "level", "major", by=HEAD, reason="How 5a")
    assert (case.decisions[-1].value, case.decisions[-1].role) == ("major", "head_teacher")


def test_r98_r99_the_head_teacher_closes_once_the_outcome_report_is_there(stage: Stage) -> None:
    reference = the_case(stage).reference
    decide(stage, reference, "level", "minor", by=HEAD)
    decide(stage, reference, "ico", "no_report")
    decide(stage, reference, "data_subjects", "not_inform")
    with pytest.raises(DecisionRefusedError, match="the outcome report is not recorded"):
        decide(stage, reference, "close", by=HEAD, no_measures="yes")
    decide(stage, reference, "step", "outcome_report", by=HEAD, reason="report of 20 November")
    assert decide(stage, reference, "close", by=HEAD, no_measures="yes").status is CaseStatus.CLOSED


def test_r92_to_r98_every_step_of_an_investigation_is_kept_in_the_policy_s_words() -> None:
    cited = [step.source for step in POLICY.steps if step.source.startswith("How 3")]
    assert cited == [f"How 3{letter}" for letter in "abdefghijk"]  # 3c: the events of the case
    assert all({"head_teacher", "investigator"} <= set(step.by) for step in POLICY.steps if step.source in cited)


@pytest.mark.parametrize("step", [step.id for step in POLICY.steps if step.by])
def test_r43_r45_r46_r91_to_r98_the_head_teacher_records_each_step_with_a_reason(stage: Stage, step: str) -> None:
    case = decide(stage, the_case(stage).reference, "step", step, by=HEAD, reason="done on Monday")
    assert [(made.what, made.value, made.person) for made in case.decisions] == [("step", step, HEAD.name)]


def test_r43_r97_whoever_investigates_records_their_steps_and_no_others(stage: Stage) -> None:
    reference = the_case(stage).reference
    decide(stage, reference, "authorise", LEAD.address, name=LEAD.name, until="2026-12-01")
    decide(stage, reference, "step", "controls", by=LEAD, reason="the list is locked")
    with pytest.raises(NotAllowedError):
        decide(stage, reference, "step", "investigator_chosen", by=LEAD)


def test_r102_the_head_teacher_s_assessment_for_the_ico_is_advice_beside_the_dpo_s_decision(stage: Stage) -> None:
    reference = the_case(stage).reference
    case = decide(stage, reference, "step", "ico_assessed", by=HEAD, reason="I think that it need not be reported")
    assert case.decided("ico") is None
    assert decide(stage, reference, "ico", "no_report").decisions[-1].person == DPO.name


@pytest.mark.parametrize(
    ("facts", "proposed"),
    [
        (some_facts(), set()),
        (Facts(values={"not_reduced": a_value(value=True)}), {"not_reduced", "information_champion"}),
        (Facts(values={"action_overdue": a_value(value=True)}), {"action_overdue"}),
        (Facts(values={"offence_cues": a_value(("unlawful_obtaining",))}), {"police"}),
        (Facts(values={"legal_action_likely": a_value(value=True)}), {"police"}),
    ],
)
def test_r86_r110_r118_what_is_proposed_follows_from_the_facts(stage: Stage, facts: Facts, proposed: set[str]) -> None:
    hits = the_case(stage, facts).assessment.routes
    assert {hit.rule for hit in hits if hit.hit and hit.on_decision} == proposed


def test_r14_the_clocks_are_immediately_and_article_33_and_no_24_hours(stage: Stage) -> None:
    clocks = the_case(stage).assessment.deadlines
    assert [clock.id for clock in clocks] == ["report_at_once", "ico_awareness"]


def test_r54_dates_names_and_remedial_action_are_asked_for_first_what_moves_a_clock(stage: Stage) -> None:
    asked = the_case(stage, Facts()).assessment.open_questions
    assert set(asked[:3]) == {"occurred_date", "discovered_date", "discovered_time"}
    assert {"reporter_name", "responsible_employee", "line_manager", "remedial_action"} <= set(asked)


def test_r5_the_three_classes_stand_on_the_form_for_whoever_classifies_and_no_reporter_is_asked() -> None:
    field = POLICY.form.field("breach_class")
    assert [option.id for option in field.options] == ["confirmed", "potential", "near_miss"]
    assert field.question == ""


def test_r43_r45_r99_the_line_manager_investigates_and_the_head_teacher_closes() -> None:
    assert (POLICY.investigator.role, POLICY.investigator.source) == ("line_manager", "What 3")
    assert (POLICY.closer.role, POLICY.closer.source) == ("head_teacher", "How 5e")


def test_r81_r91_r102_the_head_teacher_s_duties_are_the_policy_s() -> None:
    cited = {duty.source for duty in POLICY.head_duties}
    assert {"What 5", "What 6", "How 5a", "How 5b", "How 6a", "How 6c"} <= cited


def test_r129_the_review_has_been_overdue_since_may_2021() -> None:
    assert POLICY.review is not None
    assert POLICY.review.due == date(2021, 5, 31)
    assert POLICY.review.text in TEXT


def test_r32_r33_r34_the_anonymous_channel_and_good_faith_are_told_in_the_policy_s_words() -> None:
    assert "If you would like to stay anonymous email" in POLICY.wording.anonymity
    assert "protected as far as is feasible" in POLICY.wording.anonymity
    assert POLICY.wording.good_faith.startswith("No action will be taken")


def test_what_the_policy_does_not_say_is_left_out() -> None:
    wording = POLICY.wording
    assert (wording.no_self_investigation, wording.tell_line_manager, wording.whistle_blowing) == ("", "", "")
    assert wording.must_report == ""


def test_a_printed_address_stands_in_printed_words_alone() -> None:
    elsewhere = POLICY.model_dump_json(exclude={"wording", "paragraphs"})
    assert "@" not in elsewhere
    assert POLICY.wording.model_dump_json().count("@") == 1


def test_r5_the_class_of_a_breach_is_decided_by_a_person(stage: Stage) -> None:
    case = decide(stage, the_case(stage).reference, "value", "breach_class", answer="confirmed", reason="it was opened")
    assert case.facts.shown("breach_class") == "confirmed"


def test_r40_r45_the_head_teacher_lets_somebody_investigate_and_the_dpo_alone_opens_the_files() -> None:
    stage = a_stage(profile="wentworth-essex")
    reference = stage.service.receive(a_report()).reference or ""
    let_in = {"name": "Ieuan Bevan", "until": "2026-12-04"}
    with pytest.raises(DecisionRefusedError, match="only the Data Protection Officer"):
        decide(stage, reference, "authorise", "i.bevan@saint-finnian.example", by=HEAD, evidence="yes", **let_in)
    case = decide(stage, reference, "authorise", "i.bevan@saint-finnian.example", by=HEAD, evidence="no", **let_in)
    assert [entry.evidence for entry in case.authorisations] == [False]
    case = decide(stage, reference, "authorise", "i.bevan@saint-finnian.example", by=DPO, evidence="yes", **let_in)
    assert case.authorisations[-1].evidence


def test_r40_elsewhere_the_head_teacher_lets_nobody_investigate() -> None:
    stage = a_stage(profile="saints-cardiff")
    reference = stage.service.receive(a_report()).reference or ""
    with pytest.raises(NotAllowedError):
        decide(
            stage, reference, "authorise", "i.bevan@saint-finnian.example", by=HEAD, name="I. Bevan", until="2026-12-04"
        )
