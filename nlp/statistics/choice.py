"""A choice between options: the score of each is the sum of what its features count, and its share is how likely it is.

This is a conditional logit model. `python -m training` learns what features count (`training.choices`).
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from nlp.statistics import model
from nlp.text import Hit

Numbers = NDArray[np.float64]
V = TypeVar("V", int, str)


@dataclass(frozen=True)
class Option(Generic[V]):
    """What a field may be: a value, None where the text gives none; how it was found, and what speaks for it."""

    value: V | None
    rule: str
    features: Sequence[str]
    hits: Sequence[Hit] = ()


@dataclass(frozen=True)
class Likely(Generic[V]):
    """A value, how likely it is, and the option that stands for it."""

    value: V | None
    probability: float
    option: Option[V]


@dataclass(frozen=True)
class Weights:
    """What each feature counts, by its name. `version` is written into every value that comes from them."""

    version: str
    of: Mapping[str, float]
    lessons: str = ""
    """A digest of what they were learned from."""

    def score(self, features: Iterable[str]) -> float:
        """Return what features count together, each as often as it is named."""
        return sum(filter(None, map(self.of.get, features)))

    def weighed(self, features: Mapping[str, float]) -> float:
        """Return what features of different strengths count together."""
        return sum(self.of.get(name, 0.0) * value for name, value in features.items())

    def under(self, prefix: str) -> "Weights":
        """Return the weights of the features whose names begin so, without these letters; made once."""
        if prefix not in self._under:
            of = {name.removeprefix(prefix): weight for name, weight in self.of.items() if name.startswith(prefix)}
            self._under[prefix] = Weights(self.version, of, self.lessons)
        return self._under[prefix]

    @cached_property
    def _under(self) -> dict[str, "Weights"]:
        return {"": self}


def shares(scores: Numbers | Sequence[float]) -> Numbers:
    """Return how likely each option is, by its score; together they are 1. Where none is possible, none is likelier."""
    every = np.asarray(scores, np.float64)
    most = every.max()
    if most == -np.inf:
        return np.full_like(every, 1 / every.size)
    powers = np.exp(every - most)
    return np.asarray(powers / powers.sum())


def shares_of_few(scores: Sequence[float]) -> list[float]:
    """Return what `shares` returns of possible options: a few are faster without numpy."""
    most = max(scores)
    powers = [math.exp(score - most) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def by_value(
    options: Iterable[Option[V]], likely: Numbers | Sequence[float], *, prefers_words: bool = False
) -> list[Likely[V]]:
    """Return the values of options, the likeliest first: options of one value are added up.

    The likeliest of them stands for the value; with `prefers_words` one that the text says before one that it doesn't.
    """
    totals: dict[V | None, float] = {}
    best: dict[V | None, tuple[bool, float]] = {}
    shown: dict[V | None, Option[V]] = {}
    each = likely.tolist() if isinstance(likely, np.ndarray) else likely
    for option, share in zip(options, each, strict=True):
        value, rank = option.value, (prefers_words and bool(option.hits), share)
        totals[value] = totals.get(value, 0.0) + share
        if value not in best or rank > best[value]:
            best[value], shown[value] = rank, option
    found = [Likely(value, total, shown[value]) for value, total in totals.items()]
    return sorted(found, key=lambda one: -one.probability)


@cache
def load(name: str) -> Weights:
    """Return weights that come with Candour, by the name of their file in nlp/weights/ without ".json"."""
    document = json.loads((model.FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Weights(document["version"], document["weights"], document.get("lessons", ""))
