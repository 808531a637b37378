"""What stands around a number: the words next to it, and what its clause and its sentence speak of."""

import re
from functools import lru_cache
from sys import intern

from nlp.counting.mentions import tokens
from nlp.counting.words import classes_of
from nlp.scope import is_background, is_negated
from nlp.text import Hit

_NEAR, _WIDE = 64, 110
_MOST_OF_SENTENCE = 400
_SHORT = 6
"""Words of a short sentence: "32 pupils on it."."""
_CLAUSE = re.compile(r"[.;:!?()\n]| - | but | because | so | who | which | when ")
_BEFORE, _AFTER = ("b1", "b2", "b3"), ("a1", "a2", "a3", "a4")
_ENDS = frozenset({".", "!", "?"})
_MOST_WORDS = 10_000
"""Of how many words, each at its place, the features are kept at hand."""


class Around:
    """The features of where numbers stand; what their sentences speak of is looked at once."""

    def __init__(self) -> None:
        """Begin with no sentence."""
        self._of_sentence: dict[tuple[str, int], list[str]] = {}

    def of(self, hit: Hit) -> list[str]:
        """Return the features of where a number stands."""
        before, after = hit.page.before(hit.start, _WIDE), hit.page.after(hit.end, _WIDE)
        features = [*_beside(before[-_NEAR:], after[:_NEAR]), *self._sentence(hit)]
        features += [f"left:{name}" for name in _classes(_CLAUSE.split(before)[-1])]
        features += [f"right:{name}" for name in _classes(_CLAUSE.split(after, 1)[0])]
        if is_negated(hit):
            features.append("negated")
        return features

    def _sentence(self, hit: Hit) -> list[str]:
        """Return what the sentence of a number speaks of."""
        start, end = hit.page.sentence_at(hit.start)
        key = hit.page.source, start
        if key not in self._of_sentence:
            text = hit.page.low[start:end]
            features = [f"in:{name}" for name in _classes(text[:_MOST_OF_SENTENCE])]
            if is_background(hit):
                features.append("background")
            if len(text.split(maxsplit=_SHORT)) <= _SHORT:
                features.append("short sentence")
            self._of_sentence[key] = features
        return self._of_sentence[key]


def _beside(before: str, after: str) -> list[str]:
    """Return the words next to a number, and their classes."""
    left, right = tokens(before), tokens(after)
    features = [f"w-b2b1:{' '.join(left[-2:])}", f"w-a1a2:{' '.join(right[:2])}"]
    for place, word in zip(_BEFORE, reversed(left), strict=False):
        features += _at(place, word)
    for place, word in zip(_AFTER, right, strict=False):
        features += _at(place, word)
    if not left:
        features.append("b:start")
    if not right or right[0] in _ENDS:
        features.append("a:end")
    return features


@lru_cache(maxsize=_MOST_WORDS)
def _at(place: str, word: str) -> tuple[str, ...]:
    """Return the features of a word at a place before or after a number: of the fourth, none without its place."""
    side, is_near = place[0], place[1] in "123"
    said = [f"w-{place}:{word}"] if word.isalpha() or not word.isalnum() else []
    classes = classes_of(word)
    named = [*(f"{place}:{name}" for name in classes), *(f"{side}:{name}" for name in classes if is_near)]
    return tuple(map(intern, (*said, *named)))


def _classes(text: str) -> list[str]:
    """Return the classes of the words of a text, each once."""
    return sorted(set[str]().union(*map(classes_of, tokens(text))))
