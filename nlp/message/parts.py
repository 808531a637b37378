"""What each line of a message is: the report, a greeting, a signature, a footer, a disclaimer or a quoted thread."""

import re
from collections.abc import Sequence

from nlp.message.lines import Line, Part
from nlp.message.quoted import mark_quoted
from nlp.text import fold, lower

MAX_SIGNATURE_LINES = 9
_LONGEST_GREETING, _LONGEST_NAME_LINE, _LONGEST_CLOSING_LINE, _SHORTEST_NAME = 60, 100, 120, 2
"""In characters."""
_FOOTER = re.compile(
    r"(?:sent|sent securely) (?:from|via|with) (?:my|outlook|yahoo|proton|gmail|mail|the all|samsung|an? )"
    r"|get outlook for|download (?:the )?\w+ app\b|anfonwyd o fy"
)
_OPENS_FOOTER = ("sent ", "get outlook ", "download ", "anfonwyd ")
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
    *("confidential", "privileged", "intended ", "views ", "opinions ", "external", "caution"),
    *("if you are not ", "if you have received ", "if you received ", "if you aren't ", "consider the environment"),
    *("scanned ", "registered ", "originated", "privacy notice"),
)
"""One of these stands in every disclaimer, and in few reports."""
_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|morning|afternoon"
    r"|evening|bore da|prynhawn da"
    r"|noswaith dda|annwyl|shwmae|a chara|to whom it may concern|all|team|greetings|fao"
    r"|hi there)\b[^.?:;\n]{0,45}[,.!:-]?$"
)
_SIGN_OFF = re.compile(
    r"--\s*$|_{5,}\s*$|(?:(?:with |many |kind(?:est)? |best |warm(?:est)? |very best )*(?:regards|wishes"
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


def parts_of(lines: Sequence[Line], sender: str) -> list[Part]:
    """Say of each line what it is; `sender` is the name by which a signature is known."""
    parts = [Part.OWN] * len(lines)
    low = "\n".join([line.low for line in lines])
    mark_quoted(lines, parts, low)
    _mark_notices(lines, parts, low)
    _mark_greeting(lines, parts)
    _mark_signature(lines, parts, [name for name in _name_forms(sender) if name in low])
    return parts


def _mark_notices(lines: Sequence[Line], parts: list[Part], low: str) -> None:
    telling = [word for word in _OF_DISCLAIMERS if word in low]
    for number, line in enumerate(lines):
        bare = line.bare
        if parts[number] is not Part.OWN or not bare:
            continue
        if bare.startswith(_OPENS_FOOTER) and _FOOTER.match(bare[:80]):
            parts[number] = Part.FOOTER
        elif telling and any(word in bare for word in telling) and _DISCLAIMER.search(bare[:600]):
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


def _mark_signature(lines: Sequence[Line], parts: list[Part], names: Sequence[str]) -> None:
    """Mark the last lines, above quoted text and at the end, from a sign-off, a mark or the sender's own names on.

    What stands between quoted lines is an answer, however much like a name it looks.
    """
    runs = _own_runs(lines, parts)
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
    for place in range(max(len(run) - MAX_SIGNATURE_LINES, 0), len(run)):
        number = run[place]
        bare = lines[number].bare[:200]
        is_closing = _SIGN_OFF.match(bare) or _is_closing(bare, names, last=number == run[-1])
        if is_closing and number != first and all(_fits_signature(lines[later].bare) for later in run[place + 1 :]):
            for later in run[place:]:
                parts[later] = Part.SIGNATURE
            return


def _is_closing(bare: str, names: Sequence[str], *, last: bool) -> bool:
    if last and _SIGN_OFF_WITH_NAME.match(bare):
        return True
    return len(bare) < _LONGEST_NAME_LINE and any(
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
    return bool(_SIGN_OFF.match(bare[:200]) or _SIGN_OFF_WITH_NAME.match(bare[:200]))


def greets(bare: str) -> bool:
    """Tell whether a line is a greeting: "Dear all,"."""
    return len(bare) < _LONGEST_GREETING and _GREETING.match(bare) is not None
