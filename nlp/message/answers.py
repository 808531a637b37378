"""Answered lines of a form inside a message: "Date of incident: 12/01/26", rows of a table, numbered questions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.message.asset_answers import ASSET_TEXTS
from nlp.message.boxes import chosen
from nlp.message.form_lines import REPLY, Labelled, Mark, labelled_lines
from nlp.message.labels import label_of
from nlp.text import Hit, Page, lower

PROSE = frozenset(
    {
        *("summary", "action", "data", "other", "copy", "incident_type", "circumstances", "identifiability"),
        *("section", "asset_type"),
    }
)
"""Answers that are read like any other sentence of the writer's."""
MAX_LABEL = 160
MAX_ANSWERS = 60
_PEOPLE = frozenset({"reporter_name", "responsible_employee", "line_manager"})
_MOMENTS = frozenset({"occurred", "discovered"})


@dataclass(frozen=True)
class Answered:
    """A label of a form with what was written behind it: `start` to `end`, empty where it was left out.

    Where that points at another answer ("as above"), they are the place of that one.
    """

    field: str
    label: Hit
    start: int
    end: int

    @property
    def raw(self) -> Hit | None:
        """The answer as it stands, or None where it is empty."""
        return self.label.page.trim(self.start, self.end)

    @property
    def value(self) -> Hit | None:
        """The answer, or None where it is empty or says that it isn't known."""
        answer = self.raw
        return None if answer is None or UNKNOWN.fullmatch(answer.low.strip(" .!()-")) else answer


UNKNOWN = re.compile(
    r"\??|n/?a(?: at present)?|n/?k|none|nil|unknown|(?:is |it's )?not (?:known|sure|applicable|yet known|available|yet"
    r"|given|recorded)(?: yet| at present)?"
    r"|no idea|(?:i )?(?:dont|don't|do not) know|dk|unsure|tbc|tba|tbd|to (?:follow|be (?:confirmed|advised))|pending"
    r"|(?:would |i'd )?(?:rather|prefer) not(?: (?:to )?say)?|anonymous|see above|as above|above|blank|left blank"
    r"|(?:less|fewer|more) than \d+|under \d+|y ?/ ?n|yes ?/ ?no|delete as appropriate|[-\s]+|[.\u2026_\s]+|/|x"
)
_SAME = re.compile(
    r"(?:(?:the )?same(?: (?:person|one|as above|again|date|day|time))?|ditto|do|-?\s?\"{1,2}\s?-?|idem|as above"
    r"|see above|(?:the )?above|as before|(?:as|see|same as) (?P<as>[^\W\d_][^,;(]{1,40}))[ .!]*(?:\(.{0,40}\))?"
)
_NUMBER = re.compile(r"(?:as |see |same as )?(?:q(?:uestion)?|no\.?)?\s?(?P<n>\d{1,2})\.?(?: above)?")
_NUMBERED = re.compile(r"\D{0,4}(?P<n>\d{1,2})")
_NEXT_LINE = re.compile(r"[ \t|]{0,40}\n(?P<gap>[ \t]{0,40}\n)?(?P<line>[ \t]{0,40}[^\s][^\n]{0,400})")
_LINE_END = re.compile(r"[ \t|*]{0,40}(?:\n|$)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def read_answers(written: Page, lines: Sequence[tuple[int, int]]) -> tuple[Answered, ...]:
    """Return the answered lines of a form in the writer's own text, in their order."""
    marks = labelled_lines(written, lines)[:MAX_ANSWERS]
    if not marks:
        return ()
    stops = [*(mark.opens for mark in marks[1:]), len(written.low)]
    fields = list(_fields(marks))
    answers: list[Answered] = []
    for mark, field, stop in zip(marks, fields, stops, strict=False):
        start, end = chosen(written, *_place(written, mark, field, stop))
        answer = Answered(field, Hit(written, mark.start, mark.end), start, end)
        answers.append(_resolved(answer, answers, marks))
    return tuple(answers)


def _fields(marks: Sequence[Labelled]) -> Iterator[str]:
    """Yield the entry of each label.

    "Time" alone asks for that of the date above it, and "who" for the reporter where another label asks who did it.
    """
    moment, culprits = "occurred", sum(mark.label.field == "responsible_employee" for mark in marks)
    for mark in marks:
        field = moment if mark.label.is_bare_time else mark.label.field
        if culprits > 1 and lower(mark.typed).strip(" ?") == "who":
            field = "reporter_name"
        moment = field if field in _MOMENTS else moment
        yield field


def _place(written: Page, mark: Labelled, field: str, stop: int) -> tuple[int, int]:
    """Return where an answer stands: long ones run to the next label, short ones to the end of their line."""
    start = mark.answer
    line_end = min(mark.line, stop)
    is_long = field in PROSE or field in ASSET_TEXTS
    below = _NEXT_LINE.match(written.low, start, stop) if _LINE_END.match(written.low, start, line_end) else None
    if below and (mark.mark is Mark.LINE or not below["gap"]) and not is_long:
        start, line_end = below.span("line")
    elif is_long:
        line_end = _end_of_long(written, field, start, stop)
    if reply := REPLY.match(written.low, start, line_end):
        start = reply.end()
    bar = written.low.find("|", start, line_end)
    return start, bar if bar >= 0 and not is_long else line_end


def _end_of_long(written: Page, field: str, start: int, stop: int) -> int:
    first = written.trim(start, stop)
    blank = _BLANK_LINE.search(written.low, first.start if first else start, stop)
    return blank.start() if blank and field != "summary" else stop


def _resolved(answer: Answered, above: Sequence[Answered], marks: Sequence[Labelled]) -> Answered:
    """Return an answer, or one at the place of that to which it points."""
    raw = answer.raw
    if raw is None or not (answer.field in _PEOPLE or answer.field in _MOMENTS):
        return answer
    same, number = _SAME.fullmatch(raw.low), _NUMBER.fullmatch(raw.low)
    meant = None
    if number and answer.field in _PEOPLE:
        meant = _numbered(number["n"], above, marks)
    elif same and same["as"] and (label := label_of(same["as"])):
        meant = next((other for other in above if other.field == label.field and other.value), None)
    elif same:
        meant = _same_kind(answer, above, marks)
    return Answered(answer.field, answer.label, meant.start, meant.end) if meant else answer


def _same_kind(answer: Answered, above: Sequence[Answered], marks: Sequence[Labelled]) -> Answered | None:
    """Return the last date or time above, as is asked for, or a person: who reports and who did it before others."""
    if answer.field in _PEOPLE:
        named = [other for other in reversed(above) if other.field in _PEOPLE and other.value]
        return next((other for other in named if other.field != "line_manager"), next(iter(named), None))
    asks_time = marks[len(above)].label.asks_time
    return next(
        (
            other
            for other, mark in zip(reversed(above), reversed(marks[: len(above)]), strict=True)
            if other.field in _MOMENTS and other.value and mark.label.asks_time == asks_time
        ),
        None,
    )


def _numbered(number: str, above: Sequence[Answered], marks: Sequence[Labelled]) -> Answered | None:
    for other, mark in zip(above, marks, strict=False):
        numbered = _NUMBERED.match(mark.typed)
        if numbered and numbered["n"] == number and other.value:
            return other
    return None
