"""What stands around the names in a report, as features for the choice of whose doing it was."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from nlp.people.mentions import Somebody
from nlp.people.words import classes_of
from nlp.reading import Reading
from nlp.text import Hit, Page

_LEFT, _RIGHT = 5, 9
"""How many words beside a name are looked at."""
_REACH = 90
"""Characters."""
_LONGEST_ASIDE = 6
_WORD = re.compile(r"[^\W\d_][\w'-]{0,30}|[,;:()]|\.(?=\s)|\n\n")
_STOPS = frozenset({";", ":", ".", "\n\n"})
_BETWEEN = """
    who had has have was is were are be been being also then just only really actually accidentally mistakenly
    must may might could would will by mistake again already still then even now today yesterday always later
    about apparently obviously stupidly foolishly somehow both 've 'd did do does got went and this that last on
    at morning afternoon monday tuesday wednesday thursday friday
"""
_PASSED = frozenset(_BETWEEN.split())
"""What may stand between a name and what its bearer did."""
_PERFECT = frozenset({"have", "has", "'ve"})
_PASSIVE = frozenset({"was", "were", "been", "be", "being", "is", "are"})
_DEEDS = frozenset({"sent", "gave", "left", "threw", "published", "computer", "said"})
_TAKEN_BACK = frozenset({"it", "them", "him", "her", "this", "these", "those", "everyone", "all"})
_BEFORE_A_THING = "the a an my our his her their two three some out off to up all one"
_SOMETHING = frozenset(_BEFORE_A_THING.split())
_HIS = re.compile(r"his|her")


def words_after(page: Page, offset: int, most: int = _RIGHT) -> list[str]:
    """Return the words and signs that follow in the sentence."""
    return [match[0] for match in islice(_WORD.finditer(page.after(offset, _REACH)), most)]


def words_before(page: Page, offset: int) -> list[str]:
    """Return the words and signs that stand before in the sentence, the nearest first."""
    return [match[0] for match in _WORD.finditer(page.before(offset, _REACH))][::-1][:_LEFT]


def person_features(person: Somebody, reading: Reading, place: int, many: int) -> dict[str, float]:
    """Return what is said of a person other than the writer; `place` is theirs among `many` people of the report."""
    found = ["person", f"people:{min(many, 4)}", f"place:{min(place, 3)}", f"mentions:{min(len(person.hits), 4)}"]
    if person.title:
        found.append("titled")
    elif len(person.words) == 1:
        found.append("first name")
    body = reading.layout.body
    if not any(body.low[hit.start : hit.end].strip() for hit in person.hits):
        found.append("only in signature")
    for number, hit in enumerate(person.hits):
        found += _at(hit, is_first=number == 0)
    for hit in person.pronouns:
        found += _at_pronoun(hit)
    return dict.fromkeys(found, 1.0)


def _at(hit: Hit, *, is_first: bool) -> Iterator[str]:
    """Yield what is said at one place of a name."""
    page = hit.page
    yield f"first:{is_first}"
    if page.low[hit.end : hit.end + 2] in {"'s", "s'"}:
        yield "has"
        for word in words_after(page, hit.end + 2)[:2]:
            yield f"has:{word}"
            yield from (f"has:{name}" for name in classes_of(word))
    else:
        after = words_after(page, hit.end)
        yield from _doing("", after)
        yield from _deed("", after, early=is_first)
        yield from _aside(after)
    yield from _leading(words_before(page, hit.start))


def _at_pronoun(hit: Hit) -> Iterator[str]:
    if _HIS.fullmatch(hit.low):
        for word in words_after(hit.page, hit.end, 3):
            yield from (f"their:{name}" for name in classes_of(word))
        return
    after = words_after(hit.page, hit.end)
    yield from _doing("he.", after)
    yield from _deed("he.", after, early=True)


def _leading(before: Sequence[str]) -> Iterator[str]:
    """Yield what leads to a name: "by ", "told ", "our TA "."""
    if not before or before[0] in _STOPS:
        yield "starts"
    for number, word in enumerate(before):
        if word in _STOPS:
            return
        yield from (f"l:{name}" for name in classes_of(word))
        if number < 3:  # noqa: PLR2004 - words
            yield f"l{number}:{word}"
            yield from (f"l{number}:{name}" for name in classes_of(word))


def _aside(after: Sequence[str]) -> Iterator[str]:
    """Yield what is said between commas or in brackets: "(our bursar)", ", who ..."."""
    if not after or after[0] not in {",", "("}:
        return
    if after[1:2] == ["who"]:
        yield "aside:who"
    for word in after[1:_LONGEST_ASIDE]:
        if word in {",", ")", "."}:
            return
        yield from (f"aside:{name}" for name in classes_of(word))


def _doing(prefix: str, words: Sequence[str]) -> Iterator[str]:
    """Yield what somebody did, by the classes of the verb and of the words about it."""
    verb, passed = _verb(words)
    negated = "-not" if "not" in passed else ""
    yield from (f"{prefix}V:{name}{negated}" for name in classes_of(verb))
    if not _PASSIVE.isdisjoint(passed):
        yield f"{prefix}passive"
        yield from (f"{prefix}passive:{name}" for name in classes_of(verb))
    for word in words[:_LONGEST_ASIDE]:
        yield from (f"{prefix}near:{name}" for name in classes_of(word))


def _deed(prefix: str, words: Sequence[str], *, early: bool) -> Iterator[str]:
    """Yield the few features that tell a deed from what was done about it: its tense, and what it was done to."""
    verb, passed = _verb(words)
    if "not" in passed:
        yield f"{prefix}!not"
        return
    rest = words[words.index(verb) + 1 :] if verb in words else []
    tense = "is" if not _PERFECT.isdisjoint(passed) else "was" if not _PASSIVE.isdisjoint(passed) else "did"
    kind = "it" if rest and rest[0] in _TAKEN_BACK else "a" if rest and rest[0] in _SOMETHING else "-"
    when = "early" if early else "late"
    if is_deed(verb):
        yield from (f"{prefix}!deed{end}" for end in ("", f".{tense}.{kind}", f".{when}", f".{when}.{tense}"))
    for name in classes_of(verb):
        yield f"{prefix}!{name}.{when}"
        yield f"{prefix}!{name}.{tense}.{kind}"


def is_deed(word: str) -> bool:
    """Tell whether a word is of the deeds by which data gets out."""
    return not _DEEDS.isdisjoint(classes_of(word))


def _verb(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the first word that is no auxiliary, adverb or aside, and what was passed over."""
    passed: list[str] = []
    in_brackets = False
    for place, word in enumerate(_without_aside(words)):
        if word in {"(", ")"}:
            in_brackets = word == "("
        elif in_brackets:
            continue
        elif word in _STOPS or (word == "," and place > 0):
            break
        elif "not" in classes_of(word):
            passed.append("not")
        elif word in _PASSED or (word.endswith("ly") and len(word) > 3):  # noqa: PLR2004 - no "fly" is an adverb
            passed.append(word)
        elif word != ",":
            return word, passed
    return (passed[-1] if passed else ""), passed


def _without_aside(words: Sequence[str]) -> Sequence[str]:
    """Return words without ", our TA," at their beginning."""
    if not words or words[0] != "," or "," not in words[1:_LONGEST_ASIDE]:
        return words
    end = words.index(",", 1)
    aside = words[1:end]
    return words if aside[:1] == ["who"] or any(map(is_deed, aside)) else words[end + 1 :]
