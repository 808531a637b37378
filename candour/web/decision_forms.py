"""What is posted from a case's page: a decision, taken or refused with what was typed kept."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from candour.cases.errors import DecisionRefusedError, NotAllowedError, StalePageError
from candour.cases.order import Order
from candour.cases.showing.words import as_sentence
from candour.web.case_page import back, offering_of, show
from candour.web.decision_offers import offers
from candour.web.entry_offers import entry_offers, settled
from candour.web.form_model import DETAIL, DecisionForm, Input
from candour.web.forms import Form
from candour.web.offering import Offering, offer
from candour.web.page_words import DECISION_WORDS
from candour.web.surroundings import surroundings
from candour.web.visiting import posted, visitor

_SEE_OTHER = 303
_REFUSED = 422
_STALE = 409
_NOT_ALLOWED = 403
_LONGEST_ID = 80


def decide(request: Request) -> Response:
    """Take the decision of one form, then lead back to the case; on refusal show the page again.

    Raises SignInNeededError, FormRefusedError, CaseNotFoundError, StoreError.
    """
    form = posted(request)
    person, here = visitor(request).person, surroundings(request)
    view = here.service.view(request.path_params["reference"], person)
    offering = offering_of(request, view)
    asked = _asked(form, offering)
    order = Order(
        what=asked.what,
        by=person,
        value=asked.given("value") if asked.value is None else asked.value,
        reason=asked.given("reason"),
        details=settled(asked, offering) if asked.what == "value" else asked.details,
        stamp=form.text("stamp"),
    )
    try:
        here.service.decide(view.case.reference, order)
    except DecisionRefusedError as error:
        now_there = offering_of(request, here.service.view(view.case.reference, person))
        return show(request, now_there, status=_status(error), refused=_refused(asked, error))
    return RedirectResponse(f"/cases/{view.case.reference}?done={order.what}#done", _SEE_OTHER)


ROUTES = (
    Route("/cases/{reference}/decide", decide, methods=["POST"]),
    Route("/cases/{reference}/decide", back),
)


def _asked(form: Form, offering: Offering) -> DecisionForm:
    """Return the offered form that was filled in; one that isn't offered (any more) is put before the core as it is."""
    what, id_ = form.text("what"), form.text("form")
    found = {entry.id: entry for entry in (*offers(offering), *entry_offers(offering).values())}
    if id_ in found and found[id_].what == what:
        return found[id_].typed(form)
    return _unoffered(form, what)


def _unoffered(form: Form, what: str) -> DecisionForm:
    """Return a form as it was posted, for its refusal to be told and for its words not to be lost."""
    names = [name for name in form if name in {"value", "reason"} or name.startswith(DETAIL)]
    kinds = {name: "ticks" if len(form.texts(name)) > 1 else "long_text" for name in names}
    inputs = tuple(Input(name, name.removeprefix(DETAIL).capitalize(), kinds[name]) for name in names)
    if what not in DECISION_WORDS:
        return DecisionForm(f"no-{what[:_LONGEST_ID]}", what, "A decision", "", inputs).typed(form)
    return replace(offer(what, *inputs), id=f"no-{what}").typed(form)


def _refused(asked: DecisionForm, error: DecisionRefusedError) -> DecisionForm:
    """Say of a choice that nothing was chosen: the core can say only that the policy doesn't know such an answer.

    An entry that is not known needs no answer, so its form is left to the core.
    """
    if _status(error) == _REFUSED and asked.what != "value" and asked.unchosen:
        return asked.refused_unchosen()
    return asked.refused(as_sentence(str(error)))


def _status(error: DecisionRefusedError) -> int:
    if isinstance(error, StalePageError):
        return _STALE
    return _NOT_ALLOWED if isinstance(error, NotAllowedError) else _REFUSED
