"""Times that are told from another: "noticed at quarter past", "ten minutes later", "an hour ago"."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from nlp.numbers import number
from nlp.text import Hit, Page
from nlp.when.time_rules import MINUTES
from nlp.when.times import MAX_TIMES, Clock

_PARTS = {"half": 0.5, "quarter": 0.25}
_NUMBER = (
    r"(?P<n>(?:a )?couple of|half an?|(?:a )?quarter of an|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|fifteen|twenty(?: five)?|thirty|forty|\d{1,2})"
)
_UNIT = r"(?P<unit>min(?:ute)?s?|hours?|hrs?)"
_CARRIED = re.compile(
    r"\b(?P<m>five|ten|quarter|twenty[ -]five|twenty|half|5|10|20|25)(?: mins?| minutes)? (?P<to>past|passed|to)\b"
    r"(?=\s{0,2}(?:[,.;!?)]|$|\n|and\b|when\b|this\b|today\b|yesterday\b|it\b|i\b|he\b|she\b|they\b|we\b"
    r"|full stop|comma))"
    r"|\b(?:at|by|about|around|until|till|til|it was) (?P<m2>five|ten|quarter|twenty[ -]five|twenty|half|5|10|20|25)"
    r" (?P<to2>past|passed)\b(?! ?(?:\d|the (?:hour|office|gate)))"
)
_LATER = re.compile(
    rf"\b(?:(?:with)?in (?:about |around |the )?{_NUMBER} {_UNIT}\b(?! of)"
    rf"|(?:about |around |some |roughly )?{_NUMBER.replace('<n>', '<n2>')} {_UNIT.replace('<unit>', '<unit2>')}"
    r" (?:later|afterwards|after that|on|after)\b)"
)
_AGO = re.compile(rf"\b{_NUMBER} {_UNIT} (?:ago|back)\b|\b(?:before) (?P<n2>one|two|an) (?P<unit2>hours?)\b")
_DAY = 24 * 60


def with_later_times(page: Page, clocks: Sequence[Clock], received: datetime) -> list[Clock]:
    """Return the times of a page together with those that it tells from the time before them, or from now."""
    every = list(clocks)
    for clock in (*_carried(page, clocks), *_later(page, clocks), *_ago(page, received)):
        if all(clock.hit.end <= other.hit.start or other.hit.end <= clock.hit.start for other in every):
            every.append(clock)
    return sorted(every, key=lambda clock: clock.hit.start)


def _carried(page: Page, clocks: Sequence[Clock]) -> Iterator[Clock]:
    """Yield "quarter past" as the first such time after the one before it."""
    for match in islice(page.matches(_CARRIED), MAX_TIMES):
        base = _before(clocks, match.start())
        if base is not None:
            words = match["m"] or match["m2"]
            minute = 30 if words == "half" else MINUTES[words.replace("-", " ")]
            minute = 60 - minute if match["to"] == "to" else minute
            since = base.hour * 60 + base.minute
            yield _at(base, Hit(page, *match.span()), since + (minute - base.minute) % 60, "time.carried")


def _later(page: Page, clocks: Sequence[Clock]) -> Iterator[Clock]:
    for match in islice(page.matches(_LATER), MAX_TIMES):
        base = _before(clocks, match.start())
        if base is not None:
            minutes = _minutes(match)
            yield _at(base, Hit(page, *match.span()), base.hour * 60 + base.minute + minutes, "time.minutes-later")


def _ago(page: Page, received: datetime) -> Iterator[Clock]:
    for match in islice(page.matches(_AGO), MAX_TIMES):
        then = received - timedelta(minutes=_minutes(match))
        if then.date() == received.date():
            yield Clock(Hit(page, *match.span()), then.hour, then.minute, "time.ago", 0.5)


def _before(clocks: Sequence[Clock], place: int) -> Clock | None:
    return next((clock for clock in reversed(clocks) if clock.hit.end <= place), None)


def _minutes(match: re.Match[str]) -> int:
    words = match["n"] or match["n2"]
    unit = match["unit"] or match["unit2"]
    part = next((part for word, part in _PARTS.items() if word in words), None)
    count = part or number(words) or 0
    return int(count * (60 if unit.startswith("h") else 1))


def _at(base: Clock, hit: Hit, minutes: int, rule: str) -> Clock:
    hour, minute = divmod(minutes % _DAY, 60)
    return base._replace(hit=hit, hour=hour, minute=minute, rule=rule, confidence=0.6, in_range=False)
