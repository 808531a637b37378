"""Learn which number of a report is that of the people whose data it is.

`python -m training.fit_individuals [--check | --unseen]` learns from what `training.corpus.learned_from` returns, and
writes nlp/weights/individuals.json. Nothing is random.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp import report_from_example
from nlp.counting.choice import NAME, Chooser, Option
from nlp.counting.features import options_of
from nlp.data_types.categories import read_data_types
from nlp.reading import Reading
from nlp.statistics.choice import Weights
from training import shipping
from training.choices import Choices, between_options, learned, matrix
from training.corpus import Row, folds, learned_from
from training.features import reading_of, used_by_several
from training.scoring import count, lines

LEAST = 3
"""In how many reports a feature must stand to be learned."""
STIFFNESS = 8.0
"""How strongly weights are held near zero."""
SMALLEST = 0.01
ROUNDS = 300
_SHOWN_FROM = 0.5


@dataclass(frozen=True)
class Lesson:
    """A labelled incident: the options that its text gives, and the labelled number."""

    style: str
    options: Sequence[Option]
    right: int | None


def lessons() -> list[Lesson]:
    """Return the labelled incidents whose number no form gives."""
    incidents = [
        (style, row) for style, rows in learned_from().items() for row in rows if not row["expected"]["not_an_incident"]
    ]
    read = [(style, row["expected"]["individuals"], _read(row)) for style, row in incidents]
    return [Lesson(style, options_of(reading), right) for style, right, reading in read if not _is_answered(reading)]


def _read(row: Row) -> Reading:
    """Return a report as it stands when the number is chosen: its kinds of data are known."""
    reading = reading_of(report_from_example(row))
    read_data_types(reading)
    return reading


def _is_answered(reading: Reading) -> bool:
    """Tell whether a form gives the number: then nothing is chosen."""
    return any(answer.field == "individuals" and answer.value for answer in reading.layout.answers)


def fit(taught: Sequence[Lesson]) -> Weights:
    """Return the weights that make the labelled values likeliest, held near zero.

    Where the labelled value is no option of the text, none is taken for right: better left open than wrong.
    """
    names = list(used_by_several(((lesson.style, _features(lesson)) for lesson in taught), LEAST))
    held = np.full(len(names), STIFFNESS)
    return Weights(NAME, learned(_in_numbers(taught, names), names, held, rounds=ROUNDS, smallest=SMALLEST))


def _features(lesson: Lesson) -> set[str]:
    return {name for option in lesson.options for name in option.named()}


def _in_numbers(taught: Sequence[Lesson], names: Sequence[str]) -> Choices:
    number = {name: place for place, name in enumerate(names)}
    rows: list[list[tuple[int, float]]] = []
    starts: list[int] = []
    is_right: list[bool] = []
    for lesson in taught:
        starts.append(len(rows))
        values = [option.value for option in lesson.options]
        wanted = lesson.right if lesson.right in values else None
        rows += [[(number[name], 1.0) for name in option.named() if name in number] for option in lesson.options]
        is_right += [value == wanted for value in values]
    return between_options(matrix(rows, len(names)), starts, is_right)


def unseen() -> list[str]:
    """Return lines of how well the number is chosen by weights that never saw the style."""
    taught = lessons()
    counts: dict[str, Counter[str]] = {}
    for part in folds(learned_from()):
        chooser = Chooser(fit([lesson for lesson in taught if lesson.style not in part]))
        for lesson in taught:
            if lesson.style in part:
                best = chooser.choose(lesson.options)[0]
                shown = best.value if best.probability >= _SHOWN_FROM else None
                count(counts, NAME, lesson.right, shown)
    return lines(counts)


if __name__ == "__main__":
    shipping.run(__doc__, lambda: {NAME: fit(lessons())}, unseen)
