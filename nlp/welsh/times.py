"""Times of day in Welsh: "chwarter i dri", "hanner awr wedi pedwar", "am bum munud wedi naw", "naw o'r gloch"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from nlp.text import Hit
from nlp.welsh.numbers import WELSH_NUMBER, welsh_number

_HOURS = 12
_FIRST_OF_SCHOOL = 7
"""From seven to noon the morning is meant, before that the afternoon, unless the text says otherwise."""
_FOLLOWS = (
    r"(?= ?(?:[.,;:)!?\n]|$)| (?:heddiw|ddoe|neithiwr|heno|y bore|yn y bore|y prynhawn|yr hwyr|[bf]ore"
    r"|[pb]h?rynhawn|nos|d?dydd|pan|ac|a|nes|es|gwelais|gwnes|wnes|fe|mi)\b)"
)
_SHAPES = re.compile(
    rf"(?<![\w'])(?:(?:am |tua |tan |erbyn |o )?(?:(?P<minutes>(?:chwarter|hanner(?: awr)?|{WELSH_NUMBER}(?: munud)?))"
    rf" (?P<side>wedi|i) (?P<hour>{WELSH_NUMBER})"
    rf"|(?P<sharp>{WELSH_NUMBER}) o'?r gloch|(?P<noon>hanner dydd)|(?P<midnight>hanner nos))"
    rf"|(?:am|tua|erbyn) (?P<bare>{WELSH_NUMBER}){_FOLLOWS})(?![\w'])"
)
_MINUTES = {"chwarter": 15, "hanner": 30, "hanner awr": 30}
_EVENING = re.compile(r"\b(?:nos|neithiwr|heno|yr hwyr|gyda'r nos|noson)\b")
_MORNING = re.compile(r"\b(?:[bf]ore)\b")
_AFTERNOON = re.compile(r"\b[pb]h?rynhawn\b")
_AROUND = 34


@dataclass(frozen=True)
class WelshTime:
    """A time of day that a sentence names."""

    time: time
    hit: Hit


def find_welsh_times(sentence: Hit) -> Iterator[WelshTime]:
    """Yield the times of a sentence."""
    low = sentence.page.low
    for match in _SHAPES.finditer(low, sentence.start, sentence.end):
        near = low[max(sentence.start, match.start() - _AROUND) : min(sentence.end, match.end() + _AROUND)]
        found = _time(match, near)
        if found is not None:
            yield WelshTime(found, Hit(sentence.page, *match.span()))


def _time(match: re.Match[str], near: str) -> time | None:
    if match["noon"]:
        return time(_HOURS)
    if match["midnight"]:
        return time(0)
    hour = welsh_number(match["hour"] or match["sharp"] or match["bare"])
    if hour is None or not 1 <= hour <= _HOURS:
        return None
    minutes = 0
    if match["minutes"]:
        said = match["minutes"].removesuffix(" munud")
        minutes = _MINUTES.get(said) or welsh_number(said) or 0
        if not 0 < minutes < 60:  # noqa: PLR2004 - minutes of an hour
            return None
    hour = _of_day(hour, near)
    total = hour * 60 + (minutes if match["side"] == "wedi" else -minutes)
    return time(total // 60 % 24, total % 60)


def _of_day(hour: int, near: str) -> int:
    """Return an hour of 24: the part of the day that is said, else school hours."""
    if _MORNING.search(near):
        return hour % _HOURS if hour == _HOURS and _EVENING.search(near) else hour
    if _AFTERNOON.search(near) or _EVENING.search(near):
        return hour % _HOURS + _HOURS
    return hour if hour >= _FIRST_OF_SCHOOL else hour + _HOURS
