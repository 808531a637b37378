"""From how strongly a rule speaks to how often it is right."""

import math

import pytest

from candour.cases.facts import CERTAIN
from nlp.calibrating import NONE, UNCERTAIN, Calibration, features, shipped

MEASURED = Calibration(
    weights={"odds": 1.0, "rule school school.named": 2.0, "ahead": 1.0},
    certain={"school": 0.96, "recovered": 1.0},
)


def test_what_was_not_measured_keeps_its_confidence() -> None:
    assert NONE.calibrated("school", "Elm", "school.named", 0.7) == 0.7
    assert MEASURED.calibrated("deliberate", value=True, rule="deliberate.said", confidence=0.84) == 0.84


def test_what_stands_behind_a_label_of_a_form_needs_no_measuring() -> None:
    assert MEASURED.calibrated("recovered", "yes", "form.recovered", 0.95) == 0.95


def test_a_rule_that_was_often_right_makes_a_value_surer() -> None:
    known, unknown = (MEASURED.calibrated("school", "Elm", rule, 0.3, [0.3]) for rule in ("school.named", "school.x"))
    assert unknown == pytest.approx(0.3)
    assert known == pytest.approx(1 / (1 + math.exp(-math.log(0.3 / 0.7) - 2)))


def test_the_version_of_weights_is_no_part_of_a_rule() -> None:
    one, other = (
        features("recovered", "yes", f"recovered.outcome.{digest}", 0.6, []) for digest in ("0a1b2c3d", "1" * 8)
    )
    assert one == other


def test_a_value_is_less_sure_beside_a_close_rival() -> None:
    alone, ahead, close = (MEASURED.calibrated("school", "Elm", "school.x", 0.6, on) for on in ([], [0.2], [0.59]))
    assert alone > ahead > close


@pytest.mark.parametrize(("field", "sure"), [("school", True), ("recovered", False)])
def test_only_from_its_field_s_probability_on_is_a_value_certain(field: str, *, sure: bool) -> None:
    confidence = MEASURED.calibrated(field, "Elm", "school.named", 0.97)
    assert (confidence >= CERTAIN) is sure
    assert sure or confidence == UNCERTAIN


def test_what_comes_with_candour_rises_with_confidence_and_knows_how_many_values_it_saw() -> None:
    every = shipped()
    assert every.version.endswith(" values")
    for field in every.certain:
        low, high = (every.calibrated(field, "x", f"{field}.x", confidence, [0.1]) for confidence in (0.2, 0.9))
        assert low < high, field
