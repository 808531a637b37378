"""The options between which the days of an event and of its discovery are chosen, with their features."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cache

from nlp.when.choosing import MAX_OPTIONS, Joined, Known, Option, Question
from nlp.when.dates import Day
from nlp.when.options import MANY, about_place, in_order, order_of, told_by_form
from nlp.when.scene import Scene

_PART = re.compile(r"\b(?:morning|afternoon|evening|night|lunch|dinner|tea)")
_BACK = (0, 1, 2, 4, 7, 14, 31)
_SPANS = (*map(str, _BACK), "long")


def question_of_dates(scene: Scene, known: Known) -> Question:
    """Return the options for both dates."""
    counted = _counted(scene)
    options = [
        *_day_options(scene),
        Option(scene.today.isoformat(), "date.receipt", ["receipt"], shared=counted, prefix="receipt:"),
        Option(None, "none", ["none"], shared=counted, prefix="none:"),
    ]
    occurred = told_by_form(known.occurred) or options
    discovered = told_by_form(known.discovered) or options
    pairs = {
        (one, other): _joined(scene, occurred[one], discovered[other]) for one, other in in_order(occurred, discovered)
    }
    return Question(occurred, discovered, pairs)


def _counted(scene: Scene) -> list[str]:
    named = {day.day for day in scene.days}
    days, times = min(len(named), MANY), min(len(scene.clocks), MANY)
    seen = [*scene.told, f"days={days}", f"times={times}", f"days={days},times={times > 0}"]
    return [*seen, "today-named"] if scene.today in named else seen


def _day_options(scene: Scene) -> list[Option]:
    moments = {moment.day.hit.start: moment for moment in reversed(scene.moments) if moment.day is not None}
    real = sorted({day.day for day in scene.days if day.day})
    shown = scene.days[:MAX_OPTIONS]
    options: list[Option] = []
    for place, day in enumerate(shown):
        features = ["day", f"rule={day.rule}", *_of_day(scene, day, real), *about_place(day.hit, place, len(shown))]
        if moment := moments.get(day.hit.start):
            features += [f"role={moment.role}", f"clock={moment.clock is not None}"]
        around = scene.around.around(day.hit)
        features += [*scene.at_its_times(day), *around.deeds, *around.words]
        options.append(_option(day, features))
    return [*options, *(_option(day, ["titled", *_of_day(scene, day, real)]) for day in scene.titled[:2])]


def _option(day: Day, features: Sequence[str]) -> Option:
    return Option(day.day.isoformat() if day.day else None, day.rule, features, (day.hit,))


def _of_day(scene: Scene, day: Day, real: Sequence[date]) -> list[str]:
    part = _PART.search(day.hit.low)
    seen = [f"part={part[0]}"] if part else []
    if day.day is None:
        return [*seen, "vague"]
    seen.append(f"back={_span((scene.today - day.day).days)}")
    if len(real) == 1:
        seen.append("only-day")
    elif day.day in real[:1]:
        seen.append("earliest")
    elif day.day in real[-1:]:
        seen.append("latest")
    return seen


def _span(days: int) -> str:
    return _SPANS[bisect_left(_BACK, days)]


def _joined(scene: Scene, one: Option, other: Option) -> Joined:
    if one.value is None or other.value is None:
        return _said(event=one.value is not None, discovery=other.value is not None)
    if one.value == other.value:
        return scene.on_one_day[one is other]
    days = (date.fromisoformat(other.value) - date.fromisoformat(one.value)).days
    return _apart(_span(days), order_of(one, other))


@cache
def _said(*, event: bool, discovery: bool) -> Joined:
    return Joined([f"said={event},{discovery}"])


@cache
def _apart(span: str, order: str) -> Joined:
    return Joined([f"after={span}", order])
