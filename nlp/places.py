r"""Where patterns are tried in a text: only where a word begins as they do.

The standard library's search tries a pattern at every letter, and a report is searched for some four hundred. Here the
words of a text are looked at once, each for all patterns that begin like it: for most patterns nothing is left to try.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from threading import Lock

from nlp.beginnings import DIGIT, LETTERS, Beginnings, beginnings

_MOST_KNOWN = 4096
"""Patterns whose beginnings are kept. Rules are fewer; patterns made of somebody's name are not worth keeping."""
_MOST_LETTERS = 20_000
"""Beginnings of words of which it is kept which patterns begin like them."""
_STARTS = re.compile(r"\b\w")
_DIGITS = re.compile(r"\d")
_NOWHERE: Sequence[int] = ()


class _Known:
    """All patterns that were searched for so far, by how they begin.

    They are known by identity: to hash one takes longer than to search with it. What readers see is replaced as a whole
    when a pattern is learned, never changed: texts are read by several threads.
    """

    def __init__(self) -> None:
        self.begun: Mapping[int, Beginnings | None] = {}
        self.of_words: frozenset[int] = frozenset()
        """Those that begin nowhere but where a word does."""
        self._kept: list[re.Pattern[str]] = []
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        self._like: dict[str, Sequence[int]] = {}
        self._lock = Lock()

    def learn(self, pattern: re.Pattern[str]) -> None:
        """Take in how a pattern begins."""
        key = id(pattern)
        with self._lock:
            if key in self.begun or len(self._kept) >= _MOST_KNOWN:
                return
            self._kept.append(pattern)  # as long as it is there nothing else has its identity
            begun = beginnings(pattern)
            for letters in begun.of_words if begun else ():
                self._by_letters[letters].append(key)
            self._like = {}
            self.begun = {**self.begun, key: begun}
            if begun and begun == Beginnings(begun.of_words):
                self.of_words |= {key}

    def beginning_like(self, letters: str) -> Sequence[int]:
        """Return the patterns that may begin where these letters begin a word, LETTERS of them or up to the end."""
        like = self._like
        found = like.get(letters)
        if found is None:
            if len(like) >= _MOST_LETTERS:
                self._like = like = {}
            known = [self._by_letters.get(letters[:size], ()) for size in range(1, len(letters) + 1)]
            if letters[0].isdecimal():
                known.append(self._by_letters.get(DIGIT, ()))
            found = like[letters] = tuple({key: None for keys in known for key in keys})
        return found


_known = _Known()


class Places:
    """The places of a text at which patterns are worth trying."""

    def __init__(self, text: str) -> None:
        """Look at the words of a text; patterns that are learned later are searched for letter by letter."""
        self._text = text
        self._known, self._of_words = _known.begun, _known.of_words
        self._begun: dict[int, list[int]] = defaultdict(list)
        self._mixed: dict[int, Sequence[int]] = {}
        """The places of patterns that begin elsewhere too, once they were searched for."""
        begun, beginning_like = self._begun, _known.beginning_like
        for match in _STARTS.finditer(text):
            place = match.start()
            for key in beginning_like(text[place : place + LETTERS]):
                begun[key].append(place)

    def may_match(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether there is a place to try a pattern at; quick, and never wrong in saying no."""
        key = id(pattern)
        return key in self._begun or key not in self._of_words

    def worth_trying(self, patterns: Sequence[re.Pattern[str]]) -> list[int]:
        """Return the numbers of those of some patterns that there is a place to try at; as `may_match` says of each."""
        begun, of_words = self._begun, self._of_words
        keys = enumerate(map(id, patterns))
        return [number for number, key in keys if key in begun or key not in of_words]

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern, as `finditer` would."""
        places = self._of(pattern)
        return pattern.finditer(self._text) if places is None else self._tried(pattern, places, len(self._text))

    def matches_within(self, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern in a stretch of the text, as `finditer` would."""
        places = self._of(pattern)
        if places is None:
            return pattern.finditer(self._text, start, end)
        return self._tried(pattern, places[bisect_left(places, start) : bisect_right(places, end)], end)

    def _tried(self, pattern: re.Pattern[str], places: Sequence[int], end: int) -> Iterator[re.Match[str]]:
        match, text, last = pattern.match, self._text, 0
        for place in places:
            if place >= last and (found := match(text, place, end)):
                yield found
                last = found.end()

    def _of(self, pattern: re.Pattern[str]) -> Sequence[int] | None:
        """Return the places of a pattern, None where they are not known."""
        key = id(pattern)
        if key in self._of_words:
            return self._begun.get(key, _NOWHERE)
        found = self._mixed.get(key)
        if found is None and (begun := self._known.get(key)) is not None:
            found = self._mixed[key] = self._anywhere(key, begun)
        if key not in self._known:
            _known.learn(pattern)
        return found

    def _anywhere(self, key: int, begun: Beginnings) -> Sequence[int]:
        """Return the places of a pattern that does not only begin where words do."""
        places = [0] * begun.at_start + self._begun.get(key, [])
        if begun.with_digit:
            places += self._digits
        for letters in begun.anywhere:
            places += self._all(letters)
        return sorted(places)

    def _all(self, letters: str) -> Iterator[int]:
        place = self._text.find(letters)
        while place >= 0:
            yield place
            place = self._text.find(letters, place + 1)

    @cached_property
    def _digits(self) -> Sequence[int]:
        return [match.start() for match in _DIGITS.finditer(self._text)]
