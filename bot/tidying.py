"""Words as a platform brings them, made fit to be kept: nothing that no file can hold, and not without end."""

import unicodedata

MOST_CHARACTERS = 40_000
"""Of one message: no platform sends more, and no reader looks at more."""
_NEVER_KEPT = frozenset({"Cc", "Cs"})
"""Controls and halves of characters; what turns text around stays, since it was typed, and harms nobody as text."""


def tidied(text: str) -> str:
    """Return words without controls, their lines ended alike, cut at MOST_CHARACTERS."""
    text = text[: 2 * MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in _NEVER_KEPT)
    return kept.strip()[:MOST_CHARACTERS]


def is_cut(text: str) -> bool:
    """Tell whether of words as they were brought something is not kept."""
    return len(text.strip()) > MOST_CHARACTERS


def has_words(text: str) -> bool:
    """Tell whether a text says anything: more than blanks, signs and pictures."""
    return any(one.isalnum() for one in text)
