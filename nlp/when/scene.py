"""A report with the days, times and deeds that were found in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from nlp.reading import Reading
from nlp.when.choosing import Joined
from nlp.when.context import Around, Surrounded, surrounded
from nlp.when.dates import Day, find_days
from nlp.when.later_days import with_later_days
from nlp.when.later_times import with_later_times
from nlp.when.moments import Moment, find_moments
from nlp.when.times import Clock, find_times
from nlp.when.timetable import with_lesson_times


@dataclass(frozen=True)
class Scene:
    """A report with the days, times and deeds that were found in it."""

    reading: Reading
    received: datetime
    around: Surrounded
    days: Sequence[Day]
    clocks: Sequence[Clock]
    moments: Sequence[Moment]
    titled: Sequence[Day]
    titled_clocks: Sequence[Clock]

    @cached_property
    def today(self) -> date:
        """The day of receipt."""
        return self.received.date()

    @cached_property
    def _now(self) -> tuple[str, str]:
        return self.today.isoformat(), f"{self.received:%H:%M}"

    def lies_ahead(self, day: str | None, time: str) -> bool:
        """Tell whether a time of a day would come after the report arrived."""
        today, now = self._now
        return day == today and time > now

    @cached_property
    def told(self) -> Sequence[str]:
        """What the whole text tells of, as names of features."""
        return [f"door={self.reading.report.door.value}", *[f"has={name}" for name in self.around.told]]

    @cached_property
    def around_clocks(self) -> Mapping[int, Around]:
        """What stands around each time, by its place."""
        return {clock.hit.start: self.around.around(clock.hit) for clock in self.clocks}

    def at_its_times(self, day: Day) -> list[str]:
        """Return the deeds around the times of a day: they happened on it as well."""
        starts = [one.clock.hit.start for one in self.moments if one.clock and one.day and one.day.day == day.day]
        return list(dict.fromkeys(f"k:{name}" for start in starts for name in self.around_clocks[start].deeds))

    @cached_property
    def on_one_day(self) -> Mapping[bool, Joined]:
        """What joins two options of the same day: named in the same words, or in others."""
        return {
            same: Joined(["same-day", "same-hit" if same else "same"], self.told, "same-day:") for same in (True, False)
        }


def scene_of(reading: Reading, days: Sequence[Day], received: datetime) -> Scene:
    """Find the times and deeds of a report beside its days; `received` is when it arrived, in local time."""
    today = received.date()
    named = with_lesson_times(reading.body, find_times(reading.body), reading.surroundings.timetable)
    clocks = with_later_times(reading.body, named, received)
    days = with_later_days(reading.body, days, today)
    moments = find_moments(reading.body, days, clocks)
    titled, titled_clocks = find_days(reading.layout.subject, today), find_times(reading.layout.subject)
    return Scene(reading, received, surrounded(reading.body), days, clocks, moments, titled, titled_clocks)
