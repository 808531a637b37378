"""The school's own day: "after period 3", "at registration", "before lunch", where the installation knows when that is.

A stretch of the day alone is no time: what happened in period 3 may have happened at any minute of it. "At the start
of period 3", "at registration" and "before lunch" mean its beginning, "after period 3" and "at the end of" its end.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import time
from functools import lru_cache
from itertools import islice

from candour.cases.surroundings import Lesson
from nlp.text import Hit, Page
from nlp.when.times import MAX_TIMES, Clock

_CONFIDENCE = 0.75
_NUMBERED = re.compile(r"(?:period|lesson|p|per\.?|session) ?(\d{1,2})")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_LONGEST = 40
"""Characters of a lesson's name that are looked for."""
_MOST_LESSONS = 200
_AT_END = r"(?:just |straight |right |shortly |immediately )?after|(?:at |by |towards )?(?:the )?end of|following"
_AT_START = (
    r"(?:just |shortly |right )?before|(?:at |from )?(?:the )?(?:start|beginning) of|(?:at |by )?(?:the )?bell for"
    r"|going into|as .{1,20} (?:began|started)"
)
_POINTS = frozenset({"registration", "reg", "register", "tutor time", "form time", "assembly", "home time", "hometime"})
"""What begins with a bell and is told as a moment: "at registration"."""


def lesson_times(page: Page, timetable: Sequence[Lesson]) -> list[Clock]:
    """Return the times that a page tells by the school day, in their order; none without a timetable."""
    return sorted((clock for lesson in timetable for clock in _of(page, lesson)), key=lambda clock: clock.hit.start)


def with_lesson_times(page: Page, clocks: Sequence[Clock], timetable: Sequence[Lesson]) -> list[Clock]:
    """Return the times of a page together with those of the school day; a time by the clock is the better one."""
    told = [
        clock
        for clock in lesson_times(page, timetable)
        if all(clock.hit.end <= other.hit.start or other.hit.end <= clock.hit.start for other in clocks)
    ]
    return sorted([*clocks, *told], key=lambda clock: clock.hit.start)


def _of(page: Page, lesson: Lesson) -> Iterator[Clock]:
    for match in islice(page.matches(_pattern(lesson.name)), MAX_TIMES):
        if (moment := _moment(match, lesson)) is not None:
            yield Clock(Hit(page, *match.span()), moment.hour, moment.minute, "time.timetable", _CONFIDENCE)


@lru_cache(maxsize=_MOST_LESSONS)
def _pattern(name: str) -> re.Pattern[str]:
    """Return what a lesson is looked for with; the same one every time, for `nlp.places` keeps what it met."""
    names = "|".join(_names(name))
    return re.compile(
        rf"\b(?:(?P<end>{_AT_END})|(?P<start>{_AT_START})|(?P<at>at)|(?P<in>in|during|over|on))"
        rf"\s{{1,3}}(?:the )?(?:{names})(?![\w-])(?! (?:supervisor|club|duty|bell|money|box|hall|staff|lady|ladies))"
    )


def _moment(match: re.Match[str], lesson: Lesson) -> time | None:
    """Return the minute that is meant, None where the words leave it open."""
    if match["end"]:
        return lesson.ends
    if match["start"] or (match["at"] and lesson.name.casefold() in _POINTS):
        return lesson.starts
    return None


def _names(name: str) -> list[str]:
    """Return patterns of the ways to say a lesson's name: "period 3", "p3", "lesson 3", "third period"."""
    plain = " ".join(name.casefold().split())[:_LONGEST]
    numbered = _NUMBERED.fullmatch(plain)
    if numbered is None:
        return [re.escape(plain), *_OTHER_WORDS.get(plain, ())]
    number = int(numbered[1])
    said = [rf"(?:period|lesson|session|per\.?|p|l) ?{number}"]
    if number <= len(_ORDINALS):
        said.append(rf"{_ORDINALS[number - 1]} (?:period|lesson|session)")
    return said


_OTHER_WORDS = {
    "lunch": ("lunch ?time", "dinner", "dinner ?time", "dinner break"),
    "break": ("break ?time", "morning break", "playtime", "recess"),
    "registration": ("reg(?: time)?", "register", "tutor time", "form time"),
    "tutor time": ("registration", "reg", "form time"),
    "home time": ("hometime", "the last bell", "end of school"),
}
