"""What decisions bring about among people: proposals sent, investigators let in, questions asked, actions given."""

from collections.abc import Mapping
from datetime import datetime

from candour.cases.case import Action, Authorisation
from candour.cases.directory import Person, is_address
from candour.cases.errors import DecisionRefusedError
from candour.cases.notice import OFFICER, REPORTER, NoticeKind
from candour.cases.references import new_token
from candour.cases.routing import first_free, implicated_addresses, recipients
from candour.cases.taking import Effect, Taking, end_of, notice
from candour.cases.typed_answers import coming_day


def route(taking: Taking) -> Effect:
    """Send a proposal of the policy's routes, or keep that it was declined or told by other means."""
    rule = taking.policy.route(taking.decision.value)
    if rule is None or not rule.on_decision:
        raise DecisionRefusedError("the policy has no such proposal; open the case again")
    if taking.detail("answer") not in {"send", "told", "decline"}:
        raise DecisionRefusedError("say whether it is sent, was told already, or is not sent")
    if taking.detail("answer") != "send":
        return Effect(taking.case)
    case = taking.case
    role, _ = first_free(rule.to, taking.policy, case.reports[0], case.facts, taking.school)
    if role is None:
        title = taking.policy.role(rule.to).title
        raise DecisionRefusedError(
            f"nobody who may be told is named as {title}: tell them yourself, then choose “told already”"
        )
    return Effect(case, (notice(taking, NoticeKind.REFERRAL, role, rule=rule.id, text=taking.detail("text")),))


def authorise(taking: Taking) -> Effect:
    """Let somebody investigate this one case until the end of a day (R40)."""
    person = _person(taking, taking.decision.value)
    if person.address.casefold() in implicated_addresses(taking.case.facts, taking.school):
        raise DecisionRefusedError("the report is about this person: somebody else has to investigate")
    until = end_of(coming_day("Until", taking.detail("until"), today=taking.today))
    entry = Authorisation(
        id=new_token(taking.desk.random),
        investigator=person,
        given_at=taking.now,
        until=until,
        evidence=taking.detail("evidence") == "yes",
    )
    told = notice(taking, NoticeKind.AUTHORISATION, OFFICER, rule="authorise", topics=(entry.id,), recipient=person)
    return Effect(taking.case.model_copy(update={"authorisations": (*taking.case.authorisations, entry)}), (told,))


def withdraw(taking: Taking) -> Effect:
    """End an authorisation now."""
    ids = {entry.id for entry in taking.case.authorisations}
    if taking.decision.value not in ids:
        raise DecisionRefusedError("there is no such authorisation; open the case again")
    ended = tuple(
        entry.model_copy(update={"until": min(entry.until, taking.now)}) if entry.id == taking.decision.value else entry
        for entry in taking.case.authorisations
    )
    return Effect(taking.case.model_copy(update={"authorisations": ended}))


def ask(taking: Taking) -> Effect:
    """Ask the reporter, by the door that the report came through; the answer joins the case."""
    case = taking.case
    people = recipients(REPORTER, case.reports[0], case.facts, taking.school)
    if not people or any(taking.desk.directory.is_watched(person.address) for person in people):
        raise DecisionRefusedError("this report left no address to ask; nothing was sent")
    return Effect(case, (notice(taking, NoticeKind.QUESTIONS, REPORTER, rule="ask", text=taking.decision.value),))


def action(taking: Taking) -> Effect:
    """Give somebody a measure to take by the end of a day (R114); they are told by mail."""
    entry = Action(
        id=new_token(taking.desk.random),
        text=taking.decision.value,
        officer=_person(taking, taking.detail("address")),
        assigned_at=taking.now,
        due_at=end_of(coming_day("Due", taking.detail("due"), today=taking.today)),
    )
    told = notice(taking, NoticeKind.ACTION, OFFICER, rule="action", topics=(entry.id,), recipient=entry.officer)
    return Effect(taking.case.model_copy(update={"actions": (*taking.case.actions, entry)}), (told,))


def action_done(taking: Taking) -> Effect:
    """Keep that a measure was taken."""
    return _with_action(taking, {"done_at": taking.now})


def action_effective(taking: Taking) -> Effect:
    """Keep that a measure that was taken has proved effective (R113)."""
    found = next((entry for entry in taking.case.actions if entry.id == taking.decision.value), None)
    if found is not None and found.done_at is None:
        raise DecisionRefusedError("the action is not done yet: record that first")
    return _with_action(taking, {"effective_at": taking.now})


def action_ineffective(taking: Taking) -> Effect:
    """Open a measure again that did not help."""
    return _with_action(taking, {"done_at": None, "effective_at": None})


def _with_action(taking: Taking, update: Mapping[str, datetime | None]) -> Effect:
    case = taking.case
    if taking.decision.value not in {entry.id for entry in case.actions}:
        raise DecisionRefusedError("there is no such action; open the case again")
    actions = tuple(
        entry.model_copy(update=dict(update)) if entry.id == taking.decision.value else entry for entry in case.actions
    )
    return Effect(case.model_copy(update={"actions": actions}))


def _person(taking: Taking, address: str) -> Person:
    address = address.strip()
    if not is_address(address):
        raise DecisionRefusedError("write one whole mail address, for example name@school.example")
    if taking.desk.directory.is_watched(address):
        raise DecisionRefusedError("Candour watches this address itself; write that of a person")
    return Person(name=taking.detail("name"), address=address)
