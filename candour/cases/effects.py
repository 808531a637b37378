"""What decisions bring about in the case itself: facts, state. One function a kind; the table names them all."""

from collections.abc import Callable, Mapping

from candour.cases import effects_on_people as people
from candour.cases.closing import missing
from candour.cases.errors import DecisionRefusedError
from candour.cases.facts import Method, Value
from candour.cases.taking import Effect, Taking, said, with_facts
from candour.cases.typed_answers import past_day, typed_answer


def incident(taking: Taking) -> Effect:
    """Take it for an incident after all: level, clocks and routes follow, and whoever was not told yet is."""
    return with_facts(taking, {"not_an_incident": said(taking, answer=False)})


def value(taking: Taking) -> Effect:
    """Confirm or change an entry, or say that it is not known; everything is assessed anew."""
    field = taking.policy.field(taking.decision.value)
    if field is None:
        raise DecisionRefusedError("the form has no such entry; open the case again and choose one of its entries")
    if taking.detail("known") == "no":
        return with_facts(taking, {field.id: _not_known(taking.case.facts.value(field.id))})
    answer = typed_answer(field, taking.detail("answer"), today=taking.today)
    return with_facts(taking, {field.id: said(taking, answer=answer, instead_of=taking.case.facts.value(field.id))})


def level(taking: Taking) -> Effect:
    """Refuse a level that the policy doesn't have."""
    if taking.decision.value not in taking.policy.levels:
        levels = ", ".join(taking.policy.levels)
        raise DecisionRefusedError(f"the policy has no such level; use one of: {levels}")
    return Effect(taking.case)


def ico(taking: Taking) -> Effect:
    """Refuse a decision about the ICO without an answer to each of the policy's questions (R101)."""
    if any(not taking.detail(question.id) for question in taking.policy.ico_questions):
        raise DecisionRefusedError("answer each of the ICO's questions first; “not known” is an answer too")
    return Effect(taking.case)


def on_a_day(taking: Taking) -> Effect:
    """Refuse a day that is none or is still to come."""
    past_day("The day", taking.detail("day"), today=taking.today)
    return Effect(taking.case)


def step(taking: Taking) -> Effect:
    """Keep something that people did, by one of those who may say so."""
    rule = next((entry for entry in taking.policy.steps if entry.id == taking.decision.value), None)
    if rule is None:
        raise DecisionRefusedError("the policy has no such step; open the case again")
    if not rule.sets:
        return Effect(taking.case)
    return with_facts(taking, {rule.sets: said(taking, answer=True)})


def close(taking: Taking) -> Effect:
    """Refuse to close before the policy's conditions are met (R113)."""
    lacking = missing(taking.policy.close_needs, taking.case, taking.decision)
    if lacking:
        raise DecisionRefusedError(f"{taking.case.reference} can't be closed yet: {'; '.join(lacking)}")
    return Effect(taking.case)


def re_evaluated(taking: Taking) -> Effect:
    """Keep the outcome; where incidents of the type have not become fewer, telling the Board is proposed (R118)."""
    if taking.decision.value != "not_reduced":
        return Effect(taking.case)
    return with_facts(taking, {"not_reduced": said(taking, answer=True)})


def _not_known(before: Value | None) -> Value:
    if before is None:
        raise DecisionRefusedError("nothing stands in this entry; it is open already")
    return before.model_copy(update={"confidence": 0.0, "method": Method.PERSON, "confirmed_by": None})


EFFECTS: Mapping[str, Callable[[Taking], Effect]] = {
    "incident": incident,
    "value": value,
    "level": level,
    "ico": ico,
    "ico_reported": on_a_day,
    "data_subjects_informed": on_a_day,
    "route": people.route,
    "authorise": people.authorise,
    "withdraw": people.withdraw,
    "ask": people.ask,
    "action": people.action,
    "action_done": people.action_done,
    "action_effective": people.action_effective,
    "action_ineffective": people.action_ineffective,
    "step": step,
    "close": close,
    "re_evaluated": re_evaluated,
}
"""Decision -> its effect; those that aren't named bring about nothing more."""
