r"""Where patterns are tried in a text: only where a word begins as they do.

The standard library's search tries a pattern at every letter, and a report is searched for some four hundred. Here the
words of a text are looked at once, each for all patterns that begin like it: for most patterns nothing is left to try.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import count
from threading import Lock
from typing import NamedTuple

from nlp.beginnings import DIGIT, LETTERS, Beginnings, beginnings

_MOST_KNOWN = 4096
"""Patterns whose beginnings are kept. Rules are fewer; patterns made of somebody's name are not worth keeping."""
_MOST_LETTERS = 20_000
"""Beginnings of words of which it is kept which patterns begin like them."""
_STARTS = re.compile(r"\b\w")
_INSIDE = re.compile(r"(?<=\W)\w")
_DIGITS = re.compile(r"\d")
_NONE: Sequence[re.Match[str]] = ()


class _Where(NamedTuple):
    """Where a pattern is tried that does not begin with words alone."""

    begun: Beginnings
    before_words: Sequence[tuple[int, int]]
    """So many letters before the words kept by these keys: "n't agreed" begins two letters before "t agreed"."""
    elsewhere: Sequence[str]
    """Where these letters stand."""


class _Known:
    """All patterns that were searched for so far, by how they begin.

    They are known by identity: to hash one takes longer than to search with it. What readers see is replaced as a whole
    when a pattern is learned, never changed: texts are read by several threads.
    """

    def __init__(self) -> None:
        self.begun: Mapping[int, _Where | None] = {}
        self.of_words: frozenset[int] = frozenset()
        """Those that begin nowhere but where a word does."""
        self._kept: list[re.Pattern[str]] = []
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        self.like: dict[str, Sequence[int]] = {}
        """What was asked of `beginning_like`."""
        self._other_keys = count(-1, -1)
        self._lock = Lock()

    def learn(self, pattern: re.Pattern[str]) -> None:
        """Take in how a pattern begins."""
        key = id(pattern)
        with self._lock:
            if key in self.begun or len(self._kept) >= _MOST_KNOWN:
                return
            self._kept.append(pattern)  # as long as it is there nothing else has its identity
            begun = beginnings(pattern)
            where = self._where(key, begun) if begun else None
            self.like = {}
            self.begun = {**self.begun, key: where}
            if begun and begun == Beginnings(begun.of_words):
                self.of_words |= {key}

    def _where(self, key: int, begun: Beginnings) -> _Where:
        for letters in begun.of_words:
            self._by_letters[letters].append(key)
        inside = {letters: found.start() for letters in begun.anywhere if (found := _INSIDE.search(letters))}
        before_words = [(next(self._other_keys), back) for back in inside.values()]
        for (other, back), letters in zip(before_words, inside, strict=True):
            self._by_letters[letters[back:]].append(other)
        return _Where(begun, before_words, [letters for letters in begun.anywhere if letters not in inside])

    def beginning_like(self, letters: str) -> Sequence[int]:
        """Return the patterns that may begin where these letters begin a word, LETTERS of them or up to the end."""
        like = self.like
        if len(like) >= _MOST_LETTERS:
            self.like = like = {}
        found: list[int] = []
        for size in range(1, len(letters) + 1):
            found += self._by_letters.get(letters[:size], ())
        if letters[0].isdecimal():
            found += self._by_letters.get(DIGIT, ())
        like[letters] = found
        return found


_known = _Known()


class Places:
    """The places of a text at which patterns are worth trying."""

    def __init__(self, text: str) -> None:
        """Look at the words of a text; patterns that are learned later are searched for letter by letter."""
        self._text = text
        self._known, self._of_words = _known.begun, _known.of_words
        self._begun: dict[int, list[int]] = defaultdict(list)
        begun, like = self._begun, _known.like
        for match in _STARTS.finditer(text):
            place = match.start()
            letters = text[place : place + LETTERS]
            found = like.get(letters)
            for key in _known.beginning_like(letters) if found is None else found:
                begun[key].append(place)

    def may_match(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether there is a place to try a pattern at; quick, and never wrong in saying no."""
        key = id(pattern)
        return key in self._begun or key not in self._of_words

    def matches_of(self, patterns: Mapping[int, re.Pattern[str]]) -> Mapping[int, Sequence[re.Match[str]]]:
        """Return the matches of those of some patterns, known by identity, that match."""
        keys, matches = patterns.keys(), self.matches
        tried = (self._begun.keys() & keys) | (keys - self._of_words)
        return {key: found for key in tried if (found := matches(patterns[key]))}

    def matches(self, pattern: re.Pattern[str]) -> Sequence[re.Match[str]]:
        """Return the matches of a pattern, as `finditer` would."""
        key = id(pattern)
        if key in self._of_words:
            places: Sequence[int] | None = self._begun.get(key)
            return self._tried(pattern, places) if places else _NONE
        where = self._known.get(key)
        if where is not None:
            return self._tried(pattern, self._anywhere(key, where))
        if key not in self._known:
            _known.learn(pattern)
        return list(pattern.finditer(self._text))

    def _tried(self, pattern: re.Pattern[str], places: Sequence[int]) -> Sequence[re.Match[str]]:
        match, text, end = pattern.match, self._text, 0
        every: list[re.Match[str]] = []
        for place in places:
            if place >= end and (found := match(text, place)):
                every.append(found)
                end = found.end()
        return every

    def _anywhere(self, key: int, where: _Where) -> Sequence[int]:
        """Return the places of a pattern that does not only begin where words do."""
        begun = where.begun
        places = [0] * begun.at_start + self._begun.get(key, [])
        for other, back in where.before_words:
            places += [place - back for place in self._begun.get(other, ())]
        if begun.with_digit:
            places += self._digits
        for letters in where.elsewhere:
            places += self._all(letters)
        for letters in begun.after_word:
            places += map(self._word_before, self._all(letters))
        return sorted(places)

    def _all(self, letters: str) -> Sequence[int]:
        find, places = self._text.find, []
        place = find(letters)
        while place >= 0:
            places.append(place)
            place = find(letters, place + 1)
        return places

    def _word_before(self, place: int) -> int:
        """Return where the last word begins that begins before a place."""
        starts = self._starts
        return starts[bisect_left(starts, place) - 1] if starts else place

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [match.start() for match in _STARTS.finditer(self._text)]

    @cached_property
    def _digits(self) -> Sequence[int]:
        return [match.start() for match in _DIGITS.finditer(self._text)]
