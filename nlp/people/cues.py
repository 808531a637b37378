"""What stands around the names in a report, as features for the choice of whose doing it was."""

import re
from collections.abc import Sequence

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
_HIS = frozenset({"his", "her"})


def words_after(page: Page, offset: int, most: int = _RIGHT) -> list[str]:
    """Return the words and signs that follow in the sentence."""
    return _WORD.findall(page.after(offset, _REACH))[:most]


def words_before(page: Page, offset: int) -> list[str]:
    """Return the words and signs that stand before in the sentence, the nearest first."""
    return _WORD.findall(page.before(offset, _REACH))[: -_LEFT - 1 : -1]


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


def _at(hit: Hit, *, is_first: bool) -> list[str]:
    """Return what is said at one place of a name."""
    page = hit.page
    found = [f"first:{is_first}"]
    if page.low.startswith(("'s", "s'"), hit.end):
        found.append("has")
        for word in words_after(page, hit.end + 2, 2):
            found.append(f"has:{word}")
            found += [f"has:{name}" for name in classes_of(word)]
    else:
        after = words_after(page, hit.end)
        found += _done("", after, early=is_first)
        found += _aside(after)
    return found + _leading(words_before(page, hit.start))


def _at_pronoun(hit: Hit) -> list[str]:
    if hit.low in _HIS:
        return [f"their:{name}" for word in words_after(hit.page, hit.end, 3) for name in classes_of(word)]
    return _done("he.", words_after(hit.page, hit.end), early=True)


def _leading(before: Sequence[str]) -> list[str]:
    """Return what leads to a name: "by ", "told ", "our TA "."""
    found = ["starts"] if not before or before[0] in _STOPS else []
    for number, word in enumerate(before):
        if word in _STOPS:
            break
        names = classes_of(word)
        found += [f"l:{name}" for name in names]
        if number < 3:  # noqa: PLR2004 - words
            found.append(f"l{number}:{word}")
            found += [f"l{number}:{name}" for name in names]
    return found


def _aside(after: Sequence[str]) -> list[str]:
    """Return what is said between commas or in brackets: "(our bursar)", ", who ..."."""
    if not after or after[0] not in {",", "("}:
        return []
    found = ["aside:who"] if after[1:2] == ["who"] else []
    for word in after[1:_LONGEST_ASIDE]:
        if word in {",", ")", "."}:
            break
        found += [f"aside:{name}" for name in classes_of(word)]
    return found


def _done(prefix: str, words: Sequence[str], *, early: bool) -> list[str]:
    """Return what somebody did: how it is said, then what tells a deed from what was done about it."""
    verb, passed = _verb(words)
    names, is_negated, is_passive = classes_of(verb), "not" in passed, not _PASSIVE.isdisjoint(passed)
    found = [f"{prefix}V:{name}-not" if is_negated else f"{prefix}V:{name}" for name in names]
    if is_passive:
        found.append(f"{prefix}passive")
        found += [f"{prefix}passive:{name}" for name in names]
    found += [f"{prefix}near:{name}" for word in words[:_LONGEST_ASIDE] for name in classes_of(word)]
    if is_negated:
        return [*found, f"{prefix}!not"]
    tense = "is" if not _PERFECT.isdisjoint(passed) else "was" if is_passive else "did"
    return found + _deed(f"{prefix}!", verb, f"{tense}.{_done_to(words, verb)}", "early" if early else "late")


def _deed(prefix: str, verb: str, how: str, when: str) -> list[str]:
    """Return the few features that tell a deed: its tense, what it was done to, and how early it is told."""
    tense = how.partition(".")[0]
    found = [f"{prefix}deed{end}" for end in ("", f".{how}", f".{when}", f".{when}.{tense}")] if is_deed(verb) else []
    for name in classes_of(verb):
        found += (f"{prefix}{name}.{when}", f"{prefix}{name}.{how}")
    return found


def _done_to(words: Sequence[str], verb: str) -> str:
    """Return what kind of thing a verb is done to: what was told of before, "the list", or neither."""
    after = words[words.index(verb) + 1 :][:1] if verb in words else ()
    return "it" if not _TAKEN_BACK.isdisjoint(after) else "a" if not _SOMETHING.isdisjoint(after) else "-"


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
