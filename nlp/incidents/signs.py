"""What the rules of incident types find in a message, before it is weighed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nlp.incidents.rules import RULES
from nlp.incidents.words import TypeRule
from nlp.message.layout import Layout
from nlp.scope import is_negated
from nlp.table import Hits, Table
from nlp.text import Hit

_SUBJECT_SHARE = 0.8
_REPEAT = 0.25
_MOST_REPEATS = 2
_TABLE = Table((rule.pattern, rule) for rule in RULES)


class Sign(NamedTuple):
    """A rule that spoke: how strongly, and the words."""

    rule: TypeRule
    weight: float
    hit: Hit


class TypeSigns(NamedTuple):
    """The rules that spoke for each type, the strongest first."""

    by_type: Mapping[str, Sequence[Sign]]

    def weight(self, type_: str) -> float:
        """Return how strongly the rules speak for a type."""
        return sum(sign.weight for sign in self.by_type.get(type_, ()))

    def features(self) -> list[tuple[str, float, Hit | None]]:
        """Return what a statistical model is told of them: each rule, each type, and the foremost type."""
        if not self.by_type:
            return []
        rules = [(sign.rule.id, sign.weight / 4, sign.hit) for signs in self.by_type.values() for sign in signs]
        types = [(type_, min(self.weight(type_), 8.0) / 4, None) for type_ in self.by_type]
        foremost = max(self.by_type, key=self.weight)
        return [*rules, *types, (f"foremost {foremost}", 1.0, None)]


def signs_of(layout: Layout) -> TypeSigns:
    """Return what the rules of incident types find in the subject and in the report itself."""
    signs: dict[str, list[Sign]] = defaultdict(list)
    for rule, found in _TABLE.on(layout.pages[::-1]):
        if sign := _sign(rule, found):
            signs[rule.type].append(sign)
    return TypeSigns({type_: sorted(found, key=lambda sign: -sign.weight) for type_, found in signs.items()})


def _sign(rule: TypeRule, found: Sequence[Hits]) -> Sign | None:
    """Return what a rule finds; the subject counts a little less, repetition a little more."""
    said = [hit for hits in found for hit in hits if not is_negated(hit)]
    if not said:
        return None
    share = 1.0 if said[0].page.source == "body" else _SUBJECT_SHARE
    return Sign(rule, rule.weight * share + _REPEAT * min(len(said) - 1, _MOST_REPEATS), said[0])
