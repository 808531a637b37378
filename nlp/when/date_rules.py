"""The forms of a date in British English, each with the day that it means; read from top to bottom."""

import re
from dataclasses import dataclass

from nlp.when.date_arithmetic import (
    DAY,
    MONTH,
    Resolve,
    ago,
    back,
    day_of_month,
    fortnight,
    iso,
    named,
    no_single_day,
    numeric,
    past_weekday,
    this_weekday,
    weekday_before_last,
    weekday_last_week,
)

_PART = (
    r"(?:,? (?:early |late )?(?:morning|mornin|afternoon|aft|evening|eve|night|nite|lunch(?: ?time)?|dinner(?: ?time)?"
    r"|tea(?:-| )?time|break(?: ?time)?|a\.?m\b|p\.?m\b))?"
)
_NOW = (
    r"(?:morning|mornin|a\.?m\b|p\.?m\b|afternoon|aft\b|arvo|evening|eve|lunch(?: ?time)?|dinner(?: ?time)?|tea ?time"
    r"|lesson|period|break|minute|instant)"
)


@dataclass(frozen=True)
class DateRule:
    """One form of a date: what it looks like, and the day it means on the day of receipt."""

    id: str
    pattern: re.Pattern[str]
    confidence: float
    resolve: Resolve


def _rule(name: str, pattern: str, confidence: float, resolve: Resolve) -> DateRule:
    return DateRule(f"date.{name}", re.compile(pattern), confidence, resolve)


_ORDINAL = r"(?:st|nd|rd|th)"
_WITH_DAY = rf"(?:\b{DAY},? (?:the )?)?"
_YEAR = r"(?:,? '?(?P<y>(?:19|20)\d\d|\d\d(?![\d:.]|\s?(?:am|pm|pupil|child|student|people|famil))))?"

# Read from top to bottom: what an earlier rule matched, a later one doesn't see.
RULES = (
    _rule("iso", r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", 0.97, iso),
    _rule(
        "numeric",
        (
            rf"{_WITH_DAY}(?<![\d/.£])(?P<d>[0-3]?\d)(?P<s>[/.-])(?P<m>[01]?\d)(?P=s)(?P<y>"
            r"(?:20)?\d\d)(?![\d/])"
        ),
        0.95,
        numeric,
    ),
    _rule("numeric.no-year", rf"{_WITH_DAY}(?<![\d/.£])(?P<d>[0-3]?\d)/(?P<m>[01]?\d)(?P<y>)(?![\d/%])", 0.85, numeric),
    _rule(
        "named.range",
        rf"{_WITH_DAY}(?<![\d/.£])\b(?P<d>[0-3]?\d){_ORDINAL}?\s?(?:-|to|until|till|and)\s?(?:the )?[0-3]?\d{_ORDINAL}?"
        rf"(?: of)? (?P<m>{MONTH})\b\.?{_YEAR}",
        0.9,
        named,
    ),
    _rule(
        "named",
        rf"{_WITH_DAY}(?<![\d/.£])\b(?P<d>[0-3]?\d){_ORDINAL}?(?: of)?[ -](?P<m>{MONTH})\b\.?{_YEAR}",
        0.95,
        named,
    ),
    _rule(
        "named.month-first",
        (
            rf"{_WITH_DAY}\b(?P<m>{MONTH}) (?:the )?(?P<d>[0-3]?\d)(?:{_ORDINAL})?\b(?![:.]\d)(?:,? "
            r"(?P<y>20\d\d))?"
        ),
        0.9,
        named,
    ),
    _rule("weekday.ordinal", rf"\b{DAY},? (?:the )?(?P<d>[0-3]?\d){_ORDINAL}\b", 0.92, day_of_month),
    _rule("day-before-yesterday", rf"\b(?:the )?day before yesterday{_PART}", 0.92, back(2)),
    _rule("weekday.before-last", rf"\b(?P<w>{DAY}){_PART} before last\b", 0.9, weekday_before_last),
    _rule("weekday.last-week", rf"\blast week (?:on )?(?P<w>{DAY})\b", 0.85, weekday_last_week),
    _rule("weekday.of-last-week", rf"\b(?P<w>{DAY}){_PART} (?:of )?last week\b", 0.85, weekday_last_week),
    _rule(
        "weekday.week-ago",
        rf"\b(?:(?:a )?week (?:ago )?(?:last|on|past|from)? ?(?P<w>{DAY}))\b",
        0.8,
        weekday_before_last,
    ),
    _rule("weekend", r"\b(?:over|at|during|this|last|all|on) (?:the )?(?:past |last )?week-?end\b", 0.5, no_single_day),
    _rule("weekday.last", rf"\b(?:last|this past|past) (?P<w>{DAY}){_PART}\b", 0.88, past_weekday),
    _rule(
        "weekday.gone",
        (
            rf"\b(?P<w>{DAY}){_PART},? (?:(?:just )?(?:gone|passed|been)|last|past)\b(?! (?:week|year|term|month"
            rf"|half|\d|two|three))"
        ),
        0.86,
        past_weekday,
    ),
    _rule("weekday.this", rf"\bthis (?P<w>{DAY}){_PART}\b", 0.8, this_weekday),
    _rule("fortnight", r"\ba fortnight ago(?: today)?\b", 0.88, fortnight),
    _rule(
        "ago",
        (
            r"\b(?P<n>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|couple of) (?P<unit>days?"
            r"|weeks?) (?:ago(?: today)?|back)\b"
        ),
        0.82,
        ago,
    ),
    _rule("last-night", r"\b(?:last|yesterday) (?:night|nite|evening|eve)(?:'s)?\b", 0.9, back(1)),
    _rule("yesterday", rf"\b(?:yest(?:er|ur|ar|re)?day|yesterdy|yest|yday|y'day)(?:'?s)?{_PART}\b", 0.92, back(1)),
    _rule(
        "today",
        (
            rf"\b(?:(?:earlier |later )?(?:today|2day|tday)(?:'?s)?{_PART}|(?:earlier )?this (?:very )?(?:early "
            rf"|late )?{_NOW}|tonight|tonite"
            r"|just now|a (?:moment|minute) ago|(?:a )?few (?:minutes|mins) ago)\b"
        ),
        0.92,
        back(0),
    ),
    _rule("weekday", rf"\b(?P<w>{DAY})(?:'s)?{_PART}\b", 0.84, this_weekday),
    _rule(
        "day-of-month",
        (
            rf"(?:\b(?:on )?the |(?<=\())(?P<d>[0-3]?\d){_ORDINAL}\b(?! (?:century|floor|form|grade"
            r"|year|time|page|row|birthday))"
        ),
        0.82,
        day_of_month,
    ),
    _rule(
        "day-of-month.bare",
        (
            rf"(?<![\d/.£])\b(?P<d>[0-3]?\d){_ORDINAL}\b(?! (?:century|floor|form|grade|year|time|page|row|birthday"
            r"|class|post|class|lesson|period|edition|in a|of (?:all|the)|anniversary|place|team|xi|xv|set|week|copy"
            r"|attempt|person|child|one|email))"
        ),
        0.6,
        day_of_month,
    ),
    _rule(
        "minutes-ago",
        (
            r"\b(?:about |around )?(?:\d{1,2}|an?|half an|five|ten|fifteen|twenty|thirty"
            r"|couple of) (?:mins?|minutes?|hours?|hrs?) (?:ago|back)\b"
        ),
        0.85,
        back(0),
    ),
    _rule(
        "lunch",
        (
            r"\b(?:at|over|during) (?:lunch(?:time)?|break(?:time)?|morning break|dinner time"
            r"|registration)\b"
        ),
        0.7,
        back(0),
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
        back(0),
    ),
)
