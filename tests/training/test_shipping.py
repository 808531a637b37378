"""The shipped weights are those of the reports that stand here, and the command that makes them can tell."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from nlp.calibrating import family
from nlp.statistics import choice, model
from nlp.statistics.choice import Weights
from training import shipping
from training.corpus import digest_of_lessons
from training.ordinary_words import OUTPUT, ordinary_words

MODELS = sorted(file.stem for file in model.FOLDER.glob("*.npz"))
CHOICES = sorted(file.stem for file in model.FOLDER.glob("*.json") if file.stem != "calibration")


def test_whoever_adds_a_report_runs_make_model() -> None:
    assert MODELS
    assert CHOICES
    shipped = {name: model.load(name) for name in MODELS} | {name: choice.load(name) for name in CHOICES}
    digest = digest_of_lessons()
    assert [name for name, weights in shipped.items() if weights.lessons != digest] == []
    assert [name for name, weights in shipped.items() if not weights.version.endswith(f".{digest[:8]}")] == []


def test_whoever_adds_a_lesson_gathers_the_ordinary_words_anew() -> None:
    assert OUTPUT.read_text(encoding="utf-8").split() == ordinary_words()


@pytest.mark.parametrize("name", CHOICES)
def test_the_version_of_weights_is_no_part_of_what_a_rule_is_measured_by(name: str) -> None:
    version = choice.load(name).version
    assert family(f"{version}+date.named") == f"{version.partition('.')[0]}+date.named"


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
