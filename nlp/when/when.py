"""When it happened and when it was discovered: chosen from the days and times of a report (see `choosing`)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from candour.cases.facts import Method
from nlp.reading import Reading
from nlp.statistics.odds import confidence_of
from nlp.when.choosing import SHOWN_FROM, Likely, load
from nlp.when.date_options import question_of_dates
from nlp.when.dates import Day, find_days
from nlp.when.form import known_from_form, read_form
from nlp.when.replied import read_replied
from nlp.when.scene import Scene, scene_of
from nlp.when.time_options import question_of_times

_PART_OF_DAY = re.compile(r"\b(?:afternoon|lunch|dinner|evening|teatime|night)")
_BEGINS = (("lunch", 12), ("dinner", 12), ("afternoon", 12), ("teatime", 16), ("evening", 17), ("night", 19))
"""The hour before which there can have been no such part of a day."""
_LEAST = 0.05
"""What is less likely is no rival either."""
FIELDS = ("occurred", "discovered")


def read_when(reading: Reading) -> None:
    """Read occurred_date, occurred_time, discovered_date and discovered_time."""
    read_form(reading)
    received = reading.received
    days = _days(reading, received)
    if reading.asked:
        read_replied(reading, days)
    else:
        _choose(reading, scene_of(reading, days, received))


def scene_of_report(reading: Reading) -> Scene:
    """Read the form in a report, and find the moments of its text."""
    read_form(reading)
    received = reading.received
    return scene_of(reading, _days(reading, received), received)


def _choose(reading: Reading, scene: Scene) -> None:
    """Choose the dates, then the times in the light of the dates."""
    weights = load()
    dates = weights["dates"].choose(question_of_dates(scene, known_from_form(reading, "date")))
    chosen = {field: likely[0].value for field, likely in zip(FIELDS, dates, strict=True)}
    times = weights["times"].choose(question_of_times(scene, chosen, known_from_form(reading, "time")))
    for field, likely_days, likely_times in zip(FIELDS, dates, times, strict=True):
        days, clocks = _in_the_past(likely_days, likely_times, scene)
        _add(reading, field, "date", days, weights["dates"].version)
        _add(reading, field, "time", clocks, weights["times"].version)


def _in_the_past(
    days: Sequence[Likely], clocks: Sequence[Likely], scene: Scene
) -> tuple[Sequence[Likely], Sequence[Likely]]:
    """Return the likely days and times of a field; of a day and a time that lie ahead together the surer one stays."""
    day, clock = days[0], clocks[0]
    if not clock.value or not scene.lies_ahead(day.value, clock.value):
        return days, clocks
    if clock.probability > day.probability:
        return days[1:], clocks
    return days, [one for one in clocks if one.value and not scene.lies_ahead(day.value, one.value)]


def _add(reading: Reading, field: str, unit: str, likely: Sequence[Likely], version: str) -> None:
    """Add the likely values of a field, but for those that a form gave already."""
    for one in likely:
        if one.value is not None and one.option.rule != "form" and one.probability >= _LEAST:
            hits = one.option.hits or tuple(reading.body.sentences())[:1]
            rule = f"{version}+{one.option.rule}"
            sure = confidence_of(one.probability, SHOWN_FROM[unit])
            reading.add(f"{field}_{unit}", one.value, sure, rule, hits, method=Method.MODEL)


def _days(reading: Reading, received: datetime) -> list[Day]:
    return [_last_week(day, received) for day in find_days(reading.body, received.date())]


def _last_week(day: Day, received: datetime) -> Day:
    """Take "Friday afternoon", written on a Friday morning, for that of the week before."""
    if day.rule != "date.weekday" or day.day != received.date():
        return day
    part = _PART_OF_DAY.search(day.hit.low)
    if part is None:
        return day
    begins = next(hour for word, hour in _BEGINS if word in part[0])
    return replace(day, day=received.date() - timedelta(days=7)) if begins > received.hour else day
