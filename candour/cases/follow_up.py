"""Re-evaluation (R117, R118): have incidents of a type become fewer? Counted from the register's lines alone. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from candour.cases.case import Case, CaseStatus
from candour.cases.months import months_later
from candour.cases.policy import Policy
from candour.cases.ports import RegisterEntry
from candour.cases.record import Record

_NO_INCIDENTS = frozenset({CaseStatus.NO_INCIDENT, CaseStatus.PROPOSED_NO_INCIDENT})
_RE_EVALUATION = "re_evaluation:"


class Reduction(Record):
    """Incidents of one type at one school in as many months before a case was opened as after.

    The case itself is one of those before. Without `incident_type` or `months` there is nothing to count.
    """

    incident_type: str | None
    months: int
    before: int = 0
    after: int = 0

    @property
    def is_reduced(self) -> bool | None:
        """Tell whether the type is gone or has become rarer (R117); None where there is nothing to count."""
        if self.incident_type is None or not self.months:
            return None
        return self.after == 0 or self.after < self.before


def numbers(entries: Iterable[RegisterEntry], case: Case, policy: Policy) -> Reduction:
    """Count what the register says now; `entries` may be the whole of it or the lines of the case's type."""
    shown = case.facts.shown("incident_type")
    months = policy.re_evaluation.months if policy.re_evaluation else 0
    if not isinstance(shown, str) or not months:
        return Reduction(incident_type=shown if isinstance(shown, str) else None, months=months)
    others = [entry.opened_at for entry in entries if _is_alike(entry, case, shown)]
    first, last = months_later(case.opened_at, -months), months_later(case.opened_at, months)
    return Reduction(
        incident_type=shown,
        months=months,
        before=1 + _between(others, first, case.opened_at),
        after=_between(others, case.opened_at, last),
    )


def recorded(case: Case) -> Reduction | None:
    """Return the numbers as they were when the re-evaluation came due; None where it has not yet."""
    for event in reversed(case.events):
        if event.details.get("step", "").startswith(_RE_EVALUATION):
            return _of_details(event.details)
    return None


def details(reduction: Reduction) -> dict[str, str]:
    """Return the numbers as an event keeps them."""
    return {
        "incident_type": reduction.incident_type or "",
        "months": str(reduction.months),
        "before": str(reduction.before),
        "after": str(reduction.after),
    }


def _of_details(kept: Mapping[str, str]) -> Reduction:
    return Reduction(
        incident_type=kept.get("incident_type") or None,
        months=int(kept.get("months", "0")),
        before=int(kept.get("before", "0")),
        after=int(kept.get("after", "0")),
    )


def _is_alike(entry: RegisterEntry, case: Case, incident_type: str) -> bool:
    return (
        entry.school == case.school
        and entry.incident_type == incident_type
        and entry.reference != case.reference
        and entry.status not in _NO_INCIDENTS
        and entry.merged_into is None
    )


def _between(moments: Iterable[datetime], first: datetime, last: datetime) -> int:
    """Count the moments after the first one, up to and including the last."""
    return sum(1 for moment in moments if first < moment <= last)
