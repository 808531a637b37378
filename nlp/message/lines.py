"""The lines of a message, and what each of them may be."""

from enum import StrEnum
from typing import NamedTuple

MAX_LINES = 2_000


class Part(StrEnum):
    """What a line is."""

    OWN = "own"
    GREETING = "greeting"
    SIGNATURE = "signature"
    FOOTER = "footer"
    DISCLAIMER = "disclaimer"
    QUOTED = "quoted"


class Line(NamedTuple):
    """A line of the text: where it stands, its words in lower case, and those without spaces around them."""

    start: int
    end: int
    low: str
    bare: str

    def with_words(self, low: str) -> "Line":
        """Return the line with other words at its place."""
        return Line(self.start, self.end, low, low.strip())


def lines_of(low: str) -> tuple[Line, ...]:
    """Return the first MAX_LINES lines of a folded text in lower case."""
    lines: list[Line] = []
    start = 0
    for line in low.split("\n", MAX_LINES)[:MAX_LINES]:
        end = start + len(line)
        lines.append(Line(start, end, line, line.strip()))
        start = end + 1
    return tuple(lines)
