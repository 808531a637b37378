"""Train the model of whole reports: `python -m training.fit [--check | --unseen]` (`training.shipping`).

It learns from the lessons (`training.corpus`) and from the earlier reports of tests/nlp/data, with which the rules were
made, and writes nlp/weights/report.npz. The same lessons give the same weights: nothing is drawn by chance.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from unittest.mock import patch

from nlp import ReportReader, prediction, report_from_example
from nlp.calibrating import NONE
from nlp.outcome import recovered
from nlp.people import whose_doing
from nlp.statistics.model import Model
from training import learning, shipping
from training.corpus import Row, folds, learned_from
from training.learning import Lesson, Question, lessons
from training.score import table
from training.scoring import same_name


def _of(field: str, *, left_out: frozenset[str] = frozenset()) -> Callable[[Mapping[str, Any]], str | None]:
    """Return the label of a field of an incident; "none" where it has none."""

    def label(labels: Mapping[str, Any]) -> str | None:
        value = str(labels[field] or "none")
        return None if labels["not_an_incident"] or value in left_out else value

    return label


def _yes(field: str) -> Callable[[Mapping[str, Any]], str | None]:
    return lambda labels: "yes" if labels[field] else "no"


def _whose_doing(labels: Mapping[str, Any]) -> str | None:
    """Return whether the responsible employee is the writer, somebody else, or not named."""
    if labels["not_an_incident"]:
        return None
    responsible, writer = labels["responsible_employee"], labels["reporter_name"]
    return "none" if not responsible else "writer" if writer and same_name(responsible, writer) else "other"


_RETURN = frozenset({"d"})
"""What is said of the data's return: no sign of anything else."""
_KIND = frozenset({"s", "l", "r"})
"""What tells what kind of incident it is, and little about its end."""
WHOSE_DOING = Question(whose_doing.TASK, _whose_doing, blind_to=_RETURN)
QUESTIONS = (
    Question(
        "incident_type",
        _of("incident_type", left_out=frozenset({"other", "none"})),
        is_balanced=True,
        blind_to=_RETURN,
    ),
    Question("circumstances", _of("circumstances"), is_balanced=True, blind_to=_RETURN),
    Question("not_an_incident", _yes("not_an_incident"), 100.0, blind_to=_RETURN),
    Question("near_miss", _yes("near_miss"), 100.0, blind_to=_RETURN),
    *(
        Question(field, _yes(field), blind_to=_RETURN)
        for field in ("complaint", "wants_anonymity", "head_teacher_implicated")
    ),
    Question(recovered.TASK, _of("recovered"), strength=6.0, blind_to=_KIND),
    WHOSE_DOING,
)


def fit(taught: Sequence[Lesson]) -> Model:
    """Return a model of whole reports."""
    return learning.fit(taught, QUESTIONS, "report")


def unseen() -> list[str]:
    """Return a table of how well the lessons are read with models of whole reports that never saw their styles.

    The other learned weights know the lessons: look here at the fields of QUESTIONS alone.
    """
    taught, styles, reader = lessons(), learned_from(), ReportReader("", calibration=NONE)
    rows: list[Row] = []
    predicted: dict[str, dict[str, Any]] = {}
    for part in folds(styles):
        mine = [row for style in sorted(part) for row in styles[style]]
        predicted |= _read_by(fit([lesson for lesson in taught if lesson.style not in part]), mine, reader)
        rows += mine
    return [table(rows, predicted)]


def _read_by(model: Model, rows: Sequence[Row], reader: ReportReader) -> dict[str, dict[str, Any]]:
    with patch("nlp.statistics.model.load", lambda _name: model):
        return {row["id"]: prediction(reader.read(report_from_example(row))) for row in rows}


if __name__ == "__main__":
    shipping.run(__doc__, lambda: {"report": fit(lessons())}, unseen)
