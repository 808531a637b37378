"""Train the choice of whose doing it was: `python -m training.fit_people [--check | --unseen]`.

It learns from the lessons, and writes nlp/weights/people.json, and whose_doing.npz: a model of whole reports, whose
answer the choice weighs. While it learns, that answer comes, for each lesson, from a model that never saw the lesson's
style, as it will be with strangers. The same lessons give the same weights. `--check` says whether people.json is that
of this command; `--unseen` how often a choice that never saw the style is right.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from nlp import DEFAULT_MODEL, report_from_example
from nlp.people.choosing import FILE, Option, Weights
from nlp.people.identity import writer_name
from nlp.people.names import read_entities, words_for_recogniser
from nlp.people.whose_doing import TASK, options_of
from nlp.pipeline import build, register
from nlp.reading import Reading
from nlp.statistics.model import FOLDER
from training.corpus import Row, learned_from
from training.features import reading_of
from training.fit import Lesson, Question, digest_of_lessons, lessons, write
from training.fit import fit as fit_reports
from training.scoring import micro, same_name, tally

STRENGTH = 8.0
"""How far weights are held near nought; of FREE ones, the few that are dense, a twentieth of it."""
FREE = "t:"
FEWEST_OPTIONS, FEWEST_STYLES = 4, 2
"""In how many options a feature must stand, and in how many styles."""
SMALLEST = 0.003
FOLDS = 5
TOLERANCE = 0.02


def _kind(labels: Mapping[str, Any]) -> str | None:
    """Return whether the responsible employee is the writer, somebody else, or not named."""
    if labels["not_an_incident"]:
        return None
    responsible, writer = labels["responsible_employee"], labels["reporter_name"]
    return "none" if not responsible else "writer" if writer and same_name(responsible, writer) else "other"


QUESTION = Question(TASK, _kind)


@dataclass(frozen=True)
class Choice:
    """The options of a lesson, and which of them is right; None where it is not among them."""

    style: str
    row: Row
    options: Sequence[Option]
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
    styles = sorted({lesson.style for lesson in taught})
    likely: dict[int, Mapping[str, float]] = {}
    for fold in range(FOLDS):
        part = frozenset(styles[fold::FOLDS])
        model = fit_reports([lesson for lesson in taught if lesson.style not in part], [QUESTION])
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
    wanted = row["expected"]["responsible_employee"]
    if not wanted:
        return Choice(style, row, options, 0)
    fitting = (place for place, option in enumerate(options) if option.name and same_name(option.name, wanted))
    return Choice(style, row, options, next(fitting, None))


def fit(taught: Sequence[Choice], digest: str = "") -> Weights:
    """Return weights under which the right options are likely."""
    known = [choice for choice in taught if choice.right is not None]
    names = _features(known)
    numbers = {name: number for number, name in enumerate(names)}
    rows = [option.features for choice in known for option in choice.options]
    matrix = _matrix(rows, numbers)
    starts = np.cumsum([0, *(len(choice.options) for choice in known)])
    right = starts[:-1] + np.array([choice.right for choice in known])
    held = np.array([STRENGTH / 20 if name.startswith(FREE) else STRENGTH for name in names])
    found = minimize(
        _loss,
        np.zeros(len(names)),
        args=(matrix, starts, right, held),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 500},
    )
    of = {name: round(float(found.x[number]), 4) for name, number in numbers.items() if abs(found.x[number]) > SMALLEST}
    return Weights(f"people.{digest[:8] or 'unnamed'}", of)


def _features(known: Sequence[Choice]) -> list[str]:
    """Return the features that stand in enough options, and in more than one style."""
    styles: dict[str, list[str]] = {}
    for choice in known:
        for option in choice.options:
            for name in option.features:
                styles.setdefault(name, []).append(choice.style)
    return sorted(
        name for name, seen in styles.items() if len(seen) >= FEWEST_OPTIONS and len(set(seen)) >= FEWEST_STYLES
    )


def _matrix(rows: Sequence[Mapping[str, float]], numbers: Mapping[str, int]) -> Any:
    pairs = [[(numbers[name], value) for name, value in row.items() if name in numbers] for row in rows]
    ends = np.cumsum([0, *(len(row) for row in pairs)])
    places = [place for row in pairs for place, _ in row]
    values = [value for row in pairs for _, value in row]
    return csr_matrix((values, places, ends), shape=(len(rows), len(numbers)))


def _loss(weights: Any, matrix: Any, starts: Any, right: Any, held: Any) -> tuple[float, Any]:
    """Return what the right options cost under some weights, and how that changes with each of them."""
    scores = matrix @ weights
    of = np.repeat(np.arange(len(right)), np.diff(starts))
    highest = np.maximum.reduceat(scores, starts[:-1])
    powers = np.exp(scores - highest[of])
    sums = np.add.reduceat(powers, starts[:-1])
    cost = float(np.sum(highest + np.log(sums) - scores[right]) + held @ (weights * weights) / 2)
    slope = matrix.T @ (powers / sums[of]) - np.asarray(matrix[right].sum(axis=0)).ravel() + held * weights
    return cost, slope


def unseen(taught: Sequence[Choice]) -> str:
    """Return how well each lesson is chosen by weights that never saw its style."""
    styles = sorted({choice.style for choice in taught})
    chosen: dict[str, dict[str, str]] = {}
    for fold in range(FOLDS):
        part = frozenset(styles[fold::FOLDS])
        weights = fit([choice for choice in taught if choice.style not in part])
        chosen |= {one.row["id"]: _chosen(weights, one) for one in taught if one.style in part}
    counts = tally([choice.row for choice in taught], chosen)["responsible_employee"]
    precision, recall, f1 = micro({"responsible_employee": counts})
    return (
        f"responsible_employee, chosen without its style: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"
    )


def _chosen(weights: Weights, choice: Choice) -> dict[str, str]:
    shares = weights.shares(choice.options)
    name = choice.options[shares.index(max(shares))].name
    return {"responsible_employee": name} if name else {}


def main() -> None:
    """Train and write, check, or say how well it does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--unseen", action="store_true", help="write nothing")
    asked = parser.parse_args()
    taught = choices()
    if asked.unseen:
        print(unseen(taught))
        return
    weights = fit(taught, digest_of_lessons())
    if asked.check:
        known = json.loads(FILE.read_text(encoding="utf-8"))
        sys.exit("they are others" if _differs(weights, Weights(known["version"], known["weights"])) else 0)
    document = {"version": weights.version, "weights": dict(sorted(weights.of.items()))}
    write(fit_reports(lessons(), [QUESTION], digest_of_lessons()), FOLDER / f"{TASK}.npz")
    FILE.write_text(json.dumps(document, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {len(weights.of)} weights, {len(taught)} lessons")


def _differs(one: Weights, other: Weights) -> bool:
    """Tell whether weights are not the same; other processors round otherwise, by less than TOLERANCE."""
    names = one.of.keys() | other.of.keys()
    return one.version != other.version or any(
        abs(one.of.get(name, 0) - other.of.get(name, 0)) > TOLERANCE for name in names
    )


if __name__ == "__main__":
    main()
