r"""Where a pattern can begin: it is tried at the few words of a text that begin like it, not at every letter.

`\b(?:lost|mislaid) (?:it|them)` begins with "los" or "mis" at the beginning of a word. The standard library's search
would try it at each letter of a page; the places of words by their first letters are looked up in a thousandth of that.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from functools import cached_property
from re import _constants as op  # type: ignore[attr-defined]  # no public module tells how a pattern was understood
from re import _parser as parser  # type: ignore[attr-defined]  # likewise; `sre_parse`, its public name, is deprecated
from typing import Any, NamedTuple

LETTERS = 3
"""How many letters of a beginning are looked at."""
_MOST = 500
"""Beginnings of a pattern; one with more is searched for letter by letter."""
_FEW_LETTERS = 12
_MOST_ANYWHERE = 10
"""Beginnings of which each has to be looked for in the text."""
_DIGITS, _ANY_WORD = "\0", "\1"
"""Stand for a digit as the first sign of a beginning, and for the first letter of whatever word."""
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\b\w")


class Beginnings(NamedTuple):
    """How a match can begin: with these letters where a word begins, with these anywhere, or with a digit."""

    of_words: frozenset[str]
    anywhere: tuple[str, ...]
    with_digit: bool
    with_any_word: bool


class _Begun(NamedTuple):
    """The first letters of a match as far as they are known; `at_edge` where they must stand at the edge of a word."""

    letters: str = ""
    at_edge: bool = False
    is_done: bool = False

    def then(self, more: str) -> "_Begun":
        together = (self.letters + more)[:LETTERS]
        return _Begun(together, self.at_edge, len(together) == LETTERS or more in {_DIGITS, _ANY_WORD})

    def done(self) -> "_Begun":
        return self._replace(is_done=True)


_Ways = frozenset[_Begun]


class _TooManyError(Exception):
    """A pattern begins in more ways than are worth looking at."""


def beginnings(pattern: re.Pattern[str]) -> Beginnings | None:
    """Return how a match of a pattern can begin; None where that is not known, or too much."""
    if pattern.flags & (re.IGNORECASE | re.MULTILINE | re.ASCII):
        return None
    parsed = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    try:
        ways = _after(frozenset({_Begun()}), list(parsed))
    except _TooManyError:
        return None
    if any(not way.letters for way in ways):
        return None
    free = {way for way in ways if way.letters == _ANY_WORD}
    digit = {way for way in ways if way.letters == _DIGITS or _DIGIT.match(way.letters)}
    words = {way for way in ways - digit - free if way.at_edge and _WORD.match(way.letters)}
    anywhere = _shortest(way.letters for way in ways - digit - free - words)
    if len(anywhere) > _MOST_ANYWHERE:
        return None
    of_words = frozenset(() if free else _shortest(way.letters for way in words))
    return Beginnings(of_words, tuple(sorted(anywhere)), with_digit=bool(digit), with_any_word=bool(free))


def _shortest(letters: Iterable[str]) -> set[str]:
    """Return beginnings without those that begin like another of them."""
    every = set(letters)
    return {one for one in every if not any(one[:size] in every for size in range(1, len(one)))}


def _after(ways: _Ways, parsed: Sequence[tuple[Any, Any]]) -> _Ways:
    """Return how a match begins that began in one of some ways and goes on with a sequence."""
    for code, argument in parsed:
        open_ways = frozenset(way for way in ways if not way.is_done)
        if not open_ways:
            break
        ways = (ways - open_ways) | _after_part(open_ways, code, argument)
        if len(ways) > _MOST:
            raise _TooManyError
    return ways


def _after_part(ways: _Ways, code: Any, argument: Any) -> _Ways:
    if code is op.LITERAL:
        return frozenset(way.then(chr(argument)) for way in ways)
    if code in {op.AT, op.ASSERT, op.ASSERT_NOT}:
        is_edge = _is_edge(code, argument)
        return frozenset(way._replace(at_edge=True) if is_edge and not way.letters else way for way in ways)
    if code is op.BRANCH:
        return frozenset[_Begun]().union(*(_after(ways, list(branch)) for branch in argument[1]))
    if code is op.IN:
        return _after_one_of(ways, argument)
    if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        return _after_repeat(ways, *argument)
    inner = argument[3] if code is op.SUBPATTERN and not argument[1] & re.IGNORECASE else None
    return _done(ways) if inner is None else _after(ways, list(inner))


def _after_one_of(ways: _Ways, choices: Sequence[tuple[Any, Any]]) -> _Ways:
    if choices == [(op.CATEGORY, op.CATEGORY_DIGIT)]:
        return frozenset(way.done() if way.letters else way.then(_DIGITS) for way in ways)
    letters = _letters(choices)
    if letters is not None and len(letters) <= _FEW_LETTERS:
        return frozenset(way.then(letter) for way in ways for letter in letters)
    if _holds_only_letters_of_words(choices):
        return frozenset(way.then(_ANY_WORD) if way.at_edge and not way.letters else way.done() for way in ways)
    return _done(ways)


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


def _holds_only_letters_of_words(choices: Sequence[tuple[Any, Any]]) -> bool:
    r"""Tell whether a class of letters has only what words are made of: "[a-z]", "\w", "[^\W\d_]"."""
    if choices[0][0] is op.NEGATE:
        return (op.CATEGORY, op.CATEGORY_NOT_WORD) in choices
    if choices == [(op.CATEGORY, op.CATEGORY_WORD)]:
        return True
    return all(map(_WORD.match, _letters(choices) or [" "]))


def _after_repeat(ways: _Ways, least: int, most: int, parsed: Sequence[tuple[Any, Any]]) -> _Ways:
    once = _after(ways, list(parsed))
    if most > 1:
        once = _done(once)
    return once if least else once | ways


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


class Places:
    """Where words and signs stand in a text, by the letters that they begin with."""

    def __init__(self, text: str) -> None:
        self._text = text

    def matches(self, pattern: re.Pattern[str], begun: Beginnings) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern that begins so, as `finditer` would."""
        match, text, end = pattern.match, self._text, 0
        for place in self._of(begun):
            if place >= end and (found := match(text, place)):
                yield found
                end = found.end()

    def _of(self, begun: Beginnings) -> Sequence[int]:
        words, known = self._words
        places: list[int] = []
        for letters in begun.of_words & known:
            places += words[letters]
        if begun.with_any_word:
            places += self._starts
        if begun.with_digit:
            places += self._digits
        for letters in begun.anywhere:
            places += self._all(letters)
        places.sort()
        return places

    def _all(self, letters: str) -> Iterator[int]:
        place = self._text.find(letters)
        while place >= 0:
            yield place
            place = self._text.find(letters, place + 1)

    @cached_property
    def _words(self) -> tuple[Mapping[str, Sequence[int]], KeysView[str]]:
        """Where words begin, by their first letters (one, two and three of them), and the letters alone."""
        text, found = self._text, defaultdict[str, list[int]](list)
        for place in self._starts:
            found[text[place : place + LETTERS]].append(place)
        for letters, places in list(found.items()):
            for size in range(1, len(letters)):
                found[letters[:size]] += places
        return found, found.keys()

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [match.start() for match in _WORD.finditer(self._text)]

    @cached_property
    def _digits(self) -> Sequence[int]:
        return [match.start() for match in _DIGIT.finditer(self._text)]
