"""Gates before patterns: most rules find nothing in most reports, and a gate says so quickly.

A pattern of a hundred words is tried at every letter of a text. Whether a few words stand somewhere in it takes a
hundredth of that.
"""

import re
from functools import lru_cache

from nlp.needs import DIGIT, Gate, Marks, pair_of, pieces_of, what_is_needed

_WORD = re.compile(r"\w+")
_A_DIGIT = re.compile(r"\d")

_known: dict[int, tuple[re.Pattern[str], Gate | None]] = {}
"""By the pattern's identity: to hash a pattern takes longer than to search with it."""
_MOST_KNOWN = 4096


def gate(pattern: re.Pattern[str]) -> Gate | None:
    """Return what a text must have for a pattern to match; None where it can do without anything."""
    known = _known.get(id(pattern))
    if known is None:
        if len(_known) >= _MOST_KNOWN:  # rules are fewer; patterns made of somebody's name are not worth keeping
            return None
        known = _known[id(pattern)] = (pattern, what_is_needed(pattern))
    return known[1]


def is_open(needed: Gate | None, seen: Marks) -> bool:
    """Tell whether a text in which these marks are seen can match a pattern that needs those."""
    if needed is None:
        return True
    for way in needed:
        for marks in way:
            if marks.isdisjoint(seen):
                break
        else:
            return True
    return False


def marks_of(text: str) -> Marks:
    """Return all that a gate may ask for and a text has."""
    words = _WORD.findall(text)
    digit = (DIGIT,) if _A_DIGIT.search(text) else ()
    return frozenset(digit).union(map(pair_of, words, words[1:]), *map(_pieces, set(words)))


_pieces = lru_cache(maxsize=4096)(pieces_of)
