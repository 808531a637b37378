"""Days that are told from another: "the next morning", "two days later", "the following Monday"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from nlp.numbers import number
from nlp.text import Hit, Page
from nlp.when.date_arithmetic import DAY, weekday
from nlp.when.dates import MAX_DAYS, Day

_WEEK = 7
_PART = r"(?:day|morning|mornin|afternoon|evening|night|lunch(?: ?time)?|teatime|session)"
_LATER = re.compile(
    rf"\b(?P<next>(?:the )?(?:very )?(?:next|following) {_PART}|the (?:day|morning"
    rf"|night) after(?! tomorrow)(?! the\b))\b"
    rf"|\b(?P<same>(?:the |that )?(?:very )?same {_PART}|(?:later )?that {_PART}"
    rf"|later (?:on )?(?:in )?the (?:same )?day)\b"
    rf"|\b(?P<n>a|one|two|three|four|five|six|couple of|\d{{1,2}}) days? (?:later|after(?:wards)?)\b"
    rf"|\b(?:the )?following (?P<w>{DAY})\b|\bthe (?P<w2>{DAY}) (?:after|following)\b"
)
_CONFIDENCE = 0.72


def with_later_days(page: Page, days: Sequence[Day], today: date) -> list[Day]:
    """Return the days of a page together with those that it tells from the day named before them."""
    every = list(days)
    for match in islice(page.matches(_LATER), MAX_DAYS):
        if any(day.hit.start < match.end() and match.start() < day.hit.end and match["w"] is None for day in days):
            continue
        base = next((day.day for day in reversed(days) if day.day and day.hit.end <= match.start()), None)
        found = _resolved(match, base) if base else None
        if found is not None and found <= today:
            every = [day for day in every if day.hit.end <= match.start() or match.end() <= day.hit.start]
            every.append(Day(Hit(page, *match.span()), found, "date.later", _CONFIDENCE))
    return sorted(every, key=lambda day: day.hit.start)


def _resolved(match: re.Match[str], base: date) -> date | None:
    if match["same"]:
        return base
    if match["next"]:
        return base + timedelta(days=1)
    if match["n"]:
        return base + timedelta(days=number(match["n"]) or 0)
    ahead = (weekday(match["w"] or match["w2"]) - base.weekday()) % _WEEK
    return base + timedelta(days=ahead or _WEEK)
