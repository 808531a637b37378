"""From how strongly a rule speaks to how often it is right: curves measured on reports that no rule was written for.

A rule's own confidence only orders its candidates. What is recorded is the share of such values that were right on the
reports of `training.corpus.MEASURED`; `python -m training.calibrate` writes the curves.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from candour.cases.facts import CERTAIN

UNCERTAIN = round(CERTAIN - 0.01, 2)
"""The most that a value gets which is not certain."""
_VERSION = re.compile(r"\.[0-9a-f]{8}\b")

Curve = Sequence[tuple[float, float]]
"""Knots (confidence of the rule, share that was right), both rising; straight between them."""

FILE = Path(__file__).parent / "weights" / "calibration.json"


@dataclass(frozen=True)
class Calibration:
    """Curves by what they are for: "field rule", "field=value" for a tick, or "field"; the first of these counts.

    A rule of which too few values were measured keeps its confidence, but its values are certain only where those of
    the field are; so does what stands behind a label of a form, which needs no measuring.
    """

    version: str = "none"
    curves: Mapping[str, Curve] = field(default_factory=dict)

    def calibrated(self, name: str, value: object, rule: str, confidence: float) -> float:
        """Return how often such a value of a field is right (0 to 1)."""
        for key in (f"{name} {family(rule)}", f"{name}={value}"):
            if curve := self.curves.get(key):
                return along(curve, confidence)
        curve = self.curves.get(name)
        if confidence < CERTAIN or curve is None or rule.startswith("form."):
            return confidence
        return confidence if along(curve, confidence) >= CERTAIN else UNCERTAIN


def family(rule: str) -> str:
    """Return a rule's id without the version of its weights: they are fitted anew, what they weigh stays."""
    return _VERSION.sub("", rule)


def along(curve: Curve, confidence: float) -> float:
    """Return the height of a curve at a confidence; level before its first and after its last knot."""
    place = bisect_right(curve, confidence, key=lambda knot: knot[0])
    if place == 0:
        return curve[0][1]
    if place == len(curve):
        return curve[-1][1]
    (left, low), (right, high) = curve[place - 1], curve[place]
    return low + (high - low) * (confidence - left) / (right - left)


NONE = Calibration()


@cache
def shipped() -> Calibration:
    """Return the curves that come with Candour."""
    document = json.loads(FILE.read_text(encoding="utf-8"))
    curves = {key: tuple((float(x), float(y)) for x, y in knots) for key, knots in document["curves"].items()}
    return Calibration(version=document["version"], curves=curves)
