"""The elements of a card, and how they are shared out over several where one would be too large.

Text stands in the runs of a RichTextBlock, which know no Markdown (Adaptive Cards' reference): `**bold**`, `<at>`,
links and HTML stay letters.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Json = dict[str, Any]

MOST_BYTES = 24_000
"""Of a card. The smallest limit that Teams states is 28 KB (for webhooks), with what stands around the card."""
_LONGEST_RUN = 2_000
_BUTTONS_IN_A_ROW = 6
"""Teams draws six actions, and drops what follows."""


def card_of(body: Iterable[Json]) -> Json:
    """Return a card."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "body": list(body),
    }


def size_of(element: object) -> int:
    """Return how many bytes something takes on its way to Teams."""
    return len(json.dumps(element, ensure_ascii=False, separators=(",", ":")).encode())


def run(text: str, **style: object) -> Json:
    """Return text that is drawn letter by letter."""
    return {"type": "TextRun", "text": text, **style}


def paragraph(*runs: Json, is_close: bool = False) -> Json:
    """Return a paragraph; one that `is_close` follows the one before without a gap."""
    return {"type": "RichTextBlock", "inlines": list(runs)} | ({"spacing": "None"} if is_close else {})


def lines(text: str, **style: object) -> Iterator[Json]:
    """Yield a text as paragraphs, one a line: a line break inside a run would be drawn as a blank."""
    is_close = False
    for line in text.splitlines():
        for piece in pieces(line):
            yield paragraph(run(piece, **style), is_close=is_close)
            is_close = True
        is_close = bool(line.strip())


def pieces(line: str) -> Iterator[str]:
    """Yield a line in pieces of bounded length that make it again, cut behind a blank; nothing for an empty one."""
    while len(line) > _LONGEST_RUN:
        cut = line.rfind(" ", _LONGEST_RUN // 2, _LONGEST_RUN) + 1 or _LONGEST_RUN
        yield line[:cut]
        line = line[cut:]
    if line.strip():
        yield line


def button(title: str, data: Mapping[str, object], *, style: str = "default", with_inputs: bool = False) -> Json:
    """Return a button; what it carries is data that says nothing of anybody.

    Action.Execute: the client waits for our answer, shows that something failed, and draws the card that we answer
    with at once; Action.Submit is told nothing but that it arrived.
    """
    drawn: Json = {"type": "Action.Execute", "title": title, "verb": str(data.get("action", "")), "data": dict(data)}
    drawn["associatedInputs"] = "auto" if with_inputs else "none"
    return drawn if style == "default" else {**drawn, "style": style}


def link(title: str, url: str) -> Json:
    """Return a button that opens a page."""
    return {"type": "Action.OpenUrl", "title": title, "url": url}


def rows(buttons: Iterable[Json]) -> Iterator[Json]:
    """Yield buttons in as many rows as they need."""
    drawn = list(buttons)
    for first in range(0, len(drawn), _BUTTONS_IN_A_ROW):
        yield {"type": "ActionSet", "actions": drawn[first : first + _BUTTONS_IN_A_ROW]}


def shared_out(groups: Iterable[Sequence[Json]], most: int = MOST_BYTES) -> Iterator[list[Json]]:
    """Yield elements in lists that each fit into a card, in their order; one list where there are none.

    `most` is what a list may take. A group is never torn apart: it is the caller's to make small ones.
    """
    held: list[Json] = []
    size = 0
    for group in groups:
        needed = size_of(group)
        if held and size + needed > most:
            yield held
            held, size = [], 0
        held += group
        size += needed
    yield held
