"""From the words of a date to its day: arithmetic with weekdays and calendars; never a day after the receipt."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from nlp.numbers import number

DAY = r"(?:(?:mon|tues?|wed(?:nes|ens|des)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:day)?|weds|wensday|teusday|thrusday)"
"""A pattern of a weekday on a lower-case page, with the ways in which it is misspelt."""
_DAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))} | {
    "wen": 2,
    "teu": 1,
    "thr": 3,
}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_WEEK = 7
_CENTURY = 100

Resolve = Callable[[re.Match[str], date], date | None]


def weekday(words: str) -> int:
    """Return the number of a weekday that DAY matched, Monday 0."""
    return _DAYS[words[:3]]


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(words: str | None, today: date) -> int | None:
    if not words:
        return None
    year = int(words)
    return year + today.year // _CENTURY * _CENTURY if year < _CENTURY else year


def _calendar(day: str, month: int, year: str | None, today: date) -> date | None:
    """Return the day; without a year the last such day that isn't in the future."""
    known = _year(year, today)
    if known is not None:
        return _on(known, month, int(day))
    found = _on(today.year, month, int(day))
    return found if found and found <= today else _on(today.year - 1, month, int(day))


def numeric(match: re.Match[str], today: date) -> date | None:
    """Return the day of "12/01/26"."""
    return _calendar(match["d"], int(match["m"]), match["y"], today)


def named(match: re.Match[str], today: date) -> date | None:
    """Return the day of "8 October 2025"."""
    return _calendar(match["d"], _MONTHS[match["m"][:3]], match["y"], today)


def iso(match: re.Match[str], today: date) -> date | None:  # noqa: ARG001 - every rule is called alike
    """Return the day of "2026-02-03"."""
    return _on(int(match["y"]), int(match["m"]), int(match["d"]))


def day_of_month(match: re.Match[str], today: date) -> date | None:
    """Return the last such day of a month that isn't in the future: "the 10th"."""
    found = _on(today.year, today.month, int(match["d"]))
    if found and found <= today:
        return found
    before = today.replace(day=1) - timedelta(days=1)
    return _on(before.year, before.month, int(match["d"]))


def _last(weekday: int, today: date, *, today_counts: bool) -> date:
    back = (today.weekday() - weekday) % _WEEK
    return today - timedelta(days=back or (0 if today_counts else _WEEK))


def past_weekday(match: re.Match[str], today: date) -> date:
    """Return the last such weekday before the day of receipt."""
    return _last(weekday(match["w"]), today, today_counts=False)


def this_weekday(match: re.Match[str], today: date) -> date:
    """Return the last such weekday, the day of receipt included."""
    return _last(weekday(match["w"]), today, today_counts=True)


def weekday_before_last(match: re.Match[str], today: date) -> date:
    """Return the weekday a week before the last one."""
    return past_weekday(match, today) - timedelta(days=_WEEK)


def weekday_last_week(match: re.Match[str], today: date) -> date:
    """Return such a weekday of the week before."""
    monday = today - timedelta(days=today.weekday() + _WEEK)
    return monday + timedelta(days=weekday(match["w"]))


def back(days: int) -> Resolve:
    """Return a rule of a fixed number of days before the receipt."""
    return lambda _match, today: today - timedelta(days=days)


def ago(match: re.Match[str], today: date) -> date | None:
    """Return the day of "three weeks ago"."""
    count = number(match["n"])
    if count is None or count > _CENTURY:
        return None
    return today - timedelta(days=count * (_WEEK if match["unit"].startswith("week") else 1))


def fortnight(_match: re.Match[str], today: date) -> date:
    """Return the day a fortnight ago."""
    return today - timedelta(days=2 * _WEEK)


def no_single_day(_match: re.Match[str], _today: date) -> None:
    """Mean no day: "over the weekend" may be either."""
    return
