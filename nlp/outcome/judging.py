"""How likely a clause tells what was done: what its words and its other features count, by learned weights.

It is what `Model.probabilities`, made for long texts, says of `Look.bag`; but what a word counts is added up once.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache
from operator import getitem
from sys import intern
from typing import Any

from nlp.outcome.clause_words import Counts, Words
from nlp.outcome.remedies import ASPECTS, Look, of_word, pair_of
from nlp.statistics.model import Model, load
from nlp.statistics.words import MAX_CACHED

TASK = "remedy"
_NOTHING: Mapping[str, float] = {}


class _Kept(dict[Hashable, float]):
    """What an aspect of clauses counts: added up for each of its values when it is first seen, and kept."""

    def __init__(self, weights: Mapping[str, float], named: Callable[[Any], Iterable[str]]) -> None:
        self._weights, self._named = weights, named

    def __missing__(self, value: Hashable) -> float:
        if len(self) >= MAX_CACHED:
            self.clear()
        self[value] = counted = _added_up(self._weights, self._named(value))
        return counted


class Judge:
    """A model of clauses; `words` are those whose looks it can judge."""

    def __init__(self, model: Model) -> None:
        """Take the weights of the one task."""
        task, known = model.tasks[TASK], model.vocabulary.numbers["d"]
        self._bias = float(task.bias[0])
        self._weights = {name: float(task.weights[0][number]) for name, number in known.items()}
        self._behind: dict[str, dict[str, float]] = {}
        for name, weight in self._weights.items():
            if weight and (pair := pair_of(name)):
                self._behind.setdefault(pair[0], {})[intern(pair[1])] = weight
        self._aspects = [_Kept(self._weights, named) for named in ASPECTS]
        self.words = Words(self._count)

    def likelihood(self, look: Look) -> float:
        """Return how likely a clause tells an action (0 to 1)."""
        total, behind = self._bias + sum(map(getitem, self._aspects, look.aspects)), _NOTHING
        for word in look.words:
            if word.spelt in behind:
                total += behind[word.spelt]
            total += word.alone
            behind = word.behind
        return 1.0 / (1.0 + math.exp(-total))

    def _count(self, spelt: str) -> Counts:
        return Counts(_added_up(self._weights, of_word(spelt)), self._behind.get(spelt, _NOTHING))


def _added_up(weights: Mapping[str, float], features: Iterable[str]) -> float:
    return sum(filter(None, map(weights.get, features)))


@cache
def judge() -> Judge:
    """Return the judge that comes with Candour."""
    return Judge(load("remedies"))
