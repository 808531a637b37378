"""What the pieces of words count: they see through spelling mistakes and endings.

A word has some twenty pieces, and most words of a report were in those before it: what the pieces of one count together
is added up once.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.statistics.words import MAX_CACHED

Numbers = NDArray[np.float32]
Places = NDArray[np.int32]


class Spelt(NamedTuple):
    """What the pieces of words count, a row a word, and the value of each row."""

    weights: Numbers
    value: float
    """The more pieces the words have together, the less each counts: long reports don't count for more."""


class Spelling:
    """The words that were seen so far, by what their pieces count. Words that a model knows are seen at once."""

    def __init__(
        self, pieces_of: Callable[[str], Places], rarity: Numbers, weights: Numbers, words: Sequence[str]
    ) -> None:
        """Take the numbers of a word's pieces, how rare each piece is, and what it counts: a row a piece."""
        self._pieces_of, self._rarity, self._weights = pieces_of, rarity, weights
        self._seen: dict[str, Numbers] = {}
        self._see(self._seen, words)

    def counted(self, words: Sequence[str]) -> Spelt:
        """Return what the pieces of words count, each word for itself."""
        seen = self._seen
        if new := [word for word in words if word not in seen]:
            if len(seen) + len(new) > MAX_CACHED:
                seen, new = {}, list(words)
            self._see(seen, new)
            self._seen = seen
        width = self._weights.shape[1]
        rows = np.concatenate([np.zeros(0, np.float32), *map(seen.__getitem__, words)]).reshape(-1, width + 1)
        length = math.sqrt(float(rows[:, width].sum()))
        return Spelt(rows[:, :width], 1.0 / max(length, 1e-6))

    def _see(self, seen: dict[str, Numbers], words: Sequence[str]) -> None:
        """Add up what the pieces of each word count, and the squares of how rare they are."""
        for word in words:
            places = self._pieces_of(word)
            rarity = self._rarity[places]
            seen[word] = row = np.empty(self._weights.shape[1] + 1, np.float32)
            row[:-1] = rarity @ self._weights[places]
            row[-1] = rarity @ rarity
