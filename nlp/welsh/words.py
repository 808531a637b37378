"""Welsh words in the shapes that the words before them give: "ei gyfeiriad", "fy nghyfeiriad", "a chyfeiriad"."""

from collections.abc import Iterable

_MUTATIONS = (
    ("ll", ("l",)),
    ("rh", ("r",)),
    ("p", ("b", "mh", "ph")),
    ("t", ("d", "nh", "th")),
    ("c", ("g", "ngh", "ch")),
    ("b", ("f", "m")),
    ("d", ("dd", "n")),
    ("g", ("", "ng")),
    ("m", ("f",)),
)
"""The first sound of a word, and what the soft, the nasal and the aspirate mutation make of it."""
_UNCHANGED = ("ch", "dd", "ff", "ng", "ph", "th")
_VOWELS = tuple("aeiouwyâêîôûŵŷ")


def forms(word: str) -> tuple[str, ...]:
    """Return a word in lower case with its mutations, itself first."""
    if word.startswith(_VOWELS):
        return (word, f"h{word}")
    if word.startswith(_UNCHANGED):
        return (word,)
    for first, others in _MUTATIONS:
        if word.startswith(first):
            return (word, *(other + word[len(first) :] for other in others))
    return (word,)


def any_of(words: str | Iterable[str]) -> str:
    """Return a pattern, in a group, of any of the words with their mutations, the longest first."""
    listed = words.split() if isinstance(words, str) else words
    shapes = {shape for word in listed for shape in forms(word)}
    return "(?:" + "|".join(sorted(shapes, key=lambda shape: (-len(shape), shape))) + ")"
