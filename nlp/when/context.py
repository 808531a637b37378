"""What stands around a day or a time: the deeds and words of its clause, its sentence, and the sentences beside it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from nlp.text import Hit, Page
from nlp.when.deed_words import NO_DEEDS, Deed, find_deeds

_BOUNDARY = re.compile(
    r"[,;:()\n]| - |\b(?:and|but|when|while|who|which|because|cos|where|before|so|as|after|until|till|if|that|then)\b"
)
_WORD = re.compile(r"[^\W\d_][\w']*|\d+")
_DOERS = frozenset({"self", "outsider", "colleague"})
_WINDOW, _BESIDE = 70, 2
"""How many characters before and after a place are looked at, and how many words are told by their place."""
_NEAR, _FAR = 12, 30
"""Distances in characters."""
_ZONES = ("nb", "sb", "cb", "", "ca", "sa", "na")
"""Next to the sentence, in it, in the clause; before the place, and after it."""


class Around(NamedTuple):
    """What stands around a place, as names of features."""

    deeds: Sequence[str]
    words: Sequence[str]


class Surrounded:
    """A page with its deeds and the borders of its clauses."""

    def __init__(self, page: Page, deeds: Sequence[Deed]) -> None:
        """Take the deeds of a page in their order."""
        self._page = page
        self._names, self._starts = [deed.name for deed in deeds], [deed.start for deed in deeds]
        self._verbs = [deed for deed in deeds if deed.name not in NO_DEEDS]
        self._verb_starts = [deed.start for deed in self._verbs]
        self._borders: dict[int, list[int]] = {}

    @cached_property
    def told(self) -> Sequence[str]:
        """The names of all deeds, each once."""
        return sorted(set(self._names))

    def around(self, hit: Hit) -> Around:
        """Return what stands around a place."""
        start, end = self._page.sentence_at(hit.start)
        left, right = self._clause(hit, start, end)
        deeds = self._placed(hit, start, end, left, right) + self._nearest(hit, start, end)
        return Around(list(dict.fromkeys(deeds)), list(dict.fromkeys(self._words(hit, left, right))))

    def _clause(self, hit: Hit, start: int, end: int) -> tuple[int, int]:
        borders = self._borders.get(start)
        if borders is None:
            found = _BOUNDARY.finditer(self._page.low, start, end)
            borders = self._borders[start] = [start, *[match.end() for match in found]]
        after = bisect_right(borders, hit.end)
        return borders[bisect_right(borders, hit.start) - 1], borders[after] if after < len(borders) else end

    def _placed(self, hit: Hit, start: int, end: int, left: int, right: int) -> list[str]:
        """Return the deeds near a place with where they stand: before or after, in clause, sentence or beside it."""
        page, number = self._page, self._page.sentence_number(hit.start)
        before = page.starts[number - 1] if number else start
        after = page.sentence_at(end)[1] if end < len(page.low) else end
        limits = (before, start, left, hit.start, hit.end, max(right, hit.end), max(end, hit.end), after)
        places = pairwise([bisect_left(self._starts, limit) for limit in limits])
        return [
            f"{zone}={name}"
            for zone, (first, last) in zip(_ZONES, places, strict=True)
            if zone
            for name in self._names[first:last]
        ]

    def _nearest(self, hit: Hit, start: int, end: int) -> list[str]:
        """Return the nearest deed before and after in the sentence, and how near it is."""
        here, there, over = (bisect_left(self._verb_starts, limit) for limit in (start, hit.start, end))
        before = [deed for deed in self._verbs[here:there] if deed.end <= hit.start]
        after = [deed for deed in self._verbs[there:over] if deed.start >= hit.end]
        found: list[str] = []
        if before:
            last = max([deed.end for deed in before])
            found += [f"lb{_far(hit.start - last)}={deed.name}" for deed in before if deed.end == last]
        if after:
            first = after[0].start
            found += [f"la{_far(first - hit.end)}={deed.name}" for deed in after if deed.start == first]
        return found

    def _words(self, hit: Hit, left: int, right: int) -> list[str]:
        low = self._page.low
        before = _WORD.findall(self._page.before(hit.start, _WINDOW))
        after = _WORD.findall(self._page.after(hit.end, _WINDOW))
        return [
            *[f"w-{place}={word}" for place, word in enumerate(before[: -_BESIDE - 1 : -1], start=1)],
            *[f"w+{place}={word}" for place, word in enumerate(after[:_BESIDE], start=1)],
            *[f"wb={word}" for word in _WORD.findall(low, max(left, hit.start - _WINDOW), hit.start)],
            *[f"wa={word}" for word in _WORD.findall(low, hit.end, min(right, hit.end + _WINDOW))],
        ]


def _with_doers(deeds: Sequence[Deed]) -> list[Deed]:
    """Return deeds together with those of which the words just before say who did them: "self>realised"."""
    doers = [deed for deed in deeds if deed.name in _DOERS]
    ends = [deed.end for deed in doers]
    done: list[Deed] = []
    for deed in deeds:
        if deed.name in NO_DEEDS:
            continue
        place = bisect_right(ends, deed.start) - 1
        if place >= 0 and 0 <= deed.start - ends[place] <= _NEAR:
            done.append(Deed(f"{doers[place].name}>{deed.name}", deed.start, deed.end))
    return sorted([*deeds, *done], key=attrgetter("start"))


def surrounded(page: Page) -> Surrounded:
    """Return a page with its deeds and clauses found."""
    return Surrounded(page, _with_doers(find_deeds(page)))


def _far(distance: int) -> str:
    return "0" if distance < _NEAR else "1" if distance < _FAR else "2"
