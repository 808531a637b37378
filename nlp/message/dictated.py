"""Marks that were spoken and typed out as words: "full stop", "new line", "comma"."""

import re

_SPOKEN = re.compile(
    r"\b(?P<stop>full stop|new (?:line(?! manag)|paragraph)|question mark|exclamation mark)\b"
    r"|(?<=\w )(?P<comma>comma)(?= \w)",
    re.IGNORECASE,
)
_FEWEST = 2
"""One may be about a punctuation mark, or about a line."""


def punctuated(cased: str) -> str:
    """Return a text with the marks in place of their names, as long as it was."""
    low = cased.lower()
    if sum(map(low.count, ("full stop", "new line", "new paragraph", " comma "))) < _FEWEST:
        return cased
    return _SPOKEN.sub(lambda match: ("." if match["stop"] else ",").ljust(len(match[0])), cased)
