"""Days that a text names by their date, moved by whole weeks and written as they stood."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from nlp.pseudonyms.numbers import Kind, Stretch
from nlp.pseudonyms.pseudonyms import Pseudonyms
from nlp.text import fold, lower

_MONTHS_IN_ENGLISH = "january february march april may june july august september october november december"
_MONTHS_IN_WELSH = "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"
_ENGLISH, _WELSH = _MONTHS_IN_ENGLISH.split(), _MONTHS_IN_WELSH.split()
_LONG_AGO = timedelta(days=500)
"""What lies further from the report than this is a date of birth or a date in a file: no weekday depends on it."""
_NAMES = [
    *((name, number) for names in (_ENGLISH, _WELSH) for number, name in enumerate(names, start=1)),
    *((name[:3], number) for number, name in enumerate(_ENGLISH, start=1)),
    ("sept", 9),
]
_MONTHS = dict(_NAMES)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_D = r"(?P<d>[0-3]?\d)(?P<o>st|nd|rd|th|fed|ydd|eg|ain|af|il)?"
_Y = r"(?P<y>,? ?(?:20|19)\d\d|,? '\d\d)?"
_PATTERNS = (
    re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)"),
    re.compile(r"(?<![\d/.-])(?P<d>[0-3]?\d)(?P<s>[/.-])(?P<m>[01]?\d)(?P=s)(?P<y>(?:19|20)?\d\d)(?![\d/]|[.-]\d)"),
    re.compile(r"(?<![\d/.:-])(?!24/7|1/[234]\b|[23]/[34]\b of)(?P<d>[0-3]?\d)/(?P<m>[01]?\d)(?![\d/%]|[.]\d)"),
    re.compile(rf"(?<![\d/.:-]){_D}(?: of)? ?\b(?P<n>{_MONTH})\b\.?{_Y}"),
    re.compile(rf"\b(?P<n>{_MONTH}) (?:the )?{_D}\b(?![:.]\d|\d| ?[ap]m){_Y}"),
    re.compile(
        r"(?:\bthe|\bon|day|mon|tues?|wed|thurs?|fri|sat|sun),? (?P<d>[0-3]?\d)(?P<o>st|nd|rd|th)\b(?! (?:time|pupil"
        r"|child|floor|person|one|e-?mail|year|form|page|line|of these|copy|attempt|century|party|grade|place|row"
        r"|lesson|period|in (?:the )?(?:row|line)|january|february|march|april|may|june|july|august|september|october"
        r"|november|december))"
    ),
)


def find_days(text: str, received: date, shift: timedelta, pseudonyms: Pseudonyms) -> Iterator[Stretch]:
    """Yield the dates of a text with what stands in their place; relative ones ("Tuesday") stay as they are."""
    low = lower(fold(text))
    taken = bytearray(len(low))
    for pattern in _PATTERNS:
        for match in pattern.finditer(low):
            if any(taken[match.start() : match.end()]):
                continue
            day = _meant(match, received)
            if day is not None:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                yield from _written(text, match, moved(day, received, shift, pseudonyms))


def moved(day: date, received: date, shift: timedelta, pseudonyms: Pseudonyms) -> date:
    """Return the day that stands for a day: as many weeks earlier as its case, or any other one if it is long ago."""
    if abs(day - received) > _LONG_AGO:
        return day + pseudonyms.days_apart(day.isoformat())
    return day - shift


def _meant(match: re.Match[str], received: date) -> date | None:
    """Return the day that is meant: without year or month the last one up to the report, or the coming weeks'."""
    parts = match.groupdict()
    number, year = int(parts["d"]), (parts.get("y") or "").strip(" ,'")
    month = int(parts["m"]) if parts.get("m") else _MONTHS.get(parts.get("n") or "", 0)
    if year:
        return _day(int(year) if len(year) == 4 else _century(int(year), received), month, number)  # noqa: PLR2004 - digits
    if month:
        found = [_day(received.year + step, month, number) for step in (-1, 0, 1)]
    else:
        months = [(received.year * 12 + received.month - 1 + step) for step in (-1, 0, 1)]
        found = [_day(one // 12, one % 12 + 1, number) for one in months]
    days = [day for day in found if day is not None]
    past = [day for day in days if day <= received]
    return max(past, default=min(days, default=None))


def _century(year: int, received: date) -> int:
    return 2000 + year if year <= received.year % 100 + 1 else 1900 + year


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _written(text: str, match: re.Match[str], day: date) -> Iterator[Stretch]:
    """Yield the parts of a date that are another now: its day, ordinal, month and year, each as it was written."""
    for group, typed in match.groupdict().items():
        start, end = match.span(group)
        if not typed or group == "s":
            continue
        new = _part(group, text[start:end], day)
        if new != text[start:end]:
            yield Stretch(start, end, Kind.DAY, new)


def _part(group: str, typed: str, day: date) -> str:
    match group:
        case "d":
            return f"{day.day:02d}" if typed.startswith("0") else str(day.day)
        case "m":
            return f"{day.month:02d}" if typed.startswith("0") or len(typed) > 1 else str(day.month)
        case "y":
            digits = re.sub(r"\D", "", typed)
            return typed.replace(digits, f"{day.year:04d}"[-len(digits) :])
        case "o":
            new = _ordinal(day.day) if typed.casefold() in {"st", "nd", "rd", "th"} else typed
            return new.upper() if typed.isupper() else new
    return _month(typed, day)


def _ordinal(number: int) -> str:
    return "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _month(typed: str, day: date) -> str:
    """Return a month's name in the language, length and case of the one that stood there."""
    low = lower(fold(typed))
    names = _WELSH if low in _WELSH else _ENGLISH
    name = names[day.month - 1]
    if low not in names:
        name = name[:3]
    return name.upper() if typed.isupper() else name if typed.islower() else name.capitalize()
