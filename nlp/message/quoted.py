"""Which lines of a message are quoted: those behind ">", and all that stands below the head of another message."""

from collections.abc import Sequence

from nlp.message.lines import Line, Part
from nlp.message.thread_heads import is_head_line, is_opened_head, may_hold_head, thread_head

_NARROWEST = 50
"""No mail program wraps quoted text at fewer characters."""


def marked_lines(lines: Sequence[Line]) -> list[bool]:
    """Say of each line whether it is quoted with ">", or the end of such a line that was wrapped afterwards."""
    is_marked = [line.bare.startswith((">", "|>")) for line in lines]
    if True not in is_marked:
        return is_marked
    width = max((len(line.bare) for line, marked in zip(lines, is_marked, strict=True) if marked), default=0)
    for number in range(1, len(lines)):
        above, bare = lines[number - 1].bare, lines[number].bare
        if is_marked[number - 1] and bare and not is_marked[number] and width >= _NARROWEST:
            goes_on = not above.endswith((".", "?", "!", ":", ">"))
            is_marked[number] = goes_on and len(above) + 1 + len(bare.split()[0]) > width
    return is_marked


def mark_quoted(lines: Sequence[Line], parts: list[Part], text: str) -> None:
    """Mark "> " lines, and everything from a thread's or a forwarded message's head on; `text` is all the lines."""
    is_marked = marked_lines(lines)
    if True not in is_marked and not may_hold_head(text):
        return
    low = [line.low for line in lines]
    for number in range(len(lines)):
        if is_marked[number] or is_opened_head(low[number]):
            parts[number] = Part.QUOTED
        elif parts[number] is Part.OWN and (length := thread_head(low, number)):
            below = number + length
            if not any(is_marked[below : below + 3]):  # where ">" follows, what has none may be the writer's own
                parts[number:] = [Part.QUOTED] * (len(lines) - number)
                return
            parts[number:below] = [Part.QUOTED] * length


def unquote(lines: Sequence[Line], parts: Sequence[Part]) -> list[Part]:
    """Take the text of a message that was forwarded without a word as the report, without its headers."""
    opened: list[Part] = [Part.OWN if part is Part.QUOTED else part for part in parts]
    for number, line in enumerate(lines):
        if parts[number] is Part.QUOTED and is_head_line(line.low):
            opened[number] = Part.QUOTED
    return opened
