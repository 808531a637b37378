"""The forms of the decisions among people: proposals, questions, actions, investigators."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from candour.cases.access import Right
from candour.cases.case import RouteHit
from candour.cases.confidential import came_anonymously
from candour.cases.notice import REPORTER
from candour.cases.policy import RouteRule
from candour.cases.register import open_proposals
from candour.cases.routing import first_free
from candour.cases.showing.case_views import role_title
from candour.cases.showing.confidential import is_name_sealed
from candour.cases.showing.words import one_line, paragraph
from candour.web.form_model import DecisionForm, Input, detail, radios, reason
from candour.web.offering import Offering, offer
from candour.web.page_words import DECISION_WORDS

_TITLE = 80
"""Characters of an action in the heading of its form."""
_NO_HINT = "Please don't ask who they are, nor anything that only they could answer."
_SEALED = (
    "Whoever reported without a name has left their name since, and how to reach them. It is sealed apart, and nobody "
    "has seen it."
)
_RELEASE = (
    "Open it only if you need it. That you did, when and why is recorded, and they see that you did when they come "
    "back. It stands in the form then, for everybody who can see the case. It can't be sealed again."
)
_ANSWERS = [
    ("send", "Tell them: Candour sends a mail without personal data"),
    ("told", "They were told already, by other means"),
    ("decline", "They are not told"),
]


def _route(offering: Offering) -> Iterator[DecisionForm]:
    """Offer each proposal that waits, then one form for everybody else whom the policy knows (R106, R108, R110)."""
    waiting = open_proposals(offering.case)
    hits = {hit.rule: hit for hit in offering.case.assessment.routes}
    rules = [rule for rule in offering.policy.routes if rule.on_decision]
    for rule in rules:
        if rule.id in waiting:
            yield offer(
                "route",
                *_route_inputs(can_be_sent=_has_reader(offering, rule)),
                about=rule.id,
                value=rule.id,
                title=f"Proposal: tell the {_to(offering, rule, hits.get(rule.id))}",
                text=(one_line(rule.text, limit=1_000),),
                source=rule.source,
            )
    for gone in (one for one in waiting if one not in {rule.id for rule in rules}):
        role = hits[gone].role
        yield offer(
            "route",
            *_route_inputs(can_be_sent=False),
            about=gone,
            value=gone,
            title=f"Proposal: tell the {role_title(offering.policy, role) if role else 'next role'}",
            text=("The school's policy has changed since, and proposes this no longer.",),
        )
    others = [
        (rule.id, f"{_to(offering, rule, hits.get(rule.id))} ({paragraph(rule.source)})")
        for rule in rules
        if rule.id not in waiting
    ]
    if others:
        yield offer("route", radios("value", "Whom, and under which paragraph?", others), *_route_inputs())


def _route_inputs(*, can_be_sent: bool = True) -> tuple[Input, ...]:
    """Return the inputs of a proposal. Where nobody is named whom a mail could go to, none is offered."""
    hint = "Optional. It goes into the mail as you write it: no names."
    word = (detail("text", "A word with it", "long_text", hint=hint),) if can_be_sent else ()
    answers = _ANSWERS if can_be_sent else [(value, words) for value, words in _ANSWERS if value != "send"]
    nobody = "" if can_be_sent else "Nobody is named for this in the settings, so no mail can go: tell them yourself."
    return (radios("detail.answer", "What is done?", answers, hint=nobody), *word, reason())


def _has_reader(offering: Offering, rule: RouteRule) -> bool:
    """Tell whether somebody may be told: who holds the role, or stands in."""
    case, view = offering.case, offering.view
    return (
        rule.to == REPORTER or first_free(rule.to, view.policy, case.reports[0], case.facts, view.school)[0] is not None
    )


def _to(offering: Offering, rule: RouteRule, hit: RouteHit | None) -> str:
    return role_title(offering.policy, (hit.role if hit else None) or rule.to)


def _ask(offering: Offering) -> Iterator[DecisionForm]:
    if offering.case.way_back is not None:
        hint = "They find it when they come back with their code, and answer there. No mail goes to anybody."
        asked = offer("ask", Input("value", "Question", "long_text", hint=hint), text=(_NO_HINT,))
        yield replace(asked, submit="Ask them")
        return
    if offering.case.reports[0].sender is None:
        return
    hint = "It goes out the way the report came in. The answer joins this case."
    if came_anonymously(offering.case):
        hint += (
            " Who wrote without a name about the same finds it too: let it hold nothing that is meant for one alone."
        )
    yield offer("ask", Input("value", "Question", "long_text", hint=hint))


def _release_name(offering: Offering) -> Iterator[DecisionForm]:
    """Offer to open a name that was left, as long as nobody has (R33)."""
    if is_name_sealed(offering.case):
        yield offer("release_name", reason("Why do you need it?"), text=(_SEALED, _RELEASE))


def _action(_offering: Offering) -> Iterator[DecisionForm]:
    yield offer(
        "action",
        Input(
            "value", "What is to be done?", "long_text", hint="The officer reads it in a mail: no names of children."
        ),
        detail("name", "Officer's name"),
        detail("address", "Officer's mail address", "email"),
        detail("due", "Due by the end of", "date"),
    )


def _about_actions(what: str, *inputs: Input) -> Callable[[Offering], Iterator[DecisionForm]]:
    """Offer a decision about each action that is in the state for it."""

    def build(offering: Offering) -> Iterator[DecisionForm]:
        for action in offering.shown.actions:
            if (action.done_at is None) is (what == "action_done") and action.effective_at is None:
                title = f"{DECISION_WORDS[what].title}: {one_line(action.text, limit=_TITLE)}"
                yield offer(what, *inputs, about=action.id, value=action.id, title=title)

    return build


def _authorise(offering: Offering) -> Iterator[DecisionForm]:
    files = [("yes", "Yes"), ("no", "No, only read the case")]
    opens_files = Right.DECIDE in offering.view.rights
    asked = (radios("detail.evidence", "May they open the files?", files, value="no"),) if opens_files else ()
    yield offer(
        "authorise",
        Input("value", "Mail address", "email"),
        detail("name", "Name"),
        detail("until", "Until the end of", "date"),
        *asked,
        reason(),
        text=(one_line(offering.policy.investigator.text, limit=1_000),),
        source=offering.policy.investigator.source,
        fixed={} if opens_files else {"evidence": "no"},
    )


def _withdraw(offering: Offering) -> Iterator[DecisionForm]:
    for entry in offering.shown.authorisations:
        if entry.until > offering.now:
            who = one_line(entry.investigator.name or entry.investigator.address)
            title = f"{DECISION_WORDS['withdraw'].title}: {who}"
            yield offer("withdraw", reason(), about=entry.id, value=entry.id, title=title)


PEOPLE_OFFERS: Mapping[str, Callable[[Offering], Iterator[DecisionForm]]] = {
    "route": _route,
    "ask": _ask,
    "release_name": _release_name,
    "action": _action,
    "action_done": _about_actions("action_done", reason("What was done?")),
    "action_effective": _about_actions("action_effective", reason("How do you know that it works?")),
    "action_ineffective": _about_actions(
        "action_ineffective",
        detail("due", "Due again by the end of", "date", hint="Optional."),
        reason("What did not help?"),
    ),
    "authorise": _authorise,
    "withdraw": _withdraw,
}
"""The ids are those of `decisions.DECISIONS`."""
