"""The shipped weights are those of the reports that stand here, and the command that makes them can tell."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from nlp.statistics import choice, model
from nlp.statistics.choice import Weights
from nlp.statistics.model import Model
from training import shipping
from training.corpus import digest_of_lessons
from training.ordinary_words import OUTPUT, ordinary_words

MODELS = {file.stem: model.load(file.stem) for file in model.FOLDER.glob("*.npz")}
CHOICES = {file.stem: choice.load(file.stem) for file in model.FOLDER.glob("*.json") if file.stem != "calibration"}
SHIPPED: Mapping[str, Model | Weights] = {**MODELS, **CHOICES}


def test_whoever_adds_a_report_runs_make_model() -> None:
    digest = digest_of_lessons()
    assert {"report", "individuals"} <= SHIPPED.keys()
    assert [name for name, weights in SHIPPED.items() if weights.lessons != digest] == []
    assert [name for name, weights in SHIPPED.items() if not weights.version.endswith(f".{digest[:8]}")] == []


def test_whoever_adds_a_lesson_gathers_the_ordinary_words_anew() -> None:
    assert OUTPUT.read_text(encoding="utf-8").split() == ordinary_words()


def test_a_version_ends_in_eight_figures_of_its_lessons_which_calibration_leaves_out() -> None:
    versions = [weights.version for weights in SHIPPED.values()]
    assert [version for version in versions if not re.fullmatch(r"[a-z_]+\.[0-9a-f]{8}", version)] == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which weights are shipped."""
    monkeypatch.setattr(model, "FOLDER", tmp_path)
    monkeypatch.setattr(choice, "load", choice.load.__wrapped__)
    return tmp_path


def run(of: Mapping[str, float], *arguments: str) -> None:
    shipping.run("", lambda: {"test": Weights("test", of)}, lambda: ["unseen"], arguments)


def test_the_command_makes_what_its_check_compares(folder: Path) -> None:
    run({"one": 1.0, "two": -2.0})
    assert choice.load("test") == Weights(
        f"test.{digest_of_lessons()[:8]}", {"one": 1.0, "two": -2.0}, digest_of_lessons()
    )
    before = (folder / "test.json").read_bytes()
    with pytest.raises(SystemExit) as ended:
        run({"one": 1.001, "two": -2.0, "small": 0.01}, "--check")
    assert not ended.value.code
    assert (folder / "test.json").read_bytes() == before


@pytest.mark.parametrize("of", [{"one": 1.0}, {"one": 1.0, "two": -1.9}, {"one": 1.0, "two": -2.0, "three": 0.1}])
@pytest.mark.usefixtures("folder")
def test_the_check_fails_where_other_weights_are_shipped(of: Mapping[str, float]) -> None:
    run({"one": 1.0, "two": -2.0})
    with pytest.raises(SystemExit, match="test"):
        run(of, "--check")


@pytest.mark.usefixtures("folder")
def test_the_check_fails_where_other_lessons_were_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    run({"one": 1.0})
    monkeypatch.setattr(shipping, "digest_of_lessons", lambda: "another")
    with pytest.raises(SystemExit, match="test"):
        run({"one": 1.0}, "--check")


def test_what_is_told_of_unseen_styles_is_printed_and_nothing_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run({"one": 1.0}, "--unseen")
    assert capsys.readouterr().out == "unseen\n"
    assert list(folder.iterdir()) == []
