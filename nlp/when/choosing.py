"""A choice between moments: which of the days or times of a report is that of the event, and which of its discovery.

Both are chosen at once, as one discovers nothing before it happened: each pair of options has a score and a share
(`nlp.statistics.choice`). What the text doesn't say is an option like the others. `python -m training.fit_when` writes
the weights.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from nlp.statistics import choice
from nlp.statistics.choice import Weights, by_value, shares_of_few

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
    """What a date or a time may be, and what speaks for it: `shared` are features that other options have as well."""

    shared: Sequence[str] = ()
    prefix: str = ""
    """What the names of all shared features begin with."""


class Joined(NamedTuple):
    """What joins two options: one of them is held by every pair that is joined alike."""

    features: Sequence[str]
    shared: Sequence[str] = ()
    prefix: str = ""


def named(one: Option | Joined) -> list[str]:
    """Return all features by their whole names."""
    return [*one.features, *(one.prefix + name for name in one.shared)]


@dataclass(frozen=True)
class Known:
    """What a form in the message already answers; the choice is made in its light."""

    occurred: str | None = None
    discovered: str | None = None


class Question(NamedTuple):
    """The options of one report for the event and for its discovery, and what joins each pair that is possible."""

    occurred: Sequence[Option]
    discovered: Sequence[Option]
    pairs: Mapping[tuple[int, int], Joined]


class Both(NamedTuple):
    """What something counts for an option as the event, and as its discovery."""

    event: float
    discovery: float


@dataclass(frozen=True)
class Chooser:
    """What features count: of an option on each side, and of a pair of them."""

    version: str
    of: Mapping[str, Both]
    pair: Weights
    _under: dict[str, Mapping[str, Both]] = field(default_factory=dict, repr=False)

    def probabilities(self, question: Question) -> Mapping[tuple[int, int], float]:
        """Return how likely each pair of options is; nobody knows where a form rules out every pair that it leaves."""
        if not question.pairs:
            return {}
        occurred = self._scores(question.occurred)
        discovered = occurred if question.discovered is question.occurred else self._scores(question.discovered)
        distinct = {id(joined): joined for joined in question.pairs.values()}
        joins = {key: self._score_of_pair(joined) for key, joined in distinct.items()}
        scores = [
            occurred[one].event + discovered[other].discovery + joins[id(joined)]
            for (one, other), joined in question.pairs.items()
        ]
        return dict(zip(question.pairs, shares_of_few(scores), strict=True))

    def choose(self, question: Question) -> tuple[list[Likely], list[Likely]]:
        """Return the values of the event and of its discovery, the likeliest first."""
        likely = self.probabilities(question)
        least = 0.0 if likely else math.nan
        occurred, discovered = [least] * len(question.occurred), [least] * len(question.discovered)
        for (one, other), share in likely.items():
            occurred[one] += share
            discovered[other] += share
        return (
            by_value(question.occurred, occurred, prefers_words=True),
            by_value(question.discovered, discovered, prefers_words=True),
        )

    def _scores(self, options: Sequence[Option]) -> list[Both]:
        shared = {(option.prefix, id(option.shared)): option.shared for option in options}
        known = {key: _counted(self._beginning(key[0]), names) for key, names in shared.items()}
        scores: list[Both] = []
        for option in options:
            own, common = _counted(self.of, option.features), known[option.prefix, id(option.shared)]
            scores.append(Both(own.event + common.event, own.discovery + common.discovery))
        return scores

    def _score_of_pair(self, joined: Joined) -> float:
        return self.pair.score(joined.features) + self.pair.under(joined.prefix).score(joined.shared)

    def _beginning(self, prefix: str) -> Mapping[str, Both]:
        """Return what features count whose names begin so, by the rest of their names; looked out once."""
        if prefix not in self._under:
            of = {name.removeprefix(prefix): both for name, both in self.of.items() if name.startswith(prefix)}
            self._under[prefix] = of
        return self._under[prefix]


def _counted(of: Mapping[str, Both], features: Iterable[str]) -> Both:
    """Return what features count together."""
    known = list(filter(None, map(of.get, features)))
    return Both(sum([one for one, _ in known]), sum([other for _, other in known]))


def chooser(weights: Weights) -> Chooser:
    """Return what chooses by weights."""
    event, discovery = weights.under(EVENT).of, weights.under(DISCOVERY).of
    of = {name: Both(event.get(name, 0.0), discovery.get(name, 0.0)) for name in {**event, **discovery}}
    return Chooser(weights.version, of, weights.under(PAIR))


@cache
def load() -> Mapping[str, Chooser]:
    """Return what comes with Candour: what chooses "dates" and "times"."""
    return {name: chooser(choice.load(file)) for name, file in NAMES.items()}
