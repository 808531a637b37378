"""When those who must know of a report without a name are told: not when it comes, which would say who wrote it. Pure.

Everybody in a school knows who sat at a keyboard at five past eleven. So news leaves at fixed times of the day; what is
of the highest level leaves sooner, after a time that nobody can foretell.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from candour.cases.starts import LONDON

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(minutes=40)
AHEAD = timedelta(minutes=2)
"""Before its slot a further message joins its case, so that its news are there when the slot comes."""


def told_at(now: datetime, slots: Sequence[time], *, is_highest: bool, random: Random) -> datetime:
    """Return when a report that comes now is told, in UTC: at the next slot; of the highest level within 40 minutes."""
    slot = next_slot(now, slots)
    if not is_highest:
        return slot
    spread = (LONGEST - SHORTEST).total_seconds()
    soon = now + SHORTEST + timedelta(seconds=random.randrange(int(spread)))
    return min(slot, soon.astimezone(UTC).replace(microsecond=0))


def next_slot(now: datetime, slots: Sequence[time]) -> datetime:
    """Return the first slot after a moment, in UTC."""
    today = now.astimezone(LONDON).date()
    days = (today, today + timedelta(days=1))
    return min(moment for day in days for moment in slots_of(day, slots) if moment > now)


def last_slot(now: datetime, slots: Sequence[time]) -> datetime:
    """Return the last slot up to a moment, in UTC."""
    today = now.astimezone(LONDON).date()
    days = (today - timedelta(days=1), today)
    return max(moment for day in days for moment in slots_of(day, slots) if moment <= now)


def is_slot(moment: datetime, slots: Sequence[time]) -> bool:
    """Tell whether a moment is a slot."""
    return moment in slots_of(moment.astimezone(LONDON).date(), slots)


def slots_of(day: date, slots: Sequence[time]) -> tuple[datetime, ...]:
    """Return the slots of a London day, in UTC, the earliest first."""
    return tuple(sorted(datetime.combine(day, clock, LONDON).astimezone(UTC) for clock in slots))
