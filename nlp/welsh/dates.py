"""Days in Welsh: "ddoe", "bore Llun", "ddydd Gwener diwethaf", "y 15fed o Fai", "wythnos yn ôl"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.text import Hit
from nlp.welsh.numbers import WELSH_NUMBER, welsh_number
from nlp.welsh.words import forms

_WEEK = 7
_NOON = r"(?:'?ma|yma|hwn|hon)"
_SAID = {
    "heddiw": 0,
    "heno": 0,
    "ddoe": 1,
    "neithiwr": 1,
    "echdoe": 2,
    "echnos": 2,
}
_DAYS = ("llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul")
_MONTHS = (
    *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin"),
    *("gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr"),
)
DAY_OF = {shape: number for number, day in enumerate(_DAYS) for shape in forms(day)}
"""Weekdays in all their shapes, Monday 0."""
MONTH_OF = {shape: number for number, month in enumerate(_MONTHS, start=1) for shape in forms(month)}
"""Months in all their shapes, January 1."""
_PART = r"(?:d?dydd|nos|[bf]ore|[pb]h?rynhawn)"
_SHAPES = re.compile(
    rf"(?<![\w'])(?:(?P<said>{'|'.join(_SAID)})"
    rf"|(?P<today>(?:y |yn y )?(?:[bf]ore|[pb]h?rynhawn) {_NOON})"
    rf"|{_PART} (?P<weekday>{'|'.join(DAY_OF)})"
    r"(?: y (?P<nth>[0-3]?\d)(?:af|ail|ydd|fed|eg|ain)?)?(?P<last> diwethaf| ddiwethaf)?"
    r"|(?:y )?(?P<day>[0-3]?\d)(?:af|ail|ydd|fed|eg|ain)? ?(?:o )?"
    rf"(?P<month>{'|'.join(MONTH_OF)})(?: (?P<year>20\d\d))?"
    rf"|(?P<weeks>{WELSH_NUMBER} )?(?P<unit>wythnos|bythefnos|diwrnod|ddiwrnod|deuddydd|ddeuddydd|dridiau|tridiau)"
    r" yn [oô]l)(?![\w'])"
)
_DAYS_OF_UNIT = {
    **dict.fromkeys(("wythnos",), 7),
    **dict.fromkeys(("bythefnos",), 14),
    **dict.fromkeys(("diwrnod", "ddiwrnod"), 1),
    **dict.fromkeys(("deuddydd", "ddeuddydd"), 2),
    **dict.fromkeys(("tridiau", "dridiau"), 3),
}


@dataclass(frozen=True)
class WelshDay:
    """A day that a sentence names."""

    day: date
    hit: Hit


def find_welsh_days(sentence: Hit, today: date) -> Iterator[WelshDay]:
    """Yield the days of a sentence, none of them after `today`."""
    for match in _SHAPES.finditer(sentence.page.low, sentence.start, sentence.end):
        day = _day(match, today)
        if day is not None and day <= today:
            yield WelshDay(day, Hit(sentence.page, *match.span()))


def _day(match: re.Match[str], today: date) -> date | None:
    if match["said"]:
        return today - timedelta(days=_SAID[match["said"]])
    if match["today"]:
        return today
    if match["weekday"]:
        back = (today.weekday() - DAY_OF[match["weekday"]]) % _WEEK
        return today - timedelta(days=back or (_WEEK if match["last"] else 0))
    if match["month"]:
        return _of_month(match, today)
    count = welsh_number(match["weeks"].strip()) if match["weeks"] else 1
    return today - timedelta(days=(count or 1) * _DAYS_OF_UNIT[match["unit"]])


def _of_month(match: re.Match[str], today: date) -> date | None:
    """Return a day of a month: of the year said, else of the latest that isn't in the future."""
    month, day = MONTH_OF[match["month"]], int(match["day"])
    try:
        if match["year"]:
            return date(int(match["year"]), month, day)
        found = date(today.year, month, day)
        return found if found <= today else date(today.year - 1, month, day)
    except ValueError:
        return None
