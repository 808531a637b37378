"""From dates and times as people say them to the moments from which clocks run."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from candour.cases.facts import Facts

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Start:
    """A moment in UTC, and why it is only an estimate (empty where it is known)."""

    moment: datetime
    notes: tuple[str, ...] = ()


def discovery(facts: Facts, received_at: datetime) -> Start:
    """Return when it was discovered; else when it happened; else when the report was received."""
    return _first_known(facts, received_at, ("discovered", "occurred"))


def occurrence(facts: Facts, received_at: datetime) -> Start:
    """Return when it happened; else when it was discovered; else when the report was received."""
    return _first_known(facts, received_at, ("occurred", "discovered"))


_WORDS = {"discovered": "when it was discovered", "occurred": "when it happened"}


def _first_known(facts: Facts, received_at: datetime, wanted: tuple[str, ...]) -> Start:
    received_at = received_at.astimezone(UTC)
    unknown = f"It is not known {_WORDS[wanted[0]]}: "
    for what in wanted:
        found = _moment(facts, what)
        if found is not None:
            instead = () if what == wanted[0] else (f"{unknown}counted from {_WORDS[what]}.",)
            return _no_later_than(received_at, Start(found.moment, (*instead, *found.notes)))
    return Start(received_at, (f"{unknown}counted from when the report was received.",))


def _no_later_than(received_at: datetime, start: Start) -> Start:
    """Nobody reports what is still to come: a later start is a slip of the pen."""
    if start.moment <= received_at:
        return start
    note = "The date and time given are later than the report: counted from when it was received."
    return Start(received_at, (*start.notes, note))


def _moment(facts: Facts, what: str) -> Start | None:
    """Return the earliest moment that the date and time of `what` can mean; None without a date."""
    day = _date(facts.shown(f"{what}_date"))
    if day is None:
        return None
    clock = _time(facts.shown(f"{what}_time"))
    if clock is None:
        note = f"The time {_WORDS[what]} is not known: counted from the beginning of that day."
        return Start(_earliest(day, time())[0], (note,))
    moment, is_certain = _earliest(day, clock)
    return Start(moment, () if is_certain else ("The clocks changed at that time: the earlier reading is taken.",))


def _earliest(day: date, clock: time) -> tuple[datetime, bool]:
    """Return a local time in UTC, and whether it is certain.

    When the clocks go back an hour happens twice; when they go forward an hour doesn't happen, and may be meant in
    either zone (PEP 495). Both times the earlier of the two readings is taken.
    """
    readings = [datetime.combine(day, clock, LONDON).replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
    return min(readings), readings[0] == readings[1]


def _date(shown: object) -> date | None:
    try:
        return date.fromisoformat(shown) if isinstance(shown, str) else None
    except ValueError:
        return None


def _time(shown: object) -> time | None:
    try:
        return time.fromisoformat(shown).replace(tzinfo=None) if isinstance(shown, str) else None
    except ValueError:
        return None
