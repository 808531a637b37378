"""Which decisions a visitor may take about a case now, as forms: only what rights, status and policy allow."""

from collections.abc import Callable, Iterator, Mapping

from candour.cases.agenda import running_deadlines
from candour.cases.case import Decision
from candour.cases.closing import missing
from candour.cases.decisions import may_be_decided
from candour.cases.register import open_duplicates, re_evaluation_is_due
from candour.cases.showing.case_views import level_in_words
from candour.cases.showing.words import one_line, paragraph
from candour.cases.viewing import may_record
from candour.web.form_model import DETAIL, DecisionForm, Input, detail, radios, reason, ticks
from candour.web.offering import Offering, offer
from candour.web.people_offers import PEOPLE_OFFERS

_Builder = Callable[[Offering], Iterator[DecisionForm]]
_HOW = "How, and by whom?"


def offers(offering: Offering) -> tuple[DecisionForm, ...]:
    """Return the forms in the order in which a case is worked; `entry_offers` has those of the form's entries."""
    allowed = (what for what in _OFFERS if is_allowed(what, offering))
    return tuple(form for what in allowed for form in _OFFERS[what](offering))


def is_allowed(what: str, offering: Offering) -> bool:
    """Tell whether rights and status let the visitor take a decision."""
    return may_be_decided(what, offering.case, offering.view.rights)


def _plain(what: str, *inputs: Input, text: str = "") -> _Builder:
    """Offer a decision that is the same in every case."""
    return lambda _offering: iter((offer(what, *inputs, text=(text,) if text else ()),))


def _level(offering: Offering) -> Iterator[DecisionForm]:
    proposed = offering.case.assessment.level.level
    words = f"Proposed: {level_in_words(proposed)}." if proposed else "No rule of the policy matches so far."
    choices = [(level, level_in_words(level)) for level in offering.policy.levels]
    classifier = offering.policy.classifier
    yield offer("level", radios("value", "Level", choices), reason(), text=(words,), source=classifier.source)


def _ico(offering: Offering) -> Iterator[DecisionForm]:
    questions = (detail(question.id, question.text, "long_text") for question in offering.policy.ico_questions)
    choices = [("report", "Yes, report it"), ("no_report", "No, it need not be told")]
    text = "Go through the questions first: the answers are kept with the decision. “Not known” is an answer too."
    yield offer("ico", *questions, radios("value", "Is the ICO to be told?", choices), reason(), text=(text,))


def _on_a_day(what: str, after: str, answer: str) -> _Builder:
    """Offer to record a day where another decision asked for it."""

    def build(offering: Offering) -> Iterator[DecisionForm]:
        decided = offering.case.decided(after)
        if decided is not None and decided.value == answer:
            yield offer(what, detail("day", "On which day?", "date"), reason(_HOW))

    return build


def _complaint(offering: Offering) -> Iterator[DecisionForm]:
    if any(clock.id == "complaint" for clock in running_deadlines(offering.case)):
        yield offer("complaint_acknowledged", reason(_HOW))


def _step(offering: Offering) -> Iterator[DecisionForm]:
    steps = [
        (rule.id, f"{one_line(rule.text, limit=1_000)} ({paragraph(rule.source)})")
        for rule in offering.policy.steps
        if may_record(rule, offering.visitor, offering.view)
    ]
    if steps:
        yield offer("step", radios("value", "Which step, in the policy's words?", steps), reason("What was done?"))


def _close(offering: Offering) -> Iterator[DecisionForm]:
    """Offer to close, with what still stands in its way (R113)."""
    case, policy = offering.case, offering.policy
    trial = Decision(id="", at=offering.now, person="", what="close", value="", reason="")
    lacking = tuple(f"Not yet: {what}." for what in missing(policy.close_needs, case, trial))
    asked = "measures" in policy.close_needs and not case.actions
    label = "No action is needed to keep this from happening again; I say why below"
    extra = (ticks(f"{DETAIL}no_measures", "Actions", [("yes", label)]),) if asked else ()
    yield offer("close", *extra, reason(), text=lacking, source=policy.closer.source)


def _re_evaluated(offering: Offering) -> Iterator[DecisionForm]:
    if re_evaluation_is_due(offering.case):
        choices = [("reduced", "Yes: none or fewer"), ("not_reduced", "No: not fewer")]
        answer = radios("value", "Have incidents of this type become fewer?", choices)
        yield offer("re_evaluated", answer, reason("What did you find?"))


def _merge(offering: Offering) -> Iterator[DecisionForm]:
    """Offer to make the case a part of each one that may be the same incident, then of any other."""
    for other in offering.others.duplicates:
        title = f"It is the same incident as {other}: make it part of that case"
        yield offer("merge", reason(), about=other, value=other, title=title, text=(_MERGED,))
    which = Input("value", "Reference of the other case", "text", hint="For example SF-26-K7QM4.")
    yield offer("merge", which, reason(), text=(_MERGED,))


def _not_duplicate(offering: Offering) -> Iterator[DecisionForm]:
    asked = open_duplicates(offering.case)
    for other in (other for other in offering.others.duplicates if other in asked):
        yield offer(
            "not_duplicate", reason(), about=other, value=other, title=f"It is not the same incident as {other}"
        )


_MERGED = (
    "This case is closed, and what was written about it goes to the other one. "
    "Look at both first: it can't be taken back."
)
_DATA_SUBJECTS = radios(
    "value",
    "Are the people concerned to be told?",
    [("inform", "Yes, they are to be told"), ("not_inform", "No, they need not be told")],
)
_NOTE = Input("value", "Note", "long_text", hint="Everybody who may see this case can read it.")
_OFFERS: Mapping[str, _Builder] = {
    "merge": _merge,
    "not_duplicate": _not_duplicate,
    "incident": _plain("incident", reason(), text="Level, clocks and routes follow; whoever was not told yet is."),
    "no_incident": _plain("no_incident", reason(), text="The clocks stop. It can be made an incident again."),
    "level": _level,
    "ico": _ico,
    "ico_reported": _on_a_day("ico_reported", "ico", "report"),
    "data_subjects": _plain("data_subjects", _DATA_SUBJECTS, reason()),
    "data_subjects_informed": _on_a_day("data_subjects_informed", "data_subjects", "inform"),
    "complaint_acknowledged": _complaint,
    **PEOPLE_OFFERS,
    "note": _plain("note", _NOTE),
    "step": _step,
    "re_evaluated": _re_evaluated,
    "close": _close,
    "reopen": _plain("reopen", reason()),
}
"""The ids are those of `decisions.DECISIONS`; "value" is left to `entry_offers`."""
