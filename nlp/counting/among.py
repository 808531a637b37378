"""How a number stands among the other numbers of a report, and what the rules say of it."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from nlp.counting.mentions import Mention
from nlp.counting.rules import Ruled

_PEOPLE = frozenset({"pupils", "adults"})


class Among:
    """All numbers of a report."""

    def __init__(self, every: Sequence[Mention]) -> None:
        """Look at them together."""
        alone = [one for one in every if not one.kind.startswith(("sum", "and"))]
        self._first = alone[0] if alone else None
        self._largest = max((one.value for one in alone), default=0)
        self._count = "only" if len(alone) == 1 else f"of:{min(len(alone), 6)}"
        self._people = [one for one in alone if one.counted in _PEOPLE]
        self._sums = [one.hit for one in every if one.kind.startswith("sum")]
        self._said = Counter(one.value for one in every)
        self._heads = defaultdict[int, set[str]](set)
        for one in every:
            self._heads[one.value].add(one.counted)

    def of(self, mention: Mention) -> list[str]:
        """Return the features of one of them."""
        hit, value = mention.hit, mention.value
        tenth = 10 * hit.start // max(len(hit.page.low), 1)
        features = [f"page:{hit.page.source}", f"place:{min(tenth // 2, 4)}"]
        features += [self._count, f"said:{min(self._said[value], 3)}"]
        features += [f"also:{name}" for name in sorted(self._heads[value])]
        if mention is self._first:
            features.append("first")
        if value == self._largest:
            features.append("largest")
        if any(of_sum.start <= hit.start < of_sum.end for of_sum in self._sums):
            features.append("in a sum")
        return features + self._of_people(mention)

    def _of_people(self, mention: Mention) -> list[str]:
        people = self._people
        if not people:
            return []
        if mention is not people[0]:
            return ["not first of people"]
        return ["first of people"] if len(people) > 1 else ["first of people", "only of people"]


class Rulings:
    """All that the rules say of the numbers of a report."""

    def __init__(self, every: Sequence[Ruled]) -> None:
        """Look at it together."""
        self._every = every
        self._strongest: dict[int, float] = {}
        for one in every:
            self._strongest[one.value] = max(one.strength, self._strongest.get(one.value, 0.0))
        self._surest = max(self._strongest.values(), default=0.0)

    def of_one(self) -> list[Ruled]:
        """Return the rules that speak for a single person."""
        return [one for one in self._every if one.value == 1]

    def of(self, mention: Mention) -> list[Ruled]:
        """Return the rules that speak for a number where it stands."""
        here, value = mention.hit, mention.value
        return [
            one
            for one in self._every
            if one.value == value
            and one.hit.start < here.end
            and here.start < one.hit.end
            and one.hit.page is here.page
        ]

    def features(self, value: int, here: Sequence[Ruled]) -> list[str]:
        """Return what the rules say of a value, `here` of this place."""
        surest = strength(here)
        others = max((sure for other, sure in self._strongest.items() if other != value), default=0.0)
        features = [f"rules:{round(surest, 1)}", f"others by rule:{round(others, 1)}"]
        features += [f"rule:{name}" for name in sorted({one.rule for one in here})]
        if surest and surest == self._surest:
            features.append("surest of the rules")
        return features


def strength(ruled: Sequence[Ruled]) -> float:
    """Return how strongly rules speak, the strongest of them."""
    return max([one.strength for one in ruled], default=0.0)
