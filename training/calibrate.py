"""Measure how often what is read is right, and write the curves: `python -m training.calibrate`.

Reads the styles that nobody wrote a rule for (`training.corpus.MEASURED`) with uncalibrated confidence, fits one
logistic model of being right over all values (field, rule, confidence; what is rare is drawn towards its field), and
writes its curves to nlp/weights/calibration.json.

Whoever fills a value in without a mark promises more than that it is likely: 95 of 100 such values must be right. So
each must be right with a probability of ASKED, and ASKED of its field's values from there on, measured by leaving out
one style after the other. The others stay below CERTAIN, marked "please check".
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from candour.cases.facts import CERTAIN
from nlp import DEFAULT_MODEL, ReportReader
from nlp.calibrating import FILE, NONE, UNCERTAIN, Curve, family
from training.corpus import Part, by_style
from training.judging import Judged, judged

ASKED = 0.96
"""A point more than is promised: styles differ by two or three points from their mean."""
ENOUGH = 8
"""So many values a rule, or a tick, needs for a curve of its own."""
STRENGTH = 1.0
"""How far the values are trusted against "all are alike": scikit-learn's C."""
GRID = (
    0.02,
    0.05,
    0.1,
    0.15,
    0.2,
    0.25,
    0.3,
    0.35,
    0.4,
    0.45,
    0.5,
    0.55,
    0.6,
    0.65,
    0.7,
    0.75,
    0.8,
    0.85,
    0.9,
    0.95,
    0.98,
)


class Key(NamedTuple):
    """What a curve is for: a field, a rule of it, or a tick of it."""

    field: str
    rule: str = ""
    tick: str = ""

    @property
    def name(self) -> str:
        """How the curve is called in the file; see `nlp.calibrating`."""
        if self.rule:
            return f"{self.field} {self.rule}"
        return f"{self.field}={self.tick}" if self.tick else self.field


def features(key: Key, confidence: float) -> Mapping[str, float]:
    """Return what is known of a value: how sure its rule is, on the scale of odds, in general and for its field."""
    odds = math.log(min(max(confidence, 0.01), 0.99) / (1 - min(max(confidence, 0.01), 0.99)))
    known = {f"field {key.field}": 1.0, "odds": odds, f"odds {key.field}": odds}
    if key.rule:
        known[f"rule {key.field} {key.rule}"] = 1.0
    if key.tick:
        known[f"tick {key.field} {key.tick}"] = 1.0
    return known


def key_of(one: Judged) -> Key:
    """Return all that is known of where a value comes from."""
    return Key(one.field, family(one.candidate.rule), str(one.candidate.value) if one.field == "data_types" else "")


def fit(found: Sequence[Judged]) -> Pipeline:
    """Return a model of being right."""
    model = make_pipeline(DictVectorizer(), LogisticRegression(C=STRENGTH, max_iter=2_000))
    model.fit([features(key_of(one), one.candidate.confidence) for one in found], [one.is_right for one in found])
    return model


def shares(model: Pipeline, known: Iterable[Mapping[str, float]]) -> list[float]:
    """Return the share that is right of values of which this is known."""
    return [float(share) for share in model.predict_proba(list(known))[:, 1]]


def least_certain(styles: Mapping[str, Sequence[Judged]]) -> Mapping[str, float]:
    """Return for each field the least share from which on ASKED of its values are right, each style judged by others.

    Where no share will do, none of the field's values is certain.
    """
    pairs: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for left_out, found in styles.items():
        model = fit([one for style, others in styles.items() if style != left_out for one in others])
        known = [features(key_of(one), one.candidate.confidence) for one in found]
        for one, share in zip(found, shares(model, known), strict=True):
            pairs[one.field].append((share, one.is_right))
    return {field: _least_certain(own) for field, own in pairs.items()}


def _least_certain(pairs: Sequence[tuple[float, bool]]) -> float:
    ranked = sorted(pairs, reverse=True)
    right = np.cumsum([is_right for _, is_right in ranked]) / np.arange(1, len(ranked) + 1)
    kept = [place for place, share in enumerate(right) if share >= ASKED]
    return max(ASKED, ranked[kept[-1]][0]) if kept else 1.0


def curves(model: Pipeline, found: Sequence[Judged], certain: Mapping[str, float]) -> dict[str, Curve]:
    """Return a curve for each field, and for each rule and tick with enough values."""
    counts = Counter(key for one in found for key in _keys(one))
    chosen = sorted(key for key, count in counts.items() if count >= ENOUGH or key == Key(key.field))
    return {key.name: _curve(model, key, certain[key.field]) for key in chosen}


def _keys(one: Judged) -> Iterable[Key]:
    full = key_of(one)
    yield Key(one.field)
    yield Key(one.field, rule=full.rule)
    if full.tick:
        yield Key(one.field, tick=full.tick)


def _curve(model: Pipeline, key: Key, certain: float) -> Curve:
    """Return the knots of a curve, with a step where a share becomes certain."""
    knots: list[tuple[float, float]] = []
    fine = np.arange(0.02, 0.985, 0.01)
    for confidence, share in zip(fine, shares(model, [features(key, x) for x in fine]), strict=True):
        promised = share if share >= certain else min(share, UNCERTAIN)
        steps = knots and (knots[-1][1] < CERTAIN) is not (promised < CERTAIN)
        if steps or round(confidence, 2) in GRID:
            knots.append((round(float(confidence), 2), round(promised, 3)))
    return tuple(knots)


def main() -> None:
    """Measure and write."""
    reader = ReportReader(DEFAULT_MODEL, calibration=NONE)
    styles = {style: list(judged(rows, reader)) for style, rows in by_style(Part.MEASURED).items()}
    found = [one for each in styles.values() for one in each]
    certain = least_certain(styles)
    written = curves(fit(found), found, certain)
    document = {
        "version": f"{len(found)} values",
        "certain": {field: round(least, 3) for field, least in sorted(certain.items())},
        "curves": {name: [list(knot) for knot in curve] for name, curve in written.items()},
    }
    FILE.write_text(json.dumps(document, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {document['version']}, {len(written)} curves, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
