"""What a clause looks like to the model that tells what was done about an incident from what the incident was."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from nlp.outcome.clauses import Clause
from nlp.outcome.remedy_words import classes_of, is_deed
from nlp.statistics.words import Bag

_WORD = re.compile(r"[^\W\d_]{1,30}(?:['-][^\W\d_]{1,20}){0,3}|\d[\d,.:/-]{0,20}")
_PRONOUNS = {
    **dict.fromkeys(("i", "we", "i've", "we've", "ive", "weve", "i'd"), "we"),
    **dict.fromkeys(("he", "she", "they", "he's", "she's", "they've", "who", "someone", "somebody"), "they"),
    **dict.fromkeys(("they'd", "he'd", "she'd", "hes"), "they"),
    **dict.fromkeys(("it", "which", "that", "this", "it's", "its", "there", "these", "those"), "it"),
    "<name>": "name",
}
_DOERS = ("technicians", "authority", "people concerned", "manager", "thing")
_JOINING = frozenset({"and", "then", "also", "so", "but", "since", "now"})
_HAVE = frozenset({"have", "has", "had", "i've", "we've", "ive", "weve", "they've"})
_BE = frozenset({"is", "are", "was", "were", "am", "been", "being", "be", "i'm", "it's", "they're", "theyre"})
_PAIR = "p:"
_SHORT, _PIECE = 4, 4
"""Of longer words the first and last letters are features: they see through endings and some misspellings."""


class Look(NamedTuple):
    """What a clause looks like: its words, and the features that don't stand for words."""

    words: Sequence[str]
    features: Sequence[str]

    def bag(self) -> Bag:
        """Return all its features, each as often as it is there."""
        pairs = (pair_named(one, other) for one, other in pairwise(self.words))
        counts = Counter(chain(chain.from_iterable(map(of_word, self.words)), pairs, self.features))
        return Bag({"d": {name: float(count) for name, count in counts.items()}})


def looks_of(clauses: Sequence[Clause], kinds: Sequence[str]) -> Iterator[Look]:
    """Yield what each clause of a text looks like; `kinds` say what each is an answer to."""
    subject, before = "we", "begin"
    said = [_words(clause) for clause in clauses]
    begun = [_begun(clause, words) for clause, words in zip(clauses, said, strict=True)]
    for place, (clause, words) in enumerate(zip(clauses, said, strict=True)):
        who = _subject(clause, words, subject)
        features = [
            *_of_place(clause, len(clauses), before),
            *_of_subject(clause, words, who, subject),
            *_of_deed(next(filter(is_deed, words), ""), who, _helper(words), clause.joined),
            f"kind:{kinds[place]}",
            f"then:{begun[place + 1] if place + 1 < len(begun) else 'end'}",
            f"before:{begun[place - 1] if place else 'begin'}",
        ]
        yield Look(words, features)
        if who != "none":
            subject = who
        before = next(chain.from_iterable(map(classes_of, words)), "other")


def _begun(clause: Clause, words: Sequence[str]) -> str:
    """Return how a clause begins: what joins it, and whether its verb comes first."""
    said = words[len(clause.lead.split()) :]
    return f"{clause.joined}:{bool(said) and is_deed(said[0])}"


def _words(clause: Clause) -> list[str]:
    page, found = clause.page, []
    for match in _WORD.finditer(page.low, clause.start, clause.end):
        word = match[0]
        if word[0].isdigit():
            word = "<number>"
        elif (
            match.start() > clause.start
            and page.cased[match.start()].isupper()
            and not classes_of(word)
            and page.cased[match.start() + 1 : match.end()].islower()
        ):
            word = "<name>"
        found.append(word)
    return found


def of_word(word: str) -> list[str]:
    """Return the features of a word: itself, its ends, and its classes."""
    pieces = [f"e:{word[-_PIECE:]}", f"b:{word[:_PIECE]}"] if len(word) > _SHORT else []
    return [f"w:{word}", *pieces, *(f"k:{name}" for name in classes_of(word))]


def pair_named(one: str, other: str) -> str:
    """Return the feature of two words that follow each other."""
    return f"{_PAIR}{one} {other}"


def pair_of(feature: str) -> tuple[str, str] | None:
    """Return the words of a feature of `pair_named`; None of any other."""
    one, _, other = feature.removeprefix(_PAIR).partition(" ")
    return (one, other) if feature.startswith(_PAIR) else None


def _of_place(clause: Clause, count: int, before: str) -> Iterator[str]:
    yield f"join:{clause.joined}"
    yield f"after:{before}"
    yield f"third:{3 * clause.number // max(count, 1)}:{min(count // 6, 3)}"
    if clause.number < 2:  # noqa: PLR2004 - the first two
        yield f"number:{clause.number}"
    if count - clause.number <= 2:  # noqa: PLR2004 - the last two
        yield "last"
    yield f"count:{min(count // 8, 4)}"


def _subject(clause: Clause, words: Sequence[str], inherited: str) -> str:
    """Return whose deed it is: of us, of them, of a name, of a thing; what stands before the first deed says it."""
    for place, word in enumerate(words):
        if pronoun := _PRONOUNS.get(word):
            return pronoun
        if is_deed(word) or word in _HAVE or word in _BE:
            return _unnamed(clause, words[:place], inherited)
        if kind := _doer(word):
            return kind
    return "none"


@lru_cache(maxsize=20_000)
def _doer(word: str) -> str | None:
    return next((kind for kind in _DOERS if kind in classes_of(word)), None)


def _unnamed(clause: Clause, before: Sequence[str], inherited: str) -> str:
    """Return the subject of a clause that begins with its verb: left out, or that of the clause before."""
    if before and before[-1] not in _JOINING:
        return "noun"
    return "dropped" if clause.joined == "." else f"as {inherited.removeprefix('as ')}"


def _of_subject(clause: Clause, words: Sequence[str], who: str, before: str) -> Iterator[str]:
    yield f"who:{who}"
    yield f"was:{before}"
    if said := words[len(clause.lead.split()) :]:
        yield f"first:{said[0]}"
        yield f"first deed:{is_deed(said[0])}"
    yield f"long:{min(len(words), 9)}"


def _helper(words: Sequence[str]) -> str:
    return "have" if not _HAVE.isdisjoint(words) else "be" if not _BE.isdisjoint(words) else "bare"


@lru_cache(maxsize=4_000)
def _of_deed(verb: str, who: str, helper: str, joined: str) -> tuple[str, ...]:
    """Return what speaks from a clause's deed, "" where it has none, and from who did it and how it is joined."""
    kinds = classes_of(verb) or ("other" if verb else "no deed",)
    said = [
        (f"deed:{kind}", f"who deed:{who}:{kind}", f"how deed:{helper}:{kind}", f"join deed:{joined}:{kind}")
        for kind in kinds
    ]
    return (f"whohad:{who}:{helper}", f"verb:{verb}", *chain.from_iterable(said))
