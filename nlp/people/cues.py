"""What stands around the names in a report, as features for the choice of whose doing it was."""

import re
from collections.abc import Sequence
from functools import lru_cache

from nlp.people.mentions import REACH, Around, Somebody
from nlp.people.words import classes_of
from nlp.reading import Reading
from nlp.text import Hit

_LEFT, _RIGHT = 5, 9
"""How many words beside a name are looked at."""
_LONGEST_ASIDE = 6
_MOST_KEPT = 10_000
_OPENS_ASIDE = frozenset({",", "("})
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
_HIS = frozenset({"his", "her"})


def _words(text: str, most: int = _RIGHT) -> list[str]:
    """Return the first words and signs of a text."""
    return _WORD.findall(text)[:most]


def person_features(person: Somebody, reading: Reading, place: int, many: int) -> list[str]:
    """Return what is said of a person other than the writer; `place` is theirs among `many` people of the report."""
    found = ["person", f"people:{min(many, 4)}", f"place:{min(place, 3)}", f"mentions:{min(len(person.hits), 4)}"]
    if person.title:
        found.append("titled")
    elif len(person.words) == 1:
        found.append("first name")
    body = reading.layout.body
    if not any(body.low[hit.start : hit.end].strip() for hit in person.hits):
        found.append("only in signature")
    for number, around in enumerate(person.places):
        found += _at(around, is_first=number == 0)
    for hit in person.pronouns:
        found += _at_pronoun(hit)
    return found


def _at(around: Around, *, is_first: bool) -> list[str]:
    """Return what is said at one place of a name."""
    found = ["first:True" if is_first else "first:False"]
    if around.beyond.startswith(("'s", "s'")):
        found.append("has")
        for word in _words(around.hit.page.after(around.hit.end + 2, REACH), 2):
            found += (f"has:{word}", *_marked("has:", word))
    else:
        after = _words(around.after)
        found += _done("", after, early=is_first)
        if after and after[0] in _OPENS_ASIDE:
            found += _aside(after)
    return found + _leading(_WORD.findall(around.before)[: -_LEFT - 1 : -1])


def _at_pronoun(hit: Hit) -> list[str]:
    after = hit.page.after(hit.end, REACH)
    if hit.low in _HIS:
        return [name for word in _words(after, 3) for name in _marked("their:", word)]
    return _done("he.", _words(after), early=True)


def _leading(before: Sequence[str]) -> list[str]:
    """Return what leads to a name: "by ", "told ", "our TA "."""
    found = ["starts"] if not before or before[0] in _STOPS else []
    for number, word in enumerate(before):
        if word in _STOPS:
            break
        found += _led(number, word)
    return found


def _aside(after: Sequence[str]) -> list[str]:
    """Return what is said between commas or in brackets: "(our bursar)", ", who ..."."""
    found = ["aside:who"] if after[1:2] == ["who"] else []
    for word in after[1:_LONGEST_ASIDE]:
        if word in {",", ")", "."}:
            break
        found += _marked("aside:", word)
    return found


def _done(prefix: str, words: Sequence[str], *, early: bool) -> list[str]:
    """Return what somebody did: how it is said, then what tells a deed from what was done about it."""
    verb, passed = _verb(words)
    is_negated, is_passive = "not" in passed, not _PASSIVE.isdisjoint(passed)
    found = [*_marked(f"{prefix}V:", verb, "-not" if is_negated else "")]
    if is_passive:
        found += (f"{prefix}passive", *_marked(f"{prefix}passive:", verb))
    for word in words[:_LONGEST_ASIDE]:
        found += _marked(f"{prefix}near:", word)
    if is_negated:
        return [*found, f"{prefix}!not"]
    tense = "is" if not _PERFECT.isdisjoint(passed) else "was" if is_passive else "did"
    return [*found, *_deed(f"{prefix}!", verb, tense, _done_to(words, verb), "early" if early else "late")]


def _done_to(words: Sequence[str], verb: str) -> str:
    """Return what kind of thing a verb is done to: what was told of before, "the list", or neither."""
    after = words[words.index(verb) + 1 :][:1] if verb in words else ()
    return "it" if not _TAKEN_BACK.isdisjoint(after) else "a" if not _SOMETHING.isdisjoint(after) else "-"


# The names of features are made once a word, not once a report.


@lru_cache(maxsize=_MOST_KEPT)
def _marked(prefix: str, word: str, ending: str = "") -> tuple[str, ...]:
    """Return the classes of a word, as features."""
    return tuple(f"{prefix}{name}{ending}" for name in classes_of(word))


@lru_cache(maxsize=_MOST_KEPT)
def _led(number: int, word: str) -> tuple[str, ...]:
    """Return what a word says that leads to a name; `number` is its distance."""
    if number >= 3:  # noqa: PLR2004 - words
        return _marked("l:", word)
    return (*_marked("l:", word), f"l{number}:{word}", *_marked(f"l{number}:", word))


@lru_cache(maxsize=_MOST_KEPT)
def _deed(prefix: str, verb: str, tense: str, done_to: str, when: str) -> tuple[str, ...]:
    """Return the few features that tell a deed: its tense, what it was done to, and how early it is told."""
    how = f"{tense}.{done_to}"
    ends = ("", f".{how}", f".{when}", f".{when}.{tense}") if is_deed(verb) else ()
    named = [f"{prefix}{name}.{end}" for name in classes_of(verb) for end in (when, how)]
    return (*(f"{prefix}deed{end}" for end in ends), *named)


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
