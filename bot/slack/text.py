"""Text as Slack takes it: as it was typed, never as markup, and in pieces that fit."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

LONGEST_TEXT = 3000
"""Of a section and of an input (Block Kit's reference)."""


def plain(text: str) -> Json:
    """Return a text object in which nothing is markup: no mention, no link, no emoji code."""
    return {"type": "plain_text", "text": text or " ", "emoji": False}


def escaped(text: str) -> str:
    """Return text for the one field that has no plain form: the notification's (Slack's three control characters)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def length(text: str) -> int:
    """Return how long Slack may find a text: some of its clients count an emoji as two."""
    return len(text.encode("utf-16-le")) // 2


def clipped(text: str, most: int) -> str:
    """Return a text that fits, cut at the end of a word where there is one near; for labels, never for a report."""
    text = " ".join(text.split())
    if length(text) <= most:
        return text
    text = text[: most - 1]
    while length(text) > most - 1:
        text = text[:-1]
    shorter = text.rpartition(" ")[0]
    return f"{(shorter if len(shorter) > most // 2 else text).rstrip(' ,;:(')}…"


def pieces(text: str, most: int = LONGEST_TEXT) -> Iterator[str]:
    """Yield a text in pieces that fit, which make the text again; cut at the end of a line or of a word."""
    while length(text) > most:
        window = text[:most]
        while (too_long := length(window) - most) > 0:
            window = window[: len(window) - (too_long + 1) // 2]
        cut = max(window.rfind("\n"), window.rfind(" "), -1) + 1
        cut = cut if cut > len(window) // 2 else len(window)
        yield text[:cut]
        text = text[cut:]
    yield text
