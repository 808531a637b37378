"""How likely a clause tells what was done: what its words and its other features count, by learned weights.

It is what `Model.probabilities`, made for long texts, says of `Look.bag`; but what a word counts is added up once.
"""

import math
from collections.abc import Mapping
from functools import cache, cached_property
from itertools import pairwise

from nlp.outcome.remedies import Look, of_word, pair_of
from nlp.statistics.model import Model, load
from nlp.statistics.words import MAX_CACHED

TASK = "remedy"


class Judge:
    """A model of clauses."""

    def __init__(self, model: Model) -> None:
        """Take the weights of the one task."""
        task, known = model.tasks[TASK], model.vocabulary.numbers["d"]
        self._bias = float(task.bias[0])
        self._weights = {name: float(task.weights[0][number]) for name, number in known.items()}
        self._words: dict[str, float] = {}

    def likelihood(self, look: Look) -> float:
        """Return how likely a clause tells an action (0 to 1)."""
        if len(self._words) > MAX_CACHED:
            self._words = {}
        words = sum(map(self._word, look.words))
        pairs = sum(filter(None, map(self._pairs.get, pairwise(look.words))))
        others = sum(filter(None, map(self._weights.get, look.features)))
        return 1.0 / (1.0 + math.exp(-self._bias - words - pairs - others))

    def _word(self, word: str) -> float:
        """Return what a word counts."""
        known = self._words.get(word)
        if known is None:
            self._words[word] = known = sum(filter(None, map(self._weights.get, of_word(word))))
        return known

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, str], float]:
        named = ((pair_of(name), weight) for name, weight in self._weights.items())
        return {pair: weight for pair, weight in named if pair is not None}


@cache
def judge() -> Judge:
    """Return the judge that comes with Candour."""
    return Judge(load("remedies"))
