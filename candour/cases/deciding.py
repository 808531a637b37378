"""What named people decide: checked, recorded with person, time and reason, and carried out in one step."""

from datetime import datetime

from candour.cases.access import Right
from candour.cases.case import Case, Decision
from candour.cases.decisions import DECISIONS, DecisionRule
from candour.cases.desk import Desk
from candour.cases.effects import EFFECTS
from candour.cases.errors import DecisionRefusedError, NotAllowedError, StalePageError
from candour.cases.opening import queued_event, with_events
from candour.cases.order import Order
from candour.cases.references import new_token
from candour.cases.taking import Taking, nothing_more
from candour.cases.viewing import CaseView, seen_by

LONGEST = 20_000
"""Characters of a reason or value: a page of text is a few thousand."""


def decide(desk: Desk, reference: str, order: Order) -> Case:
    """Record a decision and what it brings about; see `Service.decide`."""

    def step(case: Case, now: datetime) -> Case:
        rule = _rule(order)
        found = seen_by(desk, case, order.by, now)
        _refuse_unless_allowed(rule, order, found)
        return _taken(desk, found, order, rule, now)

    decided = desk.change(reference, step)
    desk.notify()
    return decided


def _taken(desk: Desk, found: CaseView, order: Order, rule: DecisionRule, now: datetime) -> Case:
    case = found.case
    value = order.value.strip()
    decision = Decision(
        id=new_token(desk.random),
        at=now,
        person=order.by.name or order.by.address,
        what=order.what,
        value=value,
        reason=order.reason.strip() or (value if rule.says_why else ""),
        role=found.role,
        details=order.details,
    )
    decided = case.model_copy(update={"decisions": (*case.decisions, decision), "status": rule.becomes or case.status})
    taking = Taking(desk, decided, found.policy, found.school, decision, order.by, now)
    effect = EFFECTS.get(order.what, nothing_more)(taking)
    # What people wrote stands in the decision, not in the event: events outlive erased personal data.
    entries = [(decision.person, "decided", {"decision": decision.id, "what": decision.what, "role": decision.role})]
    entries += [queued_event(notice) for notice in effect.notices]
    changed = effect.case.model_copy(update={"notices": (*effect.case.notices, *effect.notices)})
    return with_events(changed, entries, now=now, random=desk.random)


def _rule(order: Order) -> DecisionRule:
    rule = DECISIONS.get(order.what)
    if rule is None:
        raise DecisionRefusedError(f"{order.what!r} is no decision; use one of: {', '.join(sorted(DECISIONS))}")
    if not order.by.address.strip():
        raise DecisionRefusedError("say who decides: a decision is a named person's")
    if rule.values and order.value not in rule.values:
        raise DecisionRefusedError(f"choose one of the answers: {', '.join(sorted(rule.values))}")
    if not (order.reason.strip() or (rule.says_why and order.value.strip())):
        raise DecisionRefusedError("say why: a decision is kept with its reason")
    if any(len(text) > LONGEST for text in (order.value, order.reason, *order.details.values())):
        raise DecisionRefusedError(f"a text is longer than {LONGEST:,} characters; shorten it")
    return rule


def _refuse_unless_allowed(rule: DecisionRule, order: Order, found: CaseView) -> None:
    """Refuse who may not, then a page that is out of date, then what the case's state doesn't allow."""
    case = found.case
    if rule.right not in found.rights or not _may_record(order, found):
        raise NotAllowedError("you have no part in this case that would let you decide this")
    if order.stamp is not None and order.stamp != case.stamp:
        raise StalePageError(case.reference)
    if case.status not in rule.statuses:
        status = case.status.replace("_", " ")
        raise DecisionRefusedError(f"{case.reference} is {status}: this can't be decided now")


def _may_record(order: Order, found: CaseView) -> bool:
    """Tell whether a step of the policy may be recorded in this role: who decides may always."""
    by = next((entry.by for entry in found.policy.steps if entry.id == order.value), ())
    return order.what != "step" or Right.DECIDE in found.rights or found.role in by
