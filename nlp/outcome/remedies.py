"""What a clause looks like to the model that tells what was done about an incident from what the incident was."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise

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
_SHORT, _PIECE = 4, 4
"""Of longer words the first and last letters are features: they see through endings and some misspellings."""


def bags_of(clauses: Sequence[Clause], kinds: Sequence[str]) -> Iterator[Bag]:
    """Yield the features of each clause of a text; `kinds` say what each is an answer to."""
    subject, before = "we", "begin"
    said = [_words(clause) for clause in clauses]
    begun = [_begun(clause, words) for clause, words in zip(clauses, said, strict=True)]
    for place, (clause, words) in enumerate(zip(clauses, said, strict=True)):
        who = _subject(clause, words, subject)
        features = [
            *_of_words(words),
            *_of_place(clause, len(clauses), before),
            *_of_subject(clause, words, who, subject),
            f"kind:{kinds[place]}",
            f"then:{begun[place + 1] if place + 1 < len(begun) else 'end'}",
            f"before:{begun[place - 1] if place else 'begin'}",
        ]
        yield Bag({"d": dict.fromkeys(features, 1.0)})
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


def _of_words(words: Sequence[str]) -> list[str]:
    found = list(chain.from_iterable(map(_of_word, words)))
    found += [f"p:{one} {other}" for one, other in pairwise(words)]
    found += [f"k:{name}" for name in dict.fromkeys(chain.from_iterable(map(classes_of, words)))]
    return found


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[str, ...]:
    return (f"w:{word}", f"e:{word[-_PIECE:]}", f"b:{word[:_PIECE]}") if len(word) > _SHORT else (f"w:{word}",)


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
    verb = next((word for word in words if is_deed(word)), "")
    kinds = list(classes_of(verb)) or ["other" if verb else "no deed"]
    helper = "have" if not _HAVE.isdisjoint(words) else "be" if not _BE.isdisjoint(words) else "bare"
    yield f"who:{who}"
    yield f"whohad:{who}:{helper}"
    yield f"was:{before}"
    yield f"verb:{verb}"
    for kind in kinds:
        yield f"deed:{kind}"
        yield f"who deed:{who}:{kind}"
        yield f"how deed:{helper}:{kind}"
        yield f"join deed:{clause.joined}:{kind}"
    if said := words[len(clause.lead.split()) :]:
        yield f"first:{said[0]}"
        yield f"first deed:{is_deed(said[0])}"
    yield f"long:{min(len(words), 9)}"
