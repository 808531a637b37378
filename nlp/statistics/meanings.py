"""Which words mean much the same in a report: a model that saw one of them in its lessons then knows them all.

They stand in weights/meanings.txt: a meaning, a colon, and below it its words. A word ends in "*" where any ending will
do; "_" joins two words. A word may have several meanings.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

FILE = Path(__file__).parents[1] / "weights" / "meanings.txt"
_SHORTEST_STEM = 3

Words = Mapping[str, Sequence[str]]


def _tables(text: str) -> tuple[Words, Words]:
    """Return what whole words mean, pairs of words included, and what beginnings of words mean."""
    words: dict[str, list[str]] = defaultdict(list)
    stems: dict[str, list[str]] = defaultdict(list)
    meaning = ""
    for line in text.splitlines():
        if line.endswith(":"):
            meaning = line.removesuffix(":")
            continue
        for entry in line.split():
            if entry.endswith("*"):
                stems[entry.removesuffix("*")].append(meaning)
            else:
                words[entry.replace("_", " ")].append(meaning)
    return dict(words), dict(stems)


_WORDS, _STEMS = _tables(FILE.read_text(encoding="utf-8"))
MEANINGS = frozenset(chain.from_iterable(chain(_WORDS.values(), _STEMS.values())))
"""All meanings, by their names."""


def meanings_of(word: str, pair: str = "") -> Sequence[str]:
    """Return what a word means, and what it means together with the one before it: "stick", "memory stick"."""
    alone = _meanings_of_word(word)
    return (*alone, *_WORDS[pair]) if pair in _WORDS else alone


@lru_cache(maxsize=20_000)
def _meanings_of_word(word: str) -> tuple[str, ...]:
    """Return the meanings of a word by itself."""
    found = list(_WORDS.get(word, ()))
    for length in range(_SHORTEST_STEM, len(word) + 1):
        found += _STEMS.get(word[:length], ())
    return tuple(dict.fromkeys(found))
