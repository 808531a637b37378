"""Which lines of a message are the report: not greeting, signature, disclaimers, phone footers, quoted threads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.answers import PROSE, Answered, read_answers
from nlp.parts import MAX_LINES, Line, Part, lines_of, parts_of, unquote
from nlp.text import MAX_CHARACTERS, Page, fold, page

_WRAPPED = 55
"""A line of fewer characters was ended by the writer, not wrapped by a mail program."""


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


def lay_out(subject: str, body: str, sender: str) -> Layout:
    """Tell the parts of a message apart; `sender` is the name in the From header, by which signatures are known."""
    folded = fold(body[:MAX_CHARACTERS])
    lines = tuple(lines_of(folded))
    parts = parts_of(lines, sender)
    quoted = _stretches(lines, parts, Part.QUOTED)
    forwarded = bool(quoted) and not _stretches(lines, parts, Part.OWN)
    if forwarded:
        parts = unquote(lines, parts)
    own = _stretches(lines, parts, Part.OWN)
    closing = _stretches(lines, parts, Part.SIGNATURE)
    written = sorted([*own, *closing])
    answers = read_answers(page("body", body, written), _line_hits(lines, parts))
    breaks = [offset for answer in answers for offset in (answer.label.start, answer.start)] + _breaks(lines)
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


def _breaks(lines: Sequence[Line]) -> list[int]:
    """Return where a line break ends a sentence: after a short line, which no mail program wrapped."""
    return [
        after.start for before, after in pairwise(lines) if len(before.bare) < _WRAPPED or before.bare.endswith(":")
    ]


def _subject_words(subject: str) -> list[tuple[int, int]]:
    """Return the subject without Re:, Fw: and tags in brackets."""
    match = re.match(
        r"(?:\s{0,9}(?:re|fw|fwd|ymateb|aw|tr)\s{0,3}:|\s{0,9}\[[^\]]{0,30}\])*\s{0,9}", subject[:300], re.IGNORECASE
    )
    return [(match.end() if match else 0, len(subject[:MAX_CHARACTERS]))]
