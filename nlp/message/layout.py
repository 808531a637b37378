"""Which lines of a message are the report: not greeting, signature, disclaimers, phone footers, quoted threads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice, pairwise

from candour.cases.asked import Asked
from candour.cases.references import without
from nlp.answering.blocks import read_bare, read_in_order, read_labelled, read_listed, read_numbered
from nlp.answering.dialogue import Dialogue, Typed, read_dialogue
from nlp.answering.entries import Kind, entry_of, name_starts
from nlp.message.answers import MAX_ANSWERS, MAX_LABEL, PROSE, Answered, read_answers
from nlp.message.boxes import unchosen
from nlp.message.lines import MAX_LINES, Line, Part, lines_of
from nlp.message.parts import parts_of
from nlp.message.quoted import unquote
from nlp.text import MAX_CHARACTERS, Hit, Page, fold, lower, page

_WRAPPED = 55
"""A line of fewer characters was ended by the writer, not wrapped by a mail program."""
_LONGEST_POINTER = 120
_LONGEST_COUNT, _LONGEST_ANSWER = 40, 120
"""Longer answers, to how many it concerns and to anything else, tell more than they were asked."""
_POINTS = frozenset(
    {"below", "fyi", "information", "info", "attention", "action", "forward", "forwarding", "forwarded"}
)
_POINTING = _POINTS | frozenset(
    re.findall(
        r"\S+",
        """
    please pls kindly can could would you have a look see read note at the this that it email e mail message i am i'm we
    for your from on to as dpo passing sending just isod gweler
    """,
    )
)
"""What people put above a mail that they pass on without saying anything about it: it points, and tells nothing."""


@dataclass(frozen=True)
class Layout:
    """A message laid out. All pages have the offsets of their source.

    `body` holds the report itself, `closing` the signature, `written` both. `answers` are the lines of a form that were
    pasted or typed into the message. `quoted` is empty where it is a mail of
    ours. `cut` says that there was more text than is read.
    """

    subject: Page
    body: Page
    closing: Page
    written: Page
    quoted: Page
    answers: tuple[Answered, ...]
    cut: bool
    forwarded: bool

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Subject and body; a subject without words is none."""
        return (self.subject, self.body) if self.subject.low.strip() else (self.body,)


def lay_out(subject: str, body: str, sender: str, asked: Sequence[Asked] = ()) -> Layout:
    """Tell the parts of a message apart; `sender` is the name in the From header, by which signatures are known.

    `asked` is what its writer was shown before, where it answers: our own words are found by it, and the subject
    is not read again. The reference of a case that stands in an answer is no number of anything.
    """
    if asked:
        body = without(body)
    folded = fold(body[:MAX_CHARACTERS])
    page_of = partial(page, "body", body, folded=folded)
    low = lower(folded)
    lines = lines_of(low)
    parts = parts_of(lines, sender)
    dialogue = read_dialogue(low, lines, parts, asked)
    quoted = _stretches(lines, parts, Part.QUOTED)
    forwarded = bool(quoted) and _only_points_below(lines, parts) and not dialogue.quotes_us
    if forwarded:
        parts = unquote(lines, parts)
    unticked = list(unchosen(folded, lines))
    own = _without([*_stretches(lines, parts, Part.OWN), *_between(dialogue)], [*dialogue.ours, *unticked])
    closing = _stretches(lines, parts, Part.SIGNATURE)
    edges = _breaks(lines) + [edge for typed in dialogue.answers for edge in (typed.start, typed.end)]
    written = page_of(sorted([*own, *closing]), edges + [start for start, _ in dialogue.free])
    answers = _answers(written, own, _line_hits(lines, parts), dialogue, asked)
    breaks = [offset for answer in answers for offset in (answer.label.start, answer.start)] + edges
    whole = page_of(sorted([*own, *closing]), breaks) if answers else written
    nothing = page_of(())
    return Layout(
        subject=page("subject", subject, () if asked else _subject_words(subject)),
        body=page_of(_without_form(own, answers), breaks) if answers or closing else whole,
        closing=page_of(closing, [line.start for line in lines]) if closing else nothing,
        written=whole,
        quoted=page_of(quoted) if quoted and not dialogue.quotes_us else nothing,
        answers=answers,
        cut=len(body) > MAX_CHARACTERS or len(lines) >= MAX_LINES,
        forwarded=forwarded,
    )


def _only_points_below(lines: Sequence[Line], parts: Sequence[Part]) -> bool:
    """Tell whether the writer said nothing, or nothing but "FYI", "please see below" or "forwarding this from Ann"."""
    own = " ".join(line.low for line, part in zip(lines, parts, strict=True) if part is Part.OWN and line.bare)
    if len(own) > _LONGEST_POINTER:
        return False
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", re.sub(r"\bfrom(?: \w+){1,3}(?=\W*$)", "", own))
    return not words or (_POINTING.issuperset(words) and not _POINTS.isdisjoint(words))


def _between(dialogue: Dialogue) -> list[tuple[int, int]]:
    """Return what the writer put between our own words."""
    return [(typed.start, typed.end) for typed in dialogue.answers] + list(dialogue.free)


def _answers(
    written: Page,
    own: Sequence[tuple[int, int]],
    lines: Sequence[tuple[int, int]],
    dialogue: Dialogue,
    asked: Sequence[Asked],
) -> tuple[Answered, ...]:
    """Return the answers: to our questions, by number, by label, or a bare one where nothing else was said."""
    found = [_answered(written, typed) for typed in dialogue.answers[:MAX_ANSWERS]]
    if asked:
        rest = page("body", written.raw, _without(own, _taken(found)))
        found += [
            _answered(written, typed) for typed in islice(read_numbered(rest, own, dialogue.numbers), MAX_ANSWERS)
        ]
        rest = page("body", written.raw, _without(own, _taken(found)))
        found += [_answered(written, typed) for typed in islice(read_labelled(rest, lines, asked), MAX_ANSWERS)]
    rest = page("body", written.raw, _without(own, _taken(found))) if found else written
    found += [answer for answer in read_answers(rest, lines) if not _is_taken(answer, found)]
    if asked and not found:
        found += [_answered(written, typed) for typed in read_in_order(written, own, dialogue.numbers)]
    if asked and not found:
        found += [_answered(written, typed) for typed in read_listed(written, own, asked)]
    if asked and not found:
        found += [_answered(written, typed) for typed in read_bare(page("body", written.raw, own), asked)]
    return tuple(sorted(found, key=lambda answer: answer.start))


def _answered(written: Page, typed: Typed) -> Answered:
    is_name = entry_of(typed.label).kind is Kind.NAME
    start = name_starts(written.low, typed.start, typed.end) if is_name else typed.start
    return Answered(typed.label, Hit(written, typed.asked_from, typed.asked_to), start, typed.end)


def _taken(answers: Sequence[Answered]) -> list[tuple[int, int]]:
    return [(answer.start, answer.end) for answer in answers]


def _is_taken(answer: Answered, by: Sequence[Answered]) -> bool:
    return any(answer.label.start < other.end and other.label.start < answer.end for other in by)


def _stretches(lines: Sequence[Line], parts: Sequence[Part], wanted: Part) -> list[tuple[int, int]]:
    """Return the stretches of text of one part, line breaks between its lines included."""
    stretches: list[tuple[int, int]] = []
    if wanted not in parts:
        return stretches
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
    return _without(own, [gap for answer in answers for gap in _form_of(answer)])


def _form_of(answer: Answered) -> list[tuple[int, int]]:
    """Return the label with its mark, and the answer where it is no prose; they may stand far from each other."""
    is_close = 0 <= answer.start - answer.label.end < MAX_LABEL
    label = (answer.label.start, answer.start if is_close else answer.label.end)
    longest = _LONGEST_COUNT if answer.field == "individuals" else _LONGEST_ANSWER
    is_prose = answer.field in PROSE or answer.end - answer.start > longest
    return [label] if is_prose else [label, (answer.start, answer.end)]


def _without(stretches: Sequence[tuple[int, int]], gaps: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches with gaps cut out of them."""
    kept = list(stretches)
    for gap in gaps:
        kept = [
            piece
            for start, end in kept
            for piece in ((start, min(end, gap[0])), (max(start, gap[1]), end))
            if piece[0] < piece[1]
        ]
    return kept


def _line_hits(lines: Sequence[Line], parts: Sequence[Part]) -> list[tuple[int, int]]:
    return [
        (line.start, line.end)
        for line, part in zip(lines, parts, strict=True)
        if line.bare and (part is Part.OWN or part is Part.SIGNATURE)
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
