"""What a person typed, out of what Slack makes of it: entities, links and mentions become letters again."""

import re
from collections.abc import Callable

_TOKEN = re.compile(r"<(?P<sign>[@#!]?)(?P<what>[^<>|\s]{1,3000})(?:\|(?P<label>[^<>]{0,3000}))?>")
_LINK = re.compile(r"(?:https?|mailto|tel|ftp):", re.IGNORECASE)


def as_typed(text: str, name_of: Callable[[str], str]) -> str:
    """Return a message's text as its writer saw it; `name_of` tells the name of a person's id, "" where unknown.

    Slack's own markup is angle brackets; a bracket that somebody typed comes as an entity.
    """
    plain = _TOKEN.sub(lambda token: _shown(token, name_of), text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _shown(token: re.Match[str], name_of: Callable[[str], str]) -> str:
    sign, what, label = token["sign"], token["what"], token["label"] or ""
    match sign:
        case "@":
            return f"@{(label or name_of(what) or what).lstrip('@')}"
        case "#":
            return f"#{label or what}"
        case "!":
            return label or f"@{what}"
    if not _LINK.match(what):
        return token[0]
    address = what.removeprefix("mailto:").removeprefix("tel:")
    return address if label in {"", address} else f"{label} ({address})"
