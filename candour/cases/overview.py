"""Where everything stands for one person, taken from the register alone: the today page and the digest show it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from candour.cases.access import Glance
from candour.cases.case import CaseStatus
from candour.cases.directory import Directory
from candour.cases.policy import Policy
from candour.cases.ports import RegisterEntry
from candour.cases.record import Moment, Record

SOON = timedelta(hours=24)
_NOT_DONE = frozenset({CaseStatus.OPEN, CaseStatus.PROPOSED_NO_INCIDENT})
_Lines = tuple[RegisterEntry, ...]


class Overview(Record):
    """What needs somebody, the weightiest first in each list; a case may stand in several. Lines name no person.

    `since` is when they were last told (the digest before), None where they never were.
    """

    now: Moment
    since: Moment | None
    needs_you: _Lines = ()
    new: _Lines = ()
    due_soon: _Lines = ()
    overdue: _Lines = ()
    actions_overdue: _Lines = ()
    waiting_for_reporter: _Lines = ()
    undelivered: _Lines = ()
    proposed_no_incident: _Lines = ()
    open_count: int = 0

    @property
    def is_nothing_new(self) -> bool:
        """Tell whether nothing waits and nothing came in: it is said all the same, since silence means broken."""
        return not (self.needs_you or self.new or self.due_soon or self.overdue or self.actions_overdue)


def overview(
    entries: Iterable[RegisterEntry],
    address: str,
    *,
    directory: Directory,
    policies: Callable[[str], Policy],
    now: datetime,
    since: datetime | None = None,
) -> Overview:
    """Return where everything stands that the person behind an address decides about."""
    glance = Glance(address, directory.schools)
    mine = [entry for entry in entries if _counts(entry, since) and glance.decides(entry)]
    ranks = {key: _ranks(policies(school.profile)) for key, school in directory.schools.items()}
    ordered = sorted(mine, key=lambda entry: _weight(entry, ranks[entry.school], now))
    is_open = [entry for entry in ordered if entry.status is CaseStatus.OPEN]
    return Overview(
        now=now,
        since=since,
        needs_you=tuple(entry for entry in ordered if entry.needs),
        new=tuple(entry for entry in ordered if _is_new(entry, since)),
        due_soon=tuple(entry for entry in is_open if entry.next_deadline and now < entry.next_deadline <= now + SOON),
        overdue=tuple(entry for entry in is_open if entry.next_deadline and entry.next_deadline <= now),
        actions_overdue=tuple(entry for entry in is_open if entry.action_due and entry.action_due <= now),
        waiting_for_reporter=tuple(entry for entry in is_open if entry.is_waiting_for_reporter),
        undelivered=tuple(entry for entry in ordered if "undelivered" in entry.needs),
        proposed_no_incident=tuple(entry for entry in ordered if entry.status is CaseStatus.PROPOSED_NO_INCIDENT),
        open_count=len(is_open),
    )


def _counts(entry: RegisterEntry, since: datetime | None) -> bool:
    """Tell whether a line can stand in any list: of ten thousand cases most are done with, or a part of another."""
    if entry.merged_into is not None:
        return False
    return entry.status in _NOT_DONE or bool(entry.needs) or _is_new(entry, since)


def _is_new(entry: RegisterEntry, since: datetime | None) -> bool:
    """Tell whether a case came since then; to whom nothing was told yet, what is not done with is new.

    What came at that very moment is: it may have been too late for the digest before, and twice is better than never.
    """
    return entry.status in _NOT_DONE if since is None else (entry.told_at or entry.opened_at) >= since


def _ranks(policy: Policy) -> Mapping[str, int]:
    return {level: rank for rank, level in enumerate(policy.levels)}


def _weight(
    entry: RegisterEntry, ranks: Mapping[str, int], now: datetime
) -> tuple[int, bool, float, datetime, datetime]:
    """Order by level (R75), within it what is overdue, then by total (A6), then by the clock that runs out first."""
    rank = ranks.get(entry.level or "", len(ranks))
    is_overdue = entry.next_deadline is not None and entry.next_deadline <= now
    ends = entry.next_deadline or entry.opened_at + timedelta(days=3650)
    return (rank, not is_overdue, -(entry.score or 0.0), ends, entry.opened_at)
