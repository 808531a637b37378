"""What named people decide, and what time decides alone: recorded, with person, time and reason."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType

from candour.cases.case import Case, CaseStatus, Decision
from candour.cases.desk import Desk
from candour.cases.errors import DecisionRefusedError, StoreDamagedError
from candour.cases.opening import with_events
from candour.cases.outgoing import free_stuck
from candour.cases.policy import Policy
from candour.cases.references import new_token
from candour.cases.register import running_deadlines

_STATUS_AFTER = MappingProxyType(
    {"no_incident": CaseStatus.NO_INCIDENT, "incident": CaseStatus.OPEN, "close": CaseStatus.CLOSED}
)
_OTHERS = frozenset({"level", "ico", "complaint_acknowledged", "note"})
_NEEDS = MappingProxyType(
    {
        "no_incident": {CaseStatus.OPEN, CaseStatus.PROPOSED_NO_INCIDENT},
        "incident": {CaseStatus.PROPOSED_NO_INCIDENT, CaseStatus.NO_INCIDENT},
        "close": {CaseStatus.OPEN},
    }
)
"""Decision -> the states in which it can be taken; one that isn't named can be taken in any but CLOSED."""


def decide(desk: Desk, reference: str, *, what: str, value: str, person: str, reason: str) -> Case:
    """Record a decision; see `Service.decide`."""

    def step(case: Case, now: datetime) -> Case:
        decision = Decision(
            id=new_token(desk.random), at=now, person=person.strip(), what=what, value=value, reason=reason.strip()
        )
        _refuse_unless_allowed(case, desk.policy_of(desk.directory.school(case.school)), decision)
        decided = case.model_copy(
            update={
                "decisions": (*case.decisions, decision),
                "status": _STATUS_AFTER.get(what, case.status),
            }
        )
        entry = (person, "decided", {"decision": decision.id, "what": what, "value": value})
        return with_events(decided, [entry], now=now, random=desk.random)

    return desk.change(reference, step)


def sweep(desk: Desk) -> Sequence[str]:
    """Record what time has done; see `Service.sweep`."""
    now = desk.now()
    late = [entry.reference for entry in desk.store.register() if entry.next_deadline and entry.next_deadline <= now]
    for reference in late:
        with suppress(StoreDamagedError):  # listed by the store; the others' clocks go on
            desk.change(reference, lambda case, now: _with_missed_deadlines(desk, case, now))
    free_stuck(desk)
    return late


def _with_missed_deadlines(desk: Desk, case: Case, now: datetime) -> Case:
    missed = [clock for clock in running_deadlines(case) if clock.due_at <= now]
    if not missed:
        return case
    entries = [
        ("candour", "deadline_missed", {"deadline": clock.id, "due_at": clock.due_at.isoformat()}) for clock in missed
    ]
    return with_events(case, entries, now=now, random=desk.random)


def _refuse_unless_allowed(case: Case, policy: Policy, decision: Decision) -> None:
    what, value = decision.what, decision.value
    known = _OTHERS | _STATUS_AFTER.keys()
    if what not in known:
        raise DecisionRefusedError(f"{what!r} is no decision; use one of: {', '.join(sorted(known))}")
    if not decision.person:
        raise DecisionRefusedError("say who decides: a decision is a named person's")
    if not decision.reason:
        raise DecisionRefusedError("say why: a decision is kept with its reason")
    if what == "level" and value not in policy.levels:
        raise DecisionRefusedError(f"the policy has no level {value!r}; use one of: {', '.join(policy.levels)}")
    allowed = _NEEDS.get(what, set(CaseStatus) - {CaseStatus.CLOSED})
    if case.status not in allowed:
        raise DecisionRefusedError(
            f"{case.reference} is {case.status.replace('_', ' ')}: {what!r} can't be decided now"
        )
