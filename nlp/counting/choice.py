"""A choice between numbers: how likely each is the number of people whose data it is; see `nlp.statistics.choice`.

That the text doesn't say is an option too. `python -m training.fit_individuals` writes the weights.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np

from nlp.statistics import choice
from nlp.statistics.choice import Likely, Numbers, Weights, by_value, shares_of_few
from nlp.statistics.meanings import MEANINGS
from nlp.statistics.model import Vocabulary, report_model
from nlp.statistics.words import Bag

NAME = "individuals"
"""The file of the weights."""
_OF_GROUPS: Mapping[str, str] = {"w": "w-", "m": "w-", "l": "l-", "r": "type:"}
"""What the names of a bag's features begin with here, by their group: its words and what they mean, its shape, and what
the rules of incident types say."""
_PLAIN, _TRUST = 0.65, 0.3
"""From which strength on a rule counts beside the weights, and how much: weights alone are unsure of short notes."""


@dataclass(frozen=True)
class Option(choice.Option[int]):
    """What the number may be, None where the text gives none, and what speaks for it."""

    by_rule: float = 0.0
    """How strongly a rule speaks for it (0 to 1)."""
    prefix: str = ""
    """What the names of all its features begin with: two options have what is said of a whole report, and share it."""
    bag: Bag | None = None
    """The words of the report, where they are features of it too."""

    def named(self) -> Iterator[str]:
        """Yield its features by their whole names."""
        yield from (self.prefix + name for name in self.features)
        groups = self.bag.groups if self.bag else {}
        for group, begins in _OF_GROUPS.items():
            yield from (self.prefix + begins + name for name in groups.get(group, ()))


class _Words(NamedTuple):
    """What the words of a report count: by the numbers of the report model, and by group and name what it has not."""

    by_number: Numbers
    by_name: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, eq=False)
class Chooser:
    """Weights, and what they make of the words of a report by the numbers that the report model knows them by.

    It knows every word that counts here. To look up hundreds of names again would take longer than all the rest.
    """

    weights: Weights
    _of_words: dict[tuple[str, Vocabulary], _Words] = field(default_factory=dict, repr=False)

    def choose(self, options: Sequence[Option]) -> list[Likely[int]]:
        """Return the values of options, the likeliest first."""
        if not options:
            return []
        likely = by_value(options, shares_of_few([self._score(option) for option in options]))
        trusted = _trusted(options)
        if trusted is None:
            return likely
        weighed = [_with_trust(one, is_trusted=one.value == trusted.value) for one in likely]
        return sorted(weighed, key=lambda one: -one.probability)

    def _score(self, option: Option) -> float:
        score = self.weights.under(option.prefix).score(option.features)
        return score if option.bag is None else score + self._score_of_words(option.prefix, option.bag)

    def _score_of_words(self, prefix: str, bag: Bag) -> float:
        model = report_model()
        key = prefix, model.vocabulary
        if key not in self._of_words:
            self._of_words[key] = _of_words(self.weights.under(prefix), model.vocabulary)
        words = self._of_words[key]
        score = float(words.by_number[model.known(bag)].sum())
        for group, rest in words.by_name.items():
            score += sum(map(rest.__getitem__, sorted(rest.keys() & bag.groups.get(group, {}).keys())))
        return score


def _of_words(weights: Weights, vocabulary: Vocabulary) -> _Words:
    """Return what words count: each by its number in a vocabulary, and by name what is not known there in its group.

    That can only be what is both a word and the name of a meaning, as here one weight counts for both.
    """
    by_number = np.zeros(len(vocabulary.names))
    by_name: dict[str, Mapping[str, float]] = {}
    for group, begins in _OF_GROUPS.items():
        known, of = vocabulary.numbers.get(group, {}), weights.under(begins).of
        for name, number in known.items():
            by_number[number] = of.get(name, 0.0)
        by_name[group] = {name: of[name] for name in sorted(MEANINGS.intersection(of).difference(known))}
    return _Words(by_number, {group: rest for group, rest in by_name.items() if rest})


def _with_trust(one: Likely[int], *, is_trusted: bool) -> Likely[int]:
    return one._replace(probability=one.probability * (1 - _TRUST) + (_TRUST if is_trusted else 0.0))


def _trusted(options: Sequence[Option]) -> Option | None:
    """Return the option for which a rule speaks plainly, if no rule speaks as strongly for another value."""
    best = max(options, key=lambda option: option.by_rule)
    if best.by_rule < _PLAIN:
        return None
    rivals = [option.by_rule for option in options if option.value != best.value]
    return best if best.by_rule > max(rivals, default=0.0) else None


@cache
def load() -> Chooser:
    """Return what chooses by the weights that come with Candour."""
    return Chooser(choice.load(NAME))
