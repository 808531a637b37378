"""How well reports are read: `python -m training.score lessons [--model NAME] [--errors FIELD] [--style NAME]`.

Prints for each field how often a shown value was right (precision), how many of the labelled values were found
(recall), and the precision of what is filled in without a mark. What was got wrong is only shown for the lessons:
whoever looks at the errors on the other parts spends them.
"""

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from candour.cases.facts import CERTAIN
from nlp import DEFAULT_MODEL, ReportReader, prediction, report_from_example
from nlp.calibrating import NONE
from training.corpus import Part, Row, by_style
from training.judging import judged
from training.scoring import lines, micro, tally

Predictions = Mapping[str, Mapping[str, Any]]


def predictions(rows: Sequence[Row], reader: ReportReader) -> dict[str, dict[str, Any]]:
    """Return what the reader would show for each report, by its id."""
    return {row["id"]: prediction(reader.read(report_from_example(row))) for row in rows}


def sure(predicted: Predictions) -> dict[str, dict[str, Any]]:
    """Return the values alone that are filled in without a mark."""
    return {
        key: {field: value for field, value in one["fields"].items() if one["confidence"][field] >= CERTAIN}
        for key, one in predicted.items()
    }


def table(rows: Sequence[Row], predicted: Predictions) -> str:
    """Return precision, recall and F1 a field as lines of text, then over all fields."""
    counts = tally(rows, {key: one["fields"] for key, one in predicted.items()})
    precision, recall, f1 = micro(counts)
    said = [*lines(counts), f"{'all':24} {precision:9.3f} {recall:6.3f} {f1:5.3f}"]
    certain = tally(rows, sure(predicted))
    given = sum(count["right"] + count["wrong"] for count in certain.values())
    said.append(f"of {given} values with a confidence of at least 0.8 {micro(certain)[0]:.3f} are right")
    return "\n".join(said)


def errors(rows: Sequence[Row], predicted: Predictions, field: str) -> list[str]:
    """Return a line for each report of which a field is read otherwise than it is labelled."""
    said: list[str] = []
    for row in rows:
        have = predicted[row["id"]]
        count = tally([row], {row["id"]: have["fields"]})[field]
        if count["wrong"] or count["missed"]:
            want, got = (_get(fields, field) for fields in (row["expected"], have["fields"]))
            sureness = have["confidence"].get(field.partition(".")[0], "")
            said.append(f"{row['id']}: labelled {want!r}, read {got!r} {sureness}")
    return said


BINS = ((0.0, 0.2), (0.2, 0.35), (0.35, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.96), (0.96, 1.01))


def reliability(rows: Sequence[Row], reader: ReportReader) -> str:
    """Return how often values of each degree of confidence are right, as lines of text."""
    found = [(one.candidate.confidence, one.is_right) for one in judged(rows, reader)]
    shown = ["confidence   values  said right"]
    for low, high in BINS:
        inside = [(sure, is_right) for sure, is_right in found if low <= sure < high]
        if inside:
            said = sum(sure for sure, _ in inside) / len(inside)
            right = sum(is_right for _, is_right in inside) / len(inside)
            shown.append(f"{low:.2f}-{min(high, 1):.2f} {len(inside):8} {said:6.2f} {right:5.2f}")
    return "\n".join(shown)


def _get(fields: Any, key: str) -> Any:
    for part in key.split("."):
        fields = (fields or {}).get(part)
    return fields


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", type=Part, choices=list(Part))
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--errors", metavar="FIELD")
    parser.add_argument("--style")
    parser.add_argument("--raw", action="store_true", help="as the rules weigh it, not calibrated")
    asked = parser.parse_args()
    if asked.errors and asked.part is not Part.LESSONS:
        parser.error("errors are shown for the lessons alone: whoever looks at the others spends them")
    reader = ReportReader(asked.model, calibration=NONE if asked.raw else None)
    chosen = [row for style, rows in by_style(asked.part).items() if asked.style in {None, style} for row in rows]
    predicted = predictions(chosen, reader)
    if asked.errors:
        print("\n".join(errors(chosen, predicted, asked.errors)))
        return
    print(table(chosen, predicted))
    print(reliability(chosen, reader))


if __name__ == "__main__":
    main()
