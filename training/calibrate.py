"""Measure how often what is read is right, and write it down: `python -m training.calibrate`.

Every report that models learn from is read by models that have not seen its style (`training.strangers`), and one
logistic model of being right is fitted over all values, what is rare drawn towards its field. The rules were made with
the lessons in view, so of the lessons more is right than of strangers: by how much, it learns beside the measured
styles, and leaves out of what it writes to nlp/weights/calibration.json.

Whoever fills a value in without a mark promises more than that it is likely: 95 of 100 such values must be right. So
each must be right with a probability of LEAST, and ASKED of its field's values from there on, each style judged by the
others. What is less sure stays below CERTAIN, marked "please check".
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.pipeline import Pipeline, make_pipeline

from nlp.calibrating import FILE, features
from training.corpus import MEASURED
from training.judging import Judged, judged_facts
from training.strangers import read_as_strangers

LEAST, ASKED = 0.94, 0.96
"""More than is promised on the whole, as styles differ by two or three points from their mean."""
STRENGTH = 0.3
"""How far the values are trusted against "all are alike": scikit-learn's C."""
IN_VIEW = "in view"
SMALLEST = 0.002


class Told(NamedTuple):
    """A value of a report of a style, what is known of it, and whether it is right."""

    style: str
    field: str
    known: Mapping[str, float]
    is_right: bool


class Split(NamedTuple):
    """Values by which a model is fitted, and others that it judges."""

    taught: Sequence[Told]
    judged: Sequence[Told]


def told(style: str, one: Judged) -> Told:
    """Return a judged value with what is known of it, whether its style was in view of those who wrote rules too."""
    sure = one.candidate
    known = features(one.field, sure.value, sure.rule, sure.confidence, one.others)
    if style not in MEASURED:
        known |= {IN_VIEW: 1.0, f"{IN_VIEW} {one.field}": 1.0, f"{IN_VIEW} odds": known["odds"]}
    return Told(style, one.field, known, one.is_right)


def values() -> list[Told]:
    """Return the values of all reports that models learn from, read as strangers'."""
    return [told(read.style, one) for read in read_as_strangers() for one in judged_facts(read.row, read.facts)]


def fit(taught: Sequence[Told]) -> Pipeline:
    """Return a model of being right."""
    model = make_pipeline(DictVectorizer(), LogisticRegression(C=STRENGTH, max_iter=3_000))
    model.fit([one.known for one in taught], [one.is_right for one in taught])
    return model


def shares(split: Split) -> list[float]:
    """Return how likely the judged values are right to a model that was fitted to the others."""
    return [float(share) for share in fit(split.taught).predict_proba([one.known for one in split.judged])[:, 1]]


def splits(every: Sequence[Told]) -> Iterator[Split]:
    """Yield the values style by style, beside those of the others."""
    for style in sorted({one.style for one in every}):
        yield Split([one for one in every if one.style != style], [one for one in every if one.style == style])


class Likely(NamedTuple):
    """A value, and how likely it is right to a model that doesn't know its style."""

    value: Told
    share: float


def as_strangers(every: Sequence[Told]) -> list[Likely]:
    """Return all values, each as likely as it is to a model of other styles."""
    return [Likely(*pair) for split in splits(every) for pair in zip(split.judged, shares(split), strict=True)]


def least_certain(likely: Sequence[Likely]) -> dict[str, float]:
    """Return for each field from which probability on a value is certain, 1 where none is."""
    by_field: dict[str, list[Likely]] = defaultdict(list)
    for one in likely:
        by_field[one.value.field].append(one)
    return {field: _least_certain(own) for field, own in sorted(by_field.items())}


def _least_certain(likely: Sequence[Likely]) -> float:
    ranked = sorted(likely, key=lambda one: -one.share)
    right = np.cumsum([one.value.is_right for one in ranked]) / np.arange(1, len(ranked) + 1)
    kept = [place for place, share in enumerate(right) if share >= ASKED]
    return max(LEAST, ranked[kept[-1]].share) if kept else 1.0


def weights_of(model: Pipeline) -> dict[str, float]:
    """Return the weights of a model of strangers, by feature."""
    names, learner = model[0].get_feature_names_out(), model[1]
    weights = dict(zip(names, (float(weight) for weight in learner.coef_[0]), strict=True))
    weights["any"] += float(learner.intercept_[0])
    kept = ((name, weight) for name, weight in weights.items() if not name.startswith(IN_VIEW))
    return {name: round(weight, 4) for name, weight in kept if abs(weight) >= SMALLEST or name.startswith("rule ")}


def how_well(likely: Sequence[Likely], certain: Mapping[str, float]) -> str:
    """Return a line that says how good the probabilities are on styles left out."""
    loss = log_loss([one.value.is_right for one in likely], [one.share for one in likely])
    sure = [one.value.is_right for one in likely if one.share >= certain[one.value.field]]
    return f"log loss {loss:.4f}; of {len(sure)} in {len(likely)} certain values {np.mean(sure):.3f} are right"


def main() -> None:
    """Measure and write."""
    every = values()
    likely = as_strangers(every)
    certain = least_certain(likely)
    document = {
        "version": f"{len(every)} values",
        "certain": {field: round(least, 3) for field, least in certain.items()},
        "weights": weights_of(fit(every)),
    }
    FILE.write_text(json.dumps(document, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {len(document['weights'])} weights, {FILE.stat().st_size} bytes")
    strangers = [one for one in likely if one.value.style in MEASURED]
    print(f"lessons and measured styles: {how_well(likely, certain)}")
    print(f"measured styles: {how_well(strangers, certain)}")


if __name__ == "__main__":
    main()
