"""What decisions bring about in the case itself: facts, state. One function a kind; the table names them all."""

from collections.abc import Callable, Mapping
from itertools import product

from candour.cases import effects_on_people as people
from candour.cases import effects_on_two_cases as two
from candour.cases.case import SEEN
from candour.cases.closing import missing
from candour.cases.errors import DecisionRefusedError
from candour.cases.facts import Facts, Method, Value
from candour.cases.starts import LONDON
from candour.cases.taking import Effect, Taking, said, with_facts
from candour.cases.typed_answers import past_day, typed_answer


def incident(taking: Taking) -> Effect:
    """Take it for an incident after all: level, clocks and routes follow, and whoever was not told yet is."""
    read = taking.case.facts.value("not_an_incident")
    values = {"not_an_incident": said(taking, answer=False, instead_of=read)}
    return with_facts(taking, values, acknowledged=False)


def no_incident(taking: Taking) -> Effect:
    """Take it for no incident: no rule of level or route holds for it any more, and a later answer opens no route."""
    read = taking.case.facts.value("not_an_incident")
    return with_facts(taking, {"not_an_incident": said(taking, answer=True, instead_of=read)})


def value(taking: Taking) -> Effect:
    """Confirm or change an entry, or say that it is not known; everything is assessed anew."""
    field = taking.policy.field(taking.decision.value)
    if field is None:
        raise DecisionRefusedError("the form has no such entry; open the case again and choose one of its entries")
    before = taking.case.facts.value(field.id)
    if taking.yes_or_no("known", otherwise=True):
        answer = typed_answer(field, taking.detail("answer"), today=taking.today)
        after = said(taking, answer=answer, instead_of=before)
    else:
        after = _not_known(before)
    _refuse_later_today(taking, taking.case.facts.with_values({field.id: after}), field.id)
    return with_facts(taking, {field.id: after})


def level(taking: Taking) -> Effect:
    """Refuse a level that the policy doesn't have."""
    if taking.decision.value not in taking.policy.levels:
        levels = ", ".join(taking.policy.levels)
        raise DecisionRefusedError(f"the policy has no such level; use one of: {levels}")
    return Effect(taking.case)


def acknowledge(taking: Taking) -> Effect:
    """Keep that somebody has seen the case, once a person; refused where something is said with it."""
    if taking.decision.value:
        raise DecisionRefusedError("nothing is chosen with this; to say more, write a note")
    before = [decision.person for decision in taking.case.decisions if decision.what == SEEN]
    if before.count(taking.decision.person) > 1:
        raise DecisionRefusedError("you have said already that you have seen this")
    return Effect(taking.case)


def ico(taking: Taking) -> Effect:
    """Refuse a decision about the ICO without an answer to each of the policy's questions (R101)."""
    if any(not taking.detail(question.id) for question in taking.policy.ico_questions):
        raise DecisionRefusedError("answer each of the ICO's questions first; “not known” is an answer too")
    return Effect(taking.case)


def ico_reported(taking: Taking) -> Effect:
    """Keep on which day the ICO was told; refused before it is decided that it is."""
    decided = taking.case.decided("ico")
    if decided is None or decided.value != "report":
        raise DecisionRefusedError("it is not decided that the ICO is told; decide that first")
    past_day("The day", taking.detail("day"), today=taking.today)
    return Effect(taking.case)


def data_subjects_informed(taking: Taking) -> Effect:
    """Keep on which day the people concerned were told; refused before it is decided that they are."""
    decided = taking.case.decided("data_subjects")
    if decided is None or decided.value != "inform":
        raise DecisionRefusedError("it is not decided that the people concerned are told; decide that first")
    past_day("The day", taking.detail("day"), today=taking.today)
    return Effect(taking.case)


def complaint_acknowledged(taking: Taking) -> Effect:
    """Refuse where nobody is known to have complained."""
    if not taking.case.facts.holds("complaint"):
        raise DecisionRefusedError("the form says of no complaint; where there is one, change that entry first")
    return Effect(taking.case)


def step(taking: Taking) -> Effect:
    """Keep something that people did, by one of those who may say so."""
    rule = next((entry for entry in taking.policy.steps if entry.id == taking.decision.value), None)
    if rule is None:
        raise DecisionRefusedError("the policy has no such step; open the case again")
    if not rule.sets:
        return Effect(taking.case)
    before = taking.case.facts.value(rule.sets)
    return with_facts(taking, {rule.sets: said(taking, answer=True, instead_of=before)})


def close(taking: Taking) -> Effect:
    """Refuse to close before the policy's conditions are met (R113)."""
    taking.yes_or_no("no_measures")
    lacking = missing(taking.policy.close_needs, taking.case, taking.decision)
    if lacking:
        raise DecisionRefusedError(f"{taking.case.reference} can't be closed yet: {'; '.join(lacking)}")
    return Effect(taking.case)


def re_evaluated(taking: Taking) -> Effect:
    """Keep the outcome; where incidents of the type have not become fewer, telling the Board is proposed (R118)."""
    due = taking.case.re_evaluate_at
    if due is None:
        raise DecisionRefusedError("the policy has no case looked at again")
    if taking.now < due:
        raise DecisionRefusedError("the time to look at this case again has not come yet")
    if taking.decision.value != "not_reduced":
        return Effect(taking.case)
    return with_facts(taking, {"not_reduced": said(taking, answer=True)})


def _not_known(before: Value | None) -> Value:
    if before is None or before.confidence == 0:
        raise DecisionRefusedError("nothing stands in this entry; it is open already")
    update = {"confidence": 0.0, "method": Method.PERSON, "rule": "decided", "confirmed_by": None}
    return before.model_copy(update={**update, "read": before.as_first_read()})


def _refuse_later_today(taking: Taking, facts: Facts, field: str) -> None:
    """Refuse a time of today that is still to come, whichever of date and time was typed last."""
    now = f"{taking.now.astimezone(LONDON):%H:%M}"
    for what, entry in product(("occurred", "discovered"), ("date", "time")):
        is_today = facts.shown(f"{what}_date") == taking.today.isoformat()
        clock = facts.shown(f"{what}_time")
        if field == f"{what}_{entry}" and is_today and isinstance(clock, str) and clock > now:
            raise DecisionRefusedError("this date and time are still to come; nothing can have happened then")


EFFECTS: Mapping[str, Callable[[Taking], Effect]] = {
    "incident": incident,
    "no_incident": no_incident,
    "value": value,
    "level": level,
    "ico": ico,
    "ico_reported": ico_reported,
    "data_subjects_informed": data_subjects_informed,
    "complaint_acknowledged": complaint_acknowledged,
    "route": people.route,
    "authorise": people.authorise,
    "withdraw": people.withdraw,
    SEEN: acknowledge,
    "ask": people.ask,
    "action": people.action,
    "action_done": people.action_done,
    "action_effective": people.action_effective,
    "action_ineffective": people.action_ineffective,
    "step": step,
    "close": close,
    "re_evaluated": re_evaluated,
    "release_name": people.release_name,
    "merge": two.merge,
    "not_duplicate": two.not_duplicate,
}
"""Decision -> its effect; those that aren't named bring about nothing more."""
