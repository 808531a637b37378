"""A choice between moments: which of the days or times of a report is that of the event, and which of its discovery.

Both are chosen at once, as one discovers nothing before it happened: each pair of options has a score, the sum of
learned weights of its features, and the probability of a pair is its share (a conditional logit model). What the text
doesn't say is an option like the others. `python -m training.fit_when` writes the weights.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.text import Hit

Numbers = NDArray[np.float64]

FILE = Path(__file__).parents[1] / "weights" / "when.json"
SHOWN_FROM: Mapping[str, float] = {"date": 0.45, "time": 0.4}
"""From which probability a value is shown. Below a half, as a time is often torn between two halves of the day, and the
model is held near not knowing: on styles left out more than half of the values so shown are right."""
MAX_OPTIONS = 14
"""How many days or times of a report are weighed."""


@dataclass(frozen=True)
class Option:
    """What a field may be: a value, or None where the text gives none, and what speaks for it."""

    value: str | None
    rule: str
    features: Sequence[str]
    hits: Sequence[Hit] = ()


@dataclass(frozen=True)
class Known:
    """What a form in the message already answers; the choice is made in its light."""

    occurred: str | None = None
    discovered: str | None = None


@dataclass(frozen=True)
class Question:
    """The options of one report for the event and for its discovery, and what joins each pair that is possible."""

    occurred: Sequence[Option]
    discovered: Sequence[Option]
    pairs: Mapping[tuple[int, int], Sequence[str]]


@dataclass(frozen=True)
class Likely:
    """A value, how likely it is, and the option that speaks most for it."""

    value: str | None
    probability: float
    option: Option


@dataclass(frozen=True)
class Weights:
    """What each feature of an option or of a pair counts, by its name: "o:", "d:" and "p:" before it."""

    version: str
    of: Mapping[str, float]

    def _score(self, prefix: str, features: Sequence[str]) -> float:
        return sum(self.of.get(prefix + name, 0.0) for name in features)

    def probabilities(self, question: Question) -> Numbers:
        """Return how likely each pair of options is (rows: the event, columns: its discovery)."""
        event = np.array([self._score("o:", option.features) for option in question.occurred])
        discovery = np.array([self._score("d:", option.features) for option in question.discovered])
        scores = np.full((len(event), len(discovery)), -np.inf)
        shared = {id(features): features for features in question.pairs.values()}
        joined = {key: self._score("p:", features) for key, features in shared.items()}
        for (one, other), features in question.pairs.items():
            scores[one, other] = event[one] + discovery[other] + joined[id(features)]
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum())

    def choose(self, question: Question) -> tuple[list[Likely], list[Likely]]:
        """Return the values of the event and of its discovery, the likeliest first."""
        table = self.probabilities(question)
        return _by_value(question.occurred, table.sum(axis=1)), _by_value(question.discovered, table.sum(axis=0))


def _by_value(options: Sequence[Option], shares: Numbers) -> list[Likely]:
    likely: list[Likely] = []
    for value in dict.fromkeys(option.value for option in options):
        places = [place for place, option in enumerate(options) if option.value == value]
        best = max(places, key=lambda place: (bool(options[place].hits), shares[place]))
        likely.append(Likely(value, float(sum(shares[place] for place in places)), options[best]))
    return sorted(likely, key=lambda one: -one.probability)


@cache
def load() -> Mapping[str, Weights]:
    """Return the weights that come with Candour: of "dates" and of "times"."""
    document = json.loads(FILE.read_text(encoding="utf-8"))
    return {name: Weights(document["version"], of) for name, of in document["weights"].items()}
