"""A choice between numbers: how likely each is the number of people whose data it is; see `nlp.statistics.choice`.

That the text doesn't say is an option too. `python -m training.fit_individuals` writes the weights.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.statistics import choice
from nlp.statistics.choice import Likely, Weights, by_value, shares

NAME = "individuals"
"""The file of the weights."""
_PLAIN, _TRUST = 0.65, 0.3
"""From which strength on a rule counts beside the weights, and how much: weights alone are unsure of short notes."""


@dataclass(frozen=True)
class Option(choice.Option[int]):
    """What the number may be, None where the text gives none, and what speaks for it."""

    by_rule: float = 0.0
    """How strongly a rule speaks for it (0 to 1)."""
    prefix: str = ""
    """What the names of all its features begin with: two options have a whole report's words, and share them."""

    def named(self) -> Iterator[str]:
        """Yield its features by their whole names."""
        return (self.prefix + name for name in self.features)


def choose(options: Sequence[Option], weights: Weights) -> list[Likely[int]]:
    """Return the values of options, the likeliest first."""
    if not options:
        return []
    likely = by_value(options, shares([weights.under(option.prefix).score(option.features) for option in options]))
    trusted = _trusted(options)
    if trusted is None:
        return likely
    weighed = [replace(one, probability=_with_trust(one, is_trusted=one.value == trusted.value)) for one in likely]
    return sorted(weighed, key=lambda one: -one.probability)


def _with_trust(one: Likely[int], *, is_trusted: bool) -> float:
    return one.probability * (1 - _TRUST) + (_TRUST if is_trusted else 0.0)


def _trusted(options: Sequence[Option]) -> Option | None:
    """Return the option for which a rule speaks plainly, if no rule speaks as strongly for another value."""
    best = max(options, key=lambda option: option.by_rule)
    rivals = (option.by_rule for option in options if option.value != best.value)
    return best if best.by_rule >= _PLAIN and best.by_rule > max(rivals, default=0.0) else None


def load() -> Weights:
    """Return the weights that come with Candour."""
    return choice.load(NAME)
