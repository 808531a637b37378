"""The predicates of routes and questions: pure questions to the facts, one table."""

import pytest

from candour.cases.facts import Facts, Value
from candour.cases.report import Automatic
from candour.cases.route_rules import MANY_PEOPLE, ROUTE_RULES
from tests.builders import a_report, a_value, some_facts

YES = a_value(value=True)
LAPTOP = {"incident_type": a_value("lost_or_stolen_equipment"), "asset_type": a_value("laptop")}


def holds(rule: str, **values: Value) -> bool:
    return ROUTE_RULES[rule](Facts(values=values), a_report())


@pytest.mark.parametrize(
    ("rule", "values", "hit"),
    [
        ("device_can_be_asked_about", LAPTOP, True),
        ("device_can_be_asked_about", {"incident_type": a_value("lost_or_stolen_equipment")}, True),
        ("device_can_be_asked_about", {"asset_lost": YES, "asset_type": a_value("paper")}, False),
        ("device_can_be_asked_about", {**LAPTOP, "not_an_incident": YES}, False),
        ("health_data_out", {"data_types": a_value(("name", "health"))}, True),
        ("health_data_out", {"data_types": a_value(("nhs_number",))}, True),
        ("health_data_out", {"data_types": a_value(("name", "financial"))}, False),
        ("health_data_out", {"data_types": a_value(("health",)), "near_miss": YES}, False),
        ("health_data_out", {"data_types": a_value(("health",)), "not_an_incident": YES}, False),
        ("health_data_out", {"data_types": a_value(("health",), confidence=0.4)}, False),
        ("wide_consequences", {"individuals": a_value(MANY_PEOPLE)}, True),
        ("wide_consequences", {"individuals": a_value(MANY_PEOPLE - 1)}, False),
        ("wide_consequences", {"incident_type": a_value("cyber_attack")}, True),
        ("wide_consequences", {"third_party_processor": YES}, True),
        ("wide_consequences", {"ico_complaint": YES}, True),
        ("wide_consequences", {"ico_investigates": YES}, True),
        ("wide_consequences", {"individuals": a_value(5_000), "not_an_incident": YES}, False),
        ("wide_consequences", {}, False),
        ("head_teacher_implicated", {"head_teacher_implicated": YES}, True),
        ("head_teacher_implicated", {"senior_implicated": YES}, False),
        ("ico_investigates", {"ico_investigates": YES}, True),
        ("ico_investigates", {"ico_complaint": YES}, False),
        ("action_overdue", {"action_overdue": YES}, True),
        ("action_overdue", {}, False),
        ("not_reduced", {"not_reduced": YES}, True),
        ("not_reduced", {}, False),
        ("offence_possible", {"offence_cues": a_value(("re_identification",))}, True),
        ("offence_possible", {"offence_cues": a_value((), confidence=0.4)}, False),
        ("offence_possible", {"offence_found": YES}, True),
        ("offence_possible", {"deliberate": YES}, False),
        ("legal_action_likely", {"legal_action_likely": YES}, True),
        ("legal_action_likely", {"offence_found": YES}, False),
        ("police_may_be_needed", {"legal_action_likely": YES}, True),
        ("police_may_be_needed", {"offence_cues": a_value(("unlawful_obtaining",))}, True),
        ("police_may_be_needed", {}, False),
        ("misused_by_staff", {"offence_cues": a_value(("unlawful_obtaining",))}, True),
        ("misused_by_staff", {"offence_cues": a_value(("false_statement",))}, False),
        ("misused_by_staff", {"deliberate": YES}, True),
        ("misused_by_staff", {"circumstances": a_value(("intentional_harm",))}, True),
        ("misused_by_staff", {"deliberate": YES, "incident_type": a_value("cyber_attack")}, False),
        ("misused_by_staff", {}, False),
    ],
)
def test_r26_r106_r108_r110_r116_r118_r125_each_rule_recognises_its_facts(
    rule: str, values: dict[str, Value], *, hit: bool
) -> None:
    assert holds(rule, **values) is hit


@pytest.mark.parametrize("changes", [{"sender": None}, {"automatic": Automatic.BULK}])
def test_r28_nobody_is_sent_the_asset_form_who_can_not_answer(changes: dict[str, object]) -> None:
    assert not ROUTE_RULES["device_can_be_asked_about"](some_facts(**LAPTOP), a_report(**changes))


def test_every_rule_answers_to_an_empty_report_and_says_what_it_asks() -> None:
    for rule in ROUTE_RULES.values():
        assert rule(Facts(), a_report()) in {True, False}
        assert rule.__doc__
