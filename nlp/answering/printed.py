"""Finds our own words in a message, however it wraps, marks or numbers them: questions, headings, sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from candour.cases.asked import Asked
from nlp.answering.phrases import WORD, Phrase, phrases_in

_NUMBER = re.compile(r"(?:^|\n)[\s>|*]{0,20}(\d{1,2})\s?\\?[.)]\s{0,20}\W{0,3}$")
_MARKS = re.compile(r"[\s>|*#-]{0,20}$")
_STOP = re.compile(r"[?.:!\])]{0,3}")
_CHECK = ("please", "check")
_LONGEST_LEAD = 60


@dataclass(frozen=True)
class Printed:
    """Where a phrase of ours stands, with bullet and number; `number` is 0 where it has none.

    `is_point` where its value stands behind it, as we print what we have understood.
    """

    start: int
    end: int
    phrase: Phrase
    number: int = 0
    is_point: bool = False


def find_printed(low: str, asked: Sequence[Asked]) -> list[Printed]:
    """Return our phrases in a folded text in lower case, in their order; of several that fit the longest counts."""
    phrases = phrases_in(low, asked)
    return _places(low, _indexed(phrases)) if phrases else []


def _places(low: str, index: Mapping[tuple[str, ...], Sequence[Phrase]]) -> list[Printed]:
    firsts = frozenset(key[0] for key in index)
    spans = [match.span() for match in WORD.finditer(low)]
    words = [low[start:end] for start, end in spans]
    found: list[Printed] = []
    place = 0
    while place < len(words):
        if words[place] not in firsts:
            place += 1
            continue
        known_here = (*index.get(tuple(words[place : place + 2]), ()), *index.get((words[place],), ()))
        phrase = next((one for one in known_here if _stands(one, words, place, low, spans)), None)
        if phrase is None:
            place += 1
            continue
        last = place + len(phrase.words)
        behind = _value_behind(phrase, words, last)
        found.append(_printed(low, phrase, spans[place][0], spans[last + behind - 1][1], is_point=behind > 0))
        place = last + behind
    return found


def _stands(phrase: Phrase, words: Sequence[str], place: int, low: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a phrase stands at a place; a single word does where it is alone on its line, as a heading."""
    last = place + len(phrase.words)
    if tuple(words[place:last]) != phrase.words:
        return False
    return len(phrase.words) > 1 or _is_alone(low, *spans[place])


def _is_alone(low: str, start: int, end: int) -> bool:
    before, after = low[max(0, start - _LONGEST_LEAD) : start], low[end : end + _LONGEST_LEAD]
    return not before.rpartition("\n")[2].strip(" >#*") and not after.partition("\n")[0].strip(" #*")


def _value_behind(phrase: Phrase, words: Sequence[str], place: int) -> int:
    """Return how many words of the printed value, and of the mark "please check", stand at a place."""
    value = len(phrase.shown)
    if not value or tuple(words[place : place + value]) != phrase.shown:
        return 0
    is_marked = tuple(words[place + value : place + value + len(_CHECK)]) == _CHECK
    return value + (len(_CHECK) if is_marked else 0)


def _printed(low: str, phrase: Phrase, start: int, end: int, *, is_point: bool) -> Printed:
    """Return the place of a phrase with the number or bullet before it and the stop behind it."""
    before = "\n" * (start < _LONGEST_LEAD) + low[max(0, start - _LONGEST_LEAD) : start]
    numbered = _NUMBER.search(before)
    lead = numbered or _MARKS.search(before)
    stop = _STOP.match(low, end)
    return Printed(
        max(0, start - len(lead[0].lstrip("\n")) if lead else start),
        stop.end() if stop else end,
        phrase,
        int(numbered[1]) if numbered else 0,
        is_point,
    )


def _indexed(phrases: Sequence[Phrase]) -> Mapping[tuple[str, ...], list[Phrase]]:
    """Return phrases by their first two words, the longest first and what was asked before the rest."""
    index: dict[tuple[str, ...], list[Phrase]] = {}
    for known in sorted(phrases, key=lambda known: -len(known.words)):
        index.setdefault(known.words[:2], []).append(known)
    return index
