"""Learn to answer questions about reports: lessons, and the logistic models that are fitted to them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from nlp import report_from_example
from nlp.statistics.model import Model, Task
from nlp.statistics.words import Bag
from training.corpus import Row, earlier, folds, learned_from
from training.features import matrix_of, reading_of, vocabulary_of
from training.scoring import count, lines

SMALLEST = 0.004
"""Weights nearer to nought are left out of the file."""
ROUNDS = 2_000


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
    blind_to: frozenset[str] = frozenset()
    """The groups of features that it doesn't see."""


@dataclass(frozen=True)
class Lesson:
    """A labelled report as a model sees it."""

    style: str
    bag: Bag
    labels: Mapping[str, Any]


def lessons() -> list[Lesson]:
    """Return all the lessons, style by style, then the earlier reports."""
    return [
        Lesson(style, bag_for_model(row), row["expected"]) for style, rows in learned_from().items() for row in rows
    ] + [
        Lesson(file, without_rules(bag_for_model(row)), row["expected"])
        for file, rows in earlier().items()
        for row in rows
    ]


def incidents() -> list[tuple[str, Row]]:
    """Return the lessons that are incidents with their styles, then those of the earlier reports."""
    styles = [*learned_from().items(), *earlier().items()]
    return [(style, row) for style, rows in styles for row in rows if not row["expected"]["not_an_incident"]]


def bag_for_model(row: Row) -> Bag:
    """Return the features of a labelled report, as they are when it is read."""
    return reading_of(report_from_example(row)).bag


def without_rules(bag: Bag) -> Bag:
    """Return a bag that doesn't hold what the rules say: of reports that they were made for it proves nothing."""
    return Bag({group: names for group, names in bag.groups.items() if group != "r"}, bag.places)


def fit(taught: Sequence[Lesson], questions: Sequence[Question], version: str = "unnamed") -> Model:
    """Return a model that learned to answer the questions."""
    bags = [lesson.bag for lesson in taught]
    vocabulary = vocabulary_of(bags, [lesson.style for lesson in taught])
    rows = matrix_of(bags, vocabulary)
    groups = [group for group, _ in vocabulary.names]
    tasks = {
        question.task: _learn(
            rows,
            [question.label(lesson.labels) for lesson in taught],
            question,
            np.array([group not in question.blind_to for group in groups]),
        )
        for question in questions
    }
    return Model(version, vocabulary, tasks, styles=tuple(sorted({lesson.style for lesson in taught})))


def _learn(rows: Any, labels: Sequence[str | None], question: Question, is_seen: Any) -> Task:
    known = [number for number, label in enumerate(labels) if label is not None]
    right = [labels[number] for number in known]
    weight = "balanced" if question.is_balanced else None
    learner = LogisticRegression(C=question.strength, class_weight=weight, max_iter=ROUNDS)
    learner.fit(rows[known][:, is_seen], right)
    weights = np.zeros((len(learner.coef_), len(is_seen)), np.float32)
    weights[:, is_seen] = learner.coef_
    weights[np.abs(weights) < SMALLEST] = 0.0
    weights = weights.astype(np.float16).astype(np.float32)
    is_yes_or_no = len(learner.classes_) == 2 and len(weights) == 1
    names = ("yes",) if is_yes_or_no else tuple(str(name) for name in learner.classes_)
    return Task(names, weights, learner.intercept_.astype(np.float32))


def unseen(taught: Sequence[Lesson], question: Question) -> list[str]:
    """Return lines of how well a question is answered by models that never saw the style of what they are asked about.

    Each answer is the likeliest; "none" and "no" are none.
    """
    counts: dict[str, Counter[str]] = {}
    for part in folds(learned_from()):
        model = fit([lesson for lesson in taught if lesson.style not in part], [question])
        for lesson in taught:
            if lesson.style in part and (label := question.label(lesson.labels)) is not None:
                count(counts, question.task, _told(label), _told(_likeliest(model, question.task, lesson.bag)))
    return lines(counts)


def _likeliest(model: Model, task: str, bag: Bag) -> str:
    likely = model.probabilities(task, bag)
    if len(likely) == 1:
        likely = {**likely, "no": 1 - likely["yes"]}
    return max(likely, key=lambda label: likely[label])


def _told(label: str) -> str | None:
    return None if label in {"none", "no"} else label
