"""Referrals: those outside of a case's work are told why, and figures, and nothing else."""

from datetime import timedelta

import pytest

from candour.cases.follow_up import Reduction, details
from candour.cases.notice import NoticeKind
from candour.cases.policy import RouteRule
from tests.builders import LETTER, NOON, a_report, a_value, an_event, an_evidence, some_facts
from tests.replies.stage import ACTION, POLICY, a_dispatch, a_told_case, read

ROUTES = [rule for rule in POLICY.routes if rule.on_decision]
NUMBERS = Reduction(incident_type="sent_to_wrong_person", months=6, before=4, after=5)
LOOKED_AGAIN = an_event(
    number=2,
    kind="step_reached",
    details={"step": "re_evaluation:SF-26-K7QM4:100:20270520T1200", **details(NUMBERS)},
)


@pytest.mark.parametrize("route", ROUTES, ids=[rule.id for rule in ROUTES])
def test_r106_r108_r110_r116_a_referral_gives_the_rules_words_and_its_paragraph(route: RouteRule) -> None:
    referral = read(a_dispatch(NoticeKind.REFERRAL, role=route.to, rule=route.id))
    assert referral.says(route.text)
    assert referral.says(f"as {POLICY.role(route.to).title}")
    own = not route.source.startswith("project")
    assert referral.says("The school's policy says") is own
    assert referral.says(route.source if own else "not in the school's own policy")


def test_r106_it_holds_reference_school_level_kind_and_count() -> None:
    referral = read(a_dispatch(NoticeKind.REFERRAL))
    for words in ("SF-26-K7QM4", "St Finnian's Primary School", "Medium, proposed", "wrong person", "27"):
        assert referral.says(words), words


def test_r106_it_holds_no_evidence_no_names_and_nothing_of_the_report() -> None:
    facts = some_facts(
        summary=a_value(LETTER),
        responsible_employee=a_value("Gwilym Parry", "Gwilym Parry"),
        line_manager=a_value("Mo Adeyemi", "Mo Adeyemi"),
    )
    files = (an_evidence(b"list", name="Year 5 trip.pdf"),)
    case = a_told_case(facts, reports=(a_report(evidence=files),))
    referral = read(a_dispatch(NoticeKind.REFERRAL, case, text=""))
    for secret in ("Vaughan", "Seren", "Parry", "Adeyemi", "inhaler", "Year 5", "trip", "wrong parent", "08:40"):
        assert not referral.mentions(secret), secret


def test_r106_what_is_no_option_of_the_form_is_not_shown_as_the_kind() -> None:
    facts = some_facts(incident_type=a_value("Ffion's tablet"), individuals=a_value("all of Ffion's class"))
    referral = read(a_dispatch(NoticeKind.REFERRAL, a_told_case(facts)))
    assert not referral.mentions("Ffion")
    assert referral.says("not known yet")


def test_r106_the_dpos_word_stands_in_it_and_whom_to_ask() -> None:
    referral = read(a_dispatch(NoticeKind.REFERRAL, text="Please ring me\nabout the inhalers."))
    assert referral.says("Please ring me about the inhalers.")
    assert referral.says("Dilys Marlow, dpo@saint-finnian.example")


def test_r106_nobody_whom_the_report_is_about_is_named_as_whom_to_ask() -> None:
    case = a_told_case(assessment={"implicated": ("dpo@saint-finnian.example",)})
    assert not read(a_dispatch(NoticeKind.REFERRAL, case)).mentions("Dilys Marlow")


def test_r116_it_counts_the_actions_that_were_not_done_in_time() -> None:
    done = ACTION.model_copy(update={"id": "action-2", "done_at": NOON})
    case = a_told_case(actions=(ACTION, done))
    referral = read(a_dispatch(NoticeKind.REFERRAL, case), NOON + timedelta(days=9))
    assert referral.says("Actions given: 2; not done in time: 1")
    assert not referral.mentions(ACTION.text)


def test_r118_it_gives_the_numbers_before_and_after_once_they_were_counted() -> None:
    referral = read(a_dispatch(NoticeKind.REFERRAL, a_told_case(events=(an_event(), LOOKED_AGAIN))))
    assert "this one included: 4" in referral.text
    assert "In the 6 months after it: 5" in referral.text
    assert not read(a_dispatch(NoticeKind.REFERRAL)).mentions("Fewer than before")
