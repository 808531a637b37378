"""Learn which moment of a report is that of the event, and which of its discovery.

`python -m training.fit_when [--check | --unseen]` learns from the lessons and from the earlier reports of
tests/nlp/data, and writes nlp/weights/when_dates.json and when_times.json. Nothing is random.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nlp import report_from_example
from nlp.statistics.choice import Weights
from nlp.when.choosing import DISCOVERY, EVENT, NAMES, PAIR, SHOWN_FROM, Likely, Question, chooser, named
from nlp.when.date_options import question_of_dates
from nlp.when.form import known_from_form
from nlp.when.scene import Scene
from nlp.when.time_options import question_of_times
from nlp.when.when import FIELDS, scene_of_report
from training import shipping
from training.choice_table import Gold, in_numbers
from training.choices import learned
from training.corpus import folds, learned_from
from training.features import reading_of, used_by_several
from training.learning import incidents
from training.scoring import count, lines

VERSION = "when"
LEAST = 3
"""In how many questions a feature must occur to be learned."""
STIFFNESS, STIFFNESS_OF_WORDS = 3.0, 10.0
"""How strongly weights are held near zero; those of single words more than those of classes."""
WORDS = frozenset({"w-", "w+", "wa", "wb"})
SMALLEST = 0.01
ROUNDS = 150


@dataclass(frozen=True)
class Lesson:
    """A labelled report, found through."""

    style: str
    scene: Scene
    expected: Mapping[str, str | None]

    def gold(self, unit: str) -> Gold:
        """Return the labelled values of both fields."""
        return self.expected[f"occurred_{unit}"], self.expected[f"discovered_{unit}"]


def lessons() -> list[Lesson]:
    """Return the labelled incidents."""
    return [
        Lesson(style, scene_of_report(reading_of(report_from_example(row))), row["expected"])
        for style, row in incidents()
    ]


def dates_question(lesson: Lesson) -> Question:
    """Return the choice of dates of a report."""
    return question_of_dates(lesson.scene, known_from_form(lesson.scene.reading, "date"))


def learn_dates(taught: Sequence[Lesson]) -> Weights:
    """Return weights of the choice of dates."""
    return fit([(dates_question(lesson), lesson.gold("date")) for lesson in taught])


def times_question(lesson: Lesson, dates: Weights) -> Question:
    """Return the choice of times of a report in the light of the dates that the weights choose."""
    occurred, discovered = chooser(dates).choose(dates_question(lesson))
    chosen = {"occurred": occurred[0].value, "discovered": discovered[0].value}
    return question_of_times(lesson.scene, chosen, known_from_form(lesson.scene.reading, "time"))


def learn_times(taught: Sequence[Lesson]) -> Weights:
    """Return weights of the choice of times; the dates are those that weights from other styles choose."""
    asked: list[tuple[Question, Gold]] = []
    for part in folds(lesson.style for lesson in taught):
        dates = learn_dates([lesson for lesson in taught if lesson.style not in part])
        mine = [lesson for lesson in taught if lesson.style in part]
        asked += [(times_question(lesson, dates), lesson.gold("time")) for lesson in mine]
    return fit(asked)


def fit(asked: Sequence[tuple[Question, Gold]]) -> Weights:
    """Return the weights that make the labelled values likeliest, held near zero."""
    names = list(used_by_several((("", set(_all(question))) for question, _ in asked), LEAST, fewest_styles=1))
    choices = in_numbers(asked, {name: place for place, name in enumerate(names)})
    held = np.array([STIFFNESS_OF_WORDS if name[2:4] in WORDS else STIFFNESS for name in names])
    return Weights(VERSION, learned(choices, names, held, rounds=ROUNDS, smallest=SMALLEST))


def _all(question: Question) -> Iterable[str]:
    for prefix, options in ((EVENT, question.occurred), (DISCOVERY, question.discovered)):
        for option in options:
            yield from (prefix + name for name in named(option))
    for joined in question.pairs.values():
        yield from (PAIR + name for name in named(joined))


def make() -> Mapping[str, Weights]:
    """Return the weights of the choice of dates and of times."""
    taught = lessons()
    return {NAMES["dates"]: learn_dates(taught), NAMES["times"]: learn_times(taught)}


def unseen() -> list[str]:
    """Return lines of how well each style's dates and times are chosen by weights that never saw it."""
    every = lessons()
    counts: dict[str, Counter[str]] = {}
    for part in folds(learned_from()):
        taught = [lesson for lesson in every if lesson.style not in part]
        dates, times = learn_dates(taught), learn_times(taught)
        for lesson in every:
            if lesson.style in part:
                _count(counts, "date", lesson, chooser(dates).choose(dates_question(lesson)))
                _count(counts, "time", lesson, chooser(times).choose(times_question(lesson, dates)))
    return lines(counts)


def _count(counts: dict[str, Counter[str]], unit: str, lesson: Lesson, chosen: Sequence[Sequence[Likely]]) -> None:
    for field, likely in zip(FIELDS, chosen, strict=True):
        best = next((one for one in likely if one.value is not None), likely[0])
        shown = best.value if best.probability >= SHOWN_FROM[unit] else None
        count(counts, f"{field}_{unit}", lesson.expected[f"{field}_{unit}"], shown)


if __name__ == "__main__":
    shipping.run(__doc__, make, unseen)
