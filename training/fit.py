"""Train the model of whole reports: `python -m training.fit [--check]`.

It learns from the lessons (`training.corpus`) and from the earlier reports of tests/nlp/data, with which the rules were
made, and writes nlp/weights/report.npz. The same lessons give the same weights: nothing is drawn by chance. `--check`
says whether the weights that are there are those of this command; `python -m training.unseen` how well it does.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from nlp import report_from_example
from nlp.statistics.model import FOLDER, Model, Numbers, Task, Vocabulary, load
from nlp.statistics.words import Bag
from training.corpus import Row, earlier, learned_from
from training.features import matrix_of, reading_of, vocabulary_of

SMALLEST = 0.004
"""Weights nearer to nought are left out of the file."""
ROUNDS = 2_000
TOLERANCE = 0.02


@dataclass(frozen=True)
class Question:
    """What a task asks: the right label of a lesson, None where it teaches nothing about it.

    `strength` is how far the lessons are trusted against "nothing is known": scikit-learn's C. Where a question
    `is_balanced`, a rare label counts for as much as a frequent one: some types of incident are told ten times as often
    as others, and of styles left out 75 types in 100 were read right instead of 72.
    """

    task: str
    label: Callable[[Mapping[str, Any]], str | None]
    strength: float = 30.0
    is_balanced: bool = False


@dataclass(frozen=True)
class Lesson:
    """A labelled report as a model sees it."""

    style: str
    bag: Bag
    labels: Mapping[str, Any]


def _of(field: str, *, left_out: frozenset[str] = frozenset()) -> Callable[[Mapping[str, Any]], str | None]:
    """Return the label of a field of an incident; "none" where it has none."""

    def label(labels: Mapping[str, Any]) -> str | None:
        value = str(labels[field] or "none")
        return None if labels["not_an_incident"] or value in left_out else value

    return label


def _yes(field: str) -> Callable[[Mapping[str, Any]], str | None]:
    return lambda labels: "yes" if labels[field] else "no"


QUESTIONS = (
    Question("incident_type", _of("incident_type", left_out=frozenset({"other", "none"})), is_balanced=True),
    Question("circumstances", _of("circumstances"), is_balanced=True),
    Question("not_an_incident", _yes("not_an_incident"), 100.0),
    Question("near_miss", _yes("near_miss"), 100.0),
    *(Question(field, _yes(field)) for field in ("complaint", "wants_anonymity", "head_teacher_implicated")),
)


def lessons() -> list[Lesson]:
    """Return all the lessons, style by style, then the earlier reports."""
    return [
        Lesson(style, bag_for_model(row), row["expected"]) for style, rows in learned_from().items() for row in rows
    ] + [
        Lesson(file, without_rules(bag_for_model(row)), row["expected"])
        for file, rows in earlier().items()
        for row in rows
    ]


def bag_for_model(row: Row) -> Bag:
    """Return the features of a labelled report, as they are when it is read."""
    return reading_of(report_from_example(row)).bag


def without_rules(bag: Bag) -> Bag:
    """Return a bag that doesn't hold what the rules say: of reports that they were made for it proves nothing."""
    return Bag({group: names for group, names in bag.groups.items() if group != "r"}, bag.places)


def fit(taught: Sequence[Lesson], questions: Sequence[Question] = QUESTIONS, digest: str = "") -> Model:
    """Return a model that learned to answer the questions."""
    bags = [lesson.bag for lesson in taught]
    vocabulary = vocabulary_of(bags, [lesson.style for lesson in taught])
    rows = matrix_of(bags, vocabulary)
    tasks = {
        question.task: _learn(rows, [question.label(lesson.labels) for lesson in taught], question)
        for question in questions
    }
    return Model(
        version=f"report.{digest[:8] or 'unnamed'}",
        vocabulary=vocabulary,
        tasks=tasks,
        lessons=digest,
        styles=tuple(sorted({lesson.style for lesson in taught})),
    )


def _learn(rows: Any, labels: Sequence[str | None], question: Question) -> Task:
    known = [number for number, label in enumerate(labels) if label is not None]
    right = [labels[number] for number in known]
    weight = "balanced" if question.is_balanced else None
    learner = LogisticRegression(C=question.strength, class_weight=weight, max_iter=ROUNDS)
    learner.fit(rows[known], right)
    weights = learner.coef_.astype(np.float32)
    weights[np.abs(weights) < SMALLEST] = 0.0
    weights = weights.astype(np.float16).astype(np.float32)
    is_yes_or_no = len(learner.classes_) == 2 and len(weights) == 1
    names = ("yes",) if is_yes_or_no else tuple(str(name) for name in learner.classes_)
    return Task(names, weights, learner.intercept_.astype(np.float32))


def write(model: Model, file: Path) -> None:
    """Write a model as `nlp.statistics.model.load` reads it."""
    head = {
        "version": model.version,
        "lessons": model.lessons,
        "styles": model.styles,
        "tasks": {name: list(task.labels) for name, task in model.tasks.items()},
    }
    arrays: dict[str, Any] = {
        "head": _bytes(json.dumps(head)),
        "names": _bytes("\n".join(_names(model.vocabulary))),
        "rarity": model.vocabulary.rarity.astype(np.float16),
    }
    for name, task in model.tasks.items():
        arrays[f"weights {name}"] = task.weights.astype(np.float16)
        arrays[f"bias {name}"] = task.bias
    np.savez_compressed(file, **arrays)


def _bytes(text: str) -> Any:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def _names(vocabulary: Vocabulary) -> list[str]:
    numbered = {
        number: f"{group}\t{name}" for group, names in vocabulary.numbers.items() for name, number in names.items()
    }
    return [numbered[number] for number in range(len(numbered))]


def digest_of_lessons() -> str:
    """Return what tells these lessons from any others."""
    text = json.dumps([*learned_from().items(), *earlier().items()], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def differs(one: Model, other: Model) -> bool:
    """Tell whether models are not the same. Other processors round otherwise, by less than TOLERANCE."""
    if one.version != other.version or one.vocabulary.numbers != other.vocabulary.numbers:
        return True
    if one.tasks.keys() != other.tasks.keys():
        return True
    return any(_distance(task.weights, other.tasks[name].weights) > TOLERANCE for name, task in one.tasks.items())


def _distance(one: Numbers, other: Numbers) -> float:
    return float(np.max(np.abs(one - other), initial=0.0)) if one.shape == other.shape else np.inf


def main() -> None:
    """Train and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    asked = parser.parse_args()
    taught = lessons()
    file = FOLDER / "report.npz"
    model = fit(taught, digest=digest_of_lessons())
    if asked.check:
        sys.exit("they are others" if differs(model, load("report")) else 0)
    write(model, file)
    print(f"{file.name}: {len(model.vocabulary.rarity)} features, {file.stat().st_size} bytes, {len(taught)} lessons")


if __name__ == "__main__":
    main()
