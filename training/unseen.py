"""How well strangers are read: `python -m training.unseen [--styles NAME ...]`.

Each lesson is read with a model of whole reports (`training.fit`) that was trained without its style, and scored. The
other learned weights know the lessons: read here the fields of QUESTIONS, and incident_type, alone.
"""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any
from unittest.mock import patch

from nlp import ReportReader, prediction, report_from_example
from nlp.calibrating import NONE
from nlp.statistics.model import Model
from training.corpus import Row, earlier, learned_from
from training.fit import fit
from training.learning import Lesson, lessons
from training.score import table

FOLDS = 5


def models(taught: Sequence[Lesson], folds: int = FOLDS) -> Iterator[tuple[frozenset[str], Model]]:
    """Yield models, each with the styles that it was trained without."""
    styles = sorted({lesson.style for lesson in taught} - set(earlier()))
    for fold in range(folds):
        without = frozenset(styles[fold::folds])
        yield without, fit([lesson for lesson in taught if lesson.style not in without])


def read_by(model: Model, rows: Sequence[Row], reader: ReportReader) -> dict[str, dict[str, Any]]:
    """Return what the reader would show for each report with this model of whole reports, by its id."""
    with patch("nlp.statistics.model.load", lambda _name: model):
        return {row["id"]: prediction(reader.read(report_from_example(row))) for row in rows}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--styles", nargs="*", help="count these alone")
    asked = parser.parse_args()
    styles, reader = learned_from(), ReportReader("", calibration=NONE)
    chosen: list[Row] = []
    predicted: dict[str, dict[str, Any]] = {}
    for without, model in models(lessons()):
        rows = [row for style in sorted(without) if style in (asked.styles or styles) for row in styles[style]]
        predicted |= read_by(model, rows, reader)
        chosen += rows
    print(table(chosen, predicted))


if __name__ == "__main__":
    main()
