"""Which letters a pattern can't do without: most rules find nothing in most reports, and this says so quickly.

A pattern of a hundred words is tried at every letter of a text. Whether a few letters stand somewhere in it takes a
hundredth of that. The letters are read off the pattern as the standard library parses it.
"""

import re
from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]  # no public module tells how a pattern was understood
from re import _parser as parser  # type: ignore[attr-defined]  # likewise; `sre_parse`, its public name, is deprecated
from typing import Any

Letters = frozenset[str]
"""Some letters in a row, each."""

GRAMS = (3, 5)
_GAPS = re.compile(rf" {{{max(GRAMS) + 1},}}")
_MOST = 64
_FEW = 6


_known: dict[int, tuple[re.Pattern[str], Letters | None]] = {}
"""By the pattern's identity: to hash a pattern takes longer than to search with it."""
_MOST_KNOWN = 4096


def gate(pattern: re.Pattern[str]) -> Letters | None:
    """Return stretches (of GRAMS letters) one of which stands in every match; None where it can do without any."""
    known = _known.get(id(pattern))
    if known is None:
        if len(_known) >= _MOST_KNOWN:  # rules are fewer; patterns made of somebody's name are not worth keeping
            return None
        known = _known[id(pattern)] = (pattern, _grams_needed(pattern))
    return known[1]


def grams(text: str) -> Letters:
    """Return all stretches of a text that a gate may ask for."""
    packed = _GAPS.sub(" " * max(GRAMS), text)
    return frozenset(packed[start : start + length] for length in GRAMS for start in range(len(packed) - length + 1))


def _grams_needed(pattern: re.Pattern[str]) -> Letters | None:
    if pattern.flags & re.IGNORECASE:
        return None
    needed = _needed(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    if needed is None or min(map(len, needed)) < GRAMS[0]:
        return None
    return frozenset(_gram(letters) for letters in needed)


def _gram(letters: str) -> str:
    """Return the stretch of some letters that seems to be the rarest: with the fewest blanks, the longest."""
    length = max(size for size in GRAMS if size <= len(letters))
    stretches = [letters[start : start + length] for start in range(len(letters) - length + 1)]
    return min(stretches, key=lambda stretch: sum(stretch.count(common) for common in " eatoin"))


def _needed(parsed: Iterable[Any]) -> Letters | None:
    """Return the best of the stretches of letters that a sequence needs."""
    found: list[Letters] = []
    run: Letters = frozenset({""})
    for code, argument in parsed:
        words = _words(code, argument)
        if words is None or len(run) * len(words) > _MOST:
            found.append(run)
            run = words if words is not None else frozenset({""})
            if words is None and (inner := _inner(code, argument)):
                found.append(inner)
        else:
            run = frozenset(one + other for one in run for other in words)
    return _best([*found, run])


def _best(found: Sequence[Letters]) -> Letters | None:
    """Return the letters that are rarest: the longest, then the fewest."""
    useful = [letters for letters in found if min(map(len, letters)) >= GRAMS[0]]
    return max(useful, key=lambda letters: (min(*map(len, letters), _FEW), -len(letters)), default=None)


def _inner(code: Any, argument: Any) -> Letters | None:
    """Return what a part needs that stands for no small number of words."""
    if code is op.SUBPATTERN:
        return _needed(argument[3])
    if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT} and argument[0] > 0:
        return _needed(argument[2])
    if code is op.ATOMIC_GROUP:
        return _needed(argument)
    if code is op.BRANCH:
        each = [_needed(branch) for branch in argument[1]]
        return None if any(one is None for one in each) else frozenset().union(*(one for one in each if one))
    return None


def _words(code: Any, argument: Any) -> Letters | None:
    """Return all that a part can stand for, where that is little; what has no width stands for nothing."""
    if code is op.LITERAL:
        return frozenset({chr(argument)})
    if code in {op.AT, op.ASSERT, op.ASSERT_NOT}:
        return frozenset({""})
    if code is op.SUBPATTERN:
        return _sequence(argument[3])
    if code is op.IN:
        letters = frozenset(chr(value) for kind, value in argument if kind is op.LITERAL)
        return letters if len(letters) == len(argument) <= _FEW else None
    return _choices(code, argument)


def _choices(code: Any, argument: Any) -> Letters | None:
    """Return what one of several parts, or a part that may be left out, can stand for."""
    if code is op.BRANCH:
        each = [_sequence(branch) for branch in argument[1]]
        together = frozenset[str]().union(*(one for one in each if one is not None))
        return None if any(one is None for one in each) or len(together) > _MOST else together
    if code in {op.MAX_REPEAT, op.MIN_REPEAT} and argument[:2] == (0, 1):
        once = _sequence(argument[2])
        return None if once is None else once | {""}
    return None


def _sequence(parsed: Iterable[Any]) -> Letters | None:
    words: Letters = frozenset({""})
    for code, argument in parsed:
        more = _words(code, argument)
        if more is None or len(words) * len(more) > _MOST:
            return None
        words = frozenset(one + other for one in words for other in more)
    return words
