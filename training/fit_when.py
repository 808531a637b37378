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

import numpy as np
from scipy.optimize import minimize

from nlp import report_from_example
from nlp.message.layout import lay_out
from nlp.reading import Reading
from nlp.when.choosing import FILE, SHOWN_FROM, Likely, Question, Weights
from nlp.when.form import known_from_form
from nlp.when.options import question_of_dates, question_of_times
from nlp.when.scene import Scene
from nlp.when.when import scene_of_report
from training.choice_table import Gold, tabled
from training.corpus import Row, earlier, learned_from

VERSION = "when.2"
LEAST = 3
"""In how many questions a feature must occur to be learned."""
STIFFNESS, STIFFNESS_OF_WORDS = 3.0, 10.0
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


def _count(counts: Counter[tuple[str, str]], unit: str, lesson: Lesson, chosen: Sequence[Sequence[Likely]]) -> None:
    for field, likely in zip(FIELDS, chosen, strict=True):
        want = lesson.expected[f"{field}_{unit}"]
        best = next((one for one in likely if one.value is not None), likely[0])
        value = best.value if best.probability >= SHOWN_FROM[unit] else None
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
    styles = learned_from()
    if parser.parse_args().check:
        print("\n".join(check(styles)))
        return
    taught = lessons({**styles, **earlier()})
    weights = {"dates": learn_dates(taught).of, "times": learn_times(taught).of}
    FILE.write_text(json.dumps({"version": VERSION, "weights": weights}, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
