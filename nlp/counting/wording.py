"""What the words of a whole report count in a choice between numbers.

The report model has looked up the hundreds of words already: here they count by the numbers that it gave them.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from nlp.statistics.choice import Numbers, Weights
from nlp.statistics.meanings import MEANINGS
from nlp.statistics.model import Vocabulary
from nlp.statistics.spelling import Places
from nlp.statistics.words import Bag

BEGINNINGS: Mapping[str, str] = {"w": "w-", "m": "w-", "l": "l-", "r": "type:"}
"""What the names of a bag's features begin with here, by their group: its words and what they mean, its shape, and what
the rules of incident types say."""


class Wording(NamedTuple):
    """What words count for each of some options: by their numbers in a vocabulary, and what it has not by name."""

    by_number: Numbers
    """A row a number, a column an option."""
    by_name: Mapping[str, Mapping[str, Sequence[float]]]

    def scores(self, bag: Bag, numbers: Places) -> list[float]:
        """Return what the words of a report count together; `numbers` are those of its words in the vocabulary."""
        scores: list[float] = (np.ones(len(numbers)) @ self.by_number.take(numbers, axis=0)).tolist()
        for group, rest in self.by_name.items():
            for name in sorted(rest.keys() & bag.groups.get(group, {}).keys()):
                scores = [score + count for score, count in zip(scores, rest[name], strict=True)]
        return scores


def wording_of(vocabulary: Vocabulary, weights: Sequence[Weights]) -> Wording:
    """Return what the words of a vocabulary count, weights an option, and those that it doesn't know in their group.

    These can only be both a word and the name of a meaning: one weight counts for both.
    """
    by_number = np.zeros((len(vocabulary.names), len(weights)))
    by_name: dict[str, Mapping[str, Sequence[float]]] = {}
    for group, begins in BEGINNINGS.items():
        counts = [one.under(begins).of for one in weights]
        known = vocabulary.numbers.get(group, {})
        for name, number in known.items():
            by_number[number] = [of.get(name, 0.0) for of in counts]
        unknown = MEANINGS.intersection(set[str]().union(*counts)).difference(known)
        by_name[group] = {name: [of.get(name, 0.0) for of in counts] for name in sorted(unknown)}
    return Wording(by_number, {group: rest for group, rest in by_name.items() if rest})
