"""Learn which number of a report is that of the people whose data it is: `python -m training.fit_individuals`.

Trains on what `training.corpus.learned_from` returns, and writes nlp/weights/individuals.json. `--check` prints instead
how well each style is read by weights that were learned from the other styles. Nothing is random.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from nlp import report_from_example
from nlp.counting.choice import FILE, Option, Weights
from nlp.counting.features import options_of
from nlp.data_types.categories import read_data_types
from nlp.reading import Reading
from training.corpus import Row, learned_from
from training.features import reading_of

Numbers = NDArray[np.float64]

VERSION = "individuals.2"
LEAST, LEAST_STYLES = 3, 2
"""In how many reports and styles a feature must stand to be learned."""
STIFFNESS, STIFFNESS_OF_WORDS = 8.0, 8.0
"""How strongly weights are held near zero, those of classes and those of single words."""
SMALLEST = 0.01


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
    names = _names(taught)
    number = {name: place for place, name in enumerate(names)}
    table, starts, right = _table(taught, number)
    stiff = np.array([_stiffness(name) for name in names])
    found = minimize(
        _loss(table, starts, right, stiff), np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    weights = {name: round(float(weight), 3) for name, weight in zip(names, found.x, strict=True)}
    return Weights(VERSION, {name: weight for name, weight in weights.items() if abs(weight) > SMALLEST})


def _stiffness(name: str) -> float:
    return STIFFNESS_OF_WORDS if name.startswith(("w-", "0:w-", "1:w-")) else STIFFNESS


def _names(taught: Sequence[Lesson]) -> list[str]:
    reports: Counter[str] = Counter()
    styles: dict[str, set[str]] = {}
    for lesson in taught:
        for name in {name for option in lesson.options for name in option.features}:
            reports[name] += 1
            styles.setdefault(name, set()).add(lesson.style)
    return sorted(name for name, count in reports.items() if count >= LEAST and len(styles[name]) >= LEAST_STYLES)


def _table(taught: Sequence[Lesson], number: Mapping[str, int]) -> tuple[Any, NDArray[np.int64], NDArray[np.bool_]]:
    """Return a row of features an option, where each lesson's rows start, and which rows are right."""
    rows: list[list[int]] = []
    starts: list[int] = []
    right: list[bool] = []
    for lesson in taught:
        starts.append(len(rows))
        values = [option.value for option in lesson.options]
        wanted = lesson.right if lesson.right in values else None
        rows += [[number[name] for name in option.features if name in number] for option in lesson.options]
        right += [value == wanted for value in values]
    ends = np.cumsum([0, *map(len, rows)])
    places = np.array([place for row in rows for place in row], dtype=np.int64)
    table = csr_matrix((np.ones(len(places)), places, ends), shape=(len(rows), len(number)))
    return table, np.array(starts, dtype=np.int64), np.array(right)


def _loss(
    table: Any, starts: NDArray[np.int64], right: NDArray[np.bool_], stiff: Numbers
) -> Callable[[Numbers], tuple[float, Numbers]]:
    sizes = np.diff(np.append(starts, table.shape[0]))

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        scores = table @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        shares = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
        of_right = np.where(right, shares, 0.0)
        likely = np.maximum(np.add.reduceat(of_right, starts), 1e-300)
        change = shares - of_right / np.repeat(likely, sizes)
        total = -np.log(likely).sum() + 0.5 * np.sum(stiff * weights**2)
        return float(total), np.asarray(table.T @ change) + stiff * weights

    return loss


def check(taught: Sequence[Lesson]) -> dict[str, Counter[str]]:
    """Return for each style how often weights from the other styles are right, wrong, and miss a value."""
    counts: dict[str, Counter[str]] = {}
    for style in sorted({lesson.style for lesson in taught}):
        weights = fit([lesson for lesson in taught if lesson.style != style])
        counts[style] = Counter()
        for lesson in taught:
            if lesson.style == style:
                counts[style].update(judged(lesson, weights))
    return counts


def judged(lesson: Lesson, weights: Weights) -> Counter[str]:
    """Return what became of a lesson: right, wrong, missed."""
    best = weights.choose(lesson.options)[0]
    shown = best.value if best.probability >= 0.5 else None
    return Counter(
        right=int(shown is not None and shown == lesson.right),
        wrong=int(shown is not None and shown != lesson.right),
        missed=int(lesson.right is not None and shown != lesson.right),
    )


def line(name: str, count: Mapping[str, int]) -> str:
    """Return precision, recall and F1 as a line of text."""
    right, wrong, missed = (count[key] for key in ("right", "wrong", "missed"))
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return f"{name:32} {precision:.3f} {recall:.3f} {2 * right / max(1, 2 * right + wrong + missed):.3f}"


def main() -> None:
    """Write the weights, or print how well they do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    taught = lessons()
    if parser.parse_args().check:
        counts = check(taught)
        print("\n".join(line(style, count) for style, count in counts.items()))
        print(line("all", sum(counts.values(), Counter())))
        return
    weights = fit(taught)
    FILE.write_text(json.dumps({"version": VERSION, "weights": weights.of}, indent=0) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {len(weights.of)} features, {FILE.stat().st_size} bytes, {len(taught)} lessons")


if __name__ == "__main__":
    main()
