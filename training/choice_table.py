"""Questions of `nlp.when.choosing` in numbers, and how unlikely some weights make their labels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlp.when.choosing import Question

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Gold = tuple[str | None, str | None]
"""The labelled values of the event and of its discovery."""


@dataclass(frozen=True)
class Table:
    """Questions in numbers: a row an option or a pair, a column a feature; pairs of a question stand together."""

    occurred: csr_matrix
    discovered: csr_matrix
    pairs: csr_matrix
    left: Places
    right: Places
    starts: Places
    is_right: NDArray[np.bool_]

    def loss(self, weights: Numbers, stiff: Numbers) -> tuple[float, Numbers]:
        """Return how unlikely the labels are, and its gradient."""
        event, discovery = self.occurred @ weights, self.discovered @ weights
        scores = event[self.left] + discovery[self.right] + self.pairs @ weights
        counts = np.diff(np.append(self.starts, len(scores)))
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self.starts), counts))
        shares = powers / np.repeat(np.add.reduceat(powers, self.starts), counts)
        right = np.where(self.is_right, shares, 0.0)
        hit = np.maximum(np.add.reduceat(right, self.starts), 1e-300)
        change = shares - right / np.repeat(hit, counts)
        slope = self.occurred.T @ np.bincount(self.left, change, len(event))
        slope += self.discovered.T @ np.bincount(self.right, change, len(discovery)) + self.pairs.T @ change
        return float(-np.log(hit).sum() + 0.5 * stiff @ weights**2), slope + stiff * weights


def tabled(asked: Sequence[tuple[Question, Gold]], number: Mapping[str, int]) -> Table:
    """Return questions in numbers, without those in which no pair is right."""
    rows: dict[str, list[list[int]]] = {"o:": [], "d:": [], "p:": []}
    left: list[int] = []
    right: list[int] = []
    starts: list[int] = []
    fits: list[bool] = []

    def add(prefix: str, features: Iterable[str]) -> None:
        rows[prefix].append([number[prefix + name] for name in features if prefix + name in number])

    for question, gold in asked:
        good = _right_pairs(question, gold)
        if not any(good.values()):
            continue
        starts.append(len(left))
        base = len(rows["o:"]), len(rows["d:"])
        for prefix, options in (("o:", question.occurred), ("d:", question.discovered)):
            for option in options:
                add(prefix, option.features)
        for (one, other), is_good in good.items():
            left.append(base[0] + one)
            right.append(base[1] + other)
            fits.append(is_good)
            add("p:", question.pairs[one, other])
    event, discovery, pairs = (_matrix(rows[prefix], len(number)) for prefix in ("o:", "d:", "p:"))
    return Table(event, discovery, pairs, np.array(left), np.array(right), np.array(starts), np.array(fits))


def _right_pairs(question: Question, gold: Gold) -> dict[tuple[int, int], bool]:
    """Tell of each pair whether it is as labelled; what the text doesn't offer is best left open."""
    sides = (question.occurred, question.discovered)
    want = [
        value if value in {option.value for option in options} else None
        for value, options in zip(gold, sides, strict=True)
    ]
    return {
        (one, other): question.occurred[one].value == want[0] and question.discovered[other].value == want[1]
        for one, other in question.pairs
    }


def _matrix(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    columns = [column for row in rows for column in row]
    edges = np.cumsum([0, *(len(row) for row in rows)])
    return csr_matrix((np.ones(len(columns)), columns, edges), shape=(len(rows), width))
