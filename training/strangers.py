"""How strangers are read: each style by models that learned from the others (`training.calibrate`).

All that is learned is fitted anew for each part of the styles, so nothing a reader is judged by was in its lessons.
`python -m training.strangers` prints how well the lessons are read so. The rules were made with them in view: strangers
are read less well, and the table is for comparing one way of learning with another.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

from candour.cases.facts import Facts
from nlp import DEFAULT_MODEL, ReportReader, prediction, report_from_example
from nlp.calibrating import NONE
from nlp.counting import choice as counting
from nlp.counting.choice import NAME as INDIVIDUALS
from nlp.outcome import judging
from nlp.people.choosing import NAME as PEOPLE
from nlp.statistics.choice import Weights
from nlp.statistics.model import Model
from nlp.when import choosing
from training import fit, fit_individuals, fit_outcome, fit_people, fit_when, learning
from training.corpus import Part, Row, digest_of_lessons, folds, learned_from, styles
from training.score import table
from training.shipping import stamped

_LOADED_BY = ("statistics.model", "statistics.choice", "outcome.actions", "outcome.judging")
"""Modules of nlp that ask for weights by their name."""
_KEPT = (judging.judge, choosing.load, counting.load)
"""What is loaded once."""


class Taught(NamedTuple):
    """The lessons of all that is learned, found through once."""

    reports: Sequence[learning.Lesson]
    clauses: Sequence[learning.Lesson]
    numbers: Sequence[fit_individuals.Lesson]
    people: Sequence[fit_people.Choice]
    moments: Sequence[fit_when.Lesson]

    def without(self, part: frozenset[str]) -> "Taught":
        """Return the lessons of other styles."""
        return Taught(*(_without(part, lessons) for lessons in self))


def _without(part: frozenset[str], lessons: Sequence[Any]) -> list[Any]:
    return [lesson for lesson in lessons if lesson.style not in part]


class Read(NamedTuple):
    """A report, and what a reader that doesn't know its style made of it."""

    style: str
    row: Row
    facts: Facts


def taught() -> Taught:
    """Return all lessons."""
    return Taught(
        learning.lessons(),
        fit_outcome.remedy_lessons(),
        fit_individuals.lessons(),
        fit_people.choices(),
        fit_when.lessons(),
    )


def learned(lessons: Taught) -> dict[str, Model | Weights]:
    """Return what is learned from some lessons, by the names of the files of weights."""
    digest = digest_of_lessons()
    made: dict[str, Model | Weights] = {
        "report": fit.fit(lessons.reports),
        "remedies": learning.fit(lessons.clauses, [fit_outcome.REMEDY], "remedies"),
        PEOPLE: fit_people.fit(lessons.people),
        INDIVIDUALS: fit_individuals.fit(lessons.numbers),
        choosing.NAMES["dates"]: fit_when.learn_dates(lessons.moments),
        choosing.NAMES["times"]: fit_when.learn_times(lessons.moments),
    }
    return {name: stamped(one, digest) for name, one in made.items()}


@contextmanager
def reading_by(weights: Mapping[str, Model | Weights]) -> Iterator[None]:
    """Let readers go by some weights instead of those that come with Candour."""
    with ExitStack() as patches:
        for module in _LOADED_BY:
            patches.enter_context(patch(f"nlp.{module}.load", weights.__getitem__))
        for kept in _KEPT:
            kept.cache_clear()
            patches.callback(kept.cache_clear)
        yield


def read_as_strangers() -> Iterator[Read]:
    """Yield every report that models learn from, read by models without its style; confidence is not calibrated."""
    rows, lessons, reader = learned_from(), taught(), ReportReader(DEFAULT_MODEL, calibration=NONE)
    for part in folds(rows):
        with reading_by(learned(lessons.without(part))):
            for style in sorted(part):
                yield from (Read(style, row, reader.read(report_from_example(row))) for row in rows[style])


def main() -> None:
    """Print the table, of confidence as rules and models weigh it."""
    lessons = styles(Part.LESSONS)
    read = [one for one in read_as_strangers() if one.style in lessons]
    print(table([one.row for one in read], {one.row["id"]: prediction(one.facts) for one in read}))


if __name__ == "__main__":
    main()
