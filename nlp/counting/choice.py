"""A choice between numbers: how likely each is the number of people whose data it is; see `nlp.statistics.choice`.

That the text doesn't say is an option too. `python -m training.fit_individuals` writes the weights.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from sys import intern

from nlp.counting.wording import BEGINNINGS, Wording, wording_of
from nlp.statistics import choice
from nlp.statistics.choice import Likely, Weights, by_value, shares_of_few
from nlp.statistics.model import Vocabulary, report_model
from nlp.statistics.words import Bag

NAME = "individuals"
"""The file of the weights."""
ONE, UNSAID = "1:", "0:"
"""What the names of all features of one person and of none said begin with: they share what a whole report says."""
_PLAIN, _TRUST = 0.65, 0.3
"""From which strength on a rule counts beside the weights, and how much: weights alone are unsure of short notes."""


@dataclass(frozen=True)
class Option(choice.Option[int]):
    """What the number may be, None where the text gives none, and what speaks for it."""

    by_rule: float = 0.0
    """How strongly a rule speaks for it (0 to 1)."""
    prefix: str = ""
    """What the names of all its features begin with: ONE, UNSAID, or nothing where it is a number of the text."""
    bag: Bag | None = None
    """The words of the report, where they are features of it too."""

    def named(self) -> Iterator[str]:
        """Yield its features by their whole names."""
        yield from (self.prefix + name for name in self.features)
        groups = self.bag.groups if self.bag else {}
        for group, begins in BEGINNINGS.items():
            yield from (self.prefix + begins + name for name in groups.get(group, ()))


@dataclass(frozen=True, eq=False)
class Chooser:
    """What chooses by weights."""

    weights: Weights
    _wordings: dict[Vocabulary, Wording] = field(default_factory=dict, repr=False)

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
        score = self._of_prefix[option.prefix].score(option.features)
        return score if option.bag is None else score + self._score_of_words(option.bag)[option.prefix]

    def _score_of_words(self, bag: Bag) -> Mapping[str, float]:
        """Return what the words of a report count for one person and for none said."""
        model = report_model()
        vocabulary = model.vocabulary
        if vocabulary not in self._wordings:
            self._wordings[vocabulary] = wording_of(vocabulary, [self.weights.under(side) for side in (ONE, UNSAID)])
        one, unsaid = self._wordings[vocabulary].scores(bag, model.known(bag))
        return {ONE: one, UNSAID: unsaid}

    @cached_property
    def _of_prefix(self) -> Mapping[str, Weights]:
        """The weights of features by what their names begin with, without those of words: few lie close together."""
        words = tuple(BEGINNINGS.values())
        return {
            "": self._without(self.weights, (ONE, UNSAID)),
            **{side: self._without(self.weights.under(side), words) for side in (ONE, UNSAID)},
        }

    def _without(self, weights: Weights, beginnings: tuple[str, ...]) -> Weights:
        of = {intern(name): weight for name, weight in weights.of.items() if not name.startswith(beginnings)}
        return Weights(weights.version, of)


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
