"""From how strongly a rule speaks to how often it is right, measured on reports whose style no model had seen.

A rule's own confidence only orders its candidates. What is recorded is how often such values were right: a logistic
model of the field, the rule, its confidence, and how far the rivals are behind; `python -m training.calibrate` writes
its weights.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from candour.cases.facts import CERTAIN

UNCERTAIN = round(CERTAIN - 0.01, 2)
"""The most that a value gets which is not certain."""
_VERSION = re.compile(r"\.[0-9a-f]{8}\b")
_TICKS = frozenset({"data_types", "remedial_action"})
"""Fields of which several values may be right: there others are company, elsewhere rivals."""
_ALONE = 6.0
"""How far ahead of its rivals a value without any is (log-odds)."""
_MOST_OTHERS, _MOST_SURER = 8, 5
_AHEAD, _OTHERS, _SURER = 3.0, 4.0, 2.5
"""What is divided by to be as small as the other features: weights of what is large are held less near nought."""

_MOST_RULES = 5_000
"""Of how many rules it is kept at hand what stands for them."""

FILE = Path(__file__).parent / "weights" / "calibration.json"


@dataclass(frozen=True)
class Calibration:
    """Weights of a logistic model of being right, and from which probability on the values of a field are certain.

    Fields that were not measured keep their confidence, and so does what stands behind a label of a form: that needs
    no measuring.
    """

    version: str = "none"
    weights: Mapping[str, float] = field(default_factory=dict)
    certain: Mapping[str, float] = field(default_factory=dict)

    def calibrated(self, name: str, value: object, rule: str, confidence: float, others: Sequence[float] = ()) -> float:
        """Return how often such a value of a field is right (0 to 1); `others` are the confidences of other values."""
        least = self.certain.get(name)
        if least is None or (rule.startswith("form.") and rule_feature(name, rule) not in self.weights):
            return confidence
        weight = self.weights.get
        known = features(name, value, rule, confidence, others)
        odds = sum([weight(feature, 0.0) * strength for feature, strength in known.items()])
        share = 1 / (1 + math.exp(-odds))
        return share if share >= least else min(share, UNCERTAIN)


def features(name: str, value: object, rule: str, confidence: float, others: Sequence[float]) -> dict[str, float]:
    """Return what is known of a value of a field: its rule, how sure that is, and what stands beside it."""
    sure = _odds(confidence)
    known = {"any": 1.0, f"field {name}": 1.0, "odds": sure, f"odds {name}": sure, rule_feature(name, rule): 1.0}
    if name == "data_types":
        known[f"tick {value}"] = 1.0
    if name in _TICKS:
        surer = sum(other > confidence for other in others)
        known[f"others {name}"] = min(len(others), _MOST_OTHERS) / _OTHERS
        known[f"surer {name}"] = min(surer, _MOST_SURER) / _SURER
    else:
        ahead = sure - _odds(max(others)) if others else _ALONE
        known |= {"ahead": ahead / _AHEAD, f"ahead {name}": ahead / _AHEAD}
    return known


@lru_cache(maxsize=_MOST_RULES)
def rule_feature(name: str, rule: str) -> str:
    """Return what stands for a rule of a field, whatever the version of its weights: what they weigh stays."""
    return f"rule {name} {_VERSION.sub('', rule)}"


def _odds(confidence: float) -> float:
    sure = min(max(confidence, 0.01), 0.99)
    return math.log(sure / (1 - sure))


NONE = Calibration()


@cache
def shipped() -> Calibration:
    """Return what was measured of the rules and models that come with Candour."""
    document = json.loads(FILE.read_text(encoding="utf-8"))
    return Calibration(document["version"], document["weights"], document["certain"])
