"""Dates and times of a reply to our questions: each goes to the verb that governs it."""

import re
from collections.abc import Sequence

from nlp.reading import Reading
from nlp.when.dates import Day
from nlp.when.moments import Moment, find_moments
from nlp.when.times import Clock, find_times
from nlp.when.verb_cues import Role

_AT_HOME = re.compile(
    r"\b(?:at|back|got|reached|came) home\b|\bin bed\b|\bbedtime\b|\b(?:after|over|during) (?:tea|dinner|supper)\b"
)
_MORNING = re.compile(
    r"\b(?:morning|overnight|dawn|early|first thing|(?:came|come|got) in|arrived at (?:work|school)|opened up"
    r"|unlocked)\b"
)
_EVENING = re.compile(r"\b(?:evening|night|tonight|teatime)\b")
_AFTERNOON = re.compile(r"\b(?:afternoon|evening|night|tonight|teatime|after school)\b")
_NOON, _OFFERED = 12, 0.4
_FULL_CONFIDENCE = 0.92
"""A rule's confidence is measured for an event that the verb makes plain; a weaker verb lowers it."""


def read_replied(reading: Reading, days: Sequence[Day]) -> None:
    """Read the days and times that a reply names, beside what its writer was asked."""
    for moment in find_moments(reading.body, days, find_times(reading.body)):
        only_a_time = moment.role is Role.UNSAID and moment.day is None and reading.shows("occurred_date")
        if moment.role in {Role.OCCURRED, Role.UNSAID} and not only_a_time:
            _add(reading, "occurred", moment)
        elif moment.role is Role.DISCOVERED:
            _add(reading, "discovered", moment)


def _add(reading: Reading, field: str, moment: Moment) -> None:
    if moment.day is not None and moment.date:
        sure = moment.confidence * moment.day.confidence / _FULL_CONFIDENCE
        reading.add(f"{field}_date", moment.date, min(sure, 0.95), moment.day.rule, [moment.day.hit])
    if moment.clock is not None and moment.tells_time:
        clock = _in_its_half(reading, field, moment, moment.clock)
        sure = moment.confidence * clock.confidence / _FULL_CONFIDENCE - (0 if clock.surely else 0.04)
        if _lies_ahead(reading, field, moment, clock):
            sure = 0.6 if clock.surely else _OFFERED
        reading.add(f"{field}_time", clock.text, min(sure, 0.95), clock.rule, [clock.hit])


def _in_its_half(reading: Reading, field: str, moment: Moment, clock: Clock) -> Clock:
    """Take a guessed morning for the evening where the text leads there: at home, or before it had happened."""
    page, hit = clock.hit.page, clock.hit
    start, end = page.sentence_at(hit.start)
    if not clock.surely and clock.hour > _NOON and _lies_ahead(reading, field, moment, clock):
        early = _MORNING.search(page.low, max(0, start - 90), end) is not None
        return clock._replace(hour=clock.hour - _NOON) if early else clock
    if clock.surely or clock.hour >= _NOON:
        return clock
    day = moment.day.hit.low if moment.day is not None and moment.day.hit.page is page else ""
    evening = clock._replace(hour=clock.hour + _NOON)
    if _lies_ahead(reading, field, moment, evening):
        return clock
    at_home = _AT_HOME.search(page.low, start, end) is not None
    return evening if at_home or _EVENING.search(day) or _before_it_happened(reading, field, moment, clock) else clock


def _before_it_happened(reading: Reading, field: str, moment: Moment, clock: Clock) -> bool:
    """Tell whether a discovery would come before the event: noticed at 08:45 what was left on the bus at 16:25."""
    occurred, at = reading.best("occurred_date"), reading.best("occurred_time")
    if field != "discovered" or occurred is None or (moment.date or occurred.value) != occurred.value:
        return False
    if at is not None:
        return clock.text < str(at.value)
    return any(_AFTERNOON.search(hit.text.lower()) for hit in occurred.hits)


def _lies_ahead(reading: Reading, field: str, moment: Moment, clock: Clock) -> bool:
    """Tell whether a time would come after the report arrived."""
    received = reading.received
    known = moment.date or reading.shows(f"{field}_date")
    return known in {None, received.date().isoformat()} and clock.text > f"{received:%H:%M}"
