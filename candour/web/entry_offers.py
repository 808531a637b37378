"""The forms of the entries of the official form: confirm a value, change it, or say that it is not known."""

from collections.abc import Mapping

from candour.cases.facts import Answer
from candour.cases.form import FormField
from candour.web.decision_offers import is_allowed
from candour.web.form_model import DETAIL, DecisionForm, Input, radios, reason, ticks
from candour.web.offering import Offering, offer

DO = "do"
"""The input that says what to do with an entry; the core knows it by the details that follow from it."""
CONFIRM, CHANGE, UNKNOWN = "confirm", "change", "unknown"
_ANSWER = f"{DETAIL}answer"
_KINDS = {"long_text": "long_text", "date": "date", "time": "time", "number": "number"}
_YES_NO = [("yes", "Yes"), ("no", "No")]


def entry_offers(offering: Offering) -> Mapping[str, DecisionForm]:
    """Return a form for each entry that the visitor may see and change, by the entry's id."""
    if not is_allowed("value", offering):
        return {}
    policy, role = offering.policy, offering.view.role
    # What both forms ask has one id and one answer: it is changed in the first form.
    fields = (*(policy.asset_form.fields if policy.asset_form else ()), *policy.form.fields)
    seen = (field for field in fields if not field.visible_to or role in field.visible_to)
    return {field.id: _entry(offering, field) for field in seen if field.type != "file"}


def settled(form: DecisionForm, offering: Offering) -> Mapping[str, str]:
    """Return the details of an entry's decision: a confirmed answer comes from the case, not from the browser."""
    found = offering.case.facts.value(form.value or "")
    offered = {choice.value for entry in form.inputs if entry.name == DO for choice in entry.choices}
    do = form.given(DO)
    if do == CONFIRM and do in offered and found is not None:
        return {"answer": _as_typed(found.value)}
    return {"known": "no"} if do == UNKNOWN else {"answer": form.given(_ANSWER)}


def _entry(offering: Offering, field: FormField) -> DecisionForm:
    real, shown = offering.case.facts.value(field.id), offering.shown.facts.value(field.id)
    is_masked = real is not None and shown is not None and real.value != shown.value
    typed = "" if shown is None or is_masked else _as_typed(shown.value)
    do = (_what_to_do(can_confirm=real.confirmed_by is None and not is_masked),) if real is not None else ()
    hint = "A name is withheld here. What you write takes the place of the whole answer." if is_masked else ""
    return offer("value", *do, _answer(field, typed, hint), reason(), about=field.id, value=field.id, title=field.label)


def _what_to_do(*, can_confirm: bool) -> Input:
    """Ask what to do with an answer.

    Nobody confirms a withheld name (R33): their own decision would show it to them.
    """
    confirm = [(CONFIRM, "It is right as it stands")] if can_confirm else []
    choices = [*confirm, (CHANGE, "Change it to the answer below"), (UNKNOWN, "It is not known")]
    return radios(DO, "What is to become of this entry?", choices, value=CHANGE)


def _answer(field: FormField, typed: str, hint: str) -> Input:
    options = [(option.id, option.label) for option in field.options]
    if field.type == "ticks":
        return ticks(_ANSWER, "Answer", options, value=typed, hint=hint)
    if field.type in {"yes_no", "choice"}:
        return radios(_ANSWER, "Answer", options if field.type == "choice" else _YES_NO, value=typed, hint=hint)
    return Input(_ANSWER, "Answer", _KINDS.get(field.type, "text"), value=typed, hint=hint)


def _as_typed(answer: Answer) -> str:
    """Return an answer as `typed_answers` reads it."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, tuple):
        return " ".join(answer)
    return f"{answer:g}" if isinstance(answer, float) else str(answer)
