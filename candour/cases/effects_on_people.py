"""What decisions bring about among people: proposals sent, investigators let in, questions asked, actions given."""

from collections.abc import Mapping
from datetime import datetime

from candour.cases.access import is_deciding, person_of
from candour.cases.case import Action, Authorisation
from candour.cases.directory import Person, folded, is_address
from candour.cases.errors import DecisionRefusedError
from candour.cases.names_left import names_left
from candour.cases.notice import OFFICER, REPORTER, NoticeKind, NoticeStatus
from candour.cases.policy import RouteRule
from candour.cases.references import new_token
from candour.cases.routing import first_free, may_be_told, recipients, whom_it_is_about
from candour.cases.showing.words import one_line
from candour.cases.taking import Effect, Taking, end_of, notice, said, with_facts
from candour.cases.typed_answers import coming_day

_LONGEST_NAME = 200


def route(taking: Taking) -> Effect:
    """Send a proposal of the policy's routes, or keep that it was declined or told by other means.

    What went out once does not go out again, unless it could not be delivered.
    """
    if taking.detail("answer") not in {"send", "told", "decline"}:
        raise DecisionRefusedError("say whether it is sent, was told already, or is not sent")
    rule = taking.policy.route(taking.decision.value)
    if rule is None or not rule.on_decision:
        return _of_an_older_policy(taking)
    if _went_out(taking, rule):
        raise DecisionRefusedError("this was sent already; it is not sent twice, and can't be taken back")
    if taking.detail("answer") != "send":
        return Effect(taking.case)
    told = notice(taking, NoticeKind.REFERRAL, _reader(taking, rule), rule=rule.id, text=taking.detail("text"))
    return Effect(taking.case, (told,))


def _of_an_older_policy(taking: Taking) -> Effect:
    """Keep what became of a proposal that was made before the policy changed, so that the case can be closed."""
    was_made = any(
        hit.rule == taking.decision.value and hit.hit and hit.on_decision for hit in taking.case.assessment.routes
    )
    if not was_made:
        raise DecisionRefusedError("the policy has no such proposal; open the case again")
    if taking.detail("answer") == "send":
        raise DecisionRefusedError("the policy no longer has this proposal, so no mail can go: tell them yourself")
    return Effect(taking.case)


def _went_out(taking: Taking, rule: RouteRule) -> bool:
    """Tell whether a proposal is on its way or has arrived."""
    return any(
        (entry.kind, entry.rule) == (NoticeKind.REFERRAL, rule.id) and entry.status is not NoticeStatus.FAILED
        for entry in taking.case.notices
    )


def _reader(taking: Taking, rule: RouteRule) -> str:
    """Return the role that a proposal goes to: the first of which somebody may be told."""
    case = taking.case
    if rule.to == REPORTER:
        _refuse_unless_reachable(taking)
        return REPORTER
    role, _ = first_free(rule.to, taking.policy, case.reports[0], case.facts, taking.school)
    if role is None:
        title = taking.policy.role(rule.to).title
        raise DecisionRefusedError(
            f"nobody who may be told is named as {title}: tell them yourself, then choose “told already”"
        )
    return role


def authorise(taking: Taking) -> Effect:
    """Let somebody investigate this one case until the end of a day (R40); what they were given before ends now.

    Whoever the policy says may do so; the files are opened to others by who decides alone (R87).
    """
    person = _person(taking, taking.decision.value)
    if whom_it_is_about(taking.case.facts, taking.school).includes(person):
        raise DecisionRefusedError("the report is about this person: somebody else has to investigate")
    if taking.yes_or_no("evidence") and not is_deciding(taking.decision.role, taking.case):
        raise DecisionRefusedError("only the Data Protection Officer may open the files to others; choose “no”")
    until = end_of(coming_day("Until", taking.detail("until"), today=taking.today))
    entry = Authorisation(
        id=new_token(taking.desk.random),
        investigator=person,
        given_at=taking.now,
        until=until,
        evidence=taking.yes_or_no("evidence"),
    )
    before = tuple(_ended(taking, other, of=folded(person.address)) for other in taking.case.authorisations)
    told = notice(taking, NoticeKind.AUTHORISATION, OFFICER, rule="authorise", topics=(entry.id,), recipient=person)
    return Effect(taking.case.model_copy(update={"authorisations": (*before, entry)}), (told,))


def _ended(taking: Taking, entry: Authorisation, *, of: str) -> Authorisation:
    is_theirs = folded(entry.investigator.address) == of
    return entry.model_copy(update={"until": min(entry.until, taking.now)}) if is_theirs else entry


def withdraw(taking: Taking) -> Effect:
    """End an authorisation now."""
    found = next((entry for entry in taking.case.authorisations if entry.id == taking.decision.value), None)
    if found is None:
        raise DecisionRefusedError("there is no such authorisation; open the case again")
    if found.until <= taking.now:
        raise DecisionRefusedError("this authorisation is over already")
    ended = tuple(
        entry.model_copy(update={"until": taking.now}) if entry.id == found.id else entry
        for entry in taking.case.authorisations
    )
    return Effect(taking.case.model_copy(update={"authorisations": ended}))


def ask(taking: Taking) -> Effect:
    """Ask the reporter, by the door that the report came through; the answer joins the case.

    Who reported without a name finds the question when they come back (`coming_back`).
    """
    if taking.case.way_back is not None:
        return Effect(taking.case)
    if taking.case.reports[0].anonymous:
        raise DecisionRefusedError("nobody can ask who wrote this any more: there is no way back; nothing was kept")
    _refuse_unless_reachable(taking)
    asked = notice(taking, NoticeKind.QUESTIONS, REPORTER, rule="ask", text=taking.decision.value)
    return Effect(taking.case, (asked,))


def release_name(taking: Taking) -> Effect:
    """Open the name that who reported without one has left since: it becomes the reporter's name on the form."""
    if not (name := "; ".join(dict.fromkeys(names_left(taking.desk, taking.case)))):
        raise DecisionRefusedError("no name has been left, or it was opened already; nothing was changed")
    before = taking.case.facts.value("reporter_name")
    return with_facts(taking, {"reporter_name": said(taking, answer=name, instead_of=before)})


def _refuse_unless_reachable(taking: Taking) -> None:
    people = recipients(REPORTER, taking.case.reports[0], taking.case.facts, taking.school)
    if not people or any(taking.desk.directory.is_watched(person.address) for person in people):
        raise DecisionRefusedError("this report left no address to write to; nothing was sent")


def action(taking: Taking) -> Effect:
    """Give somebody a measure to take by the end of a day (R114); they are told by mail.

    Whom the report is about would learn of it so: only who reported their own mistake is given one.
    """
    officer = _person(taking, taking.detail("address"))
    if not may_be_told(officer, taking.case.reports[0], taking.case.facts, taking.school):
        raise DecisionRefusedError("the report is about this person: give the action to somebody who leads them")
    entry = Action(
        id=new_token(taking.desk.random),
        text=taking.decision.value,
        officer=officer,
        assigned_at=taking.now,
        due_at=end_of(coming_day("Due", taking.detail("due"), today=taking.today)),
    )
    told = notice(taking, NoticeKind.ACTION, OFFICER, rule="action", topics=(entry.id,), recipient=entry.officer)
    return Effect(taking.case.model_copy(update={"actions": (*taking.case.actions, entry)}), (told,))


def action_done(taking: Taking) -> Effect:
    """Keep that a measure was taken."""
    if _action(taking).done_at is not None:
        raise DecisionRefusedError("the action is recorded as done already")
    return _with_action(taking, {"done_at": taking.now})


def action_effective(taking: Taking) -> Effect:
    """Keep that a measure that was taken has proved effective (R113)."""
    found = _action(taking)
    if found.done_at is None:
        raise DecisionRefusedError("the action is not done yet: record that first")
    if found.effective_at is not None:
        raise DecisionRefusedError("the action is recorded as effective already")
    return _with_action(taking, {"effective_at": taking.now})


def action_ineffective(taking: Taking) -> Effect:
    """Open a measure again that did not help, to be done by another day where one is given."""
    if _action(taking).done_at is None:
        raise DecisionRefusedError("the action is not done yet: whether it helps can't be said")
    again: dict[str, datetime | None] = {"done_at": None, "effective_at": None}
    if taking.detail("due"):
        again["due_at"] = end_of(coming_day("Due", taking.detail("due"), today=taking.today))
    return _with_action(taking, again)


def _action(taking: Taking) -> Action:
    found = next((entry for entry in taking.case.actions if entry.id == taking.decision.value), None)
    if found is None:
        raise DecisionRefusedError("there is no such action; open the case again")
    return found


def _with_action(taking: Taking, update: Mapping[str, datetime | None]) -> Effect:
    case = taking.case
    actions = tuple(
        entry.model_copy(update=dict(update)) if entry.id == taking.decision.value else entry for entry in case.actions
    )
    return Effect(case.model_copy(update={"actions": actions}))


def _person(taking: Taking, address: str) -> Person:
    """Return whom an address and a name stand for; who holds a role is known by the name in the configuration."""
    address = address.strip()
    if not is_address(address):
        raise DecisionRefusedError("write one whole mail address, for example name@school.example")
    if taking.desk.directory.is_watched(address):
        raise DecisionRefusedError("Candour watches this address itself; write that of a person")
    name = taking.detail("name")
    if len(name) > _LONGEST_NAME:
        raise DecisionRefusedError(f"the name is longer than {_LONGEST_NAME} characters; shorten it")
    known = person_of(address, taking.desk.directory)
    name = known.name if known and known.name else one_line(name)
    if not name:
        raise DecisionRefusedError("write the person's name too: the record says who it is")
    return Person(name=name, address=address)
