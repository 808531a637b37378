"""Train the choice of whose doing it was: `python -m training.fit_people [--check | --unseen]`.

It learns from the lessons, and writes nlp/weights/people.json. The choice weighs what the model of whole reports
answers (`training.fit`). While it learns, that answer comes, for each lesson, from a model that never saw the lesson's
style, as it will be with strangers. The same lessons give the same weights.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp import DEFAULT_MODEL, report_from_example
from nlp.people.choosing import NAME, Option, shares
from nlp.people.identity import writer_name
from nlp.people.names import read_entities, words_for_recogniser
from nlp.people.whose_doing import TASK, options_of
from nlp.pipeline import build, register
from nlp.reading import Reading
from nlp.statistics.choice import Weights
from training import learning, shipping
from training.choices import Choices, between_options, learned, matrix
from training.corpus import Row, folds, learned_from
from training.features import reading_of, used_by_several
from training.fit import WHOSE_DOING
from training.learning import Lesson, lessons
from training.scoring import count, lines, same_name

STRENGTH = 8.0
"""How far weights are held near nought; of FREE ones, the few that are dense, a twentieth of it."""
FREE = "t:"
FEWEST_OPTIONS = 4
"""In how many options a feature must stand."""
SMALLEST = 0.003
ROUNDS = 500


@dataclass(frozen=True)
class Choice:
    """The options of a lesson, the name that is wanted, and which option is right; None where it is not among them."""

    style: str
    options: Sequence[Option]
    wanted: str | None
    right: int | None


def choices() -> list[Choice]:
    """Return a choice for each lesson that is an incident."""
    people = build(DEFAULT_MODEL, [register("candour_training_names", read_entities)])
    taught = lessons()
    likely = _by_strangers(taught)
    rows = [(style, row) for style, rows in learned_from().items() for row in rows]
    return [
        _choice(style, row, _read(row, people), likely[id(lesson)])
        for lesson, (style, row) in zip(taught, rows, strict=False)
        if not row["expected"]["not_an_incident"]
    ]


def _by_strangers(taught: Sequence[Lesson]) -> dict[int, Mapping[str, float]]:
    """Return what a model of whole reports that never saw its style says of each lesson, by the lesson's id()."""
    likely: dict[int, Mapping[str, float]] = {}
    for part in folds(lesson.style for lesson in taught):
        model = learning.fit([lesson for lesson in taught if lesson.style not in part], [WHOSE_DOING])
        likely |= {id(lesson): model.probabilities(TASK, lesson.bag) for lesson in taught if lesson.style in part}
    return likely


def _read(row: Row, people: Any) -> Reading:
    reading = reading_of(report_from_example(row))
    doc = people.make_doc(words_for_recogniser(reading))
    doc._.reading = reading
    people(doc)
    return reading


def _choice(style: str, row: Row, reading: Reading, likely: Mapping[str, float]) -> Choice:
    options = options_of(reading, writer_name(reading), likely)
    wanted = row["expected"]["responsible_employee"] or None
    if wanted is None:
        return Choice(style, options, None, 0)
    fitting = (place for place, option in enumerate(options) if option.name and same_name(option.name, wanted))
    return Choice(style, options, wanted, next(fitting, None))


def fit(taught: Sequence[Choice]) -> Weights:
    """Return weights under which the right options are likely."""
    known = [choice for choice in taught if choice.right is not None]
    told = ((choice.style, option.features) for choice in known for option in choice.options)
    names = list(used_by_several(told, FEWEST_OPTIONS))
    held = np.array([STRENGTH / 20 if name.startswith(FREE) else STRENGTH for name in names])
    return Weights(NAME, learned(_in_numbers(known, names), names, held, rounds=ROUNDS, smallest=SMALLEST))


def _in_numbers(known: Sequence[Choice], names: Sequence[str]) -> Choices:
    number = {name: place for place, name in enumerate(names)}
    rows: list[list[tuple[int, float]]] = []
    starts: list[int] = []
    is_right: list[bool] = []
    for choice in known:
        starts.append(len(rows))
        for place, option in enumerate(choice.options):
            rows.append([(number[name], value) for name, value in option.features.items() if name in number])
            is_right.append(place == choice.right)
    return between_options(matrix(rows, len(names)), starts, is_right)


def make() -> Mapping[str, Weights]:
    """Return the weights of the choice."""
    return {NAME: fit(choices())}


def unseen() -> list[str]:
    """Return lines of how well each lesson is chosen by weights that never saw its style."""
    taught = choices()
    counts: dict[str, Counter[str]] = {}
    for part in folds(learned_from()):
        weights = fit([choice for choice in taught if choice.style not in part])
        for choice in taught:
            if choice.style in part:
                likely = shares(choice.options, weights)
                name = choice.options[likely.index(max(likely))].name
                count(counts, "responsible_employee", choice.wanted, name or None, same_name)
    return lines(counts)


if __name__ == "__main__":
    shipping.run(__doc__, make, unseen)
