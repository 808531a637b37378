"""The options between which the times of an event and of its discovery are chosen, with their features."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from typing import NamedTuple

from nlp.when.choosing import MAX_OPTIONS, Joined, Known, Option, Question
from nlp.when.moments import Moment
from nlp.when.options import MANY, about_place, in_order, order_of, told_by_form
from nlp.when.scene import Scene
from nlp.when.times import Clock

_NOON, _HOUR = 12, 60
_SMALL_HOURS, _NOONTIME = "06:00", "12:00"
_AFTERNOON = re.compile(r"\b(?:afternoon|evening|night|teatime)")
_EVENING = re.compile(r"\b(?:evening|night|tonight|tea|home|bed|after school|supper|late)")
_AT_HOME = re.compile(
    r"\b(?:at|back|got|reached|came) home\b|\bin bed\b|\bbedtime\b|\b(?:after|over|during) (?:tea|dinner|supper)\b"
)
_EARLY = re.compile(r"\b(?:morning|overnight|dawn|early|first thing|came in|got in|opened up|unlocked|a\.?m)\b")

Dates = Mapping[str, str | None]
"""The dates that were chosen, by their field."""


class _Reading(NamedTuple):
    """A time as it may be meant. `is_unlit`: it would be of a morning of which nothing around it speaks."""

    option: Option
    place: int
    is_unlit: bool
    is_no_morning: bool


def question_of_times(scene: Scene, dates: Dates, known: Known) -> Question:
    """Return the options for both times, in the light of the dates that were chosen."""
    day, later_day = dates.get("occurred"), dates.get("discovered")
    one_day = day == later_day
    readings, none = _readings(scene, dates), _no_time(scene, one_day=one_day)
    late = _late(scene, day) if one_day else None
    event = [*_of_field(scene, readings, day, None), *_titled_times(scene, day), none]
    discovery = [*_of_field(scene, readings, later_day, late), *_titled_times(scene, later_day), none]
    occurred, discovered = told_by_form(known.occurred) or event, told_by_form(known.discovered) or discovery
    possible = in_order(occurred, discovered) if one_day else product(range(len(occurred)), range(len(discovered)))
    pairs = {(one, other): _joined(occurred[one], discovered[other], one_day=one_day) for one, other in possible}
    return Question(occurred, discovered, pairs)


def _no_time(scene: Scene, *, one_day: bool) -> Option:
    seen = [*scene.told, f"times={min(len(scene.clocks), MANY)}", f"one-day={one_day}"]
    return Option(None, "none", ["none"], shared=seen, prefix="none:")


def _readings(scene: Scene, dates: Dates) -> list[_Reading]:
    """Return the times of a report as they may be meant, but for those that lie ahead."""
    moments = {moment.clock.hit.start: moment for moment in reversed(scene.moments) if moment.clock is not None}
    shown = scene.clocks[: MAX_OPTIONS // 2]
    found: list[_Reading] = []
    for place, clock in enumerate(shown):
        moment, around = moments.get(clock.hit.start), scene.around_clocks[clock.hit.start]
        features = ["clock", f"rule={clock.rule}", f"in-range={clock.in_range}"]
        features += about_place(clock.hit, place, len(shown)) + _its_day(moment, dates)
        features += [*around.deeds, *around.words, *([f"role={moment.role}"] if moment else [])]
        found += _of_clock(scene, clock, moment.date if moment else None, features)
    return found


def _of_clock(scene: Scene, clock: Clock, day: str | None, around: Sequence[str]) -> Iterator[_Reading]:
    """Yield a time as it may be meant; what stands around it is the same for both halves of the day."""
    light = _light(clock)
    for time, half in _halves(clock):
        if not scene.lies_ahead(day, time):
            features = [f"half={half}", f"{half}:hour={time[:2]}", *[f"{half}:{name}" for name in light]]
            is_unlit = half != "sure" and time < _NOONTIME and "early" not in light
            is_no_morning = is_unlit and (time < _SMALL_HOURS or _is_at_home(clock))
            option = Option(time, clock.rule, features, (clock.hit,), around)
            yield _Reading(option, clock.hit.start, is_unlit, is_no_morning)


def _of_field(scene: Scene, readings: Sequence[_Reading], day: str | None, late: int | None) -> Iterator[Option]:
    """Yield the options for the time of a day; from a place in the report on it may be past noon already."""
    for reading in readings:
        if reading.is_no_morning or (reading.is_unlit and late is not None and reading.place >= late):
            continue
        option = reading.option
        if option.value and scene.lies_ahead(day, option.value):
            option = replace(option, features=[*option.features, "ahead"])
        yield option


def _titled_times(scene: Scene, day: str | None) -> Iterator[Option]:
    """Yield the times that the subject names."""
    for clock in scene.titled_clocks[:2]:
        for time, half in _halves(clock):
            if not scene.lies_ahead(day, time):
                features = ["titled", f"titled:times={min(len(scene.clocks), MANY)}", f"half={half}"]
                yield Option(time, clock.rule, [*features, f"{half}:hour={time[:2]}"], (clock.hit,))


def _late(scene: Scene, day: str | None) -> int | None:
    """Return the place from which on the report is past noon on the day of both: it happened in the afternoon."""
    places = [clock.hit.end for clock in scene.clocks if clock.surely and clock.hour > _NOON]
    named = [one for one in scene.days if one.day and one.day.isoformat() == day]
    places += [one.hit.end for one in named if _AFTERNOON.search(one.hit.low)]
    return min(places, default=None)


def _halves(clock: Clock) -> list[tuple[str, str]]:
    """Return the time as read, and twelve hours apart where nothing says which half of the day is meant."""
    if clock.surely:
        return [(clock.text, "sure")]
    other = f"{(clock.hour + _NOON) % 24:02d}:{clock.minute:02d}"
    return [(clock.text, "guessed"), *([(other, "other")] if clock.hour != _NOON else [])]


def _light(clock: Clock) -> list[str]:
    """Return what the sentences around say of the half of the day."""
    start, end = clock.hit.page.sentence_at(clock.hit.start)
    stretch = clock.hit.page.low[max(0, start - 90) : end]
    return [name for name, pattern in (("evening", _EVENING), ("early", _EARLY)) if pattern.search(stretch)]


def _is_at_home(clock: Clock) -> bool:
    page = clock.hit.page
    return _AT_HOME.search(page.low, *page.sentence_at(clock.hit.start)) is not None


def _its_day(moment: Moment | None, dates: Dates) -> list[str]:
    if moment is None or moment.day is None or moment.date is None:
        return ["its-day=none"]
    day = f"its-day={moment.date == dates.get('occurred')},{moment.date == dates.get('discovered')}"
    page = moment.day.hit.page
    return [day, f"{day},{page.sentence_number(moment.day.hit.start) == moment.sentence}"]


def _joined(one: Option, other: Option, *, one_day: bool) -> Joined:
    if one.value is None or other.value is None:
        return _said(event=one.value is not None, discovery=other.value is not None, one_day=one_day)
    if one.hits == other.hits:
        return _same(one_day=one_day)
    minutes = _minutes(other.value) - _minutes(one.value)
    later = "soon" if 0 <= minutes <= _HOUR else "later" if minutes > 0 else "earlier"
    return _apart(later, order_of(one, other), one_day=one_day)


@cache
def _said(*, event: bool, discovery: bool, one_day: bool) -> Joined:
    return Joined([f"said={event},{discovery}", f"one-day={one_day}"])


@cache
def _same(*, one_day: bool) -> Joined:
    return Joined(["same-hit", f"same-hit:one-day={one_day}"])


@cache
def _apart(later: str, order: str, *, one_day: bool) -> Joined:
    return Joined([f"later={later}", f"one-day={one_day}:{later}", order])


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])
