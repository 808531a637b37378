"""What each line of a message is: the report, a greeting, a signature, a footer, a disclaimer or a quoted thread."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nlp.message.thread_heads import is_head_line, is_opened_head, thread_head
from nlp.text import fold, lower

MAX_LINES = 2_000
MAX_SIGNATURE_LINES = 9
_LONGEST_GREETING, _LONGEST_NAME_LINE, _LONGEST_CLOSING_LINE, _SHORTEST_NAME = 60, 100, 120, 2
"""In characters."""
_NARROWEST = 50
"""No mail program wraps quoted text at fewer characters."""


class Part(StrEnum):
    """What a line is."""

    OWN = "own"
    GREETING = "greeting"
    SIGNATURE = "signature"
    FOOTER = "footer"
    DISCLAIMER = "disclaimer"
    QUOTED = "quoted"


@dataclass(frozen=True)
class Line:
    """A line of the text: where it stands, and its words in lower case."""

    start: int
    end: int
    low: str

    @property
    def bare(self) -> str:
        """The words without spaces around them."""
        return self.low.strip()


_FOOTER = re.compile(
    r"(?:sent|sent securely) (?:from|via|with) (?:my|outlook|yahoo|proton|gmail|mail|the all|samsung|an? )"
    r"|get outlook for|download (?:the )?\w+ app\b|anfonwyd o fy"
)
_DISCLAIMER = re.compile(
    r"\b(?:this|the) (?:e-?mail|message|communication|transmission)\b.{0,80}\b(?:confidential"
    r"|privileged|intended (?:solely|only))"
    r"|\bif you (?:are not|have received|received|aren't) (?:the|this)\b.{0,80}\b(?:recipient|in error|by mistake)"
    r"|\b(?:views|opinions) (?:expressed|contained)\b|\bconsider the environment\b"
    r"|\bscanned (?:for|by) \w*\s?virus|\bregistered (?:charity|company|office|in england)\b"
    r"|^\[?(?:external|caution)\]?[:!]? .{0,40}\b(?:e-?mail|sender|originated)\b"
    r"|\bthis (?:e-?mail|message) originated\b"
    r"|^confidentiality notice\b|\bour privacy notice\b"
)
_OF_DISCLAIMERS = (
    *("confidential", "privileged", "intended", "recipient", "in error", "by mistake", "views", "opinions"),
    *("environment", "scanned", "registered", "external", "caution", "originated", "privacy notice"),
)
"""One of these stands in every disclaimer, and in few reports."""
_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|morning|afternoon"
    r"|evening|bore da|prynhawn da"
    r"|noswaith dda|annwyl|shwmae|a chara|to whom it may concern|all|team|greetings|fao"
    r"|hi there)\b[^.?:;\n]{0,45}[,.!:-]?$"
)
_SIGN_OFF = re.compile(
    r"(?:(?:with |many |kind(?:est)? |best |warm(?:est)? |very best )*(?:regards|wishes"
    r"|thanks)|(?:many |with )?thanks?(?: you)?"
    r"(?: (?:again|so much|very much|in advance|for your (?:help|time|advice)))?|cheers"
    r"|yours(?: (?:sincerely|faithfully|truly))?|sincerely|best|rgds|kr|ta|cofion(?: gorau)?"
    r"|diolch(?: yn fawr)?|le meas|(?:so |very |really )*sorry(?: again)?|apologies"
    r"|all the best|take care|go raibh maith agat)"
    r"\s*[,.!-]*$"
)
_SIGN_OFF_WITH_NAME = re.compile(
    r"(?:(?:kind |best |warm |many )*(?:regards|wishes|thanks)|thanks|cheers|diolch"
    r"|yours sincerely|yours faithfully),? +\S.{0,110}$"
)
_MARK = re.compile(r"--\s*$|_{5,}\s*$")


def lines_of(text: str) -> Iterator[Line]:
    """Yield the first MAX_LINES lines of a folded text."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        if number >= MAX_LINES:
            return
        yield Line(start, start + len(line), lower(line))
        start += len(line) + 1


def parts_of(lines: Sequence[Line], sender: str) -> list[Part]:
    """Say of each line what it is; `sender` is the name by which a signature is known."""
    parts = [Part.OWN] * len(lines)
    _mark_quoted(lines, parts)
    _mark_notices(lines, parts)
    _mark_greeting(lines, parts)
    _mark_signature(lines, parts, sender)
    return parts


def marked_lines(lines: Sequence[Line]) -> list[bool]:
    """Say of each line whether it is quoted with ">", or the end of such a line that was wrapped afterwards."""
    is_marked = [line.bare.startswith((">", "|>")) for line in lines]
    width = max((len(line.bare) for line, marked in zip(lines, is_marked, strict=True) if marked), default=0)
    for number in range(1, len(lines)):
        above, bare = lines[number - 1].bare, lines[number].bare
        if is_marked[number - 1] and bare and not is_marked[number] and width >= _NARROWEST:
            goes_on = not above.endswith((".", "?", "!", ":", ">"))
            is_marked[number] = goes_on and len(above) + 1 + len(bare.split()[0]) > width
    return is_marked


def _mark_quoted(lines: Sequence[Line], parts: list[Part]) -> None:
    """Mark "> " lines, and everything from a thread's or a forwarded message's head on."""
    low = [line.low for line in lines]
    is_marked = marked_lines(lines)
    for number in range(len(lines)):
        if is_marked[number] or is_opened_head(low[number]):
            parts[number] = Part.QUOTED
        elif parts[number] is Part.OWN and (length := thread_head(low, number)):
            below = number + length
            if not any(is_marked[below : below + 3]):  # where ">" follows, what has none may be the writer's own
                parts[number:] = [Part.QUOTED] * (len(lines) - number)
                return
            parts[number:below] = [Part.QUOTED] * length


def _mark_notices(lines: Sequence[Line], parts: list[Part]) -> None:
    low = "\n".join([line.low for line in lines])
    may_disclaim = any(word in low for word in _OF_DISCLAIMERS)
    for number, line in enumerate(lines):
        if parts[number] is not Part.OWN or not line.bare:
            continue
        if _FOOTER.match(line.bare[:80]):
            parts[number] = Part.FOOTER
        elif may_disclaim and _DISCLAIMER.search(line.bare[:600]):
            _mark_paragraph(lines, parts, number)


def _mark_paragraph(lines: Sequence[Line], parts: list[Part], number: int) -> None:
    while number < len(lines) and lines[number].bare and parts[number] is Part.OWN:
        parts[number] = Part.DISCLAIMER
        number += 1


def _mark_greeting(lines: Sequence[Line], parts: list[Part]) -> None:
    for number, line in enumerate(lines):
        if parts[number] is Part.OWN and line.bare:
            if len(line.bare) < _LONGEST_GREETING and _GREETING.match(line.bare):
                parts[number] = Part.GREETING
            return


def _mark_signature(lines: Sequence[Line], parts: list[Part], sender: str) -> None:
    """Mark the last lines, above quoted text and at the end, from a sign-off, a mark or the sender's own name on.

    What stands between quoted lines is an answer, however much like a name it looks.
    """
    runs = _own_runs(lines, parts)
    names = _name_forms(sender)
    for run in (*runs[:1], *runs[1:][-1:]):
        _mark_closing(lines, parts, run, names, first=runs[0][0])


def _own_runs(lines: Sequence[Line], parts: Sequence[Part]) -> list[list[int]]:
    """Return the numbers of the writer's own lines, apart where quoted text stands between them."""
    runs: list[list[int]] = [[]]
    for number, line in enumerate(lines):
        if parts[number] is Part.QUOTED and runs[-1]:
            runs.append([])
        elif parts[number] is Part.OWN and line.bare:
            runs[-1].append(number)
    return [run for run in runs if run]


def _mark_closing(
    lines: Sequence[Line], parts: list[Part], run: Sequence[int], names: Sequence[str], *, first: int
) -> None:
    for place, number in list(enumerate(run))[-MAX_SIGNATURE_LINES:]:
        bare, rest = lines[number].bare[:200], run[place:]
        is_closing = _MARK.match(bare) or _SIGN_OFF.match(bare) or _is_closing(bare, names, last=len(rest) == 1)
        if is_closing and number != first and all(_fits_signature(lines[later].bare) for later in rest[1:]):
            for later in rest:
                parts[later] = Part.SIGNATURE
            return


def _is_closing(bare: str, names: Sequence[str], *, last: bool) -> bool:
    if _SIGN_OFF_WITH_NAME.match(bare) and last:
        return True
    short = len(bare) < _LONGEST_NAME_LINE
    return short and any(
        name in bare and re.match(rf"[-~*\s]*{re.escape(name)}(?:\b|$)(?! (?:has|is|was|did|had|and|will|who)\b)", bare)
        for name in names
    )


def _fits_signature(bare: str) -> bool:
    """Tell whether a line below a sign-off may belong to a signature: short, or a notice in brackets."""
    return len(bare) < _LONGEST_CLOSING_LINE


def _name_forms(sender: str) -> tuple[str, ...]:
    """Return how a sender may sign: whole name, first name, last name, initial and last name."""
    words = lower(fold(sender[:120])).split()
    if not words:
        return ()
    forms = [" ".join(words), words[0]]
    if len(words) > 1:
        forms += [words[-1], f"{words[0][0]} {words[-1]}", f"{words[0][0]}. {words[-1]}"]
    return tuple(form for form in forms if len(form) >= _SHORTEST_NAME)


def signs_off(bare: str) -> bool:
    """Tell whether a line begins a signature: "Kind regards,", "Diolch", "-- "."""
    return bool(_MARK.match(bare[:200]) or _SIGN_OFF.match(bare[:200]) or _SIGN_OFF_WITH_NAME.match(bare[:200]))


def greets(bare: str) -> bool:
    """Tell whether a line is a greeting: "Dear all,"."""
    return len(bare) < _LONGEST_GREETING and _GREETING.match(bare) is not None


def unquote(lines: Sequence[Line], parts: Sequence[Part]) -> list[Part]:
    """Take the text of a message that was forwarded without a word as the report, without its headers."""
    opened: list[Part] = [Part.OWN if part is Part.QUOTED else part for part in parts]
    for number, line in enumerate(lines):
        if parts[number] is Part.QUOTED and is_head_line(line.low):
            opened[number] = Part.QUOTED
    return opened
