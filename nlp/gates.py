"""Gates before patterns: most rules find nothing in most reports, and a gate says so quickly.

A pattern of a hundred words is tried at every letter of a text. Whether a few words stand somewhere in it takes a
hundredth of that.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from nlp.beginnings import Beginnings, beginnings
from nlp.needs import DIGIT, Gate, Marks, pair_of, pieces_of, what_is_needed

_WORD = re.compile(r"\w+")
_A_DIGIT = re.compile(r"\d")

_seen: dict[int, "Known"] = {}
"""By the pattern's identity: to hash a pattern takes longer than to search with it."""
_MOST_SEEN = 4096


class Known(NamedTuple):
    """What is known of a pattern: what a text must have for it to match, and how a match begins; None if nothing."""

    pattern: re.Pattern[str]
    gate: Gate | None
    beginnings: Beginnings | None


def known(pattern: re.Pattern[str]) -> Known:
    """Return what is known of a pattern, looked at once."""
    found = _seen.get(id(pattern))
    if found is None:
        if len(_seen) >= _MOST_SEEN:  # rules are fewer; patterns made of somebody's name are not worth keeping
            return Known(pattern, None, None)
        found = _seen[id(pattern)] = Known(pattern, what_is_needed(pattern), beginnings(pattern))
    return found


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
