"""What was said to and fro, as much of it as one page shows. Pure."""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from markupsafe import escape

from candour.cases.coming_back import SCHOOL, Said, WhatIsTold
from candour.cases.showing.words import plain

_LONGEST_TEXT = 4_000
MOST_BYTES = 24_000
"""Of all texts on a page, as they are sent: a page has at most 50 KB."""


class Conversation(NamedTuple):
    """`said` in its order; `asked` are the questions that came after the writer's last words."""

    said: Sequence[Said]
    asked: Sequence[str]
    is_whole: bool


def conversation_of(told: WhatIsTold) -> Conversation:
    """Return what is shown of what was said: the latest first finds room."""
    shown: list[Said] = []
    room = MOST_BYTES
    for said in reversed(told.said):
        text = plain(said.text, limit=_LONGEST_TEXT)
        room -= len(escape(text).encode())
        if room < 0 and shown:
            break
        shown.append(said.model_copy(update={"text": text}))
    waiting = takewhile(lambda said: said.by == SCHOOL, shown)
    return Conversation(
        said=tuple(reversed(shown)),
        asked=tuple(reversed([said.text for said in waiting])),
        is_whole=len(shown) == len(told.said),
    )
