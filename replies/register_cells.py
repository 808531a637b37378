"""What stands in one cell of the exported register: typed where it can be, clean and harmless where it is text."""

import math
import re
from datetime import date, datetime, time

from candour.cases.facts import Answer
from candour.cases.form import FormField
from candour.cases.showing.answers import answer_in_words, option_label
from candour.cases.showing.words import LONDON, plain

Cell = str | int | float | date | datetime | time | None
"""A date, time or number keeps its type, so that a spreadsheet sorts and counts it. Moments are London's, zoneless."""

LONGEST = 32_767
"""UTF-16 units that a cell of a spreadsheet holds; more would be lost without a word, or damage the file."""
CUT = " [cut here: a spreadsheet's cell holds no more; the case has the whole text]"
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets know no day before 1900, and count a 29 February 1900 that never was."""
# What makes a spreadsheet take a text for a formula (OWASP, "CSV Injection"); some know full-width forms too.
_STARTS_A_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_BYTES_PER_UNIT = 2


def text_cell(text: str) -> str:
    """Return a text without control and direction characters, cut where a cell ends, which is said in its place."""
    clean = plain(text, limit=len(text) + 1)
    if _units(clean) <= LONGEST:
        return clean
    room = _BYTES_PER_UNIT * (LONGEST - _units(CUT))
    return clean.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT


def moment_cell(moment: datetime | None) -> datetime | None:
    """Return a moment as London's clocks show it, to the minute; a spreadsheet knows no zones."""
    if moment is None:
        return None
    return moment.astimezone(LONDON).replace(tzinfo=None, second=0, microsecond=0)


def noted_cell(moment: datetime, *, only_day: bool) -> datetime | date:
    """Return when something came; of what is kept by its day alone, that day."""
    local = moment.astimezone(LONDON)
    return local.date() if only_day else local.replace(tzinfo=None, second=0, microsecond=0)


def day_cell(text: str) -> Cell:
    """Return the day of an ISO date; what is none stays a text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text_cell(text)
    return day if day >= _FIRST_DAY else text


def time_cell(text: str) -> Cell:
    """Return the time of an ISO time; what is none stays a text."""
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text_cell(text)


def answer_cell(field: FormField, answer: Answer) -> Cell:
    """Return the value of an entry of the form: whole, unlike in a mail, with options by their printed labels."""
    if isinstance(answer, bool):
        return answer_in_words(field, answer)
    if isinstance(answer, int | float):
        return answer if math.isfinite(answer) else text_cell(str(answer))
    if isinstance(answer, tuple):
        return text_cell("; ".join(option_label(field, item) if field.options else item for item in answer))
    if field.type == "date":
        return day_cell(answer)
    if field.type == "time":
        return time_cell(answer)
    return text_cell(option_label(field, answer) if field.options else answer)


def csv_text(cell: Cell) -> str:
    """Return a cell as a CSV file has it: ISO dates, and an apostrophe before what a spreadsheet would calculate."""
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case time():
            return f"{cell:%H:%M}"
        case str():
            return f"'{cell}" if _STARTS_A_FORMULA.match(cell) else cell
        case _:
            return str(int(cell) if cell == int(cell) else cell)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // _BYTES_PER_UNIT
