"""The people of a report, each with all the places at which they are named, or called "he" and "she"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from nlp.people.identity import is_part_of, words_of
from nlp.people.names import TITLE
from nlp.people.words import last_words
from nlp.reading import Reading
from nlp.text import Hit, Page

MAX_MENTIONS = 20
"""How many places of a person are looked at."""
MAX_PRONOUNS = 80
REACH = 90
"""How many characters before and after a name are looked at."""
_FARTHEST = 400
"""Characters from a name to a "he" that may mean it."""
_SHORTEST = 3
"""Letters of a name that is looked for by itself."""
_TITLED = re.compile(TITLE + r"\b", re.IGNORECASE)
_MAN = frozenset({"mr", "sir", "fr", "father"})
_WOMAN = frozenset({"mrs", "ms", "miss", "sister"})
_PRONOUN = re.compile(r"(?<![\w'])(?:he|she|he's|she's|he'd|she'd|who|his|her)(?![\w'])")


class Around(NamedTuple):
    """What stands around a name: in its sentence before and after it, and beyond the sentence."""

    hit: Hit
    before: str
    after: str
    beyond: str
    last: Sequence[str]
    """The last words or signs before the name."""


@dataclass
class Somebody:
    """Somebody named: the longest form of the name, its words without title, where it stands, and "he" and "she"."""

    name: str
    words: list[str]
    hits: list[Hit] = field(default_factory=list)
    pronouns: list[Hit] = field(default_factory=list)
    title: str = ""

    @property
    def is_woman(self) -> bool | None:
        """What the title says; None where it says nothing."""
        return True if self.title in _WOMAN else False if self.title in _MAN else None

    @cached_property
    def places(self) -> Sequence[Around]:
        """What stands around the name, wherever it stands; of a person with all their hits."""
        return [_around(hit) for hit in self.hits]


def _around(hit: Hit) -> Around:
    page, start, end = hit
    return Around(
        hit,
        page.before(start, REACH),
        page.after(end, REACH),
        page.low[end : end + REACH],
        last_words(page.low, start),
    )


def people_of(reading: Reading, writer: str) -> list[Somebody]:
    """Return the people named in a report, without its writer, in the order of the text."""
    found: list[Somebody] = []
    own = words_of(writer)
    named = [(words_of(person.name), person) for person in reading.people]
    for words, person in sorted(named, key=lambda one: -len(one[0])):
        if not words or _is(words, own):
            continue
        fitting = [one for one in found if _is(words, one.words)]
        if not fitting or any(one.words != fitting[0].words for one in fitting):
            fitting = [Somebody(person.name, words)]
            found += fitting
        title = _TITLED.match(person.name)
        fitting[0].title = fitting[0].title or (title[0].lower() if title else "")
        fitting[0].hits.append(person.hit)
    for one in found:
        one.hits += _alone(reading.layout.written, one, found)
        one.hits.sort(key=_start)
    found.sort(key=lambda one: one.hits[0].start)
    if found:
        _add_pronouns(reading.layout.written, found)
    return found


_start = attrgetter("start")


def _is(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether words name the one of whom `whole` are the words."""
    if not whole or len(words) > len(whole):
        return False
    if list(words) == list(whole) or is_part_of(words, whole):
        return True
    return _is_short_for(words[0], whole[0]) and (len(words) == 1 or words[-1] == whole[-1])


def _is_short_for(short: str, name: str) -> bool:
    """Tell whether a first name is another's initial or a form of it: Toby for Tobias, Debs for Deborah."""
    if len(short) == 1 or len(name) == 1:
        return short[0] == name[0]
    return len(short) > _SHORTEST and short[:-1] == name[: len(short) - 1]


_IN_WORD = re.compile(r"\w")


def _alone(page: Page, one: Somebody, people: Sequence[Somebody]) -> Iterator[Hit]:
    """Yield the places at which the first or the last name stands by itself, where only one person has it."""
    for name in dict.fromkeys((one.words[0], one.words[-1])):
        if len(name) < _SHORTEST or sum([name in other.words for other in people]) > 1:
            continue
        titled = name.title()
        for start in islice(_places(titled, page.cased), MAX_MENTIONS):
            if not any(hit.start <= start < hit.end for hit in one.hits):
                yield Hit(page, start, start + len(titled))


def _places(name: str, text: str) -> Iterator[int]:
    """Yield where a name stands as a word. To compile a pattern for each would take longer than to read the rest."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        is_word = not _IN_WORD.match(text, end) and not (at and (_IN_WORD.match(text, at - 1) or text[at - 1] == "'"))
        if is_word:
            yield at
        at = text.find(name, end if is_word else at + 1)


def _add_pronouns(page: Page, people: Sequence[Somebody]) -> None:
    """Give each person the "he", "she", "who" and "her" that follow their name, as far as the title agrees."""
    marks = sorted(((hit.start, person) for person in people for hit in person.hits), key=lambda mark: -mark[0])
    for hit in islice(page.hits(_PRONOUN), MAX_PRONOUNS):
        low = hit.low
        is_he = not low.startswith(("she", "her"))
        for start, person in marks:
            if start < hit.start and (low == "who" or person.is_woman is not is_he):
                if hit.start - start < _FARTHEST:
                    person.pronouns.append(hit)
                break
