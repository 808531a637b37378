"""What the DPO is told about a new report."""

from datetime import timedelta

import pytest

from candour.cases.case import CaseStatus, Decision, LevelProposal, RouteHit
from candour.cases.directory import School
from candour.cases.facts import Facts
from candour.cases.notice import NoticeKind
from tests.builders import NOON, a_report, a_value, an_evidence, some_facts
from tests.replies.stage import POLICY, a_dispatch, a_told_case, read
from tests.service import SAINT_FINNIAN

ALERT = NoticeKind.ALERT


def test_the_top_says_what_needs_a_decision_before_anything_else() -> None:
    text = read(a_dispatch(ALERT)).text
    order = [
        "please decide",
        "SF-26-K7QM4",
        "Proposed level:  Medium",
        "Score total:",
        "First deadline:",
        "What needs your decision",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert text.index("What needs your decision") < text.index("The form, filled in")


def test_r77_the_level_is_proposed_with_the_words_and_paragraph_of_every_matching_rule_and_no_other() -> None:
    alert = read(a_dispatch(ALERT))
    medium = next(rule for rule in POLICY.level_rules if rule.level == "medium")
    high = next(rule for rule in POLICY.level_rules if rule.level == "high")
    assert f"- Medium: {medium.text} (Appendix 3)" in alert.text
    assert medium.text in alert.page.text
    assert not alert.mentions(high.text)
    assert alert.says("Candour proposes, you decide.")


def test_a_level_that_no_rule_proposes_is_said_to_be_none() -> None:
    case = a_told_case(assessment={"level": LevelProposal(level=None, matches=())})
    assert read(a_dispatch(ALERT, case)).says("No rule of the policy matches what was read so far.")


def test_r61_the_score_shows_its_arithmetic_and_its_range() -> None:
    alert = read(a_dispatch(ALERT))
    assert "- Baseline Score: Information about less than 11 - 50 individuals: +1" in alert.text
    assert "- How Identifiable is the Data?: not known: +0.5 to +2" in alert.text
    assert alert.says("Score total: 4.5 to 6")


def test_a7_notes_on_double_counting_are_passed_on() -> None:
    facts = some_facts(data_types=a_value(("health", "child_protection"), "names"))
    assert read(a_dispatch(ALERT, a_told_case(facts))).says("the same information may count twice")


def test_r100_both_clocks_are_told_in_london_time_with_the_first_and_the_estimated_marked() -> None:
    alert = read(a_dispatch(ALERT))
    assert "(5.7): Monday 23 November 2026, 09:00  [comes first]  [estimated]" in alert.text
    assert "(UK GDPR Article 33(1)): Monday 23 November 2026, 12:00\n" in alert.text
    assert alert.says("Counted from Friday 20 November 2026, 09:00, which is an estimate")
    assert alert.text.count("[comes first]") == 1


def test_a_clock_that_has_run_out_undecided_stays_the_first_one_and_says_so() -> None:
    alert = read(a_dispatch(ALERT), now=NOON + timedelta(hours=70))
    assert "(5.7): Monday 23 November 2026, 09:00  [comes first]  [estimated]  [this time has passed]" in alert.text
    first = alert.text.partition("First deadline:")[2].partition("\n")[0]
    assert "Monday 23 November 2026, 09:00" in first
    assert "[this time has passed]" in first
    assert alert.says("[estimated] [this time has passed]")


def test_r20_the_reporting_clock_is_met_by_a_report_in_time_and_open_to_see_when_it_came_later() -> None:
    assert "(3.3): Saturday 21 November 2026, 12:00  [met]" in read(a_dispatch(ALERT)).text
    late = a_told_case(reports=(a_report(received_at=NOON + timedelta(hours=25)),))
    text = read(a_dispatch(ALERT, late), now=NOON + timedelta(hours=26)).text
    assert "(3.3): Saturday 21 November 2026, 12:00  [this time has passed]" in text


def test_a_clock_whose_decision_was_taken_is_met() -> None:
    decision = Decision(id="d-1", at=NOON, person="Dilys Marlow", what="ico", value="no_report", reason="low risk")
    text = read(a_dispatch(NoticeKind.UPDATE, a_told_case(decisions=(decision,)), role="dpo")).text
    assert "(5.7): Monday 23 November 2026, 09:00  [met]  [estimated]" in text
    assert "First deadline" not in text


def test_r22_the_whole_form_follows_with_every_printed_label_and_option() -> None:
    page = read(a_dispatch(ALERT)).page.text
    for field in POLICY.form.fields:
        assert " ".join(field.label.split()) in page
        for option in field.options:
            assert option.label in page


def test_each_value_has_its_mark_and_the_words_that_it_was_read_from() -> None:
    alert = read(a_dispatch(ALERT))
    assert "☑ Yes [please check] “she has deleted it”" in alert.page.text
    assert "08:40 [pre-filled] “twenty to nine” (in the text)" in alert.page.text
    assert "Employee's Line Manager [open]" in alert.page.text


def test_r16_what_is_missing_is_listed_and_whether_the_writer_was_asked() -> None:
    alert = read(a_dispatch(ALERT))
    assert alert.says("The person who reported has been asked:")
    assert alert.says(POLICY.form.field("line_manager").question)
    unasked = a_told_case(notices=())
    assert read(a_dispatch(ALERT, unasked)).says("Nobody has been asked yet:")


def test_r63_files_are_named_with_their_sizes_and_stay_in_the_store() -> None:
    case = a_told_case(reports=(a_report(evidence=(an_evidence(b"x" * 40_000, name="trip list.pdf"),)),))
    alert = read(a_dispatch(ALERT, case))
    assert "- trip list.pdf (application/pdf, 39 KB)" in alert.text
    assert alert.says("Files are kept with the case and are never sent by mail.")


def test_what_was_cut_while_reading_is_told() -> None:
    case = a_told_case(reports=(a_report(limits=("2 attachments were too large to read",)),))
    assert read(a_dispatch(ALERT, case)).says("When reading the mail: 2 attachments were too large to read")


def test_an_unreadable_message_is_shown_as_one_and_not_as_an_ordinary_report() -> None:
    case = a_told_case(Facts(), reports=(a_report(unreadable="more than 500 nested parts"),))
    alert = read(a_dispatch(ALERT, case))
    assert alert.says(
        "A message could not be read. It is kept whole as a file of the case; please look at it yourself."
    )
    assert alert.says("Why: more than 500 nested parts")


@pytest.mark.parametrize(
    ("school", "why"),
    [
        (SAINT_FINNIAN, "the report may be about the person in this role"),
        (
            SAINT_FINNIAN.model_copy(update={"roles": {"dpo": SAINT_FINNIAN.roles["dpo"]}}),
            "nobody is named for this role in the settings",
        ),
    ],
)
def test_who_was_passed_over_is_told_with_the_reason(school: School, why: str) -> None:
    hit = RouteHit(
        rule="tell_head_teacher", hit=True, role="chair_of_governors", bypassed=("head_teacher",), source="project"
    )
    case = a_told_case(assessment={"routes": (hit,)})
    alert = read(a_dispatch(ALERT, case, school=school))
    assert alert.says(f"Not told: Head Teacher, because {why}. Told instead: Chair of Governors.")


def test_the_others_who_are_told_are_named_by_role() -> None:
    alert = read(a_dispatch(ALERT))
    assert "- Head Teacher: a short notice with the form" in alert.text
    assert "- the person who reported: a reply with the open questions" in alert.text


def test_what_is_probably_no_incident_asks_for_that_decision_with_its_reason_and_no_form() -> None:
    facts = Facts(values={"not_an_incident": a_value(True, "Unsubscribe from this newsletter")})  # noqa: FBT003
    alert = read(a_dispatch(ALERT, a_told_case(facts, status=CaseStatus.PROPOSED_NO_INCIDENT)))
    assert alert.says("Probably no incident: please check")
    assert alert.says("Unsubscribe from this newsletter")
    for nothing in ("Step Two", "Score total", "First deadline", "72 hours", "Proposed level"):
        assert not alert.mentions(nothing)


def test_a_case_that_may_be_the_same_incident_is_named_until_somebody_has_decided() -> None:
    asked = a_told_case(possible_duplicates=("SF-26-AB12C",))
    assert read(a_dispatch(ALERT, asked)).says("Possibly the same incident as SF-26-AB12C. Look at both")
    no = Decision(id="d-1", at=NOON, person="Dilys", what="not_duplicate", value="SF-26-AB12C", reason="two lists")
    decided = asked.model_copy(update={"decisions": (no,)})
    assert not read(a_dispatch(ALERT, decided)).mentions("SF-26-AB12C")
    assert not read(a_dispatch(NoticeKind.HEAD_NOTICE, asked)).mentions("SF-26-AB12C")
    assert not read(a_dispatch(NoticeKind.ACKNOWLEDGEMENT, asked)).mentions("SF-26-AB12C")


def test_an_update_says_that_another_report_of_the_incident_was_added() -> None:
    told = read(a_dispatch(NoticeKind.UPDATE, role="head_teacher", rule="merged"))
    assert told.says("Another report of the same incident was added.")
    assert not told.mentions("A message was added")


def test_possibly_related_cases_are_named() -> None:
    assert read(a_dispatch(ALERT, a_told_case(related=("SF-26-AB12C",)))).says("Possibly related: SF-26-AB12C")
