r"""Where patterns are tried in a text: only where a word begins as they do.

The standard library's search tries a pattern at every letter, and a report is searched for some four hundred. Here the
words of a text are looked at once, each for all patterns that begin like it: for most patterns nothing is left to try.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from threading import Lock

from nlp.beginnings import DIGIT, LETTERS, LETTERS_OF_SIGNS, START, Beginnings, beginnings

_MOST_KNOWN = 4096
"""Patterns whose beginnings are kept. Rules are fewer; patterns made of somebody's name are not worth keeping."""
_MOST_LETTERS = 40_000
"""Beginnings of words of which it is kept which patterns begin like them."""
_STARTS = re.compile(r"\b([^\W\d])|\d|[^\w\s]")
_WORDS = re.compile(r"\b\w")
_NONE: Sequence[re.Match[str]] = ()
_NOWHERE: Sequence[int] = ()


class _Known:
    """All patterns that were searched for so far, by how they begin.

    They are known by identity: to hash one takes longer than to search with it. What readers see is replaced as a whole
    when a pattern is learned, never changed: texts are read by several threads.
    """

    def __init__(self) -> None:
        self.begun: Mapping[int, Beginnings | None] = {}
        self.placed: frozenset[int] = frozenset()
        """Those that begin nowhere but where a word, a number or a sign does."""
        self._kept: list[re.Pattern[str]] = []
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        self.like: dict[str, Sequence[int]] = {}
        """What was asked of `beginning_like`."""
        self._lock = Lock()

    def learn(self, pattern: re.Pattern[str]) -> None:
        """Take in how a pattern begins."""
        key = id(pattern)
        with self._lock:
            if key in self.begun or len(self._kept) >= _MOST_KNOWN:
                return
            self._kept.append(pattern)  # as long as it is there nothing else has its identity
            begun = beginnings(pattern)
            for letters in begun.letters if begun else ():
                self._by_letters[letters].append(key)
            self.like = {}
            self.begun = {**self.begun, key: begun}
            if begun and begun == Beginnings(begun.letters):
                self.placed |= {key}

    @property
    def at_start(self) -> Sequence[int]:
        """Return the patterns that may begin where the text does, with whatever."""
        return self._by_letters.get(START, ())

    def beginning_like(self, letters: str) -> Sequence[int]:
        """Return the patterns that may begin where a word or sign does that begins with up to LETTERS letters."""
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


def expect(patterns: Iterable[re.Pattern[str]]) -> None:
    """Learn patterns before any text is searched for them: the first report is then read as quickly as the others."""
    for pattern in patterns:
        _known.learn(pattern)


class Places:
    """The places of a text at which patterns are worth trying."""

    def __init__(self, text: str) -> None:
        """Look at all words and signs; patterns that are learned later are searched for letter by letter."""
        self._text = text
        self._known, self._placed = _known.begun, _known.placed
        self._begun: dict[int, list[int]] = defaultdict(list)
        self._mixed: dict[int, Sequence[int]] = {}
        """The places of patterns that begin elsewhere too, once they were searched for."""
        begun, like = self._begun, _known.like
        for key in _known.at_start:
            begun[key].append(0)
        for match in () if text.isspace() else _STARTS.finditer(text):
            place = match.start()
            letters = text[place : place + (LETTERS if match.lastindex else LETTERS_OF_SIGNS)]
            found = like.get(letters)
            for key in _known.beginning_like(letters) if found is None else found:
                begun[key].append(place)

    def may_match(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether there is a place to try a pattern at; quick, and never wrong in saying no."""
        key = id(pattern)
        return key in self._begun or key not in self._placed

    def worth_trying(self, keys: AbstractSet[int]) -> set[int]:
        """Return which of some patterns, known by identity, have to be tried."""
        return (self._begun.keys() & keys) | (keys - self._placed)

    def matches_of(self, patterns: Mapping[int, re.Pattern[str]]) -> Mapping[int, Sequence[re.Match[str]]]:
        """Return the matches of those of some patterns, known by identity, that match."""
        matches = self.matches
        return {key: found for key in self.worth_trying(patterns.keys()) if (found := matches(patterns[key]))}

    def matches(self, pattern: re.Pattern[str]) -> Sequence[re.Match[str]]:
        """Return the matches of a pattern, as `finditer` would."""
        places = self._of(pattern)
        if not places:
            return _NONE if places is not None else list(pattern.finditer(self._text))
        return self._tried(pattern, places, len(self._text))

    def matches_within(self, pattern: re.Pattern[str], start: int, end: int) -> Sequence[re.Match[str]]:
        """Return the matches of a pattern in a stretch of the text, as `finditer` would."""
        places = self._of(pattern)
        if places is None:
            return list(pattern.finditer(self._text, start, end))
        return self._tried(pattern, places[bisect_left(places, start) : bisect_right(places, end)], end)

    def _tried(self, pattern: re.Pattern[str], places: Sequence[int], end: int) -> Sequence[re.Match[str]]:
        match, text, last = pattern.match, self._text, 0
        every: list[re.Match[str]] = []
        for place in places:
            if place >= last and (found := match(text, place, end)):
                every.append(found)
                last = found.end()
        return every

    def _of(self, pattern: re.Pattern[str]) -> Sequence[int] | None:
        """Return the places of a pattern, None where they are not known."""
        key = id(pattern)
        if key in self._placed:
            return self._begun.get(key, _NOWHERE)
        found = self._mixed.get(key)
        if found is None and (begun := self._known.get(key)) is not None:
            found = self._mixed[key] = self._anywhere(key, begun)
        if key not in self._known:
            _known.learn(pattern)
        return found

    def _anywhere(self, key: int, begun: Beginnings) -> Sequence[int]:
        """Return the places of a pattern that does not only begin where words and signs do."""
        places = list(self._begun.get(key, _NOWHERE))
        for letters in begun.anywhere:
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
        return [match.start() for match in _WORDS.finditer(self._text)]
