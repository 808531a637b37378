"""Moments: the days and times of a report, each with the verb that governs it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nlp.text import Hit, Page
from nlp.when.dates import Day
from nlp.when.times import Clock
from nlp.when.verb_cues import Cue, Role, find_cues

_LAST_HAD = re.compile(r"\bhad (?:it|them) (?:in|at|on|with)\b|\blast (?:had|saw|used) (?:it|them|the)\b")
_BOUNDARY = re.compile(r"[,;:()]| - | and | but | when | while | who | because | where | before | so | as ")
_GLUE = re.compile(r",? (?:which|that|and that)(?: is|'s| was) when ")
_PLUPERFECT = re.compile(r"\b(?:that|because|as|since) [^.;]{0,60}\b(?:had|was|were|has)\b")
_BOUNDARY_COST, _FAR = 22, 150
_CLOSE, _TOUCHING = 45, 7
"""Distances in characters."""


@dataclass(frozen=True)
class Moment:
    """A day, a time or both that belong to one event."""

    role: Role
    day: Day | None
    clock: Clock | None
    confidence: float
    sentence: int

    @property
    def date(self) -> str | None:
        """The day as YYYY-MM-DD, where the words name a single one."""
        return self.day.day.isoformat() if self.day and self.day.day else None

    @property
    def tells_time(self) -> bool:
        """Tell whether the time is that of the event: no end of a stretch, and not when a thing was last seen."""
        if self.clock is None:
            return False
        hit = self.clock.hit
        if self.role is Role.OCCURRED and _LAST_HAD.search(hit.page.before(hit.start, 120)):
            return False
        return not self.clock.in_range or self._ends_in_discovery

    @property
    def _ends_in_discovery(self) -> bool:
        """Tell whether a stretch of time ends with the discovery: "between 9 and 10, which is when he found it"."""
        ends = [part.hit for part in (self.day, self.clock) if part is not None]
        hit = max(ends, key=lambda part: part.end)
        return self.role is Role.DISCOVERED and bool(_GLUE.match(hit.page.after(hit.end, 30)))


def find_moments(page: Page, days: Sequence[Day], clocks: Sequence[Clock]) -> list[Moment]:
    """Pair days with times sentence by sentence, each pair with the role of the verb that governs it."""
    moments: list[Moment] = []
    last: Day | None = None
    places = [day.hit.start for day in days] + [clock.hit.start for clock in clocks]
    for number in sorted({page.sentence_number(place) for place in places}):
        start, end = page.sentence_at(page.starts[number])
        here = [day for day in days if start <= day.hit.start < end]
        times = [clock for clock in clocks if start <= clock.hit.start < end]
        cues = find_cues(page, start, end)
        roles = {hit.start: _governor(hit, cues) for hit in [*(d.hit for d in here), *(c.hit for c in times)]}
        moments += _pair(number, here, times, roles, last)
        last = here[-1] if here else last
    return moments


def _governor(hit: Hit, cues: Sequence[Cue]) -> Role:
    """Return the role of the nearest verb; a comma or conjunction between makes it farther."""
    best, nearest = Role.UNSAID, _FAR
    for cue in cues:
        left, right = (cue.hit.end, hit.start) if cue.hit.end <= hit.start else (hit.end, cue.hit.start)
        between = _GLUE.sub(" ", hit.page.low[left:right]) if left < right else ""
        distance = len(between) + _BOUNDARY_COST * len(_BOUNDARY.findall(between))
        if distance < nearest:
            best, nearest = cue.role, distance
    return best


def _pair(
    number: int, days: Sequence[Day], clocks: Sequence[Clock], roles: Mapping[int, Role], last: Day | None
) -> Iterator[Moment]:
    """Yield a moment for each day, with its time, and for each time left over, with the day before it."""
    used: set[int] = set()
    for day in days:
        near = _nearest(day, [clock for clock in clocks if clock.hit.start not in used], roles)
        role = roles[day.hit.start]
        if near is not None:
            used.add(near.hit.start)
            role = roles[near.hit.start] if role is Role.UNSAID else role
        yield Moment(role, day, near, _sure(role, day.hit), number)
    for clock in clocks:
        if clock.hit.start not in used:
            named = days[-1] if days else last
            known = replace(named, confidence=min(named.confidence, 0.72)) if named is not None else None
            role = roles[clock.hit.start]
            yield Moment(role, known, clock, _sure(role, clock.hit), number)


def _nearest(day: Day, clocks: Sequence[Clock], roles: Mapping[int, Role]) -> Clock | None:
    """Return the time that goes with a day: close by, and not governed by another verb."""

    def distance(clock: Clock) -> int:
        return max(clock.hit.start - day.hit.end, day.hit.start - clock.hit.end, 0)

    fitting = {roles[day.hit.start], Role.UNSAID}
    close = [clock for clock in clocks if distance(clock) < _CLOSE and roles[clock.hit.start] in fitting]
    touching = [clock for clock in clocks if distance(clock) < _TOUCHING]
    return min(touching or close, key=distance, default=None)


def _sure(role: Role, hit: Hit) -> float:
    if role is Role.UNSAID:
        return 0.66
    start, _ = hit.page.sentence_at(hit.start)
    if role is Role.OCCURRED and _PLUPERFECT.search(hit.page.low, start, hit.start):
        return 0.92
    return 0.88 if role is Role.DISCOVERED else 0.85
