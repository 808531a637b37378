"""Learning to choose: what is labelled becomes likely, and the gradient is that of the cost."""

import numpy as np
import pytest
from scipy.optimize import check_grad

from nlp.statistics.choice import Option, Weights, by_value, shares, shares_of_few
from nlp.text import Hit, page
from training.choices import Choices, between_options, learned, matrix, unlikeliness
from training.corpus import folds

NAMES = ("right", "both", "wrong")
TWO_CHOICES = between_options(
    matrix([[(0, 1.0), (1, 1.0)], [(1, 1.0), (2, 1.0)], [(2, 1.0)], [(0, 1.0)]], len(NAMES)),
    [0, 2],
    [True, False, False, True],
)
HELD = np.ones(len(NAMES))


def test_what_stands_with_the_right_options_counts_for_them_and_what_stands_with_all_counts_nothing() -> None:
    weights = learned(TWO_CHOICES, NAMES, HELD, rounds=100, smallest=0.01)
    assert weights["right"] > 0.3
    assert weights["wrong"] < -0.3
    assert weights.get("both", 0.0) >= 0
    assert learned(TWO_CHOICES, NAMES, HELD, rounds=100, smallest=9.0) == {}


def test_weights_that_are_held_harder_stay_nearer_to_nought() -> None:
    loose, tight = (
        learned(TWO_CHOICES, NAMES, held, rounds=100, smallest=0.0) for held in (HELD, np.array([9.0, 1.0, 1.0]))
    )
    assert tight["right"] < loose["right"] / 2


def test_the_gradient_is_that_of_the_cost() -> None:
    pairs = Choices(
        TWO_CHOICES.options,
        matrix([[(0, 1.0), (2, 1.0)], [(0, 1.0), (3, 1.0)], [(1, 1.0), (2, 1.0)]], 4),
        np.array([0]),
        np.array([True, False, True]),
    )
    for choices in (TWO_CHOICES, pairs):
        off = check_grad(
            lambda weights, of=choices: of.loss(weights, HELD)[0],
            lambda weights, of=choices: of.loss(weights, HELD)[1],
            np.array([0.3, -0.2, 0.7]),
        )
        assert off < 1e-6


def test_several_right_options_are_likely_together() -> None:
    cost, change = unlikeliness(np.zeros(4), np.array([0]), np.array([True, True, False, False]))
    assert cost == pytest.approx(np.log(2))
    assert change == pytest.approx([-0.25, -0.25, 0.25, 0.25])


def test_every_style_is_in_one_part() -> None:
    parts = folds(f"style {number}" for number in range(13))
    assert sorted(style for part in parts for style in part) == sorted(f"style {number}" for number in range(13))
    assert folds(["one", "one"]) == [frozenset({"one"})]


def test_a_value_is_as_likely_as_its_options_together_and_shows_the_words_that_say_it() -> None:
    words = Hit(page("body", "monday", [(0, 6)]), 0, 6)
    said = Option[str]("monday", "said", ["weak"], (words,))
    options: list[Option[str]] = [Option("monday", "guessed", ["strong"]), said, Option(None, "none", ["weak"])]
    weights = Weights("test", {"strong": 1.0})
    likely = shares([weights.score(option.features) for option in options])
    assert [one.value for one in by_value(options, likely)] == ["monday", None]
    assert by_value(options, likely)[0].probability == pytest.approx((np.e + 1) / (np.e + 2))
    assert by_value(options, likely)[0].option.rule == "guessed"
    assert by_value(options, likely, prefers_words=True)[0].option is said


def test_where_no_option_is_possible_none_is_likelier() -> None:
    assert shares(np.full((1, 2), -np.inf)).tolist() == [[0.5, 0.5]]
    assert shares(np.full((1, 1), -np.inf)).tolist() == [[1.0]]


def test_the_shares_of_a_few_are_those_of_many() -> None:
    scores = [0.5, -2.0, 700.0, 701.0]
    assert shares_of_few(scores) == pytest.approx(shares(scores).tolist())


def test_features_count_as_often_as_they_are_named_or_by_their_strength() -> None:
    weights = Weights("test", {"d:one": 2.0, "o:one": 5.0})
    assert weights.under("d:").score(["one", "one", "other"]) == 4.0
    assert weights.weighed({"d:one": 0.5, "other": 3.0}) == 1.0
