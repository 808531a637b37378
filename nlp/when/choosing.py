"""A choice between moments: which of the days or times of a report is that of the event, and which of its discovery.

Both are chosen at once, as one discovers nothing before it happened: each pair of options has a score and a share
(`nlp.statistics.choice`). What the text doesn't say is an option like the others. `python -m training.fit_when` writes
the weights.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from nlp.statistics import choice
from nlp.statistics.choice import Numbers, Weights, by_value, shares

NAMES: Mapping[str, str] = {"dates": "when_dates", "times": "when_times"}
"""The files of the weights."""
EVENT, DISCOVERY, PAIR = "o:", "d:", "p:"
"""How the names of features begin, in the files, of an option as the event, as its discovery, and of both together."""
SHOWN_FROM: Mapping[str, float] = {"date": 0.45, "time": 0.4}
"""From which probability a value is shown. Below a half, as a time is often torn between two halves of the day, and the
model is held near not knowing: on styles left out more than half of the values so shown are right."""
MAX_OPTIONS = 14
"""How many days or times of a report are weighed."""

Option = choice.Option[str]
Likely = choice.Likely[str]


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
class Chooser:
    """What features count: of an option as the event, as its discovery, and of a pair of them."""

    version: str
    event: Weights
    discovery: Weights
    pair: Weights

    def probabilities(self, question: Question) -> Numbers:
        """Return how likely each pair of options is (rows: the event, columns: its discovery)."""
        event = [self.event.score(option.features) for option in question.occurred]
        discovery = [self.discovery.score(option.features) for option in question.discovered]
        scores = np.full((len(event), len(discovery)), -np.inf)
        shared = {id(features): features for features in question.pairs.values()}
        joined = {key: self.pair.score(features) for key, features in shared.items()}
        for (one, other), features in question.pairs.items():
            scores[one, other] = event[one] + discovery[other] + joined[id(features)]
        return shares(scores)

    def choose(self, question: Question) -> tuple[list[Likely], list[Likely]]:
        """Return the values of the event and of its discovery, the likeliest first."""
        table = self.probabilities(question)
        return (
            by_value(question.occurred, table.sum(axis=1), prefers_words=True),
            by_value(question.discovered, table.sum(axis=0), prefers_words=True),
        )


def chooser(weights: Weights) -> Chooser:
    """Return what chooses by weights."""
    return Chooser(weights.version, weights.under(EVENT), weights.under(DISCOVERY), weights.under(PAIR))


@cache
def load() -> Mapping[str, Chooser]:
    """Return what comes with Candour: what chooses "dates" and "times"."""
    return {name: chooser(choice.load(file)) for name, file in NAMES.items()}
