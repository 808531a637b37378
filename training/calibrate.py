"""Measure how often the rules are right, and write the curves: `python -m training.calibrate`.

Reads the styles that nobody wrote a rule for (`training.corpus.MEASURED`) with uncalibrated confidence, and writes
nlp/weights/calibration.json. Few values say little: each share is drawn towards what is known of its field, and what is
written is the share that holds with a probability of three quarters, not the likeliest one. A value that is filled in
wrongly costs more than one that is marked "please check".
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from scipy.stats import beta
from sklearn.isotonic import IsotonicRegression

from nlp import DEFAULT_MODEL, ReportReader
from nlp.calibrating import FILE, NONE, Curve, along
from training.corpus import Part, rows
from training.judging import Judged, judged

ENOUGH = 20
"""So many values a rule needs for a curve of its own."""
WEIGHT = 6.0
"""So many values the knowledge of the field is worth against those of a rule."""
CAUTION = 0.25
"""The quantile of the posterior that is written."""
STEP = 12
"""Values a knot."""

Sample = tuple[float, bool]


def curves(found: Sequence[Judged]) -> dict[str, Curve]:
    """Return a curve for each field, and for each rule and tick that has enough values."""
    everywhere = [(one.candidate.confidence, one.is_right) for one in found]
    overall = _curve(everywhere, lambda _: 0.75, weight=WEIGHT, caution=0.5)
    by_field, by_key = _grouped(found)
    result: dict[str, Curve] = {}
    for field, samples in sorted(by_field.items()):
        likely = _curve(samples, partial(along, overall), weight=WEIGHT, caution=0.5)
        result[field] = _curve(samples, partial(along, overall), weight=WEIGHT, caution=CAUTION)
        for key, own in sorted(by_key[field].items()):
            if len(own) >= ENOUGH:
                result[key] = _curve(own, partial(along, likely), weight=WEIGHT, caution=CAUTION)
    return result


def _grouped(found: Sequence[Judged]) -> tuple[Mapping[str, list[Sample]], Mapping[str, Mapping[str, list[Sample]]]]:
    by_field: dict[str, list[Sample]] = defaultdict(list)
    by_key: dict[str, dict[str, list[Sample]]] = defaultdict(lambda: defaultdict(list))
    for field, candidate, is_right in found:
        sample = (candidate.confidence, is_right)
        by_field[field].append(sample)
        by_key[field][f"{field} {candidate.rule}"].append(sample)
        if field == "data_types":
            by_key[field][f"{field}={candidate.value}"].append(sample)
    return by_field, by_key


def _curve(samples: Sequence[Sample], known: Callable[[float], float], *, weight: float, caution: float) -> Curve:
    """Return a rising curve through groups of samples, each drawn to what is `known` at its place."""
    ordered = sorted(samples)
    groups = np.array_split(np.array(ordered, dtype=float), max(1, min(6, len(ordered) // STEP)))
    at = [float(group[:, 0].mean()) for group in groups]
    sizes = [len(group) for group in groups]
    shares = [
        float(
            beta.ppf(
                caution, group[:, 1].sum() + weight * known(x), len(group) - group[:, 1].sum() + weight * (1 - known(x))
            )
        )
        for group, x in zip(groups, at, strict=True)
    ]
    rising = IsotonicRegression(y_min=0.0, y_max=1.0).fit_transform(at, shares, sample_weight=sizes)
    knots: dict[float, float] = {round(x, 3): round(float(y), 3) for x, y in zip(at, rising, strict=True)}
    return tuple(sorted(knots.items()))


def main() -> None:
    """Measure and write."""
    measured = rows(Part.MEASURED)
    found = list(judged(measured, ReportReader(DEFAULT_MODEL, calibration=NONE)))
    document = {
        "version": f"{len(measured)} reports, {len(found)} values",
        "curves": {key: [list(knot) for knot in curve] for key, curve in curves(found).items()},
    }
    FILE.write_text(json.dumps(document, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {document['version']}, {len(document['curves'])} curves")


if __name__ == "__main__":
    main()
