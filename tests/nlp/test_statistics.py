"""The statistical model: what it sees, what it says, and that its weights are those of the recorded command."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp import ReportReader
from nlp.statistics.meanings import meanings_of
from nlp.statistics.model import load, spread
from nlp.statistics.spelling import Spelling
from nlp.statistics.words import bag_of, pieces, whole
from nlp.text import page
from tests.nlp.conftest import report
from training.corpus import KEPT_BACK, Part, by_style, learned_from
from training.features import matrix_of, vocabulary_of
from training.learning import Lesson, Question, bag_for_model, fit
from training.shipping import differs, write


def words_of(text: str) -> set[str]:
    return set(bag_of([("w", whole(page("body", text, [(0, len(text))])))]).groups["w"])


@pytest.mark.parametrize(
    ("text", "seen", "unseen"),
    [
        ("Please ask Gareth Pugh about it.", "<name> <name>", "gareth"),
        ("It went to mrs pugh instead.", "mrs <name>", "pugh"),
        ("Write to a.pugh@ysgol.example today.", "<mail>", "pugh"),
        ("It is at https://ysgol.example/pugh now.", "<link>", "pugh"),
        ("Her number is 07700900123.", "<long>", "07700900123"),
        ("It wasnt encrypted.", "not encrypted", "wasnt"),
    ],
)
def test_names_addresses_and_numbers_are_masked(text: str, seen: str, unseen: str) -> None:
    assert seen in words_of(text)
    assert unseen not in words_of(text)


def test_words_that_mean_the_same_are_one_feature() -> None:
    assert set(meanings_of("laptop")) & set(meanings_of("stick", "memory stick"))
    assert "lose" in meanings_of("mislaid")


def test_a_spelling_mistake_leaves_most_pieces_of_a_word() -> None:
    assert len(set(pieces("recieved")) & set(pieces("received"))) >= 5


def test_several_labels_share_one_and_a_single_label_stands_alone() -> None:
    assert sum(spread(("a", "b", "c"), np.array([1.0, 2.0, 3.0], np.float32)).values()) == pytest.approx(1)
    assert spread(("yes",), np.zeros(1, np.float32)) == {"yes": 0.5}


def test_every_type_has_its_words_and_what_found_it(rules: ReportReader) -> None:
    found = rules.read(report("Someone has stolen my school laptop out of my car last night.")).value("incident_type")
    assert found is not None
    assert (found.value, found.rule.partition("+")[2]) == ("lost_or_stolen_equipment", load("report").version)
    assert any("laptop" in span.text for span in found.spans)


def lessons_of(*styles: str) -> list[Lesson]:
    every = by_style(Part.LESSONS)
    return [Lesson(style, bag_for_model(row), row["expected"]) for style in styles for row in every[style][:20]]


NEAR_MISS = (Question("near_miss", lambda labels: "yes" if labels["near_miss"] else "no"),)


def test_the_same_lessons_give_the_same_weights_and_the_file_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taught = lessons_of("office", "forms")
    first = fit(taught, NEAR_MISS, "abc")
    assert not differs(first, fit(taught, NEAR_MISS, "abc"))
    assert differs(first, fit(taught[:30], NEAR_MISS, "abc"))
    monkeypatch.setattr("nlp.statistics.model.FOLDER", tmp_path)
    write(first, "again")
    assert not differs(first, load("again"))


def test_a_report_is_weighed_as_it_was_learned() -> None:
    taught = lessons_of("office", "forms")
    model = fit(taught, NEAR_MISS)
    task = model.tasks["near_miss"]
    scores = matrix_of([lesson.bag for lesson in taught], model.vocabulary) @ task.weights[0] + task.bias[0]
    found = [model.probabilities("near_miss", lesson.bag)["yes"] for lesson in taught]
    assert found == pytest.approx(list(1 / (1 + np.exp(-scores))), abs=1e-4)


def test_a_question_counts_nothing_of_what_it_is_blind_to() -> None:
    model = fit(lessons_of("office", "forms"), [replace(NEAR_MISS[0], blind_to=frozenset({"w"}))])
    counted = {
        group
        for (group, _), weight in zip(model.vocabulary.names, model.tasks["near_miss"].weights[0], strict=True)
        if weight
    }
    assert "w" in model.vocabulary.numbers
    assert "w" not in counted
    assert "c" in counted


def test_words_are_counted_alike_after_too_many_were_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.statistics.spelling.MAX_CACHED", 3)
    numbers = {"lost": [0, 1], "lots": [1], "bus": []}
    weights = np.array([[1.0, 2.0], [3.0, 4.0]], np.float32)
    spelling = Spelling(lambda word: np.array(numbers[word], np.int32), np.ones(2, np.float32), weights, ["bus"])
    first = spelling.counted(["lost", "bus"])
    assert first.weights.tolist() == [[4.0, 6.0], [0.0, 0.0]]
    assert first.value == pytest.approx(2**-0.5)
    assert spelling.counted(["lots", "lost"]).weights.tolist() == [[3.0, 4.0], [4.0, 6.0]]
    assert spelling.counted(["lost", "bus"]).weights.tolist() == first.weights.tolist()


def test_what_a_single_style_says_is_no_feature() -> None:
    taught = lessons_of("office")
    assert vocabulary_of([lesson.bag for lesson in taught], ["office"] * len(taught)).numbers == {}


def test_the_weights_know_every_style_but_those_that_are_kept_back() -> None:
    told = load("report").styles
    assert set(learned_from()) <= set(told)
    assert not set(KEPT_BACK) & set(told)
