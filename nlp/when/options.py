"""The options between which the day and the time of an event and of its discovery are chosen, with their features."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import product

from nlp.text import Hit
from nlp.when.choosing import MAX_OPTIONS, Known, Option, Question
from nlp.when.dates import Day
from nlp.when.moments import Moment
from nlp.when.scene import Scene
from nlp.when.times import Clock

_PART = re.compile(r"\b(?:morning|afternoon|evening|night|lunch|dinner|tea)")
_BACK = (0, 1, 2, 4, 7, 14, 31)
_MANY = 3
_NOON, _HOUR = 12, 60
_SMALL_HOURS, _NOONTIME = "06:00", "12:00"
_AFTERNOON = re.compile(r"\b(?:afternoon|evening|night|teatime)")


def question_of_dates(scene: Scene, known: Known) -> Question:
    """Return the options for both dates."""
    options = [
        *_day_options(scene),
        Option(scene.today.isoformat(), "date.receipt", ["receipt", *(f"receipt:{name}" for name in _counted(scene))]),
        Option(None, "none", ["none", *(f"none:{name}" for name in _counted(scene))]),
    ]
    occurred = _known(known.occurred) or options
    discovered = _known(known.discovered) or options
    pairs = {
        (left, right): _date_pair(scene, one, other)
        for (left, one), (right, other) in product(enumerate(occurred), enumerate(discovered))
        if not (one.value and other.value and other.value < one.value)
    }
    return Question(occurred, discovered, pairs)


def _known(value: str | None) -> list[Option]:
    return [Option(value, "form", ["form"])] if value else []


def _counted(scene: Scene) -> list[str]:
    named = {day.day for day in scene.days}
    days, times = min(len(named), _MANY), min(len(scene.clocks), _MANY)
    seen = [*scene.told, f"days={days}", f"times={times}", f"days={days},times={times > 0}"]
    return [*seen, "today-named"] if scene.today in named else seen


def _day_options(scene: Scene) -> Iterator[Option]:
    roles = {moment.day.hit.start: moment for moment in reversed(scene.moments) if moment.day is not None}
    real = sorted({day.day for day in scene.days if day.day})
    shown = scene.days[:MAX_OPTIONS]
    for place, day in enumerate(shown):
        moment = roles.get(day.hit.start)
        features = ["day", f"rule={day.rule}", *_of_day(scene, day, real), *_place(place, len(shown))]
        features += [f"role={moment.role.value}", f"clock={moment.clock is not None}"] if moment else []
        features += scene.at_its_times(day)
        features += [_sentence(day.hit), *scene.around.around(day.hit)]
        yield Option(day.day.isoformat() if day.day else None, day.rule, features, (day.hit,))
    for day in scene.titled[:2]:
        yield Option(
            day.day.isoformat() if day.day else None, day.rule, ["titled", *_of_day(scene, day, real)], (day.hit,)
        )


def _of_day(scene: Scene, day: Day, real: Sequence[date]) -> Iterator[str]:
    if part := _PART.search(day.hit.low):
        yield f"part={part[0]}"
    if day.day is None:
        yield "vague"
        return
    back = (scene.today - day.day).days
    yield f"back={next((limit for limit in _BACK if back <= limit), 'long')}"
    if len(real) > 1 and day.day == real[0]:
        yield "earliest"
    if len(real) > 1 and day.day == real[-1]:
        yield "latest"
    if len(real) == 1:
        yield "only-day"


def _sentence(hit: Hit) -> str:
    """Return how far into the report a place is."""
    return f"sentence={min(hit.page.sentence_number(hit.start), _MANY)}"


def _place(place: int, count: int) -> Iterator[str]:
    yield f"count={min(count, _MANY)}"
    if place == 0:
        yield "first"
    elif place == count - 1:
        yield "last"
    else:
        yield "inner"


def _date_pair(scene: Scene, one: Option, other: Option) -> Sequence[str]:
    if one.value is None or other.value is None:
        return [f"said={one.value is not None},{other.value is not None}"]
    if one.value == other.value:
        return scene.on_one_day[one is other]
    days = (date.fromisoformat(other.value) - date.fromisoformat(one.value)).days
    order = _order(one, other)
    return [f"after={next((limit for limit in _BACK if days <= limit), 'long')}", order]


def _order(one: Option, other: Option) -> str:
    if not one.hits or not other.hits:
        return "order=unknown"
    return f"order={one.hits[0].start < other.hits[0].start}"


def question_of_times(scene: Scene, dates: Mapping[str, str | None], known: Known) -> Question:
    """Return the options for both times, in the light of the dates that were chosen."""
    event = [*_clock_options(scene, dates, "occurred"), _no_time(scene, dates)]
    discovery = [*_clock_options(scene, dates, "discovered"), _no_time(scene, dates)]
    occurred, discovered = _known(known.occurred) or event, _known(known.discovered) or discovery
    one_day = dates.get("occurred") == dates.get("discovered")
    pairs = {
        (left, right): _time_pair(one, other, one_day=one_day)
        for (left, one), (right, other) in product(enumerate(occurred), enumerate(discovered))
        if not (one_day and one.value and other.value and other.value < one.value)
    }
    return Question(occurred, discovered, pairs)


def _no_time(scene: Scene, dates: Mapping[str, str | None]) -> Option:
    one_day = dates.get("occurred") == dates.get("discovered")
    seen = [*scene.told, f"times={min(len(scene.clocks), _MANY)}", f"one-day={one_day}"]
    return Option(None, "none", ["none", *(f"none:{name}" for name in seen)])


def _clock_options(scene: Scene, dates: Mapping[str, str | None], field: str) -> Iterator[Option]:
    moments = {moment.clock.hit.start: moment for moment in reversed(scene.moments) if moment.clock is not None}
    shown = scene.clocks[: MAX_OPTIONS // 2]
    late = _late(scene, dates) if field == "discovered" else len(scene.reading.body.low)
    for place, clock in enumerate(shown):
        moment = moments.get(clock.hit.start)
        features = [
            "clock",
            f"rule={clock.rule}",
            f"in-range={clock.in_range}",
            *_place(place, len(shown)),
            *_day_of_clock(moment, dates),
            _sentence(clock.hit),
            *scene.around_clocks[clock.hit.start],
        ]
        features += [f"role={moment.role.value}"] if moment else []
        for reading, half in _halves(clock):
            if _lies_ahead(scene.reading.received, moment.date if moment else None, reading):
                continue
            light = list(_light(clock, half))
            if _lies_ahead(scene.reading.received, dates.get(field), reading):
                light.append("ahead")
            if half != "sure" and reading < _NOONTIME and _is_no_morning(clock, reading, late, light):
                continue
            said = [f"half={half}", f"{half}:hour={reading[:2]}", *light]
            yield Option(reading, clock.rule, [*features, *said], (clock.hit,))
    yield from _titled_times(scene, dates.get(field))


def _titled_times(scene: Scene, day: str | None) -> Iterator[Option]:
    """Yield the times that the subject names."""
    for clock in scene.titled_clocks[:2]:
        for reading, half in _halves(clock):
            if not _lies_ahead(scene.reading.received, day, reading):
                features = ["titled", f"titled:times={min(len(scene.clocks), _MANY)}", f"half={half}"]
                yield Option(reading, clock.rule, [*features, f"{half}:hour={reading[:2]}"], (clock.hit,))


def _late(scene: Scene, dates: Mapping[str, str | None]) -> int:
    """Return the place from which on the report is past noon on the day of both: it happened in the afternoon."""
    day, places = dates.get("occurred"), [len(scene.reading.body.low)]
    if day == dates.get("discovered"):
        places += [clock.hit.end for clock in scene.clocks if clock.surely and clock.hour > _NOON]
        named = [one for one in scene.days if one.day and one.day.isoformat() == day]
        places += [one.hit.end for one in named if _AFTERNOON.search(one.hit.low)]
    return min(places)


def _is_no_morning(clock: Clock, time: str, late: int, light: Sequence[str]) -> bool:
    """Tell whether a time that may be of the morning can't be: too early, past noon already, or told at home."""
    if any(name.endswith(":early") for name in light):
        return False
    start, end = clock.hit.page.sentence_at(clock.hit.start)
    at_home = _AT_HOME.search(clock.hit.page.low, start, end) is not None
    return time < _SMALL_HOURS or clock.hit.start >= late or at_home


def _halves(clock: Clock) -> Iterator[tuple[str, str]]:
    """Yield the time as read, and twelve hours apart where nothing says which half of the day is meant."""
    yield clock.text, "sure" if clock.surely else "guessed"
    if not clock.surely and clock.hour != _NOON:
        other = (clock.hour + _NOON) % 24
        yield f"{other:02d}:{clock.minute:02d}", "other"


_EVENING = re.compile(r"\b(?:evening|night|tonight|tea|home|bed|after school|supper|late)")
_AT_HOME = re.compile(
    r"\b(?:at|back|got|reached|came) home\b|\bin bed\b|\bbedtime\b|\b(?:after|over|during) (?:tea|dinner|supper)\b"
)
_EARLY = re.compile(r"\b(?:morning|overnight|dawn|early|first thing|came in|got in|opened up|unlocked|a\.?m)\b")


def _light(clock: Clock, half: str) -> Iterator[str]:
    """Yield what the sentences around say of the half of the day."""
    start, end = clock.hit.page.sentence_at(clock.hit.start)
    stretch = clock.hit.page.low[max(0, start - 90) : end]
    if _EVENING.search(stretch):
        yield f"{half}:evening"
    if _EARLY.search(stretch):
        yield f"{half}:early"


def _day_of_clock(moment: Moment | None, dates: Mapping[str, str | None]) -> Iterator[str]:
    if moment is None or moment.day is None or moment.date is None:
        yield "its-day=none"
        return
    occurred, discovered = moment.date == dates.get("occurred"), moment.date == dates.get("discovered")
    yield f"its-day={occurred},{discovered}"
    near = moment.clock is not None and moment.clock.hit.page.sentence_number(moment.day.hit.start) == moment.sentence
    yield f"its-day={occurred},{discovered},{near}"


def _lies_ahead(received: datetime, day: str | None, time: str) -> bool:
    """Tell whether a time of a day would come after the report arrived."""
    return day == received.date().isoformat() and time > f"{received:%H:%M}"


def _time_pair(one: Option, other: Option, *, one_day: bool) -> list[str]:
    if one.value is None or other.value is None:
        return [f"said={one.value is not None},{other.value is not None}", f"one-day={one_day}"]
    if one.hits == other.hits:
        return ["same-hit", f"same-hit:one-day={one_day}"]
    minutes = _minutes(other.value) - _minutes(one.value)
    later = "soon" if 0 <= minutes <= _HOUR else "later" if minutes > 0 else "earlier"
    return [f"later={later}", f"one-day={one_day}:{later}", _order(one, other)]


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])
