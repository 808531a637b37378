"""The forms of a date in British English, each with the day that it means; read from top to bottom."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = r"(?:mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:day)?"
_DAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
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
_PART = r"(?: (?:early )?(?:morning|afternoon|evening|night|lunch(?:time)?|dinner(?:time)?|teatime))?"
_AGO = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
    "couple of": 2,
}
_WEEK = 7
_CENTURY = 100

Resolve = Callable[[re.Match[str], date], date | None]


@dataclass(frozen=True)
class DateRule:
    """One form of a date: what it looks like, and the day it means on the day of receipt."""

    id: str
    pattern: re.Pattern[str]
    confidence: float
    resolve: Resolve


def _weekday(words: str) -> int:
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


def _numeric(match: re.Match[str], today: date) -> date | None:
    return _calendar(match["d"], int(match["m"]), match["y"], today)


def _named(match: re.Match[str], today: date) -> date | None:
    return _calendar(match["d"], _MONTHS[match["m"][:3]], match["y"], today)


def _iso(match: re.Match[str], today: date) -> date | None:  # noqa: ARG001 - every rule is called alike
    return _on(int(match["y"]), int(match["m"]), int(match["d"]))


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    found = _on(today.year, today.month, int(match["d"]))
    if found and found <= today:
        return found
    before = today.replace(day=1) - timedelta(days=1)
    return _on(before.year, before.month, int(match["d"]))


def _last(weekday: int, today: date, *, today_counts: bool) -> date:
    back = (today.weekday() - weekday) % _WEEK
    return today - timedelta(days=back or (0 if today_counts else _WEEK))


def _past_weekday(match: re.Match[str], today: date) -> date:
    return _last(_weekday(match["w"]), today, today_counts=False)


def _this_weekday(match: re.Match[str], today: date) -> date:
    return _last(_weekday(match["w"]), today, today_counts=True)


def _weekday_before_last(match: re.Match[str], today: date) -> date:
    return _past_weekday(match, today) - timedelta(days=_WEEK)


def _weekday_last_week(match: re.Match[str], today: date) -> date:
    monday = today - timedelta(days=today.weekday() + _WEEK)
    return monday + timedelta(days=_weekday(match["w"]))


def _back(days: int) -> Resolve:
    return lambda _match, today: today - timedelta(days=days)


def _ago(match: re.Match[str], today: date) -> date | None:
    words = match["n"]
    count = int(words) if words.isdigit() else _AGO.get(words)
    if count is None or count > _CENTURY:
        return None
    return today - timedelta(days=count * (_WEEK if match["unit"].startswith("week") else 1))


def _fortnight(_match: re.Match[str], today: date) -> date:
    return today - timedelta(days=2 * _WEEK)


def no_single_day(_match: re.Match[str], _today: date) -> None:
    """Mean no day: "over the weekend" may be either."""
    return


def _rule(name: str, pattern: str, confidence: float, resolve: Resolve) -> DateRule:
    return DateRule(f"date.{name}", re.compile(pattern), confidence, resolve)


_ORDINAL = r"(?:st|nd|rd|th)"
_WITH_DAY = rf"(?:\b{DAY},? (?:the )?)?"
_YEAR = r"(?:,? '?(?P<y>(?:19|20)\d\d|\d\d(?![\d:.]|\s?(?:am|pm|pupil|child|student|people|famil))))?"

# Read from top to bottom: what an earlier rule matched, a later one doesn't see.
RULES = (
    _rule("iso", r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", 0.97, _iso),
    _rule(
        "numeric",
        (
            rf"{_WITH_DAY}(?<![\d/.£])(?P<d>[0-3]?\d)(?P<s>[/.-])(?P<m>[01]?\d)(?P=s)(?P<y>"
            r"(?:20)?\d\d)(?![\d/])"
        ),
        0.95,
        _numeric,
    ),
    _rule(
        "numeric.no-year", rf"{_WITH_DAY}(?<![\d/.£])(?P<d>[0-3]?\d)/(?P<m>[01]?\d)(?P<y>)(?![\d/%])", 0.85, _numeric
    ),
    _rule(
        "named",
        rf"{_WITH_DAY}(?<![\d/.£])\b(?P<d>[0-3]?\d){_ORDINAL}?(?: of)?[ -](?P<m>{MONTH})\b\.?{_YEAR}",
        0.95,
        _named,
    ),
    _rule(
        "named.month-first",
        (
            rf"{_WITH_DAY}\b(?P<m>{MONTH}) (?:the )?(?P<d>[0-3]?\d)(?:{_ORDINAL})?\b(?![:.]\d)(?:,? "
            r"(?P<y>20\d\d))?"
        ),
        0.9,
        _named,
    ),
    _rule("weekday.ordinal", rf"\b{DAY},? (?:the )?(?P<d>[0-3]?\d){_ORDINAL}\b", 0.92, _day_of_month),
    _rule("day-before-yesterday", rf"\b(?:the )?day before yesterday{_PART}", 0.92, _back(2)),
    _rule("weekday.before-last", rf"\b(?P<w>{DAY}){_PART} before last\b", 0.9, _weekday_before_last),
    _rule("weekday.last-week", rf"\blast week (?:on )?(?P<w>{DAY})\b", 0.85, _weekday_last_week),
    _rule("weekday.of-last-week", rf"\b(?P<w>{DAY}){_PART} (?:of )?last week\b", 0.85, _weekday_last_week),
    _rule(
        "weekday.week-ago", rf"\b(?:(?:a )?week (?:ago )?(?:last|on|past)? ?(?P<w>{DAY}))\b", 0.8, _weekday_before_last
    ),
    _rule("weekend", r"\b(?:over|at|during|this|last|all|on) (?:the )?(?:past |last )?week-?end\b", 0.5, no_single_day),
    _rule("weekday.last", rf"\b(?:last|this past|past) (?P<w>{DAY}){_PART}\b", 0.88, _past_weekday),
    _rule("weekday.this", rf"\bthis (?P<w>{DAY}){_PART}\b", 0.8, _this_weekday),
    _rule("fortnight", r"\ba fortnight ago(?: today)?\b", 0.88, _fortnight),
    _rule(
        "ago",
        (
            r"\b(?P<n>\d{1,2}|an?|one|two|three|four|five|six|seven|ten|couple of) (?P<unit>days?"
            r"|weeks?) (?:ago(?: today)?|back)\b"
        ),
        0.82,
        _ago,
    ),
    _rule("last-night", r"\b(?:last|yesterday) (?:night|evening)(?:'s)?\b", 0.9, _back(1)),
    _rule("yesterday", rf"\byesterday(?:'s)?{_PART}\b", 0.92, _back(1)),
    _rule(
        "today",
        (
            rf"\b(?:(?:earlier |later )?today{_PART}|(?:earlier )?this (?:morning|afternoon|evening"
            r"|lunch(?:time)?|dinner(?:time)?|lesson|period|break)|tonight|just now|a (?:moment"
            r"|minute) ago|(?:a )?few minutes ago)\b"
        ),
        0.92,
        _back(0),
    ),
    _rule("weekday", rf"\b(?P<w>{DAY})(?:'s)?{_PART}\b", 0.84, _this_weekday),
    _rule(
        "day-of-month",
        (
            rf"(?:\b(?:on )?the |(?<=\())(?P<d>[0-3]?\d){_ORDINAL}\b(?! (?:century|floor|form|grade"
            r"|year|time|page|row|birthday))"
        ),
        0.82,
        _day_of_month,
    ),
    _rule(
        "minutes-ago",
        (
            r"\b(?:about |around )?(?:\d{1,2}|an?|half an|five|ten|fifteen|twenty|thirty"
            r"|couple of) (?:mins?|minutes?|hours?|hrs?) (?:ago|back)\b"
        ),
        0.85,
        _back(0),
    ),
    _rule(
        "lunch",
        (
            r"\b(?:at|over|during) (?:lunch(?:time)?|break(?:time)?|morning break|dinner time"
            r"|registration)\b"
        ),
        0.7,
        _back(0),
    ),
    _rule(
        "just",
        (
            r"\b(?:i|we|i've|we've|have|has|had|they've|she's|he's|ive|weve)? ?(?:only )?just (?=had"
            r"|got|lost|found|sent|realised|noticed|left|been|opened|spotted|received|discovered"
            r"|clicked|seen|e-?mailed|dropped|told|heard|rung|rang|called|phoned|informed|come|handed"
            r"|given|spoken|taken|put|sent|shared|posted|done|made|accidentally|learn\w*|become)"
        ),
        0.75,
        _back(0),
    ),
)
