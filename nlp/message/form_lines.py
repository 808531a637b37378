"""Labels at the beginning of lines: behind what mark, in which column, and in what company they stand.

A colon makes a label of its words anywhere. Weaker marks (a dash, a slash, a gap, the end of the line) do so only where
several lines of the message are built that way.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from nlp.message.labels import LONGEST_LABEL, Label, label_of, may_open
from nlp.text import Page

_FEWEST_OF_A_KIND = 3
"""Lines with a weak mark, for different entries, before each counts as a label."""
_FEWEST_OF_A_FORM = 3
_FEWEST_WORDS_BEFORE_A_DASH = 2
_LONGEST_LEAD = 12
"""What stands of an end before its first sign, at most: spaces, dashes before ">", dots before "_"."""


class Mark(StrEnum):
    """What ends a label."""

    STRONG = "strong"
    DASH = "dash"
    SLASH = "slash"
    GAP = "gap"
    LINE = "line"


@dataclass(frozen=True)
class Labelled:
    """A label in a line: it stands from `start` to `end`, its answer begins at `answer`.

    `opens` is where its line or column begins, `line` where its line ends.
    """

    label: Label
    mark: Mark
    opens: int
    start: int
    end: int
    answer: int
    line: int
    typed: str


class _End(NamedTuple):
    """How a label may end; one of some `signs` stands in each such end."""

    mark: Mark
    pattern: re.Pattern[str]
    signs: Sequence[str]

    def first_in(self, head: str, begin: int, signs: Iterable[str]) -> re.Match[str] | None:
        """Return the first such end behind a place; `signs` are those that the text has."""
        places = [place for sign in signs if (place := head.find(sign, begin)) >= 0]
        return self.pattern.search(head, max(begin + 1, min(places) - _LONGEST_LEAD)) if places else None


_PREFIX = re.compile(r"[ \t*#>|-]{0,10}(?:\*{0,2}q\s?:\s?)?")
_OPENING = ("[", "<", "{")
_BRACKETED = re.compile(r"\s{0,8}[\[<{](?P<label>[^\]>}\n]{2,60})[\]>}]\s{0,3}(?:[:=-]{1,2}\s)?")
_ENDS: tuple[_End, ...] = (
    _End(
        Mark.STRONG,
        re.compile(
            r"\s{0,9}(?:\?[ \t*\"]{0,4}(?:[:=|]|-+>?(?=\s))?|:{1,2}-?(?!//)|=+>?|-{1,4}>|→|[.\u2026_]{3,200}|\||\t)"
            r"[*]{0,2}"
        ),
        ("?", ":", "=", "->", "→", "...", "\u2026", "_", "|", "\t"),
    ),
    _End(Mark.DASH, re.compile(r"\s{1,3}-{1,2}(?=\s|$)"), (" -", "\t-")),
    _End(Mark.SLASH, re.compile(r"\s/\s"), (" /", "\t/")),
    _End(Mark.GAP, re.compile(r"[ ]{2,80}(?=\S)"), ("  ",)),
)
"""From the strongest to the weakest."""
_COLUMN = re.compile(r"(?:\s{3,80}|\t|[|;]\s{0,9}|,\s)(?=[^\W\d_])")
_INNER = re.compile(r"(?P<label>[^\W\d_][^:=|\t\n,;]{1,40}?)\s{0,3}(?:[:=](?!//)|->)")
REPLY = re.compile(r"\s{0,9}\*{0,2}(?:a|ans|answer|ateb)\s?[:.]\*{0,2}\s", re.IGNORECASE)
"""What stands before an answer where questions and answers are marked by letters."""
_SECTION = re.compile(
    r"[ \t*#=-]{0,6}(?:step|section|part|appendix|rhan)\s(?:one|two|three|four|five|\d|[a-e])\b", re.IGNORECASE
)
_HEADING = Label("section")
_MOST_IN_A_LINE = 6


def labelled_lines(written: Page, lines: Sequence[tuple[int, int]]) -> list[Labelled]:
    """Return the labels of a form in the writer's own text, in their order."""
    found = list(_with_company(_beginning(written, lines)))
    if not found:
        return []
    is_form = len({one.label.field for one in found if one.label.field}) >= _FEWEST_OF_A_FORM
    kept = [one for one in found if (is_form or not _is_weak(written, one)) and not _is_answer(written, one, found)]
    if is_form:
        kept += _sections(written, lines)
    return sorted(kept, key=lambda one: one.opens)


def _is_weak(written: Page, one: Labelled) -> bool:
    """Tell whether a label is one only among others; a question that nobody answers in its line is a question."""
    asks = "?" in written.low[one.end : one.answer] and not written.low[one.answer : one.line].strip()
    return one.label.is_weak or asks


def _is_answer(written: Page, one: Labelled, found: Sequence[Labelled]) -> bool:
    """Tell whether a line that reads like a label is what was written below one: "Asset", "Phone", an empty line."""
    if one.mark is not Mark.LINE or written.low[one.line : one.line + 2] != "\n\n":
        return False
    return any(other.mark is Mark.LINE and other.line + 1 == one.line - len(one.typed) for other in found)


def _beginning(written: Page, lines: Sequence[tuple[int, int]]) -> list[Labelled]:
    """Return the labels at the beginnings of lines, and those in further columns behind them."""
    ends = [(one, signs) for one in _ENDS if (signs := [sign for sign in one.signs if sign in written.cased])]
    found: list[Labelled] = []
    for start, end in lines:
        head = written.cased[start : min(end, start + LONGEST_LABEL + 60)]
        first = _first_of_line(head, start, end, ends)
        if first is None or REPLY.match(head):
            continue
        found.append(first)
        if first.mark is Mark.STRONG:
            found += _columns(written, first.answer, end, is_row=head.lstrip().startswith("|"))
    return found


def _first_of_line(head: str, start: int, end: int, ends: Sequence[tuple[_End, Sequence[str]]]) -> Labelled | None:
    """Return the label at the beginning of a line: in brackets, before a mark, or alone."""
    bare = head.lstrip()
    if not bare:
        return None
    if bare.startswith(_OPENING) and (found := _bracketed(head, start, end)):
        return found
    if not may_open(bare):
        return None
    prefix = _PREFIX.match(head)
    begin = prefix.end() if prefix else 0
    for one, signs in ends:
        if match := one.first_in(head, begin, signs):
            typed = head[begin : match.start()]
            if label := label_of(typed):
                return Labelled(
                    label, one.mark, start, start + begin, start + match.start(), start + match.end(), end, typed
                )
    label = label_of(head[begin:]) if start + len(head) == end else None
    return Labelled(label, Mark.LINE, start, start + begin, end, end, end, head[begin:]) if label else None


def _bracketed(head: str, start: int, end: int) -> Labelled | None:
    match = _BRACKETED.match(head)
    label = label_of(match["label"]) if match else None
    if match is None or label is None:
        return None
    place = (start + match.start("label") - 1, start + match.end("label") + 1)
    return Labelled(label, Mark.STRONG, start, *place, start + match.end(), end, match["label"])


def _columns(written: Page, start: int, end: int, *, is_row: bool) -> Iterator[Labelled]:
    """Yield the labels of further columns: "Date: 4 May    Time: 2pm", "| Date | 4 May | Time | 2pm |"."""
    if is_row:
        yield from _cells(written, start, end)
        return
    for _ in range(_MOST_IN_A_LINE):
        column = _COLUMN.search(written.cased, start, end)
        if column is None:
            return
        opens, start = column.span()
        inner = _INNER.match(written.cased, start, end)
        label = label_of(inner["label"]) if inner else None
        if inner and label:
            yield Labelled(label, Mark.STRONG, opens, *inner.span("label"), inner.end(), end, inner["label"])
            start = inner.end()


def _cells(written: Page, start: int, end: int) -> Iterator[Labelled]:
    bars = [place for place in range(start, end) if written.low[place] == "|"][: 2 * _MOST_IN_A_LINE]
    for left, right in zip(bars[::2], bars[1::2], strict=False):
        hit = written.trim(left + 1, right)
        if hit and (label := label_of(hit.text)):
            yield Labelled(label, Mark.STRONG, left, hit.start, hit.end, right + 1, end, hit.text)


def _with_company(every: Sequence[Labelled]) -> Iterator[Labelled]:
    """Yield labels with a strong mark, and those with a weak one that stand among others of their kind."""
    fields: dict[Mark, set[str]] = defaultdict(set)
    for one in every:
        fields[one.mark].add(one.label.field)
    for one in every:
        several_words = one.mark is Mark.DASH and len(one.typed.split()) >= _FEWEST_WORDS_BEFORE_A_DASH
        if one.mark is Mark.STRONG or len(fields[one.mark]) >= _FEWEST_OF_A_KIND or several_words:
            yield one


def _sections(written: Page, lines: Sequence[tuple[int, int]]) -> Iterator[Labelled]:
    for start, end in lines:
        if match := _SECTION.match(written.cased, start, end):
            yield Labelled(_HEADING, Mark.LINE, start, *match.span(), match.end(), end, "")
