"""From what a person typed into an entry of the form to its value. Wrong input is refused in plain words."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import TypeVar

from candour.cases.errors import DecisionRefusedError
from candour.cases.facts import Answer
from candour.cases.form import FormField
from candour.cases.showing.words import day_in_words, plain

T = TypeVar("T")

LONGEST = 20_000
_MOST = 10_000_000
_LATEST = timedelta(days=731)


def typed_answer(field: FormField, text: str, *, today: date) -> Answer:
    """Return the value of an entry; ticks are option ids with spaces between them, yes and no are those words.

    Without a tick it is none of the list: that is how a person says that it concerns nobody's data (R4). Raises
    DecisionRefusedError for what the entry can't hold: a date in the future, an unknown option, nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()  # a browser sends line ends its own way
    if not plain(text, limit=LONGEST) and field.type != "ticks":
        raise DecisionRefusedError(f"{field.label}: write an answer first")
    if len(text) > LONGEST:
        raise DecisionRefusedError(f"{field.label}: the answer is longer than {LONGEST:,} characters; shorten it")
    if field.type == "date":
        return past_day(field.label, text, today=today).isoformat()
    return _READERS.get(field.type, _text)(field, text)


def past_day(label: str, text: str, *, today: date) -> date:
    """Return a day up to today, given as YYYY-MM-DD; raises DecisionRefusedError."""
    day = _day(label, text)
    if day > today:
        raise DecisionRefusedError(f"{label}: {day_in_words(day)} is in the future; nothing can have happened then")
    return day


def coming_day(label: str, text: str, *, today: date) -> date:
    """Return a day from today on and in the next two years, given as YYYY-MM-DD; raises DecisionRefusedError."""
    day = _day(label, text)
    if day < today:
        raise DecisionRefusedError(f"{label}: {day_in_words(day)} has passed; choose today or a later day")
    if day - today > _LATEST:
        raise DecisionRefusedError(f"{label}: {text} is more than two years away; check the year")
    return day


def _day(label: str, text: str) -> date:
    day = _iso(date.fromisoformat, text.strip(), r"\d{4}-\d{2}-\d{2}")
    if day is None:
        raise DecisionRefusedError(f"{label}: write the day as year-month-day, for example 2026-11-23")
    return day


def _time(field: FormField, text: str) -> Answer:
    found = _iso(time.fromisoformat, text, r"\d{2}:\d{2}")
    if found is None:
        raise DecisionRefusedError(f"{field.label}: write the time like 08:40")
    return f"{found:%H:%M}"


def _iso(read: Callable[[str], T], text: str, form: str) -> T | None:
    """Read an ISO date or time of this very form; None for what is none."""
    try:
        return read(text) if re.fullmatch(form, text, re.ASCII) else None
    except ValueError:
        return None


def _number(field: FormField, text: str) -> Answer:
    if not re.fullmatch(r"\d{1,8}|\d{1,3}(,\d{3}){1,2}", text, re.ASCII):
        raise DecisionRefusedError(f"{field.label}: write a whole number in figures, for example 27")
    number = int(text.replace(",", ""))
    if number > _MOST:
        raise DecisionRefusedError(f"{field.label}: write a number from 0 to {_MOST:,}")
    return number


def _yes_no(field: FormField, text: str) -> Answer:
    if text not in {"yes", "no"}:
        raise DecisionRefusedError(f"{field.label}: choose yes or no")
    return text == "yes"


def _choice(field: FormField, text: str) -> Answer:
    if text not in {option.id for option in field.options}:
        raise DecisionRefusedError(f"{field.label}: choose one of the answers in the list")
    return text


def _ticks(field: FormField, text: str) -> Answer:
    chosen = text.split()
    order = [option.id for option in field.options]
    if not set(chosen) <= set(order):
        raise DecisionRefusedError(f"{field.label}: tick only what is in the list")
    return tuple(option for option in order if option in chosen)


def _text(_field: FormField, text: str) -> Answer:
    return text


def _file(field: FormField, _text: str) -> Answer:
    raise DecisionRefusedError(f"{field.label}: a file can't be typed; it comes with a message to the case")


_READERS: Mapping[str, Callable[[FormField, str], Answer]] = {
    "time": _time,
    "number": _number,
    "yes_no": _yes_no,
    "choice": _choice,
    "ticks": _ticks,
    "file": _file,
}
