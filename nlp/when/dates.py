"""Dates in British English, relative to the day of receipt; never a day in the future."""

import re
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from nlp.text import Hit, Page
from nlp.when.date_arithmetic import no_single_day
from nlp.when.date_rules import RULES, DateRule

_KEYS = frozenset(id(rule.pattern) for rule in RULES)
_OLDEST = timedelta(days=366 * 30)
MAX_DAYS = 300
"""How many hits of one rule are looked at."""


class Day(NamedTuple):
    """A day that the text names, and how surely. `vague` days ("over the weekend") have no date."""

    hit: Hit
    day: date | None
    rule: str
    confidence: float

    @property
    def vague(self) -> bool:
        """Tell whether the words name no single day."""
        return self.day is None


_ELSEWHEN = re.compile(
    r"(?:\b(?:till|until|by|next|before|born|dob|due|from next|d\.o\.b\.?|date of birth|for|since (?:last )?"
    r"|will be(?: back)?(?: on)?|back on|(?:every|each|most)))[ :(-]*(?:the |on )?$"
)
_GAP = 8
_APPOSITION = re.compile(r"[ ,]*\(?(?:the )?(?:on )?")
_CALENDAR = frozenset({"date.iso", "date.numeric", "date.numeric.no-year", "date.named", "date.day-of-month"})
_HEDGED = re.compile(r"\b(?:may|might|could|possibly|perhaps|probably|think it was)\b[^.;]{0,40}$")
_NOT_UNTIL = re.compile(
    r"(?:\b(?:not|never|nobody|no one|no-one|none|only|nothing|didnt|didnae|wasnt|hadnt)\b|n't\b)"
    r"[^.;!?]{0,60}\b(?:until|till|til)[ :(-]*(?:the |on )?$"
)
""""Nobody noticed until yesterday": yesterday somebody did."""
_VERBS = frozenset({"sat", "sun", "wed"})
_IS_DAY = re.compile(r"\b(?:on|last|this|next|since|until|till|by|from|every|each)\s(?:the )?$")
_SINCE = re.compile(r"\bsince (?:last |the )?$")


def find_days(page: Page, today: date) -> list[Day]:
    """Return the days that a page names, in their order."""
    if not page.low.strip():
        return []
    taken = bytearray(len(page.low))
    days: list[Day] = []
    worth_trying = page.worth_trying(_KEYS)
    for rule in [rule for rule in RULES if id(rule.pattern) in worth_trying]:
        for match in islice(page.matches(rule.pattern), MAX_DAYS):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            day = _resolved(page, rule, match, today)
            if day is not None:
                taken[start:end] = b"\1" * (end - start)
                days.append(day)
    return _merged(sorted(days, key=lambda day: day.hit.start))


def _merged(days: list[Day]) -> list[Day]:
    """Make one day of "Friday (18/9)" and "today (Monday 8 December)": the calendar wins over the weekday."""
    merged: list[Day] = []
    for day in days:
        last = merged[-1] if merged else None
        if (
            last
            and _may_be_one(last, day)
            and day.hit.start - last.hit.end <= _GAP
            and _APPOSITION.fullmatch(day.hit.page.low, last.hit.end, day.hit.start)
        ):
            surer = last if last.confidence > day.confidence and day.rule not in _CALENDAR else day
            merged[-1] = Day(Hit(day.hit.page, last.hit.start, day.hit.end), surer.day, surer.rule, surer.confidence)
        else:
            merged.append(day)
    return merged


def _may_be_one(one: Day, other: Day) -> bool:
    """Tell whether two days side by side can mean the same: two different weekdays don't."""
    return not (one.rule == other.rule == "date.weekday" and one.day != other.day)


def _resolved(page: Page, rule: DateRule, match: re.Match[str], today: date) -> Day | None:
    start, end = match.span()
    while start < end and page.low[start].isspace():
        start += 1
    while start < end and page.low[end - 1].isspace():
        end -= 1
    before = page.before(start, 40)
    found = rule.resolve(match, today)
    hit = Hit(page, start, end)
    if rule.resolve is no_single_day:
        return Day(hit, None, rule.id, rule.confidence)
    if rule.id == "date.weekday" and _is_no_day(page, start, end, before):
        return None
    elsewhen = _ELSEWHEN.search(before) and not _NOT_UNTIL.search(page.before(start, 90))
    if found is None or found > today or found < today - _OLDEST or elsewhen:
        since = found is not None and found <= today and _SINCE.search(before)
        return Day(hit, found, rule.id, 0.6) if since else None
    confidence = 0.45 if _HEDGED.search(before) else rule.confidence
    if rule.id == "date.weekday" and found == today:
        confidence = min(confidence, 0.66)  # "on Wednesday", written on a Wednesday
    return Day(hit, found, rule.id, confidence)


def _is_no_day(page: Page, start: int, end: int, before: str) -> bool:
    """Tell whether "sat", "sun" or "wed" is a word like others: "when I sat down"."""
    return page.low[start:end] in _VERBS and not page.cased[start].isupper() and not _IS_DAY.search(before)
