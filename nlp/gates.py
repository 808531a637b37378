"""Gates before patterns: most rules find nothing in most reports, and a gate says so quickly.

A pattern of a hundred words is tried at every letter of a text. Whether a few words stand somewhere in it takes a
thousandth of that: each set of marks of which a gate needs one has a bit, and a text is looked at once for all gates.
"""

import re
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

from nlp.beginnings import Beginnings, beginnings
from nlp.needs import DIGIT, Marks, pieces_of, what_is_needed

_WORD = re.compile(r"\w+")
_A_DIGIT = re.compile(r"\d")
_MOST_KNOWN = 4096
_MOST_WORDS = 20_000


class Known(NamedTuple):
    """What is known of a pattern: what a text must have for it to match, and how a match begins; None if nothing."""

    pattern: re.Pattern[str]
    ways: tuple[int, ...] | None
    """The ways through the gate: the bits that a text must have all of."""
    beginnings: Beginnings | None


class _Asked:
    """All that gates have asked for so far."""

    def __init__(self) -> None:
        self.bits: dict[Marks, int] = {}
        self._of_mark: dict[str, int] = {}
        self._of_word: dict[str, int] = {}

    def bit(self, marks: Marks) -> int:
        """Return the bit of a set of marks."""
        if marks not in self.bits:
            self.bits[marks] = bit = 1 << len(self.bits)
            self._of_mark |= {mark: self._of_mark.get(mark, 0) | bit for mark in marks}
            self._of_word.clear()
        return self.bits[marks]

    def met_by(self, text: str) -> int:
        """Return the bits of the sets of which a text has a mark."""
        words = _WORD.findall(text)
        met = self._of_mark.get(DIGIT, 0) if _A_DIGIT.search(text) else 0
        for word in set(words):
            known = self._of_word.get(word)
            met |= self._look_at(word) if known is None else known
        for pair in self._of_mark.keys() & set(map(" ".join, pairwise(words))):  # as `pair_of`, but three times as fast
            met |= self._of_mark[pair]
        return met

    def _look_at(self, word: str) -> int:
        if len(self._of_word) >= _MOST_WORDS:
            self._of_word.clear()
        self._of_word[word] = met = reduce(or_, filter(None, map(self._of_mark.get, pieces_of(word))), 0)
        return met


_asked = _Asked()
_known: dict[int, Known] = {}
"""By the pattern's identity: to hash a pattern takes longer than to search with it."""


def known(pattern: re.Pattern[str]) -> Known:
    """Return what is known of a pattern, looked at once."""
    found = _known.get(id(pattern))
    if found is None:
        if len(_known) >= _MOST_KNOWN:  # rules are fewer; patterns made of somebody's name are not worth keeping
            return Known(pattern, None, None)
        found = _known[id(pattern)] = Known(pattern, _ways(pattern), beginnings(pattern))
    return found


def _ways(pattern: re.Pattern[str]) -> tuple[int, ...] | None:
    needed = what_is_needed(pattern)
    return None if needed is None else tuple(reduce(or_, map(_asked.bit, way), 0) for way in needed)


class Seen:
    """What of all that gates ask for a text has."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked = self._met = 0

    def opened(self, pattern: re.Pattern[str]) -> Known | None:
        """Return what is known of a pattern; None if the text can't match it. Asked some hundred times a report."""
        one = _known.get(id(pattern)) or known(pattern)
        ways = one.ways
        if ways is None:
            return one
        if self._asked != len(_asked.bits):
            self._asked, self._met = len(_asked.bits), _asked.met_by(self._text)
        met = self._met
        for way in ways:
            if way & met == way:
                return one
        return None
