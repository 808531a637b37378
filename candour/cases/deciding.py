"""What named people decide: checked, recorded with person, time and reason, and carried out in one step."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from candour.cases.access import Right
from candour.cases.case import Case, Decision
from candour.cases.decisions import DECISIONS, OF_MERGED, DecisionRule
from candour.cases.desk import Desk
from candour.cases.effects import EFFECTS
from candour.cases.errors import (
    CaseNotFoundError,
    DecisionRefusedError,
    NotAllowedError,
    StalePageError,
    StoreError,
)
from candour.cases.opening import bypassed_events, queued_event, with_events
from candour.cases.order import Order
from candour.cases.policy import Policy
from candour.cases.references import new_token
from candour.cases.showing.words import plain
from candour.cases.taking import Taking, nothing_more
from candour.cases.uniting import bring_over
from candour.cases.viewing import CaseView, may_record, seen_by

_log = logging.getLogger(__name__)

LONGEST = 20_000
"""Characters of a reason or value: a page of text is a few thousand."""


def decide(desk: Desk, reference: str, order: Order) -> Case:
    """Record a decision and what it brings about; see `Service.decide`."""
    if not order.by.address.strip():
        raise DecisionRefusedError("say who decides: a decision is a named person's")

    def step(case: Case, now: datetime) -> Case:
        found = seen_by(desk, case, order.by, now)
        if Right.SEE not in found.rights:  # as `view` says it: whether there is such a case is nobody else's business
            raise CaseNotFoundError(reference)
        rule = _rule(order)
        _refuse_unless_allowed(rule, order, found)
        _refuse_unknown_details(rule, order, found.policy)
        return _taken(desk, found, order, rule, now)

    if order.what == "merge":
        return _merged(desk, reference, step)
    decided = desk.change(reference, step)
    desk.notify()
    return decided


def _merged(desk: Desk, reference: str, step: Callable[[Case, datetime], Case]) -> Case:
    """Record a merge and carry it out, one at a time: two people may merge two cases into each other at once.

    What is decided stays decided where the other case can't be written now; the sweep carries it out then.
    """
    with desk.merge_lock:
        desk.change(reference, step)
        try:
            bring_over(desk, reference)
        except StoreError as error:
            _log.warning("a merge waits", extra={"reference": reference, "error": type(error).__name__})
    return desk.store.load(reference)


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
        details={name: text for name, text in order.details.items() if text.strip()},
    )
    decided = case.model_copy(update={"decisions": (*case.decisions, decision), "status": rule.becomes or case.status})
    taking = Taking(desk, decided, found.policy, found.school, decision, order.by, now)
    effect = EFFECTS.get(order.what, nothing_more)(taking)
    # What people wrote stands in the decision, not in the event: events outlive erased personal data.
    entries = [(decision.person, "decided", {"decision": decision.id, "what": decision.what, "role": decision.role})]
    entries += [*_changed(case, effect.case), *bypassed_events(effect.case.assessment, case.assessment)]
    entries += [queued_event(notice) for notice in effect.notices]
    changed = effect.case.model_copy(update={"notices": (*effect.case.notices, *effect.notices)})
    return with_events(changed, entries, now=now, random=desk.random)


def _changed(before: Case, after: Case) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield an entry for each fact that is another one now: the field and how it was found, never the value."""
    for field, value in after.facts.values.items():
        if value != before.facts.value(field):
            yield "candour", "fact_changed", {"field": field, "rule": value.rule}


def _rule(order: Order) -> DecisionRule:
    rule = DECISIONS.get(order.what)
    if rule is None:
        raise DecisionRefusedError(f"there is no such decision; use one of: {', '.join(sorted(DECISIONS))}")
    if any(len(text) > LONGEST for text in (order.value, order.reason, *order.details.values())):
        raise DecisionRefusedError(f"a text is longer than {LONGEST:,} characters; shorten it")
    if rule.values and order.value.strip() not in rule.values:
        raise DecisionRefusedError(f"choose one of the answers: {', '.join(sorted(rule.values))}")
    if rule.says_why and not plain(order.value):
        raise DecisionRefusedError("nothing is written there yet: say what it is")
    if not (plain(order.reason) or rule.says_why or rule.says_all):
        raise DecisionRefusedError("say why: a decision is kept with its reason")
    return rule


def _refuse_unless_allowed(rule: DecisionRule, order: Order, found: CaseView) -> None:
    """Refuse who may not, then a page that is out of date, then what the case's state doesn't allow."""
    case = found.case
    if rule.right not in found.rights or not _may_record(order, found):
        raise NotAllowedError("you have no part in this case that would let you decide this")
    if order.stamp is not None and order.stamp != case.stamp:
        raise StalePageError(case.reference)
    if case.merged_into is not None and order.what not in OF_MERGED:
        raise DecisionRefusedError(
            f"{case.reference} was merged into another case, and that can't be taken back; decide in that case"
        )
    if case.status not in rule.statuses:
        status = case.status.replace("_", " ")
        raise DecisionRefusedError(f"{case.reference} is {status}: this can't be decided now")


def _may_record(order: Order, found: CaseView) -> bool:
    """Tell whether a step of the policy may be recorded by this person: who decides may always."""
    if order.what != "step" or Right.DECIDE in found.rights:
        return True
    step = next((entry for entry in found.policy.steps if entry.id == order.value.strip()), None)
    return step is not None and may_record(step, order.by, found)


def _refuse_unknown_details(rule: DecisionRule, order: Order, policy: Policy) -> None:
    """Refuse what doesn't belong to the decision: a case keeps nothing that nobody asked for."""
    asked = {question.id for question in policy.ico_questions} if order.what == "ico" else set[str]()
    if any(text.strip() and name not in rule.details | asked for name, text in order.details.items()):
        raise DecisionRefusedError("something came with this that doesn't belong to it; open the case again")
