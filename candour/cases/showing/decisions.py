"""What people decided about a case, in words: who, when, what and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from candour.cases.case import SEEN, Case, Decision
from candour.cases.decisions import DECISIONS
from candour.cases.errors import DecisionRefusedError
from candour.cases.form import FormField
from candour.cases.policy import Policy
from candour.cases.showing.answers import answer_in_words
from candour.cases.showing.case_views import level_in_words, role_title
from candour.cases.showing.withholding import mask_of, without_writers
from candour.cases.showing.words import LONDON, date_in_words, id_in_words, moment_in_words, one_line, plain
from candour.cases.typed_answers import typed_answer

_PEOPLE = frozenset({"name", "address"})
"""The details of a decision that say who is given an action, or let in."""


@dataclass(frozen=True)
class DecisionView:
    """A decision in words. `answers` are the questions that were gone through with it (R101), each with its answer."""

    at: datetime
    when: str
    who: str
    role: str
    what: str
    reason: str
    answers: tuple[tuple[str, str], ...] = ()


def decisions_in_words(case: Case, policy: Policy, *, reader: str = "") -> tuple[DecisionView, ...]:
    """Return every decision, oldest first, as somebody may read them (`as_read_by`)."""
    shown = as_read_by(case, policy, reader)
    return tuple(
        DecisionView(
            at=decision.at,
            when=moment_in_words(decision.at),
            who=one_line(decision.person),
            role=role_title(policy, decision.role) if decision.role else "",
            what=decision_in_words(shown, policy, decision),
            reason=plain(decision.reason),
            answers=tuple((question, plain(answer)) for question, answer in _answers(policy, decision)),
        )
        for decision in shown.decisions
    )


def as_read_by(case: Case, policy: Policy, reader: str) -> Case:
    """Return a case without a writer's name that is withheld (R33), in what others wrote too.

    `reader` is the name of who reads it, empty where that is not known. What they wrote themselves stays whole: else
    typing names would show which of them is masked. Whoever decided, was given an action or let in is always named:
    a gap in such a place would tell who wrote.
    """
    hide = mask_of(case).hide
    decisions = tuple(
        decision if reader and decision.person == reader else _masked(decision, hide) for decision in case.decisions
    )
    return without_writers(case, policy).model_copy(update={"decisions": decisions})


def _masked(decision: Decision, hide: Callable[[str], str]) -> Decision:
    """Mask what was written, but no id and no officer."""
    rule = DECISIONS.get(decision.what)
    details = {name: text if name in _PEOPLE else hide(text) for name, text in decision.details.items()}
    value = hide(decision.value) if rule and rule.says_why else decision.value
    return decision.model_copy(update={"value": value, "reason": hide(decision.reason), "details": details})


def decision_in_words(case: Case, policy: Policy, decision: Decision) -> str:
    """Return what was decided in a sentence; nothing is masked here."""
    say = _SAID.get(decision.what)
    return say(case, policy, decision) if say else id_in_words(decision.what)


def _answers(policy: Policy, decision: Decision) -> tuple[tuple[str, str], ...]:
    asked = policy.ico_questions if decision.what == "ico" else ()
    return tuple((question.text, decision.details.get(question.id, "")) for question in asked)


def _value(_case: Case, policy: Policy, decision: Decision) -> str:
    field = policy.field(decision.value)
    label = one_line(field.label).rstrip(" :;") if field else id_in_words(decision.value)
    if decision.details.get("known") == "no" or field is None:
        return f"{label}: not known"
    return f"{label}: {_typed(field, decision)}"


def _typed(field: FormField, decision: Decision) -> str:
    """Read the answer again as it was read when it was given: it was accepted on that day."""
    text = decision.details.get("answer", "")
    try:
        answer = typed_answer(field, text, today=decision.at.astimezone(LONDON).date())
    except DecisionRefusedError:  # the form has changed since
        return one_line(text)
    return one_line(answer_in_words(field, answer))


def _route(case: Case, policy: Policy, decision: Decision) -> str:
    rule = policy.route(decision.value)
    to = role_title(policy, rule.to) if rule else id_in_words(decision.value)
    hit = next((hit for hit in case.assessment.routes if hit.rule == decision.value), None)
    if hit is not None and hit.role is not None:
        to = role_title(policy, hit.role)
    said = {"send": "is told", "told": "was told already", "decline": "is not told"}
    return f"Proposal: {to} {said.get(decision.details.get('answer', ''), '')}".rstrip()


def _authorise(_case: Case, _policy: Policy, decision: Decision) -> str:
    who = one_line(decision.details.get("name", "")) or one_line(decision.value)
    files = "may open the files" if decision.details.get("evidence") == "yes" else "may not open the files"
    return f"{who} may investigate until {date_in_words(decision.details.get('until', ''))} and {files}"


def _withdraw(case: Case, _policy: Policy, decision: Decision) -> str:
    people = {entry.id: entry.investigator for entry in case.authorisations}
    person = people.get(decision.value)
    who = one_line(person.name or person.address) if person else "somebody"
    return f"{who} may not investigate any more"


def _action(_case: Case, _policy: Policy, decision: Decision) -> str:
    who = one_line(decision.details.get("name", "")) or one_line(decision.details.get("address", ""))
    return f"Action for {who}, due {date_in_words(decision.details.get('due', ''))}: {one_line(decision.value)}"


def _about_action(words: str) -> Callable[[Case, Policy, Decision], str]:
    def say(case: Case, _policy: Policy, decision: Decision) -> str:
        text = next((action.text for action in case.actions if action.id == decision.value), "")
        return f"{words}: {one_line(text)}" if text else words

    return say


def _step(_case: Case, policy: Policy, decision: Decision) -> str:
    text = next((rule.text for rule in policy.steps if rule.id == decision.value), "")
    return f"Done: {one_line(text, limit=1_000)}" if text else f"Done: {id_in_words(decision.value)}"


def _close(_case: Case, _policy: Policy, decision: Decision) -> str:
    return "Closed; no action is needed" if decision.details.get("no_measures") == "yes" else "Closed"


def _level(_case: Case, _policy: Policy, decision: Decision) -> str:
    return f"Level: {level_in_words(decision.value)}"


def _one_of(words: Mapping[str, str]) -> Callable[[Case, Policy, Decision], str]:
    return lambda _case, _policy, decision: words.get(decision.value) or id_in_words(decision.value)


def _always(words: str) -> Callable[[Case, Policy, Decision], str]:
    return lambda _case, _policy, _decision: words


def _on_a_day(words: str) -> Callable[[Case, Policy, Decision], str]:
    return lambda _case, _policy, decision: f"{words} {date_in_words(decision.details.get('day', ''))}"


def _in_own_words(words: str) -> Callable[[Case, Policy, Decision], str]:
    return lambda _case, _policy, decision: f"{words}: {plain(decision.value)}"


_SAID: Mapping[str, Callable[[Case, Policy, Decision], str]] = {
    "level": _level,
    "no_incident": _always("No incident"),
    "incident": _always("It is an incident"),
    "value": _value,
    "ico": _one_of({"report": "The ICO is to be told", "no_report": "The ICO need not be told"}),
    "ico_reported": _on_a_day("The ICO was told on"),
    "data_subjects": _one_of(
        {"inform": "The people concerned are to be told", "not_inform": "The people concerned need not be told"}
    ),
    "data_subjects_informed": _on_a_day("The people concerned were told on"),
    "complaint_acknowledged": _always("The complaint was acknowledged"),
    "route": _route,
    "authorise": _authorise,
    "withdraw": _withdraw,
    "ask": _in_own_words("Asked the person who reported"),
    "release_name": _always("Opened the name that the writer had left"),
    SEEN: lambda _case, _policy, decision: f"{one_line(decision.person)} has seen this",
    "note": _in_own_words("Note"),
    "action": _action,
    "action_done": _about_action("Action done"),
    "action_effective": _about_action("Action proved effective"),
    "action_ineffective": _about_action("Action did not help and is open again"),
    "step": _step,
    "close": _close,
    "reopen": _always("Opened again"),
    "merge": _always("The same incident as another case: part of that case from now on"),
    "not_duplicate": _always("Not the same incident as another case that looked like it"),
    "re_evaluated": _one_of(
        {
            "reduced": "Looked at again: fewer incidents of this type",
            "not_reduced": "Looked at again: not fewer incidents of this type",
        }
    ),
}
"""The ids are those of `decisions.DECISIONS`."""
