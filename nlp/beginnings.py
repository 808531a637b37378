r"""Where a pattern can begin, read off it: with which letters at the beginning of a word, with which anywhere.

`\b(?:lost|mislaid) (?:it|them)` begins with "lost i", "lost t", "mislai" at the beginning of a word; it needs to be
tried nowhere else (`nlp.places`).
"""

import re
from collections.abc import Collection, Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]  # no public module tells how a pattern was understood
from re import _parser as parser  # type: ignore[attr-defined]  # likewise; `sre_parse`, its public name, is deprecated
from typing import Any, NamedTuple

LETTERS = 6
"""How many letters of a beginning are looked at; of a pattern with very many beginnings fewer, _FEWEST at least."""
_FEWEST = 3
LETTERS_OF_SIGNS = 2
"""Likewise where it begins with a number or a sign."""
_MOST = 1000
"""Beginnings of a pattern; one with more is searched for letter by letter."""
_FEW_LETTERS = 12
_MOST_ANYWHERE = 10
"""Beginnings of which each has to be looked for in the text."""
DIGIT, START, _ANY_WORD = "\0", "\1", "\2"
"""Stand for any digit as the first sign of a beginning, for the beginning of the text, whatever follows, and for the
letters of whatever word, all of them or all but the last."""
_OTHERWISE = re.IGNORECASE | re.MULTILINE | re.ASCII
"""Flags under which letters, edges and beginnings are others than those that are looked at."""
_STARTS = (op.AT_BEGINNING, op.AT_BEGINNING_STRING)
_WORD = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d]")
_AFTER_WORD = re.compile(r"\w?\W.")
"""What must be known of what follows whatever word, so that it stands at few places: "'s", "s'", " list"."""


class Beginnings(NamedTuple):
    """How a match can begin: with these letters where a word, a number or a sign begins, or with these anywhere.

    `after_word` says with which letters one goes on that begins with whatever word: ("'s", " list").
    """

    letters: frozenset[str]
    anywhere: tuple[str, ...] = ()
    after_word: tuple[str, ...] = ()


class _Begun(NamedTuple):
    """The first letters of a match as far as they are known; `at_edge` where they must stand at the edge of a word."""

    letters: str = ""
    at_edge: bool = False
    is_done: bool = False

    def then(self, more: str, most: int) -> "_Begun":
        together = (self.letters + more)[:most]
        return _Begun(together, self.at_edge, len(together) == most or more == DIGIT)

    def done(self) -> "_Begun":
        return self._replace(is_done=True)


_Ways = frozenset[_Begun]


class _TooManyError(Exception):
    """A pattern begins in more ways than are worth looking at."""


def beginnings(pattern: re.Pattern[str]) -> Beginnings | None:
    """Return how a match of a pattern can begin; None where that is not known, or too much."""
    if pattern.flags & _OTHERWISE:
        return None
    parsed = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    if parsed.getwidth()[0] == 0:
        return None
    for letters in range(LETTERS, _FEWEST - 1, -1):
        try:
            return _told(_Reader(letters).after(frozenset({_Begun()}), list(parsed)))
        except _TooManyError:
            continue
    return None


def _told(ways: _Ways) -> Beginnings | None:
    if not all(way.letters for way in ways):
        return None
    free = {way for way in ways if way.letters[0] == _ANY_WORD}
    inner = {way for way in ways - free if way.letters[0].isspace() or (not way.at_edge and _LETTER.match(way.letters))}
    anywhere = _few(_shortest(way.letters for way in inner))
    after_word = _few(_shortest(way.letters[1:] for way in free))
    if anywhere is None or after_word is None or not all(map(_AFTER_WORD.match, after_word)):
        return None
    return Beginnings(frozenset(_shortest(_cut(way.letters) for way in ways - free - inner)), anywhere, after_word)


def _cut(letters: str) -> str:
    return letters if _LETTER.match(letters) else letters[:LETTERS_OF_SIGNS]


def _few(every: Collection[str]) -> tuple[str, ...] | None:
    """Return beginnings cut so short that they are few; None where they are too many for that."""
    for size in range(LETTERS, 0, -1):
        short = {letters[:size] for letters in every}
        if len(short) <= _MOST_ANYWHERE:
            return tuple(sorted(short))
    return None


def _shortest(letters: Iterable[str]) -> set[str]:
    """Return beginnings without those that begin like another of them."""
    every = set(letters)
    return {one for one in every if not any(one[:size] in every for size in range(1, len(one)))}


class _Reader:
    """Reads the first `most` letters of every match off a pattern."""

    def __init__(self, most: int) -> None:
        self._most = most

    def after(self, ways: _Ways, parsed: Sequence[tuple[Any, Any]]) -> _Ways:
        """Return how a match begins that began in one of some ways and goes on with a sequence."""
        for code, argument in parsed:
            open_ways = frozenset(way for way in ways if not way.is_done)
            if not open_ways:
                break
            ways = (ways - open_ways) | self._after_part(open_ways, code, argument)
            if len(ways) > _MOST:
                raise _TooManyError
        return ways

    def _after_part(self, ways: _Ways, code: Any, argument: Any) -> _Ways:
        if code is op.LITERAL:
            return frozenset(way.then(chr(argument), self._most) for way in ways)
        if code in {op.AT, op.ASSERT, op.ASSERT_NOT}:
            return self._after_nothing(ways, code, argument)
        if code is op.BRANCH:
            return frozenset[_Begun]().union(*(self.after(ways, list(branch)) for branch in argument[1]))
        if code is op.IN:
            return self._after_one_of(ways, argument)
        if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
            return self._after_repeat(ways, *argument)
        inner = argument[3] if code is op.SUBPATTERN and not argument[1] & _OTHERWISE else None
        return _done(ways) if inner is None else self.after(ways, list(inner))

    def _after_nothing(self, ways: _Ways, code: Any, argument: Any) -> _Ways:
        """Return how a match begins after a part that has no width: an edge, the start, or what stands beside it."""
        if code is op.AT and argument in _STARTS:
            return frozenset(way.done() if way.letters else way.then(START, 1) for way in ways)
        is_edge = _is_edge(code, argument)
        return frozenset(way._replace(at_edge=True) if is_edge and not way.letters else way for way in ways)

    def _after_one_of(self, ways: _Ways, choices: Sequence[tuple[Any, Any]]) -> _Ways:
        if choices == [(op.CATEGORY, op.CATEGORY_DIGIT)]:
            return frozenset(way.done() if way.letters else way.then(DIGIT, self._most) for way in ways)
        letters = _letters(choices)
        if letters is None or len(letters) > _FEW_LETTERS:
            return _done(ways)
        return frozenset(way.then(letter, self._most) for way in ways for letter in letters)

    def _after_repeat(self, ways: _Ways, least: int, most: int, parsed: Sequence[tuple[Any, Any]]) -> _Ways:
        if least and _is_of_words(list(parsed)):
            free = frozenset(way for way in ways if way.at_edge and not way.letters)
            return frozenset(way.then(_ANY_WORD, self._most) for way in free) | _done(ways - free)
        once = self.after(ways, list(parsed))
        if most > 1:
            once = _done(once)
        return once if least else once | ways


def _letters(choices: Sequence[tuple[Any, Any]]) -> list[str] | None:
    letters: list[str] = []
    for code, argument in choices:
        if code is op.LITERAL:
            letters.append(chr(argument))
        elif code is op.RANGE:
            letters += map(chr, range(argument[0], argument[1] + 1))
        else:
            return None
    return letters


def _is_of_words(parsed: Sequence[tuple[Any, Any]]) -> bool:
    r"""Tell whether a part stands for letters of words alone: "\w"."""
    return parsed == [(op.IN, [(op.CATEGORY, op.CATEGORY_WORD)])]


def _done(ways: _Ways) -> _Ways:
    return frozenset(way.done() for way in ways)


def _is_edge(code: Any, argument: Any) -> bool:
    r"""Tell whether a part is met only where a word begins, as a word follows: "\b", "(?<![\w'])"."""
    if code is op.AT:
        return argument is op.AT_BOUNDARY
    if code is not op.ASSERT_NOT or argument[0] > 0 or len(argument[1]) != 1 or argument[1][0][0] is not op.IN:
        return False
    kinds = argument[1][0][1]
    return (op.CATEGORY, op.CATEGORY_WORD) in kinds and (op.NEGATE, None) not in kinds
