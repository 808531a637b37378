"""What stands around a day or a time: the deeds and words of its clause, its sentence, and the sentences beside it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.text import Hit, Page
from nlp.when.deed_words import NO_DEEDS, Deed, find_deeds

_BOUNDARY = re.compile(
    r"[,;:()\n]| - |\b(?:and|but|when|while|who|which|because|cos|where|before|so|as|after|until|till|if|that|then)\b"
)
_WORD = re.compile(r"[^\W\d_][\w']*|\d+")
_DOERS = frozenset({"self", "outsider", "colleague"})
_WINDOW, _WORDS = 70, 5
_NEAR, _FAR = 12, 30
"""Distances in characters."""


@dataclass(frozen=True)
class Surrounded:
    """A page with its deeds and the borders of its clauses."""

    page: Page
    deeds: Sequence[Deed]
    borders: Sequence[int]

    def around(self, hit: Hit) -> list[str]:
        """Return what stands around a place, as names of features."""
        start, end = self.page.sentence_at(hit.start)
        clause = self._clause(hit, start, end)
        seen = [f"{zone}={deed.name}" for deed, zone in self._placed(hit, start, end, clause)]
        return list(dict.fromkeys([*seen, *self._nearest(hit, start, end), *self._words(hit, clause)]))

    def _clause(self, hit: Hit, start: int, end: int) -> tuple[int, int]:
        place = bisect_right(self.borders, hit.start)
        left = self.borders[place - 1] if place else start
        after = bisect_right(self.borders, hit.end)
        right = self.borders[after] if after < len(self.borders) else end
        return max(left, start), min(right, end)

    def _placed(self, hit: Hit, start: int, end: int, clause: tuple[int, int]) -> Iterator[tuple[Deed, str]]:
        """Yield the deeds near a place with where they stand: before or after, in clause, sentence or beside it."""
        number = self.page.sentence_number(hit.start)
        before = self.page.starts[number - 1] if number else start
        _, after = self.page.sentence_at(end) if end < len(self.page.low) else (end, end)
        for deed in self.deeds:
            if deed.start >= after or deed.start < before or hit.start <= deed.start < hit.end:
                continue
            side = "b" if deed.start < hit.start else "a"
            if clause[0] <= deed.start < clause[1]:
                yield deed, f"c{side}"
            elif start <= deed.start < end:
                yield deed, f"s{side}"
            else:
                yield deed, f"n{side}"

    def _nearest(self, hit: Hit, start: int, end: int) -> Iterator[str]:
        """Yield the nearest deed before and after in the sentence, and how near it is."""
        verbs = [deed for deed in self.deeds if deed.name not in NO_DEEDS]
        before = [deed for deed in verbs if start <= deed.start and deed.end <= hit.start]
        after = [deed for deed in verbs if hit.end <= deed.start < end]
        if before:
            last = max(deed.end for deed in before)
            yield from (f"lb{_far(hit.start - last)}={deed.name}" for deed in before if deed.end == last)
        if after:
            first = min(deed.start for deed in after)
            yield from (f"la{_far(first - hit.end)}={deed.name}" for deed in after if deed.start == first)

    def _words(self, hit: Hit, clause: tuple[int, int]) -> Iterator[str]:
        before = _WORD.findall(self.page.before(hit.start, _WINDOW))
        after = _WORD.findall(self.page.after(hit.end, _WINDOW))
        yield from (f"w-{place}={word}" for place, word in enumerate(before[:-_WORDS:-1], start=1) if place <= 2)  # noqa: PLR2004 - the two beside it
        yield from (f"w+{place}={word}" for place, word in enumerate(after[:2], start=1))
        inside = self.page.low
        yield from (f"wb={word}" for word in _WORD.findall(inside[max(clause[0], hit.start - _WINDOW) : hit.start]))
        yield from (f"wa={word}" for word in _WORD.findall(inside[hit.end : min(clause[1], hit.end + _WINDOW)]))


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
    return sorted([*deeds, *done], key=lambda deed: deed.start)


def surrounded(page: Page) -> Surrounded:
    """Return a page with its deeds and clauses found."""
    return Surrounded(page, _with_doers(find_deeds(page)), [match.end() for match in _BOUNDARY.finditer(page.low)])


def _far(distance: int) -> str:
    return "0" if distance < _NEAR else "1" if distance < _FAR else "2"
