"""Words as a platform brings them, made fit to be kept: nothing that no file can hold, and not without end."""

import unicodedata

from bot.events import Decided, Edited, Event, Filled, Said, Talker

MOST_CHARACTERS = 40_000
"""Of one message: no platform sends more, and no reader looks at more."""
_NEVER_KEPT = frozenset({"Cc", "Cs"})
"""Controls and halves of characters; what turns text around stays, since it was typed, and harms nobody as text."""


def fit(event: Event) -> Event:
    """Return an event whose words can be kept; nothing of them is cut."""
    match event:
        case Said() | Edited():
            return event.model_copy(update={"text": _kept(event.text)})
        case Filled():
            return event.model_copy(update={"values": {name: _kept(text) for name, text in event.values.items()}})
        case Decided():
            return event.model_copy(update={"value": _kept(event.value), "reason": _kept(event.reason)})
        case _:
            return event


def known_as(talker: Talker) -> Talker:
    """Return a person whose name can be kept."""
    return talker.model_copy(update={"name": _kept(talker.name)})


def tidied(text: str) -> str:
    """Return words without controls, their lines ended alike, cut at MOST_CHARACTERS."""
    return _kept(text).strip()[:MOST_CHARACTERS]


def _kept(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in _NEVER_KEPT)


def is_cut(text: str) -> bool:
    """Tell whether of words as they were brought something is not kept."""
    return len(text.strip()) > MOST_CHARACTERS


def has_words(text: str) -> bool:
    """Tell whether a text says anything: more than blanks, signs and pictures."""
    return any(one.isalnum() for one in text)
