"""Where somebody else's message begins below this one: the heads that mail programs write, in English and Welsh."""

import re
from collections.abc import Sequence

_LONGEST = 240
_MOST_LINES_OF_A_HEAD = 3
_RULE_LINE = re.compile(r"\s*\*?(?:_{5,}|-{5,})\*?\s*$")
_THREAD = re.compile(
    r"\s*[-_*]{2,}\s*(?:(?:original|forwarded) (?:message|e-?mail)|reply message|neges wreiddiol"
    r"|(?:neges|e-?bost) (?:wedi'i |a )?(?:h?anfonwyd|anfon) ?(?:ymlaen)?)\s*[-_*]{2,}"
    r"|\s*(?:begin forwarded message|dechrau neges a anfonwyd ymlaen)\b"
    r"|\s*-{4,} forwarded by .{0,80}-{4,}"
)
_WROTE = re.compile(
    r"\s*\W{0,3}(?:on|le|am|ar) .{6,220}\b(?:wrote|ysgrifennodd|a écrit|schrieb)\b.{0,100}:\s*$"
    r"|\s*\S.{1,120}\b(?:wrote|ysgrifennodd) (?:on|ar|at) .{4,60}\d[:.]\d\d(?: ?[ap]m)?\s*:\s*$"
)
_WROTE_IN_ANY_LANGUAGE = re.compile(r".{0,80}\d.{0,100}<\S{1,80}@\S{1,80}>[\s\w]{0,30}:\s*$")
_OPENS_WROTE = re.compile(r"\s*\W{0,3}(?:on|ar|le|am) \S")
_DATED = re.compile(r"\s*\*?(?:sent|date|anfonwyd|dyddiad)\s*:\s*\*?\s*\S")
_HEADER = re.compile(
    r"\s*\*?(?:from|sent|date|to|subject|cc|reply-to|oddi wrth|anfonwyd|dyddiad|at|pwnc|copi)\s*:\s*\*?\s*\S"
)
_FROM = re.compile(r"\s*\*?(?:from|oddi wrth)\s*:\s*\*?\s*\S")

_OPENED = re.compile(
    r"attached message from .{1,700} of (?:an unknown date|\w+ \d{1,2} \w+ \d{4}, \d\d:\d\d)"
    r"(?:, subject \".{0,600}\")?:$"
    r"|in the archive \".{0,100}\", the text \".{0,100}\":$"
)
"""What `intake` writes above the text of a file that it opened: keep in step with its `walking` and `archives`."""

_OF_HEADS = (
    *("wrote", "ysgrifennodd", "écrit", "schrieb", "<", "original ", "forwarded ", "reply message"),
    *("neges", "ebost", "e-bost", "attached message from ", "in the archive "),
)
_FROM_ANYWHERE = (re.compile(r"from\s*:"), re.compile(r"oddi wrth\s*:"))


def may_hold_head(text: str) -> bool:
    """Tell whether a text in lower case has words of which one stands in every head; quick, and never wrong."""
    return any(mark in text for mark in _OF_HEADS) or any(pattern.search(text) for pattern in _FROM_ANYWHERE)


def is_opened_head(line: str) -> bool:
    """Tell whether a line stands above what was found in a file: that is read, the line itself is not."""
    return _OPENED.match(line) is not None


def thread_head(lines: Sequence[str], number: int) -> int:
    """Return how many lines, from this one on, are the head of a quoted or forwarded message; 0 for none.

    The lines are in lower case and without ">".
    """
    head = lines[number][:_LONGEST]
    if _THREAD.match(head) or _WROTE.match(head) or _WROTE_IN_ANY_LANGUAGE.match(head):
        return 1
    if _RULE_LINE.match(head):
        below = next((later for later in range(number + 1, min(number + 3, len(lines))) if lines[later].strip()), None)
        return 1 if below is not None and _is_header_block(lines, below) else 0
    return _wrapped_head(lines, number) or int(_is_header_block(lines, number))


def is_head_line(line: str) -> bool:
    """Tell whether a line is part of a head, as in a message that is forwarded without a word."""
    return bool(_THREAD.match(line[:_LONGEST]) or _WROTE.match(line[:_LONGEST]) or _HEADER.match(line[:_LONGEST]))


def _wrapped_head(lines: Sequence[str], number: int) -> int:
    """Return the lines of "On Mon, 3 Nov 2026 at 10:02, somebody wrote:", which mail programs wrap."""
    head = lines[number][:_LONGEST].rstrip()
    if not _OPENS_WROTE.match(head) or head.endswith("."):
        return 0
    for count in range(2, _MOST_LINES_OF_A_HEAD + 1):
        below = lines[number + count - 1 : number + count]
        if not below or not below[0].strip():
            return 0
        head = f"{head} {below[0][:_LONGEST].strip()}"
        if _WROTE.match(head) or _WROTE_IN_ANY_LANGUAGE.match(head):
            return count
    return 0


def _is_header_block(lines: Sequence[str], number: int) -> bool:
    """Tell whether somebody's From stands here, or below the date, and two more headers follow."""
    block = [line[:_LONGEST] for line in lines[number : number + 7]]
    is_from = _FROM.match(block[0]) or (_DATED.match(block[0]) and len(block) > 1 and _FROM.match(block[1]))
    return bool(is_from) and sum(bool(_HEADER.match(line)) for line in block) > 2  # noqa: PLR2004 - From and two more
