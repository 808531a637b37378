"""A choice between people: whose doing was it, the writer's, somebody's who is named, or nobody's that is named.

See `nlp.statistics.choice`; here a feature has a strength. `python -m training.fit_people` writes the weights.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nlp.statistics import choice
from nlp.statistics.choice import Weights
from nlp.text import Hit

NAME = "people"
"""The file of the weights."""


class Option(NamedTuple):
    """Somebody who may be meant, empty for nobody; what speaks for it; and the words that name or betray them."""

    name: str
    is_writer: bool
    features: Mapping[str, float]
    hits: Sequence[Hit] = ()


def shares(options: Sequence[Option], weights: Weights) -> list[float]:
    """Return how likely each option is; together they are 1."""
    scores = [weights.weighed(option.features) for option in options]
    most = max(scores)
    powers = [math.exp(score - most) for score in scores]  # so few are faster without numpy
    total = sum(powers)
    return [power / total for power in powers]


def load() -> Weights:
    """Return the weights that come with Candour."""
    return choice.load(NAME)
