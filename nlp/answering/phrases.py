"""What our mails print, by its words: the questions that somebody was asked, headings, sentences."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from candour.cases.asked import Asked
from nlp.answering.our_words import HEADINGS, QUESTIONS_BELOW, SENTENCES
from nlp.text import fold, lower

WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.?!:])\s+")
_SHORTEST = 3
"""A sentence of fewer words may be anybody's."""
_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}


class Role(StrEnum):
    """What a phrase of ours is."""

    QUESTION = "question"
    REST = "rest"
    """What stands behind a question's question mark: "A rough number is fine."."""
    PERSONAL = "personal"
    """A question that a person wrote."""
    ASKING = "asking"
    """A heading under which questions follow."""
    HEADING = "heading"
    SENTENCE = "sentence"


@dataclass(frozen=True)
class Phrase:
    """Words that we print; `shown` is the value that is printed behind a question which is answered already."""

    words: tuple[str, ...]
    role: Role
    field: str = ""
    shown: tuple[str, ...] = ()


def phrases_in(low: str, asked: Sequence[Asked]) -> list[Phrase]:
    """Return our phrases whose words stand in a folded text in lower case one after the other, whatever is between.

    What was asked comes before the rest.
    """
    words = words_in(low)
    said = frozenset(words)
    known = [phrase for phrase in _asked(asked) if said.issuperset(phrase.words)]
    by_word = _by_telling_word()
    ours = [one for word in _telling_words() & said for one in by_word[word] if said.issuperset(one[1].words)]
    known += [phrase for _, phrase in sorted(ours, key=lambda one: one[0])]
    if not known:
        return []
    text = f" {' '.join(words)} "
    return [phrase for phrase in known if f" {' '.join(phrase.words)} " in text]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as phrases are compared: in lower case, without signs."""
    return tuple(words_in(lower(fold(text))))


def words_in(low: str) -> list[str]:
    """Return the words of a folded text in lower case, as WORD finds them."""
    return low.translate(_SIGNS).split() if low.isascii() else WORD.findall(low)


@cache
def _by_telling_word() -> Mapping[str, Sequence[tuple[int, Phrase]]]:
    """Return what every mail of ours may hold, by the longest word of each: few reports have one of those."""
    known: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
    for place, phrase in enumerate(_ours()):
        known[max(phrase.words, key=len)].append((place, phrase))
    return known


@cache
def _telling_words() -> frozenset[str]:
    return frozenset(_by_telling_word())


def _asked(asked: Sequence[Asked]) -> Iterator[Phrase]:
    """Yield what somebody was asked: each sentence for itself, since people cut and wrap what they quote."""
    for entry in asked:
        if not entry.field:
            role = Role.PERSONAL if entry.is_open else Role.SENTENCE
            yield from _made((part for line in entry.question.split("\n") for part in _SENTENCE.split(line)), role)
        elif entry.question:
            question, _, rest = entry.question.partition("?")
            shown = words_of(entry.shown)
            yield from (Phrase(one.words, one.role, entry.field, shown) for one in _made((question,), Role.QUESTION))
            behind = (*_SENTENCE.split(rest), entry.offered)
            yield from (Phrase(one.words, one.role, entry.field) for one in _made(behind, Role.REST))


def _ours() -> Iterator[Phrase]:
    yield from _made(QUESTIONS_BELOW, Role.ASKING)
    yield from _made(HEADINGS, Role.HEADING)
    yield from _made((part for text in SENTENCES for part in (text, *_SENTENCE.split(text))), Role.SENTENCE)


def _made(texts: Iterable[str], role: Role) -> Iterator[Phrase]:
    for text in texts:
        words = words_of(text)
        if len(words) >= (_SHORTEST if role is Role.SENTENCE else 1):
            yield Phrase(words, role)
