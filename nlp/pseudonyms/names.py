"""Which words of a text are taken for names when it is pseudonymised: rather one too many than one too few."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from nlp.people.names import FULL, TITLE, TITLED
from nlp.pipeline import build
from nlp.pseudonyms.words import FIRST_NAMES, KEPT, MAY_BE_NAMES, MONTHS, ordinary_words
from nlp.text import MAX_CHARACTERS, fold

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_TITLE_BEFORE = re.compile(rf"\b(?:{TITLE}|{TITLE.lower()})\.? (?:[A-Za-z]\.? ){{0,2}}$")
_STARTS = re.compile(r"(?:^|[.!?:;\n>*\"(\u2022]|\n[ \t>*-]{0,8}|- )[\s\"'(]{0,4}$")
_INITIAL = re.compile(r"\b[A-Z]\b(?!')")
_BETWEEN = frozenset({" ", ". ", "."})
_SHORT_FORM = re.compile(r"'(?:s|S|ve|m|d|ll|re|t|VE|M|D|LL|RE|T)?$")
_SHORTEST_KNOWN = 3
_SHORTEST_GLUED = 5
_TOO_LONG = re.compile(r"\S{80,}")
"""No name is that long, and a tokenizer may take long over it."""


class Word(NamedTuple):
    """A word of a text without its possessive; `low` is what it is compared by."""

    start: int
    end: int
    low: str
    typed: str


class NamesOf:
    """The names of one case: those that are known (sender, staff, what was read), and those that its texts show."""

    def __init__(self, known: Collection[str] = (), texts: Sequence[str] = (), people: Collection[str] = ()) -> None:
        """Learn names; `known` are certain, `people` were found by a recogniser. Words of either may be ordinary."""
        self._known = {
            word.low for name in known for word in words_of(name) if len(word.low) >= _SHORTEST_KNOWN
        } - MONTHS
        self._known -= KEPT - MAY_BE_NAMES
        self._people = {word.low for name in people for word in words_of(name) if len(word.low) > 1} - KEPT
        self._shown: set[str] = set()
        self._shown = {word.low for text in texts for word in self._in(text, seen_elsewhere=False)}

    def all(self) -> frozenset[str]:
        """Return the words of every name, in lower case."""
        return frozenset(self._known | self._people | self._shown)

    def find(self, text: str) -> Iterator[Word]:
        """Yield the words to replace; of one into which names are glued ("list_JaneSmith") those parts."""
        folded = fold(text)
        found = list(self._in(text, seen_elsewhere=True))
        yield from found
        glued = [re.escape(name) for name in self._known | self._shown if self._may_be_glued(name)]
        if glued:
            taken = {place for word in found for place in range(word.start, word.end)}
            for match in re.finditer("|".join(sorted(glued, key=len, reverse=True)), folded, re.IGNORECASE):
                if taken.isdisjoint(range(*match.span())):
                    yield Word(*match.span(), match[0].casefold(), match[0])

    @staticmethod
    def _may_be_glued(name: str) -> bool:
        return len(name) >= _SHORTEST_GLUED and name not in ordinary_words() | KEPT | MAY_BE_NAMES

    def _in(self, text: str, *, seen_elsewhere: bool) -> Iterator[Word]:
        folded = fold(text)
        in_names = _places_of_names(folded)
        before: Word | None = None
        for word in words_of(folded):
            follows_name = before is not None and folded[before.end : word.start] in {" ", "-", " ap ", " van ", " de "}
            if self._is_name(word, folded, in_names, follows_name=follows_name) or (
                seen_elsewhere and self._is_shown(word)
            ):
                before = word
                yield word
            elif not (before and word.start - before.end <= 1 and len(word.low) == 1):
                before = None

    def _is_name(self, word: Word, text: str, in_names: bytearray, *, follows_name: bool) -> bool:
        is_ordinary = word.low in ordinary_words()
        if word.typed.islower():
            return self._is_certain(word, is_ordinary=is_ordinary)
        if _TITLE_BEFORE.search(text, max(0, word.start - 24), word.start) and len(word.low) > 1:
            return True
        if word.low in MONTHS or len(word.low) == 1:
            return False
        if word.low in self._known or word.low in FIRST_NAMES:
            return True
        starts = _STARTS.search(text, max(0, word.start - 8), word.start) is not None
        if word.low in MAY_BE_NAMES:
            return not starts or bool(in_names[word.start]) or follows_name
        is_likely = not starts and (word.low in self._people or follows_name)
        return word.low not in KEPT and (not is_ordinary or is_likely)

    def _is_certain(self, word: Word, *, is_ordinary: bool) -> bool:
        if is_ordinary or word.low in KEPT or word.low in MAY_BE_NAMES:
            return False
        return word.low in self._known or word.low in FIRST_NAMES

    def _is_shown(self, word: Word) -> bool:
        """Tell whether a word is a name elsewhere in the case's texts; in small letters only where it is no other."""
        if word.low not in self._shown:
            return False
        is_other = word.low in ordinary_words() or word.low in KEPT or word.low in MAY_BE_NAMES
        return not is_other or (not word.typed.islower() and word.low not in KEPT | MONTHS)


def initials(text: str, names: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where single capitals stand beside a name: "J. Osei", "Chloe M"."""
    starts, ends = {word.start for word in names}, {word.end for word in names}
    for match in _INITIAL.finditer(fold(text)):
        before = any(match.start() - len(gap) in ends for gap in _BETWEEN if text.endswith(gap, 0, match.start()))
        after = any(match.end() + len(gap) in starts for gap in _BETWEEN if text.startswith(gap, match.end()))
        if after or (before and match[0] not in "IA"):
            yield match.span()


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text, each without "'s" and the like."""
    folded = fold(text)
    for match in _WORD.finditer(folded):
        typed = _SHORT_FORM.sub("", match[0])
        if typed:
            yield Word(match.start(), match.start() + len(typed), typed.casefold(), typed)


def left_to_check(text: str) -> Iterator[str]:
    """Yield the words of a text that may still be names: those with a capital, and those that are no ordinary ones."""
    for word in words_of(text):
        is_plain = word.low in KEPT or word.low in MONTHS or len(word.low) == 1
        is_small = word.typed.islower() and (word.low in ordinary_words() or word.low not in FIRST_NAMES | MAY_BE_NAMES)
        if not is_plain and not is_small:
            yield word.typed


def _places_of_names(text: str) -> bytearray:
    """Mark the characters of what has the form of a person's whole name."""
    places = bytearray(len(text))
    for pattern in (TITLED, FULL):
        for match in pattern.finditer(text):
            places[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return places


def recogniser(model: str) -> Callable[[str], Sequence[str]]:
    """Return what lists the people whom a spaCy model finds in a text; nobody where `model` is empty.

    Raises OSError where spaCy doesn't know the model.
    """
    pipeline = build(model, ())

    def people(text: str) -> Sequence[str]:
        readable = _TOO_LONG.sub(lambda match: " " * len(match[0]), text[:MAX_CHARACTERS])
        return [entity.text for entity in pipeline(readable).ents if entity.label_ == "PERSON"]

    return people
