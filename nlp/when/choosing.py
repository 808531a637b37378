"""A choice between moments: which of the days or times of a report is that of the event, and which of its discovery.

Both are chosen at once, as one discovers nothing before it happened: each pair of options has a score and a share
(`nlp.statistics.choice`). What the text doesn't say is an option like the others. `python -m training.fit_when` writes
the weights.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np

from nlp.statistics import choice
from nlp.statistics.choice import Weights, by_value, shares

NAMES: Mapping[str, str] = {"dates": "when_dates", "times": "when_times"}
"""The files of the weights."""
EVENT, DISCOVERY, PAIR = "o:", "d:", "p:"
"""How the names of features begin, in the files, of an option as the event, as its discovery, and of both together."""
SHOWN_FROM: Mapping[str, float] = {"date": 0.45, "time": 0.4}
"""From which probability a value is shown. Below a half, as a time is often torn between two halves of the day, and the
model is held near not knowing: on styles left out more than half of the values so shown are right."""
MAX_OPTIONS = 14
"""How many days or times of a report are weighed."""

Likely = choice.Likely[str]


@dataclass(frozen=True)
class Option(choice.Option[str]):
    """What a date or a time may be, and what speaks for it; `around` are features that it shares with other options."""

    around: Sequence[str] = ()

    def named(self) -> Iterator[str]:
        """Yield all its features."""
        return chain(self.features, self.around)


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

    def probabilities(self, question: Question) -> Mapping[tuple[int, int], float]:
        """Return how likely each pair of options is; nobody knows where a form rules out every pair that it leaves."""
        if not question.pairs:
            return {}
        event, discovery = _scores(self.event, question.occurred), _scores(self.discovery, question.discovered)
        joined = _scores_of_each(self.pair, question.pairs.values())
        scores = [event[one] + discovery[other] + joined[id(what)] for (one, other), what in question.pairs.items()]
        return dict(zip(question.pairs, shares(scores).tolist(), strict=True))

    def choose(self, question: Question) -> tuple[list[Likely], list[Likely]]:
        """Return the values of the event and of its discovery, the likeliest first."""
        likely = self.probabilities(question)
        least = 0.0 if likely else math.nan
        occurred, discovered = [least] * len(question.occurred), [least] * len(question.discovered)
        for (one, other), share in likely.items():
            occurred[one] += share
            discovered[other] += share
        return (
            by_value(question.occurred, np.array(occurred), prefers_words=True),
            by_value(question.discovered, np.array(discovered), prefers_words=True),
        )


def _scores(weights: Weights, options: Sequence[Option]) -> list[float]:
    around = _scores_of_each(weights, [option.around for option in options])
    return [weights.score(option.features) + around[id(option.around)] for option in options]


def _scores_of_each(weights: Weights, every: Iterable[Sequence[str]]) -> dict[int, float]:
    """Return what features count together, by the identity of what holds them: many hold the same."""
    distinct = {id(features): features for features in every}
    return {key: weights.score(features) for key, features in distinct.items()}


def chooser(weights: Weights) -> Chooser:
    """Return what chooses by weights."""
    return Chooser(weights.version, weights.under(EVENT), weights.under(DISCOVERY), weights.under(PAIR))


@cache
def load() -> Mapping[str, Chooser]:
    """Return what comes with Candour: what chooses "dates" and "times"."""
    return {name: chooser(choice.load(file)) for name, file in NAMES.items()}
