"""Quiet hours: when reminders wait, and for how long. Pure; the hours are those that clocks in London show."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from candour.cases.agenda import STAGES, AgendaStep
from candour.cases.case import Case
from candour.cases.directory import School
from candour.cases.notice import Notice, NoticeKind
from candour.cases.policy import Policy
from candour.cases.ports import WorkingDays
from candour.cases.register import decided_level
from candour.cases.starts import LONDON

_SATURDAY = 5
_MAY_WAIT = frozenset({NoticeKind.REMINDER, NoticeKind.FOLLOW_UP, NoticeKind.ACTION})


def goes_at(
    now: datetime, told: Iterable[AgendaStep], *, never_waits: bool, school: School, working_days: WorkingDays
) -> datetime:
    """Return when a notice about these steps goes out: after the quiet hours, unless a deadline comes before that.

    The end of a clock is told at once: each further hour has to be accounted for (UK GDPR Article 33(1)).
    """
    after = after_quiet(now, school, working_days)
    first = min((step.due_at for step in told if _is_of_deadline(step)), default=None)
    return now if never_waits or (first is not None and first <= after) else after


def never_waits(case: Case, policy: Policy) -> bool:
    """Tell whether a case is at the policy's highest level, as decided or else as proposed: nothing of it waits."""
    return decided_level(case) == policy.levels[0]


def is_kept_back(notice: Notice, now: datetime) -> bool:
    """Tell whether a notice waits for the end of the quiet hours; nobody has tried to send it yet."""
    return notice.kind in _MAY_WAIT and notice.attempts == 0 and notice.due_at > now


def after_quiet(moment: datetime, school: School, working_days: WorkingDays) -> datetime:
    """Return the first moment, from this one on, that is outside of the school's quiet hours; in UTC."""
    while (end := _end_of_quiet(moment, school, working_days)) is not None:
        moment = end
    return moment.astimezone(UTC)


def is_quiet(moment: datetime, school: School, working_days: WorkingDays) -> bool:
    """Tell whether a moment lies between `quiet_from` and `quiet_until`, or on a day on which nobody works."""
    return _end_of_quiet(moment, school, working_days) is not None


def _is_of_deadline(step: AgendaStep) -> bool:
    """Tell whether a step is of a clock, or warns of an action's day; what is overdue at midnight can wait."""
    return step.kind == "clock" or (step.kind == "action" and step.stage < STAGES[-1])


def _end_of_quiet(moment: datetime, school: School, working_days: WorkingDays) -> datetime | None:
    """Return when the quiet that a moment lies in may end (that moment is to be asked again), None where it is none."""
    local = moment.astimezone(LONDON)
    today, clock = local.date(), local.time()
    if today.weekday() >= _SATURDAY or working_days.is_bank_holiday(today, school.country):
        return _next_time(moment, today + timedelta(days=1), time())
    starts, ends = school.quiet_from, school.quiet_until
    if starts <= clock and (clock < ends or starts > ends):
        return _next_time(moment, today + timedelta(days=starts > ends), ends)
    return _next_time(moment, today, ends) if clock < ends < starts else None


def _next_time(moment: datetime, day: date, clock: time) -> datetime:
    """Return a local time in UTC; where the clocks go back it happens twice, and the one to come is meant."""
    readings = (datetime.combine(day, clock, LONDON).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return min(reading for reading in readings if reading > moment)
