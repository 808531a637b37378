"""Learn to choose as `nlp.statistics.choice` does: what each feature must count for the labels to be likely."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from nlp.statistics.choice import Numbers

Places = NDArray[np.int64]

DIGITS = 4
_NEVER = 1e-300


@dataclass(frozen=True)
class Choices:
    """Labelled choices in numbers.

    `options` has a row an option and a column a feature; `alternatives` a row an alternative and a column an option: an
    alternative is an option, or several together. Those of a choice stand together, from its place in `starts` on; at
    least one of them `is_right`.
    """

    options: csr_matrix
    alternatives: csr_matrix
    starts: Places
    is_right: NDArray[np.bool_]

    def loss(self, weights: Numbers, held: Numbers) -> tuple[float, Numbers]:
        """Return how unlikely weights make the labels, and its gradient; `held` is how far each is held near nought."""
        cost, change = unlikeliness(self.alternatives @ (self.options @ weights), self.starts, self.is_right)
        slope = self.options.T @ (self.alternatives.T @ change)
        return cost + float(0.5 * held @ weights**2), slope + held * weights


def unlikeliness(scores: Numbers, starts: Places, is_right: NDArray[np.bool_]) -> tuple[float, Numbers]:
    """Return minus the logarithm of how likely the right alternatives are, and how it changes with each score."""
    counts = np.diff(np.append(starts, len(scores)))
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), counts))
    shares = powers / np.repeat(np.add.reduceat(powers, starts), counts)
    right = np.where(is_right, shares, 0.0)
    likely = np.maximum(np.add.reduceat(right, starts), _NEVER)
    return float(-np.log(likely).sum()), shares - right / np.repeat(likely, counts)


def between_options(options: csr_matrix, starts: Sequence[int], is_right: Sequence[bool]) -> Choices:
    """Return choices in which each alternative is an option."""
    count = options.shape[0]
    each = matrix([[(place, 1.0)] for place in range(count)], count)
    return Choices(options, each, np.array(starts, np.int64), np.array(is_right))


def matrix(rows: Iterable[Iterable[tuple[int, float]]], width: int) -> csr_matrix:
    """Return rows of columns and values as a sparse matrix."""
    listed = [list(row) for row in rows]
    ends = np.cumsum([0, *map(len, listed)])
    columns = [column for row in listed for column, _ in row]
    values = [value for row in listed for _, value in row]
    return csr_matrix((values, columns, ends), shape=(len(listed), width), dtype=np.float64)


def learned(choices: Choices, names: Sequence[str], held: Numbers, *, rounds: int, smallest: float) -> dict[str, float]:
    """Return what makes the labels likeliest, by the names of the features; nothing is drawn by chance.

    Weights nearer to nought than `smallest` are left out.
    """
    found: Any = minimize(
        choices.loss, np.zeros(len(names)), (held,), "L-BFGS-B", jac=True, options={"maxiter": rounds}
    )
    pairs = zip(names, found.x.tolist(), strict=True)
    return {name: round(weight, DIGITS) for name, weight in pairs if abs(weight) >= smallest}
