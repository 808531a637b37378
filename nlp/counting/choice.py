"""A choice between numbers: how likely each is the number of people whose data it is (a conditional logit model).

Each option has a score, the sum of learned weights of its features, and its probability is its share. Options of one
value add up; that the text doesn't say is an option too. `python -m training.fit_individuals` writes the weights.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from nlp.text import Hit

_PLAIN, _TRUST = 0.65, 0.3
"""From which strength on a rule counts beside the weights, and how much: weights alone are unsure of short notes."""
FILE = Path(__file__).parents[1] / "weights" / "individuals.json"


@dataclass(frozen=True)
class Option:
    """What the number may be, None where the text gives none, and what speaks for it."""

    value: int | None
    kind: str
    features: Sequence[str]
    hits: Sequence[Hit] = ()
    by_rule: float = 0.0
    """How strongly a rule speaks for it (0 to 1)."""


@dataclass(frozen=True)
class Likely:
    """A value, how likely it is, and the option that speaks most for it."""

    value: int | None
    probability: float
    option: Option


@dataclass(frozen=True)
class Weights:
    """What each feature of an option counts, by its name."""

    version: str
    of: Mapping[str, float]

    def choose(self, options: Sequence[Option]) -> list[Likely]:
        """Return the values of options, the likeliest first."""
        if not options:
            return []
        scores = np.array([sum(filter(None, map(self.of.get, option.features))) for option in options])
        powers = np.exp(scores - scores.max())
        shares = powers / powers.sum()
        trusted = _trusted(options)
        likely = []
        for value in dict.fromkeys(option.value for option in options):
            places = [place for place, option in enumerate(options) if option.value == value]
            best = max(places, key=lambda place: shares[place])
            share = float(shares[places].sum())
            if trusted:
                share = share * (1 - _TRUST) + (_TRUST if value == trusted.value else 0.0)
            likely.append(Likely(value, share, options[best]))
        return sorted(likely, key=lambda one: -one.probability)


def _trusted(options: Sequence[Option]) -> Option | None:
    """Return the option for which a rule speaks plainly, if no rule speaks as strongly for another value."""
    best = max(options, key=lambda option: option.by_rule)
    rivals = (option.by_rule for option in options if option.value != best.value)
    return best if best.by_rule >= _PLAIN and best.by_rule > max(rivals, default=0.0) else None


@cache
def load() -> Weights:
    """Return the weights that come with Candour."""
    document = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights(document["version"], document["weights"])
