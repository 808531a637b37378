"""What a clause looks like to the model that tells what was done about an incident from what the incident was."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from nlp.outcome.clause_words import DEED, Word, Words
from nlp.outcome.clauses import Clause
from nlp.outcome.remedy_words import classes_of, is_deed
from nlp.statistics.words import Bag

_JOINING = frozenset({"", "and", "then", "also", "so", "but", "since", "now"})
_MOST = 9
_NO_DEED, _OTHER = ("no deed",), ("other",)
_PAIR = "p:"
_SHORT, _PIECE = 4, 4
"""Of longer words the first and last letters are features: they see through endings and some misspellings."""


Begun = tuple[str | bool, ...]
"""How a clause begins: what joins it, and whether its verb comes first."""


class Look(NamedTuple):
    """What a clause looks like: its words, and what else there is to it."""

    words: Sequence[Word]
    kind: str
    """What it is an answer to."""
    aspects: Sequence[Any]
    """What each of ASPECTS names features of."""

    def bag(self) -> Bag:
        """Return all its features, each as often as it is there."""
        words = [word.spelt for word in self.words]
        pairs = map(pair_named, words, words[1:])
        aspects = (named(aspect) for named, aspect in zip(ASPECTS, self.aspects, strict=True))
        counts = Counter(chain(chain.from_iterable(map(of_word, words)), pairs, chain.from_iterable(aspects)))
        return Bag({"d": {name: float(count) for name, count in counts.items()}})


class _Said(NamedTuple):
    clause: Clause
    words: Sequence[Word]
    first: Word
    """The first of its words that is no lead."""
    begun: Begun


def looks_of(clauses: Sequence[Clause], kinds: Sequence[str], known: Words) -> Iterator[Look]:
    """Yield what each clause of a text looks like; `kinds` say what each is an answer to."""
    subject, before, count = "we", "begin", len(clauses)
    every = [_said(clause, known) for clause in clauses]
    begun = [("begin",), *(said.begun for said in every), ("end",)]
    for said, kind, earlier, then in zip(every, kinds, begun, begun[2:], strict=False):
        (clause, words, first, _), joined = said, said.clause.joined
        verb, helper = _deed(words) or known.none, _helper(words)
        who = _subject(clause, words, subject)
        kinds_of_verb = verb.classes or (_OTHER if verb.spelt else _NO_DEED)
        whose = who, subject, first.spelt, min(len(words), _MOST), (who, helper)
        deed = verb.spelt, (kinds_of_verb, who, helper, joined)
        yield Look(words, kind, (joined, before, (clause.number, count), *whose, *deed, kind, then, earlier))
        subject = subject if who == "none" else who
        before = _class(words)


def _said(clause: Clause, known: Words) -> _Said:
    words, led = known.of(clause), clause.led_by
    first = words[led] if led < len(words) else known.none
    return _Said(clause, words, first, (clause.joined, first.is_deed))


def _deed(words: Iterable[Word]) -> Word | None:
    for word in words:
        if word.is_deed:
            return word
    return None


def _class(words: Iterable[Word]) -> str:
    for word in words:
        if word.classes:
            return word.classes[0]
    return "other"


def of_word(spelt: str) -> Sequence[str]:
    """Return the features of a word: itself, its ends, and its classes."""
    pieces = (f"e:{spelt[-_PIECE:]}", f"b:{spelt[:_PIECE]}") if len(spelt) > _SHORT else ()
    return (f"w:{spelt}", *pieces, *(f"k:{name}" for name in classes_of(spelt)))


def pair_named(one: str, other: str) -> str:
    """Return the feature of two words that follow each other."""
    return f"{_PAIR}{one} {other}"


def pair_of(feature: str) -> tuple[str, str] | None:
    """Return the words of a feature of `pair_named`; None of any other."""
    one, _, other = feature.removeprefix(_PAIR).partition(" ")
    return (one, other) if feature.startswith(_PAIR) else None


def _subject(clause: Clause, words: Sequence[Word], inherited: str) -> str:
    """Return whose deed it is: of us, of them, of a name, of a thing; what stands before the first deed says it."""
    before = ""
    for word in words:
        if subject := word.subject:
            return _left_out(clause, before, inherited) if subject == DEED else subject
        before = word.spelt
    return "none"


def _left_out(clause: Clause, before: str, inherited: str) -> str:
    """Return the subject of a clause that begins with its verb: left out, or that of the clause before."""
    if before not in _JOINING:
        return "noun"
    return "dropped" if clause.joined == "." else f"as {inherited.removeprefix('as ')}"


def _helper(words: Iterable[Word]) -> str:
    helps = {word.helps for word in words}
    return "have" if "have" in helps else "be" if "be" in helps else "bare"


def _of_place(place: tuple[int, int]) -> Iterator[str]:
    number, count = place
    yield f"third:{3 * number // max(count, 1)}:{min(count // 6, 3)}"
    if number < 2:  # noqa: PLR2004 - the first two
        yield f"number:{number}"
    if count - number <= 2:  # noqa: PLR2004 - the last two
        yield "last"
    yield f"count:{min(count // 8, 4)}"


def _of_first(spelt: str) -> Sequence[str]:
    return (f"first:{spelt}", f"first deed:{is_deed(spelt)}") if spelt else ()


def _of_deed(deed: tuple[Sequence[str], str, str, str]) -> Iterator[str]:
    """Yield what speaks from the kinds of a clause's deed, and from who did it and how it is joined."""
    kinds, who, helper, joined = deed
    for kind in kinds:
        yield from (f"deed:{kind}", f"who deed:{who}:{kind}", f"how deed:{helper}:{kind}", f"join deed:{joined}:{kind}")


ASPECTS: Sequence[Callable[[Any], Iterable[str]]] = (
    lambda joined: (f"join:{joined}",),
    lambda before: (f"after:{before}",),
    _of_place,
    lambda who: (f"who:{who}",),
    lambda before: (f"was:{before}",),
    _of_first,
    lambda long: (f"long:{long}",),
    lambda whose: (f"whohad:{whose[0]}:{whose[1]}",),
    lambda verb: (f"verb:{verb}",),
    _of_deed,
    lambda kind: (f"kind:{kind}",),
    lambda then: (f"then:{':'.join(map(str, then))}",),
    lambda before: (f"before:{':'.join(map(str, before))}",),
)
"""What names the features of each aspect of a clause: few values of each are ever seen, so each is counted but once."""
