"""How sure it may be: each style is judged by models of the others, and what is certain keeps more than is promised."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from candour.cases.facts import Candidate, Method
from nlp import ReportReader
from nlp.calibrating import NONE
from nlp.statistics import choice, model
from tests.nlp.conftest import report
from training.calibrate import ASKED, IN_VIEW, LEAST, Likely, Told, fit, least_certain, splits, told, weights_of
from training.corpus import MEASURED, Part, styles
from training.judging import Judged
from training.strangers import reading_by

MODELS = ("report", "remedies")
CHOICES = ("people", "individuals", "when_dates", "when_times")
TEXT = "I left the class register on the bus this morning. We rang the depot."


def a_told_value(style: str = "one", *, is_right: bool = True) -> Told:
    return Told(style, "school", {"any": 1.0, "odds": 1.0 if is_right else -1.0}, is_right)


def likely(*pairs: tuple[float, bool]) -> Sequence[Likely]:
    return [Likely(a_told_value(is_right=is_right), share) for share, is_right in pairs]


def test_no_style_is_judged_by_a_model_that_has_seen_it() -> None:
    every = [a_told_value(style) for style in ("one", "other", "one", "third")]
    found = list(splits(every))
    assert sorted(one.style for split in found for one in split.judged) == ["one", "one", "other", "third"]
    assert all({one.style for one in split.taught}.isdisjoint(one.style for one in split.judged) for split in found)


@pytest.mark.parametrize(
    ("found", "least"),
    [
        (likely((0.99, True), (0.6, True)), LEAST),
        (likely((0.99, True), (0.98, True), (0.5, False)), 0.98),
        (likely((0.99, True), (0.97, False)), 0.99),
        (likely((0.99, False), (0.98, True)), 1.0),
    ],
)
def test_a_field_is_certain_from_where_enough_of_it_is_right(found: Sequence[Likely], least: float) -> None:
    assert ASKED > LEAST
    assert least_certain(found) == {"school": least}


def test_that_rules_were_made_with_a_style_in_view_is_weighed_and_not_shipped() -> None:
    one = Judged(
        "school", Candidate(value="Elm", confidence=0.9, method=Method.RULE, rule="school.named"), is_right=True
    )
    lesson, stranger = (told(style, one) for style in (styles(Part.LESSONS)[0], MEASURED[0]))
    assert IN_VIEW in lesson.known
    assert IN_VIEW not in stranger.known
    wrong = stranger._replace(is_right=False, known={**stranger.known, "odds": -2.0})
    shipped = weights_of(fit([lesson, stranger, wrong]))
    assert shipped["odds"] > 0
    assert not any(name.startswith(IN_VIEW) for name in shipped)


def test_a_reader_goes_by_the_weights_that_it_is_given_and_by_its_own_again() -> None:
    given = {name: replace(model.load(name), version=f"{name}.given") for name in MODELS}
    chosen = {name: replace(choice.load(name), version=f"{name}.given") for name in CHOICES}
    reader = ReportReader("", calibration=NONE)
    with reading_by({**given, **chosen}):
        rules = {value.rule for value in reader.read(report(TEXT)).values.values()}
    assert any("report.given" in rule for rule in rules)
    assert any("remedies.given" in rule for rule in rules)
    assert any("when_dates.given" in rule for rule in rules)
    assert not any("given" in value.rule for value in reader.read(report(TEXT)).values.values())
