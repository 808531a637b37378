"""Answers that stand by themselves: numbered as our questions were, behind the form's own labels, or bare."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from candour.cases.asked import Asked
from nlp.answering.dialogue import Typed
from nlp.answering.entries import LONG, NUMERIC_DAY, Kind, entry_of, fits
from nlp.answering.phrases import words_of
from nlp.answering.welsh import in_english
from nlp.text import Hit, Page
from nlp.when.date_arithmetic import DAY, MONTH

_NUMBERED = re.compile(
    r"(?:(?P<line>^|\n)[ \t>*|-]{0,8}|(?<=[\s,;.]))(?:q(?:uestion)?\.? ?|cwestiwn )?(?P<n>\d{1,2})"
    r"(?:\s?[.:](?=\s)|\s?\)|\s[-=](?=\s)|\s?\.(?=[a-z]))[ \t]{0,8}"
)
_LABEL = re.compile(
    r"[ \t*>-]{0,8}(?:\d{1,2}\s?[.)]\s{0,3})?(?P<label>[^\n:=\t]{3,150}?)\s{0,3}(?:[:=\t]|\?\s*[:-]?|\s-\s)[ \t]*"
)
_LINE = re.compile(r"[^\n]+")
_BETWEEN = re.compile(r"[ \t]*(?:[,;\n]+|(?:^|(?<=\s))\d\s?[.)](?=\s))\s*")
_FILLER = re.compile(r"\W*(?:ok(?:ay)?|thanks?|thank you|ta|diolch|sorry|hi|hello|yes|no|and|um|er|so|right|please)\W*")
_PART_OF_DAY = re.compile(
    r"\W*(?:about |around |at |in the |on )?(?:this|yesterday|last|the same|early|late)? ?(?:morning|afternoon|evening"
    r"|night|lunch ?time|lunch|break ?time|break|dinner ?time)\W*"
)
_NO_LIST = re.compile(r"\?|\b(?:not|nid|never|actually|meant)\b|n't\b")
"""What asks, denies or corrects: words that are read whole."""
_LIST_LONGEST_IN_CHARACTERS = 200
_FEWEST_IN_LIST = 2
_MOST_NUMBERS = 40
_FEWEST_IN_ORDER = 3
_BARE_LONGEST_IN_CHARACTERS = 90
_END_OF_TYPED = re.compile(r"\n")
_END_OF_LONG = re.compile(r"\n[ \t]*\n")
_NUMBER_ALONE = re.compile(
    r"\W*(?:(?:oh|er|um|i think|it was|it's|about|around|roughly|approx(?:imately)?\.?|maybe|probably|nearly|just|only"
    r"|all)"
    r"\W{1,3}){0,4}(?:\d[\d,]{0,7}(?:ish)?|[a-z]+(?:[ -](?:[a-z]+)){0,3}?)(?: (?:or so|ish|i think|of them|in all"
    r"|in total"
    r"|pupils|children|kids|people|students|families))*(?:,? (?:thanks|ta|diolch))?\W*"
)
_ABOUT = (
    r"\W*(?:(?:oh|er|um|i think|it was|it happened|on|at|about|around|roughly|maybe|probably|just|only|last|this|the|we"
    r"|noticed|found out|it|yes|hi)\W{1,3}){0,5}"
)
_THANKS = r"(?:[, ]{1,2}(?:i think|or so|ish|probably|thanks|ta|diolch))?\W*"
_DAY_ALONE = re.compile(
    rf"{_ABOUT}(?:{DAY}|yesterday|today|the day before yesterday|(?:{NUMERIC_DAY})(?: (?:of )?{MONTH})?)"
    rf"(?: (?:just gone|last week|morning|afternoon|evening|night|the {NUMERIC_DAY}))?{_THANKS}"
)
_TIME_ALONE = re.compile(
    rf"{_ABOUT}(?:noon|midday|midnight|\d{{1,2}}[:.h]\d\d ?(?:am|pm)?|\d{{1,2}} ?(?:am|pm)|\w{{1,6}} o'?clock"
    rf"|(?:half|quarter|five|ten|twenty|twenty[- ]five)(?: past| to| gone)? \w{{1,6}}(?: (?:am|pm|in the morning))?)"
    rf"{_THANKS}"
)
_YES_NO_ALONE = re.compile(
    r"\W*(?:(?:yes|yeah|yep|yup|no|nope|nah)(?:,? (?:it (?:is|was|has|isn't|wasn't|hasn't)"
    r"|(?:i|we|they) (?:have|haven't|did|didn't)))?|not yet|not that i know(?: of)?|(?:i )?think so"
    r"|(?:i )?don't think so|partly)\W*"
)
_ALONE = {
    Kind.NUMBER: _NUMBER_ALONE,
    Kind.DATE: _DAY_ALONE,
    Kind.TIME: _TIME_ALONE,
    Kind.YES_NO: _YES_NO_ALONE,
}


def read_numbered(written: Page, stretches: Sequence[tuple[int, int]], numbers: Mapping[int, str]) -> Iterator[Typed]:
    """Yield the answers of "1. yesterday 2. about 30 3. no", where most of them fit the questions of those numbers."""
    for start, end in stretches:
        marks = list(_in_order(_marks(written.low, start, end, numbers)))
        stops = [*(mark.start() for mark in marks[1:]), end][: len(marks)]
        fields = [numbers[int(mark["n"])] for mark in marks]
        told = [
            (field, typed)
            for field, mark, stop in zip(fields, marks, stops, strict=True)
            if (typed := _typed(written, field, mark, stop)) is not None
        ]
        good = [typed for field, typed in told if fits(field, written.low[typed.start : typed.end])]
        at_start = bool(marks) and not written.low[start : marks[0].start()].strip()
        if good and len(good) * 2 > len(told) and (len(marks) > 1 or at_start):
            yield from good


def read_in_order(written: Page, own: Sequence[tuple[int, int]], numbers: Mapping[int, str]) -> Iterator[Typed]:
    """Yield the answers of a message that has as many lines as there were questions, each fitting its own."""
    lines = [
        hit
        for start, end in sorted(own)
        for match in islice(_LINE.finditer(written.low, start, end), _MOST_NUMBERS)
        if (hit := written.trim(*match.span()))
    ]
    fields = [numbers[number] for number in sorted(numbers)]
    if _FEWEST_IN_ORDER <= len(lines) == len(fields) and all(map(fits, fields, (line.low for line in lines))):
        for field, line in zip(fields, lines, strict=True):
            yield Typed(entry_of(field).label, line.start, line.start, line.start, line.end)


def read_listed(written: Page, own: Sequence[tuple[int, int]], asked: Sequence[Asked]) -> Iterator[Typed]:
    """Yield the answers of "30, this morning, names": each piece to the only question that it can answer.

    A number, a day and a time are told by their form; what is left answers the one question that asks for words. So are
    answers told apart that stand under other numbers than their questions do.
    """
    whole = written.trim(own[0][0], own[-1][1]) if own else None
    fields = [entry.field for entry in sorted(asked, key=lambda entry: entry.number) if entry.number and entry.field]
    if whole is None or len(whole.low) > _LIST_LONGEST_IN_CHARACTERS or _NO_LIST.search(whole.low):
        return
    found: dict[str, Hit] = {}
    left: list[Hit] = []
    for piece in _pieces(written, whole.start, whole.end):
        if (field := _wanting(piece.low, fields)) is None:
            left.append(piece)
        elif field in found:
            return
        else:
            found[field] = piece
    words = [field for field in fields if field not in found and entry_of(field).kind is Kind.TEXT]
    if not found or len(found) + len(left) < _FEWEST_IN_LIST or (left and len(words) != 1):
        return
    if left:
        found[words[0]] = Hit(written, left[0].start, left[-1].end)
        if any(left[0].start < piece.start < left[-1].end for piece in found.values() if piece.start != left[0].start):
            return
    for field, piece in sorted(found.items(), key=lambda answer: answer[1].start):
        yield Typed(entry_of(field).label, piece.start, piece.start, piece.start, piece.end)


def _pieces(written: Page, start: int, end: int) -> Iterator[Hit]:
    """Yield what stands between commas, line ends and numbers that look like those of our questions."""
    edges = [start, *(edge for mark in _BETWEEN.finditer(written.low, start, end) for edge in mark.span()), end]
    for piece_start, piece_end in zip(edges[::2], edges[1::2], strict=True):
        hit = written.trim(piece_start, piece_end)
        if hit is not None and not _FILLER.fullmatch(hit.low):
            yield hit


def _wanting(piece: str, fields: Sequence[str]) -> str | None:
    """Return the only question that a piece answers by its form; of a day and a time of one moment the first."""
    said = in_english(piece)
    wanting = [
        field
        for field in fields
        if _is_moment(field, said) or (_is_all(entry_of(field).kind, said) and fits(field, piece))
    ]
    return wanting[0] if len({entry_of(field).label for field in wanting}) == 1 else None


def _is_moment(field: str, said: str) -> bool:
    return entry_of(field).kind in {Kind.DATE, Kind.TIME} and _PART_OF_DAY.fullmatch(said) is not None


def _marks(low: str, start: int, end: int, numbers: Mapping[int, str]) -> Iterator[re.Match[str]]:
    for match in islice(_NUMBERED.finditer(low, start, end), _MOST_NUMBERS):
        if int(match["n"]) in numbers:
            yield match


def _in_order(marks: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield numbers that go up; inside a line only the next one counts, since "2." may be a time."""
    last = 0
    for mark in marks:
        number = int(mark["n"])
        if number == last + 1 or (number > last and mark["line"] is not None):
            last = number
            yield mark


def _typed(written: Page, field: str, mark: re.Match[str], stop: int) -> Typed | None:
    entry = entry_of(field)
    ends = (_END_OF_LONG if entry.label in LONG else _END_OF_TYPED).search(written.low, mark.end(), stop)
    answer = written.trim(mark.end(), ends.start() if ends else stop)
    return Typed(entry.label, *mark.span(), answer.start, answer.end) if answer else None


def read_labelled(written: Page, lines: Sequence[tuple[int, int]], asked: Sequence[Asked]) -> Iterator[Typed]:
    """Yield what stands behind the labels of the school's own form, as they are printed or cut short."""
    labels = {form: entry.field for entry in asked if entry.field for form in _forms(entry.label)}
    for start, end in lines:
        match = _LABEL.match(written.low, start, end)
        field = labels.get(words_of(match["label"])) if match else None
        answer = written.trim(match.end(), end) if match and field else None
        if match and field and answer:
            yield Typed(entry_of(field).label, *match.span("label"), answer.start, answer.end)


def _forms(label: str) -> Iterator[tuple[str, ...]]:
    """Yield a printed label whole, and without its number and what stands behind its first sentence or in brackets."""
    yield words_of(label)
    short = re.split(r"[?:;(/]|\. ", re.sub(r"^\d{1,2}\. ", "", label))[0]
    if len(words_of(short)) > 1:
        yield words_of(short)


def read_bare(body: Page, asked: Sequence[Asked]) -> Iterator[Typed]:
    """Yield a short message as the answer to the only question that is open, or the only one that it fits."""
    whole = body.trim(0, len(body.low))
    if whole is None or len(whole.low) > _BARE_LONGEST_IN_CHARACTERS or "?" in whole.low or "\n" in whole.low:
        return
    open_fields = dict.fromkeys(entry.field for entry in asked if entry.is_open and entry.question and entry.field)
    said = in_english(whole.low)
    alone = len(open_fields) == 1
    wanted = [one for one in open_fields if (alone or _is_all(entry_of(one).kind, said)) and fits(one, whole.low)]
    if len(wanted) == 1:
        yield Typed(entry_of(wanted[0]).label, whole.start, whole.start, whole.start, whole.end)


def _is_all(kind: Kind, said: str) -> bool:
    """Tell whether a message is nothing but a number, a day, a time or "yes": then one question for such is meant."""
    return kind in _ALONE and _ALONE[kind].fullmatch(said) is not None
