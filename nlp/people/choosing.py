"""A choice between people: whose doing was it, the writer's, somebody's who is named, or nobody's that is named.

Each option has a score, the sum of its features' values times their learned weights; its share of all is its
probability (a conditional logit model). `python -m training.fit_people` writes the weights.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from nlp.text import Hit

FILE = Path(__file__).parents[1] / "weights" / "people.json"


@dataclass(frozen=True)
class Option:
    """Somebody who may be meant, empty for nobody; what speaks for it; and the words that name or betray them."""

    name: str
    is_writer: bool
    features: Mapping[str, float]
    hits: Sequence[Hit] = ()


@dataclass(frozen=True)
class Weights:
    """What each feature counts, by its name."""

    version: str
    of: Mapping[str, float]

    def shares(self, options: Sequence[Option]) -> list[float]:
        """Return how likely each option is; together they are 1."""
        scores = np.array([self._score(option.features) for option in options])
        powers = np.exp(scores - scores.max())
        return [float(share) for share in powers / powers.sum()]

    def _score(self, features: Mapping[str, float]) -> float:
        return sum(self.of.get(name, 0.0) * value for name, value in features.items())


@cache
def load() -> Weights:
    """Return the weights that come with Candour."""
    document = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights(document["version"], document["weights"])
