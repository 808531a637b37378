"""Questions of `nlp.when.choosing` in numbers: an alternative is a pair of options together with what joins them."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from nlp.when.choosing import DISCOVERY, EVENT, PAIR, Question, named
from training.choices import Choices, matrix

Gold = tuple[str | None, str | None]
"""The labelled values of the event and of its discovery."""


def in_numbers(asked: Sequence[tuple[Question, Gold]], number: Mapping[str, int]) -> Choices:
    """Return questions in numbers, without those in which no pair is right."""
    rows: list[list[tuple[int, float]]] = []
    pairs: list[tuple[int, int, int]] = []
    starts: list[int] = []
    is_right: list[bool] = []

    def add(prefix: str, features: Iterable[str]) -> int:
        rows.append([(number[prefix + name], 1.0) for name in features if prefix + name in number])
        return len(rows) - 1

    for question, gold in asked:
        fits = _right_pairs(question, gold)
        if any(fits.values()):
            starts.append(len(pairs))
            event = [add(EVENT, named(option)) for option in question.occurred]
            discovery = [add(DISCOVERY, named(option)) for option in question.discovered]
            for (one, other), is_fit in fits.items():
                pairs.append((event[one], discovery[other], add(PAIR, named(question.pairs[one, other]))))
                is_right.append(is_fit)
    together = matrix(([(place, 1.0) for place in pair] for pair in pairs), len(rows))
    return Choices(matrix(rows, len(number)), together, np.array(starts, np.int64), np.array(is_right))


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
