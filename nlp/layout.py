"""Which lines of a message are the report: not the greeting, signature, disclaimers, phone footers and quoted threads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nlp.answers import PROSE, Answered, read_answers
from nlp.text import MAX_CHARACTERS, Hit, Page, fold, lower, page

MAX_LINES = 2_000
MAX_SIGNATURE_LINES = 9


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


@dataclass(frozen=True)
class Layout:
    """A message laid out. All pages have the offsets of their source.

    `body` holds the report itself, `closing` the signature, `written` both. `answers` are the lines of a form that were
    pasted or typed into the message. `cut` says that there was more text than is read.
    """

    subject: Page
    body: Page
    closing: Page
    written: Page
    quoted: Page
    answers: tuple[Answered, ...]
    cut: bool
    forwarded: bool


_FOOTER = re.compile(
    r"(?:sent|sent securely) (?:from|via|with) (?:my|outlook|yahoo|proton|gmail|mail|the all|samsung|an? )"
    r"|get outlook for|download (?:the )?\w+ app\b|anfonwyd o fy"
)
_DISCLAIMER = re.compile(
    r"\b(?:this|the) (?:e-?mail|message|communication|transmission)\b.{0,80}\b(?:confidential|privileged|intended (?:solely|only))"
    r"|\bif you (?:are not|have received|received|aren't) (?:the|this)\b.{0,80}\b(?:recipient|in error|by mistake)"
    r"|\b(?:views|opinions) (?:expressed|contained)\b|\bconsider the environment\b"
    r"|\bscanned (?:for|by) \w*\s?virus|\bregistered (?:charity|company|office|in england)\b"
    r"|^\[?(?:external|caution)\]?[:!]? .{0,40}\b(?:e-?mail|sender|originated)\b|\bthis (?:e-?mail|message) originated\b"
    r"|^confidentiality notice\b|\bour privacy notice\b"
)
_THREAD = re.compile(
    r"\s*-{2,}\s*(?:original|forwarded) message\s*-{2,}|\s*begin forwarded message\b"
    r"|\s*on .{6,160}\bwrote\s*:\s*$|\s*ar .{6,160}\bysgrifennodd\b.{0,80}:\s*$|\s*-{4,} forwarded by .{0,80}-{4,}"
)
_HEADER = re.compile(r"\s*\*?(?:from|oddi wrth)\s*:\*?\s*\S")
_NEXT_HEADER = re.compile(r"\s*\*?(?:sent|date|to|subject|cc|anfonwyd|at|pwnc)\s*:\*?\s*\S")
_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|bore da|prynhawn da"
    r"|noswaith dda|annwyl|shwmae|a chara|to whom it may concern|all|team|greetings|fao|hi there)\b[^.?:;\n]{0,45}[,.!:-]?$"
)
_SIGN_OFF = re.compile(
    r"(?:(?:with |many |kind(?:est)? |best |warm(?:est)? |very best )*(?:regards|wishes|thanks)|(?:many |with )?thanks?(?: you)?"
    r"(?: (?:again|so much|very much|in advance|for your (?:help|time|advice)))?|cheers|yours(?: (?:sincerely|faithfully|truly))?|sincerely|best|rgds|kr|ta|cofion(?: gorau)?"
    r"|diolch(?: yn fawr)?|le meas|(?:so |very |really )*sorry(?: again)?|apologies|all the best|take care|go raibh maith agat)"
    r"\s*[,.!-]*$"
)
_SIGN_OFF_WITH_NAME = re.compile(
    r"(?:(?:kind |best |warm |many )*(?:regards|wishes|thanks)|thanks|cheers|diolch|yours sincerely|yours faithfully),? +\S.{0,110}$"
)
_MARK = re.compile(r"--\s*$|_{5,}\s*$")


def lay_out(subject: str, body: str, sender: str) -> Layout:
    """Tell the parts of a message apart; `sender` is the name in the From header, by which signatures are known."""
    folded = fold(body[:MAX_CHARACTERS])
    lines = tuple(_lines(folded))
    parts = _parts(lines, sender)
    quoted = _stretches(lines, parts, Part.QUOTED)
    forwarded = bool(quoted) and not _stretches(lines, parts, Part.OWN)
    if forwarded:
        parts = _unquote(lines, parts)
    own = _stretches(lines, parts, Part.OWN)
    closing = _stretches(lines, parts, Part.SIGNATURE)
    written = sorted([*own, *closing])
    answers = read_answers(page("body", body, written), _line_hits(lines, parts))
    breaks = [offset for answer in answers for offset in (answer.label.start, answer.start)] + _breaks(lines, parts)
    return Layout(
        subject=page("subject", subject, _subject_words(subject)),
        body=page("body", body, _without_form(own, answers), breaks),
        closing=page("body", body, closing, [line.start for line in lines]),
        written=page("body", body, written, breaks),
        quoted=page("body", body, quoted),
        answers=answers,
        cut=len(body) > MAX_CHARACTERS or len(lines) >= MAX_LINES,
        forwarded=forwarded,
    )


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for number, line in enumerate(text.split("\n")):
        if number >= MAX_LINES:
            return
        yield Line(start, start + len(line), lower(line))
        start += len(line) + 1


def _parts(lines: Sequence[Line], sender: str) -> list[Part]:
    parts = [Part.OWN] * len(lines)
    _mark_quoted(lines, parts)
    _mark_notices(lines, parts)
    _mark_greeting(lines, parts)
    _mark_signature(lines, parts, sender)
    return parts


def _mark_quoted(lines: Sequence[Line], parts: list[Part]) -> None:
    """Mark "> " lines, and everything from a thread's or a forwarded message's head on."""
    for number, line in enumerate(lines):
        if line.bare.startswith((">", "|>")):
            parts[number] = Part.QUOTED
        elif _starts_thread(lines, number):
            if _quotes_below(lines, number):
                parts[number] = Part.QUOTED
                continue
            parts[number:] = [Part.QUOTED] * (len(lines) - number)
            return


def _starts_thread(lines: Sequence[Line], number: int) -> bool:
    head = lines[number].low[:240]
    if _THREAD.match(head):
        return True
    if head.lstrip().startswith("on ") and number + 1 < len(lines):
        return bool(
            _THREAD.match(f"{head.rstrip()} {lines[number + 1].low[:120].strip()}")
        ) and not head.rstrip().endswith(".")
    if _HEADER.match(head):
        return sum(bool(_NEXT_HEADER.match(line.low[:120])) for line in lines[number + 1 : number + 6]) > 1
    return False


def _quotes_below(lines: Sequence[Line], number: int) -> bool:
    """Tell whether the quoted text is marked with ">", so that what follows it may be the writer's own."""
    return any(line.bare.startswith(">") for line in lines[number + 1 : number + 4])


def _mark_notices(lines: Sequence[Line], parts: list[Part]) -> None:
    for number, line in enumerate(lines):
        if parts[number] is not Part.OWN or not line.bare:
            continue
        if _FOOTER.match(line.bare[:80]):
            parts[number] = Part.FOOTER
        elif _DISCLAIMER.search(line.bare[:600]):
            _mark_paragraph(lines, parts, number)


def _mark_paragraph(lines: Sequence[Line], parts: list[Part], number: int) -> None:
    while number < len(lines) and lines[number].bare and parts[number] is Part.OWN:
        parts[number] = Part.DISCLAIMER
        number += 1


def _mark_greeting(lines: Sequence[Line], parts: list[Part]) -> None:
    for number, line in enumerate(lines):
        if parts[number] is Part.OWN and line.bare:
            if len(line.bare) < 60 and _GREETING.match(line.bare):  # noqa: PLR2004 - a greeting is a short line
                parts[number] = Part.GREETING
            return


def _mark_signature(lines: Sequence[Line], parts: list[Part], sender: str) -> None:
    """Mark the last lines from a sign-off, a signature mark or the sender's own name on."""
    own = [number for number, line in enumerate(lines) if parts[number] is Part.OWN and line.bare]
    names = _name_forms(sender)
    for number in own[-MAX_SIGNATURE_LINES:]:
        bare = lines[number].bare[:200]
        first = number == own[0]
        rest = [line for line in own if line >= number]
        if not (_MARK.match(bare) or _SIGN_OFF.match(bare) or _is_closing(bare, names, last=len(rest) == 1)) or first:
            continue
        if all(_fits_signature(lines[later].bare) for later in rest[1:]):
            for later in rest:
                parts[later] = Part.SIGNATURE
            return


def _is_closing(bare: str, names: Sequence[str], *, last: bool) -> bool:
    if _SIGN_OFF_WITH_NAME.match(bare) and last:
        return True
    short = len(bare) < 100  # noqa: PLR2004 - a name and a role
    return short and any(
        re.match(rf"[-~*\s]*{re.escape(name)}(?:\b|$)(?! (?:has|is|was|did|had|and|will|who)\b)", bare)
        for name in names
    )


def _fits_signature(bare: str) -> bool:
    """Tell whether a line below a sign-off may belong to a signature: short, or a notice in brackets."""
    return len(bare) < 120  # noqa: PLR2004 - longer lines are prose


def _name_forms(sender: str) -> tuple[str, ...]:
    """Return how a sender may sign: whole name, first name, last name, initial and last name."""
    words = lower(fold(sender[:120])).split()
    if not words:
        return ()
    forms = [" ".join(words), words[0]]
    if len(words) > 1:
        forms += [words[-1], f"{words[0][0]} {words[-1]}", f"{words[0][0]}. {words[-1]}"]
    return tuple(form for form in forms if len(form) > 2)  # noqa: PLR2004 - "Jo" alone says too little


def _unquote(lines: Sequence[Line], parts: Sequence[Part]) -> list[Part]:
    """Take the text of a message that was forwarded without a word as the report, without its headers."""
    opened = [Part.OWN if part is Part.QUOTED else part for part in parts]
    for number, line in enumerate(lines):
        head = line.low[:240]
        if parts[number] is Part.QUOTED and (_THREAD.match(head) or _HEADER.match(head) or _NEXT_HEADER.match(head)):
            opened[number] = Part.QUOTED
    return opened


def _stretches(lines: Sequence[Line], parts: Sequence[Part], wanted: Part) -> list[tuple[int, int]]:
    """Return the stretches of text of one part, line breaks between its lines included."""
    stretches: list[tuple[int, int]] = []
    for line, part in zip(lines, parts, strict=True):
        if part is not wanted or (not line.bare and not stretches):
            continue
        if stretches and stretches[-1][1] + 1 == line.start:
            stretches[-1] = (stretches[-1][0], line.end)
        elif line.bare:
            stretches.append((line.start, line.end))
    return stretches


def _without_form(own: Sequence[tuple[int, int]], answers: Sequence[Answered]) -> list[tuple[int, int]]:
    """Return the own stretches without labels, and without answers that a component reads by their label."""
    kept = list(own)
    for answer in answers:
        gap = (answer.label.start, answer.start if answer.field in PROSE else answer.end)
        kept = [
            piece
            for start, end in kept
            for piece in ((start, min(end, gap[0])), (max(start, gap[1]), end))
            if piece[0] < piece[1]
        ]
    return kept


def _line_hits(lines: Sequence[Line], parts: Sequence[Part]) -> list[tuple[int, int]]:
    return [
        (line.start, line.end) for line, part in zip(lines, parts, strict=True) if part in {Part.OWN, Part.SIGNATURE}
    ]


def _breaks(lines: Sequence[Line], parts: Sequence[Part]) -> list[int]:
    """Return where a line break ends a sentence: after a short line, which no mail program wrapped."""
    return [
        after.start
        for before, after in zip(lines, lines[1:], strict=False)
        if len(before.bare) < 55 or before.bare.endswith(":")  # noqa: PLR2004 - wrapped lines are longer
    ]


def _subject_words(subject: str) -> list[tuple[int, int]]:
    """Return the subject without Re:, Fw: and tags in brackets."""
    match = re.match(
        r"(?:\s{0,9}(?:re|fw|fwd|ymateb|aw|tr)\s{0,3}:|\s{0,9}\[[^\]]{0,30}\])*\s{0,9}", subject[:300], re.IGNORECASE
    )
    return [(match.end() if match else 0, len(subject[:MAX_CHARACTERS]))]


def closing_lines(layout: Layout) -> Iterator[Hit]:
    """Yield the lines of the signature."""
    yield from layout.closing.sentences()
