"""The words of a clause, each with what it says about who did what: looked at once, and kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from sys import intern
from typing import NamedTuple

from nlp.outcome.clauses import Clause
from nlp.outcome.remedy_words import classes_of, is_deed
from nlp.statistics.words import MAX_CACHED

DEED = "deed"
_WORD = re.compile(r"[^\W\d_]{1,30}(?:['-][^\W\d_]{1,20}){0,3}|\d[\d,.:/-]{0,20}")
_CAPITALISED = re.compile(r"[^\W\d_a-z]['-]?[^\W\d_]")
"""Stands in all that may be a name; quick, for most clauses have but an "I"."""
_PRONOUNS = {
    **dict.fromkeys(("i", "we", "i've", "we've", "ive", "weve", "i'd"), "we"),
    **dict.fromkeys(("he", "she", "they", "he's", "she's", "they've", "who", "someone", "somebody"), "they"),
    **dict.fromkeys(("they'd", "he'd", "she'd", "hes"), "they"),
    **dict.fromkeys(("it", "which", "that", "this", "it's", "its", "there", "these", "those"), "it"),
    "<name>": "name",
}
_DOERS = ("technicians", "authority", "people concerned", "manager", "thing")
_HAVE = frozenset({"have", "has", "had", "i've", "we've", "ive", "weve", "they've"})
_BE = frozenset({"is", "are", "was", "were", "am", "been", "being", "be", "i'm", "it's", "they're", "theyre"})


class Counts(NamedTuple):
    """What a word counts: wherever it stands, and with each word that may stand behind it."""

    alone: float
    behind: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word in lower case: what is asked about it lies together, for memory is slower than anything done with it."""

    spelt: str
    classes: Sequence[str]
    is_deed: bool
    helps: str
    """The verb that it is a form of: "have", "be", or "" for any other."""
    subject: str | None
    """Whose deed it says that it is; DEED of a word before which it must have been said."""
    alone: float
    behind: Mapping[str, float]
    """What it counts; see `Counts`."""


class Words(dict[str, Word]):
    """Words by their spelling, so many of them; all numbers are one."""

    def __init__(self, count: Callable[[str], Counts] = lambda _: Counts(0.0, {})) -> None:
        """Take what tells the counts of a word; none are needed to tell what a clause looks like."""
        self._count = count
        self.none, self.number, self.name = map(self._looked_at, ("", "<number>", "<name>"))

    def __missing__(self, spelt: str) -> Word:
        if spelt[0].isdigit():
            return self.number
        if len(self) >= MAX_CACHED:
            self.clear()
        return self.setdefault(spelt, self._looked_at(intern(spelt)))

    def of(self, clause: Clause) -> list[Word]:
        """Return the words of a clause; a number and a name stand for all numbers and names."""
        words = list(map(self.__getitem__, _WORD.findall(clause.low)))
        typed = clause.page.cased[clause.start : clause.end]
        if _CAPITALISED.search(typed, 1):
            begins = bool(words) and clause.low.startswith(words[0].spelt)
            for place, word in islice(enumerate(_WORD.findall(typed)), begins, None):
                if word[0].isupper() and word[1:].islower() and not words[place].classes:
                    words[place] = self.name
        return words

    def _looked_at(self, spelt: str) -> Word:
        helps = "have" if spelt in _HAVE else "be" if spelt in _BE else ""
        deed, classes = is_deed(spelt), classes_of(spelt)
        doer = DEED if deed or helps else next((kind for kind in _DOERS if kind in classes), None)
        return Word(spelt, classes, deed, helps, _PRONOUNS.get(spelt, doer), *self._count(spelt))
