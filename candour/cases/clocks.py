"""The clocks of a case. Pure: hours are added in UTC, and only "12 noon on the next working day" is local time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from candour.cases.case import Deadline
from candour.cases.facts import Facts
from candour.cases.policy import DeadlineRule, Policy
from candour.cases.ports import WorkingDays
from candour.cases.starts import LONDON, Start, discovery, occurrence

_SATURDAY = 5
_WHEN = frozenset({"occurred_date", "occurred_time", "discovered_date", "discovered_time"})
_END_OF_DAY = time(23, 59)
_SINCE_TOLD = "The report came without a name: counted from when the school was told of it."


@dataclass(frozen=True)
class _Calendar:
    """The working days of a school. Only a weekend moves a deadline; by a setting a bank holiday does too."""

    country: str
    working_days: WorkingDays
    bank_holidays_as_weekend: bool

    def moves(self, day: date) -> bool:
        """Tell whether what happens on this day is due on the next working day."""
        return _is_weekend(day) or (self.bank_holidays_as_weekend and self._is_bank_holiday(day))

    def next_working_day(self, day: date) -> date:
        """Return the first day after this one that is neither weekend nor bank holiday."""
        day += timedelta(days=1)
        while _is_weekend(day) or self._is_bank_holiday(day):
            day += timedelta(days=1)
        return day

    def _is_bank_holiday(self, day: date) -> bool:
        return self.working_days.is_bank_holiday(day, self.country)


def deadlines(
    policy: Policy,
    facts: Facts,
    *,
    received_at: datetime,
    school_country: str,
    bank_holidays_as_weekend: bool,
    working_days: WorkingDays,
    told_at: datetime | None = None,
) -> tuple[Deadline, ...]:
    """Return the policy's clocks, in its order, those left out whose condition doesn't hold.

    The clock of reporting runs from discovery; of deciding about the ICO from occurrence (5.7) and from awareness
    (Article 33). What is unknown is taken from what is known, never later than receipt, and marked as estimated.
    Of a report without a name they run from `told_at`: the school knows nothing of it before.
    """
    calendar = _Calendar(school_country, working_days, bank_holidays_as_weekend)
    if told_at is not None:
        facts, received_at = facts.without(_WHEN), told_at
    rules = [rule for rule in policy.deadlines if not rule.only_if or facts.holds(rule.only_if)]
    found = tuple(_KINDS[rule.kind](rule, facts, received_at, calendar) for rule in rules)
    return _warned(rules, found if told_at is None else tuple(map(_from_telling, found)))


def _report_by(rule: DeadlineRule, facts: Facts, received_at: datetime, calendar: _Calendar) -> Deadline:
    """Within so many hours; what falls on a weekend, by the given time on the next working day (saints-cardiff 3.3)."""
    start = discovery(facts, received_at)
    due_at = _report_due(rule, start.moment, calendar)
    other = _Calendar(calendar.country, calendar.working_days, not calendar.bank_holidays_as_weekend)
    other_due_at = _report_due(rule, start.moment, other)
    if other_due_at == due_at:
        return _deadline(rule, start, due_at)
    reading = "like a weekend" if other.bank_holidays_as_weekend else "as an ordinary day"
    note = f"If a bank holiday counts {reading}: {_in_words(other_due_at)}."
    return _deadline(rule, start, due_at, note)


def _report_due(rule: DeadlineRule, start: datetime, calendar: _Calendar) -> datetime:
    day = start.astimezone(LONDON).date()
    if rule.weekend_until is None or not calendar.moves(day):
        return start + timedelta(hours=rule.hours)
    return datetime.combine(calendar.next_working_day(day), rule.weekend_until, LONDON).astimezone(UTC)


def _at_once(rule: DeadlineRule, facts: Facts, received_at: datetime, _calendar: _Calendar) -> Deadline:
    """Met by the report's arrival: "immediately" names no hours, so how long it took is told and not judged (R14)."""
    start = discovery(facts, received_at)
    due_at = received_at.astimezone(UTC)
    minutes = int((due_at - start.moment).total_seconds()) // 60
    took = f"The policy names no hours. The report came {minutes // 60} h {minutes % 60} min after the discovery."
    return _deadline(rule, start, due_at, *(() if start.notes else (took,)))


def _from_occurrence(rule: DeadlineRule, facts: Facts, received_at: datetime, _calendar: _Calendar) -> Deadline:
    return _elapsed(rule, occurrence(facts, received_at))


def _from_awareness(rule: DeadlineRule, facts: Facts, received_at: datetime, _calendar: _Calendar) -> Deadline:
    return _elapsed(rule, discovery(facts, received_at))


def _elapsed(rule: DeadlineRule, start: Start) -> Deadline:
    """Hours run through weekends and clock changes: added in UTC, where an hour is an hour."""
    return _deadline(rule, start, start.moment + timedelta(hours=rule.hours))


def _days_from_receipt(rule: DeadlineRule, _facts: Facts, received_at: datetime, _calendar: _Calendar) -> Deadline:
    """Calendar days, that of receipt included ("beginning when the complaint is received"): to the end of the last."""
    start = received_at.astimezone(UTC)
    last = start.astimezone(LONDON).date() + timedelta(days=rule.hours // 24 - 1)
    due_at = datetime.combine(last, _END_OF_DAY, LONDON).astimezone(UTC)
    note = "It is not known when the complaint came: counted from when the report was received."
    return _deadline(rule, Start(start, (note,)), due_at)


_Kind = Callable[[DeadlineRule, Facts, datetime, _Calendar], Deadline]
_KINDS: dict[str, _Kind] = {
    "report_by": _report_by,
    "at_once": _at_once,
    "elapsed_from_occurrence": _from_occurrence,
    "elapsed_from_awareness": _from_awareness,
    "days_from_receipt": _days_from_receipt,
}


def _from_telling(deadline: Deadline) -> Deadline:
    """Say why a clock starts later than the report tells that something was discovered."""
    notes = deadline.notes[1:] if deadline.estimated else deadline.notes
    return deadline.model_copy(update={"notes": (_SINCE_TOLD, *notes), "estimated": True})


def _deadline(rule: DeadlineRule, start: Start, due_at: datetime, *notes: str) -> Deadline:
    return Deadline(
        id=rule.id,
        label=rule.label,
        starts_at=start.moment,
        due_at=due_at,
        source=rule.source,
        estimated=bool(start.notes),
        notes=(*start.notes, *notes),
    )


def _warned(rules: Iterable[DeadlineRule], found: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Warn where reporting in time would be too late for the earlier of the clocks that run through weekends."""
    kinds = {rule.id: rule.kind for rule in rules}
    elapsed = [deadline for deadline in found if kinds[deadline.id].startswith("elapsed")]
    first = min(elapsed, key=lambda deadline: deadline.due_at, default=None)
    return tuple(
        _with_warning(deadline, first)
        if first and kinds[deadline.id] == "report_by" and deadline.due_at > first.due_at
        else deadline
        for deadline in found
    )


def _with_warning(deadline: Deadline, first: Deadline) -> Deadline:
    warning = f"Warning: an earlier clock runs out before it, on {_in_words(first.due_at)} ({first.source})."
    return deadline.model_copy(update={"notes": (*deadline.notes, warning)})


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _in_words(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M}"
