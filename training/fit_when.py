"""Learn which moment of a report is that of the event, and which of its discovery: `python -m training.fit_when`.

Trains on the lessons and on the earlier reports of tests/nlp/data,
and writes nlp/weights/when.json. `--check` prints instead how well each style is read by
weights that were learned from the other styles. Nothing is random.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from nlp import report_from_example
from nlp.choosing import FILE, Question, Weights
from nlp.layout import lay_out
from nlp.moment_options import question_of_dates, question_of_times
from nlp.moment_scene import Scene
from nlp.reading import Reading
from nlp.when import scene_of_report
from nlp.when_form import known_from_form
from training.corpus import Part, Row, by_style, rows_of

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Gold = tuple[str | None, str | None]

EARLIER = tuple(
    Path(__file__).parents[1] / "tests" / "nlp" / "data" / f"{name}.jsonl"
    for name in ("examples", "held_out", "unseen", "fresh", "later")
)
"""Reports that were labelled before there were styles; the rules were made with all of them in view."""
VERSION = "when.1"
LEAST = 3
"""In how many questions a feature must occur to be learned."""
STIFFNESS, STIFFNESS_OF_WORDS = 1.0, 4.0
"""How strongly weights are held near zero; those of single words more than those of classes."""
WORDS = frozenset({"w-", "w+", "wa", "wb"})
SMALLEST = 0.01
ROUNDS = 150
FOLDS = 5
FIELDS = ("occurred", "discovered")


@dataclass(frozen=True)
class Lesson:
    """A labelled report, found through."""

    style: str
    scene: Scene
    expected: Mapping[str, str | None]

    def gold(self, unit: str) -> Gold:
        """Return the labelled values of both fields."""
        return self.expected[f"occurred_{unit}"], self.expected[f"discovered_{unit}"]


def lessons(styles: Mapping[str, Sequence[Row]]) -> list[Lesson]:
    """Return the labelled incidents of some styles."""
    return [
        Lesson(style, scene_of_report(_reading(row)), row["expected"])
        for style, rows in styles.items()
        for row in rows
        if not row["expected"]["not_an_incident"]
    ]


def earlier() -> dict[str, list[Row]]:
    """Return the reports that were labelled before there were styles, by their files."""
    return {f"earlier {file.stem}": rows_of(file) for file in EARLIER}


def _reading(row: Row) -> Reading:
    report = report_from_example(row)
    return Reading(report, lay_out(report.subject, report.text, report.sender.name if report.sender else ""))


def dates_question(lesson: Lesson) -> Question:
    """Return the choice of dates of a report."""
    return question_of_dates(lesson.scene, known_from_form(lesson.scene.reading, "date"))


def learn_dates(taught: Sequence[Lesson]) -> Weights:
    """Return weights of the choice of dates."""
    return fit([(dates_question(lesson), lesson.gold("date")) for lesson in taught])


def times_question(lesson: Lesson, dates: Weights) -> Question:
    """Return the choice of times of a report in the light of the dates that the weights choose."""
    occurred, discovered = dates.choose(dates_question(lesson))
    chosen = {"occurred": occurred[0].value, "discovered": discovered[0].value}
    return question_of_times(lesson.scene, chosen, known_from_form(lesson.scene.reading, "time"))


def learn_times(taught: Sequence[Lesson]) -> Weights:
    """Return weights of the choice of times; the dates are those that weights from other styles choose."""
    asked: list[tuple[Question, Gold]] = []
    for part in _folds(sorted({lesson.style for lesson in taught})):
        dates = learn_dates([lesson for lesson in taught if lesson.style not in part])
        mine = [lesson for lesson in taught if lesson.style in part]
        asked += [(times_question(lesson, dates), lesson.gold("time")) for lesson in mine]
    return fit(asked)


def fit(asked: Sequence[tuple[Question, Gold]]) -> Weights:
    """Return the weights that make the labelled values likeliest, held near zero."""
    names = _names([question for question, _ in asked])
    table = tabled(asked, {name: place for place, name in enumerate(names)})
    stiff = np.array([STIFFNESS_OF_WORDS if name[2:4] in WORDS else STIFFNESS for name in names])
    found = minimize(table.loss, np.zeros(len(names)), (stiff,), "L-BFGS-B", jac=True, options={"maxiter": ROUNDS})
    learned = {name: round(float(weight), 3) for name, weight in zip(names, found.x, strict=True)}
    return Weights(VERSION, {name: weight for name, weight in learned.items() if abs(weight) >= SMALLEST})


def _names(questions: Iterable[Question]) -> list[str]:
    """Return the features that occur in enough questions."""
    counts = Counter(name for question in questions for name in set(_all(question)))
    return sorted(name for name, count in counts.items() if count >= LEAST)


def _all(question: Question) -> Iterable[str]:
    for prefix, options in (("o:", question.occurred), ("d:", question.discovered)):
        for option in options:
            yield from (prefix + name for name in option.features)
    for features in question.pairs.values():
        yield from ("p:" + name for name in features)


@dataclass(frozen=True)
class Table:
    """Questions in numbers: a row an option or a pair, a column a feature; pairs of a question stand together."""

    occurred: csr_matrix
    discovered: csr_matrix
    pairs: csr_matrix
    left: Places
    right: Places
    starts: Places
    is_right: NDArray[np.bool_]

    def loss(self, weights: Numbers, stiff: Numbers) -> tuple[float, Numbers]:
        """Return how unlikely the labels are, and its gradient."""
        event, discovery = self.occurred @ weights, self.discovered @ weights
        scores = event[self.left] + discovery[self.right] + self.pairs @ weights
        counts = np.diff(np.append(self.starts, len(scores)))
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self.starts), counts))
        shares = powers / np.repeat(np.add.reduceat(powers, self.starts), counts)
        right = np.where(self.is_right, shares, 0.0)
        hit = np.maximum(np.add.reduceat(right, self.starts), 1e-300)
        change = shares - right / np.repeat(hit, counts)
        slope = self.occurred.T @ np.bincount(self.left, change, len(event))
        slope += self.discovered.T @ np.bincount(self.right, change, len(discovery)) + self.pairs.T @ change
        return float(-np.log(hit).sum() + 0.5 * stiff @ weights**2), slope + stiff * weights


def tabled(asked: Sequence[tuple[Question, Gold]], number: Mapping[str, int]) -> Table:
    """Return questions in numbers, without those in which no pair is right."""
    rows: dict[str, list[list[int]]] = {"o:": [], "d:": [], "p:": []}
    left: list[int] = []
    right: list[int] = []
    starts: list[int] = []
    fits: list[bool] = []

    def add(prefix: str, features: Iterable[str]) -> None:
        rows[prefix].append([number[prefix + name] for name in features if prefix + name in number])

    for question, gold in asked:
        good = _right_pairs(question, gold)
        if not any(good.values()):
            continue
        starts.append(len(left))
        base = len(rows["o:"]), len(rows["d:"])
        for prefix, options in (("o:", question.occurred), ("d:", question.discovered)):
            for option in options:
                add(prefix, option.features)
        for (one, other), is_good in good.items():
            left.append(base[0] + one)
            right.append(base[1] + other)
            fits.append(is_good)
            add("p:", question.pairs[one, other])
    event, discovery, pairs = (_matrix(rows[prefix], len(number)) for prefix in ("o:", "d:", "p:"))
    return Table(event, discovery, pairs, np.array(left), np.array(right), np.array(starts), np.array(fits))


def _right_pairs(question: Question, gold: Gold) -> dict[tuple[int, int], bool]:
    """Tell of each pair whether it is as labelled; what the text doesn't offer is best left open."""
    sides = (question.occurred, question.discovered)
    want = [
        value if value in {option.value for option in options} else None
        for value, options in zip(gold, sides, strict=True)
    ]
    return {
        (one, other): question.occurred[one].value == want[0] and question.discovered[other].value == want[1]
        for one, other in question.pairs
    }


def _matrix(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    columns = [column for row in rows for column in row]
    edges = np.cumsum([0, *(len(row) for row in rows)])
    return csr_matrix((np.ones(len(columns)), columns, edges), shape=(len(rows), width))


def check(styles: Mapping[str, Sequence[Row]]) -> list[str]:
    """Return lines of how well each style's dates and times are chosen by weights from the other styles."""
    every = lessons({**styles, **earlier()})
    counts: Counter[tuple[str, str]] = Counter()
    for part in _folds(sorted(styles)):
        taught = [lesson for lesson in every if lesson.style not in part]
        dates, times = learn_dates(taught), learn_times(taught)
        for lesson in every:
            if lesson.style in part:
                _count(counts, "date", lesson, dates.choose(dates_question(lesson)))
                _count(counts, "time", lesson, times.choose(times_question(lesson, dates)))
    return [_line(name, counts) for name in ("occurred_date", "occurred_time", "discovered_date", "discovered_time")]


def _folds(styles: Sequence[str]) -> list[Sequence[str]]:
    """Return the styles in parts, each of which is read by what was learned from the others."""
    return [styles[first::FOLDS] for first in range(FOLDS) if styles[first::FOLDS]]


def _count(counts: Counter[tuple[str, str]], unit: str, lesson: Lesson, chosen: Sequence[Sequence[object]]) -> None:
    for field, likely in zip(FIELDS, chosen, strict=True):
        best, want = likely[0], lesson.expected[f"{field}_{unit}"]
        value = getattr(best, "value")  # noqa: B009
        name = f"{field}_{unit}"
        counts[name, "right"] += value is not None and value == want
        counts[name, "wrong"] += value is not None and value != want
        counts[name, "missed"] += want is not None and value != want


def _line(name: str, counts: Counter[tuple[str, str]]) -> str:
    right, wrong, missed = (counts[name, what] for what in ("right", "wrong", "missed"))
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + wrong + missed)
    return f"{name:18} {precision:.3f} {recall:.3f} {f1:.3f}"


def main() -> None:
    """Write the weights, or print how well they do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    styles = by_style(Part.LESSONS)
    if parser.parse_args().check:
        print("\n".join(check(styles)))
        return
    taught = lessons({**styles, **earlier()})
    weights = {"dates": learn_dates(taught).of, "times": learn_times(taught).of}
    FILE.write_text(json.dumps({"version": VERSION, "weights": weights}, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
