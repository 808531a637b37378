"""The page of a case: everything that a visitor may know of it, and the decisions that they may take."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from candour.cases.access import Right
from candour.cases.case import CaseStatus
from candour.cases.confidential import came_anonymously
from candour.cases.directory import Person
from candour.cases.register import needs
from candour.cases.showing import case_views
from candour.cases.showing.actions import actions_in_words
from candour.cases.showing.confidential import confidential_in_words, is_all_confidential
from candour.cases.showing.decisions import decisions_in_words
from candour.cases.showing.form import FilledForm, fill_form
from candour.cases.showing.lines import NEEDS, status_in_words
from candour.cases.showing.messages import messages_in_full
from candour.cases.showing.timeline import timeline
from candour.cases.showing.withholding import is_name_withheld, without_writers
from candour.cases.showing.words import noted_in_words
from candour.cases.viewing import CaseView
from candour.web.case_parts import bypasses, investigators, notices, reductions, routes, rules
from candour.web.case_seen import seen
from candour.web.decision_offers import offers
from candour.web.entry_offers import entry_offers
from candour.web.form_model import DecisionForm
from candour.web.offering import Offering
from candour.web.other_cases import other_cases
from candour.web.page_words import DECISION_WORDS, WAITING
from candour.web.shell import page
from candour.web.surroundings import surroundings
from candour.web.visiting import visitor

_SEE_OTHER = 303
_ABOUT_ONE = frozenset({"route", "merge"})
_CONTENTS = (
    ("waits", "What needs you", ""),
    ("messages", "What was written", ""),
    ("deadlines", "Deadlines", ""),
    ("level-title", "Level", ""),
    ("more", "What else you can do", "more"),
    ("form", "The form", ""),
    ("asset-form", "The form about the lost item", "asset_form"),
    ("score", "Score", "scored"),
    ("told", "Who is told", ""),
    ("offences", "Offences worth a look", "offences"),
    ("actions", "Actions", "actions"),
    ("investigators", "Who may investigate", "investigators"),
    ("decisions", "Decisions", ""),
    ("files", "Files", ""),
    ("timeline", "What happened when", ""),
    ("more-about", "About this case", ""),
)
"""The parts of the page in their order: id, words, and the name of what must be there for the part to be."""


def case(request: Request) -> Response:
    """Show a case; raises CaseNotFoundError also for one that the visitor may not see."""
    person = visitor(request).person
    view = surroundings(request).service.view(request.path_params["reference"], person)
    done = DECISION_WORDS.get(request.query_params.get("done", ""))
    return show(request, offering_of(request, view), done=done.done if done else "")


def back(request: Request) -> Response:
    """Lead to the case from where forms are posted to: a browser comes there by a link after signing in anew."""
    visitor(request)
    return RedirectResponse(f"/cases/{quote(request.path_params['reference'], safe='')}", _SEE_OTHER)


def offering_of(request: Request, view: CaseView) -> Offering:
    """Return a case as its visitor may see and work it."""
    here, person, theirs = surroundings(request), visitor(request).person, seen(view)
    shown = without_writers(theirs, view.policy)
    return Offering(view, person, theirs, shown, here.now(), other_cases(here, person, view))


def show(
    request: Request, offering: Offering, *, status: int = 200, refused: DecisionForm | None = None, done: str = ""
) -> Response:
    """Return the page; `refused` is the form that was not taken, with what was typed into it."""
    here, person = surroundings(request), visitor(request).person
    view = offering.view
    forms = _with_refused(offers(offering), refused)
    entries = _with_refused(tuple(entry_offers(offering).values()), refused)
    waiting = _waiting(offering, forms)
    known = {form.id for form in (*forms, *entries)}
    told = {**_about(offering), **_work(offering, person)}
    urgent = _first(waiting)
    # Those that wait are about one proposal or one other case each; the other form of their kind is for all others.
    first = tuple(form for form in forms if form.what in urgent and (form.value or form.what not in _ABOUT_ONE))
    later = tuple(form for form in forms if form not in first)
    return page(
        request,
        "case.html",
        status,
        title=f"Case {view.case.reference}",
        **told,
        contents=tuple((id_, words) for id_, words, what in _CONTENTS if {**told, "more": later}.get(what, True)),
        others=offering.others,
        reductions=reductions(here, person, view),
        waiting=waiting,
        forms_now=first,
        forms_later=later,
        entry_forms={form.value: form for form in entries},
        refused=refused,
        lost=refused if refused is not None and refused.id not in known else None,
        done=done,
        stamp=view.case.stamp,
    )


ROUTES = (Route("/cases/{reference}", case),)


def _about(offering: Offering) -> Mapping[str, object]:
    """Return what is known of the incident."""
    view, shown = offering.view, offering.shown
    policy, case_ = view.policy, offering.unmasked
    form = fill_form(policy, shown.facts, shown.assessment.score, viewer=view.role)
    return {
        "reference": shown.reference,
        "school": view.school.name,
        "part": case_views.role_title(policy, view.role),
        "stands": status_in_words(shown.status, is_part=shown.merged_into is not None),
        "kind": case_views.kind_of_incident(policy, shown) or "not known",
        "level": case_views.level_now(shown),
        "opened": noted_in_words(shown.opened_at, only_day=came_anonymously(shown)),
        "withheld": is_name_withheld(shown.facts) and not is_all_confidential(shown),
        "confidential": confidential_in_words(shown, decides=Right.DECIDE in view.rights),
        "unreadable": case_views.unreadable(shown),
        "limits": case_views.limits(shown),
        "messages": messages_in_full(case_, policy),
        "form": form,
        "scored": bool(form.total),
        "asset_form": _asset_form(offering),
        "rules": rules(policy, shown),
        "clocks": case_views.clocks(shown, offering.now),
        "clocks_run": shown.status is CaseStatus.OPEN,
        "questions": _open_questions(offering, form),
    }


def _work(offering: Offering, person: Person) -> Mapping[str, object]:
    """Return what was done about it."""
    view, shown = offering.view, offering.shown
    policy, case_, decides = view.policy, offering.unmasked, Right.DECIDE in view.rights
    reader = person.name or person.address
    return {
        "decides": decides,
        "may_open_files": Right.EVIDENCE in view.rights,
        "offences": case_views.offences(policy, shown) if decides else (),
        "routes": routes(policy, shown),
        "bypasses": bypasses(view) if decides else (),
        "notices": notices(policy, shown),
        "decisions": decisions_in_words(case_, policy, reader=reader),
        "actions": actions_in_words(case_, offering.now),
        "investigators": investigators(shown, offering.now),
        "timeline": timeline(case_, policy, reader=reader),
        "opened_under": shown.policy,
        "policy": policy,
        "re_evaluate_at": shown.re_evaluate_at,
    }


def _asset_form(offering: Offering) -> FilledForm | None:
    """Return the second form, where something was lost that it asks about."""
    policy, facts = offering.policy, offering.shown.facts
    if policy.asset_form is None or facts.shown("asset_type") is None:
        return None
    return fill_form(policy, facts, viewer=offering.view.role, form=policy.asset_form)


def _open_questions(offering: Offering, form: FilledForm) -> tuple[str, ...]:
    asked = {row.field: row.question for row in form.rows}
    return tuple(asked[field] for field in offering.shown.assessment.open_questions if asked.get(field))


def _waiting(offering: Offering, forms: Sequence[DecisionForm]) -> tuple[tuple[str, str], ...]:
    """Return (what to do, where on the page) of what waits for this visitor."""
    offered = {form.what: f"d-{form.id}" for form in reversed(forms)}
    places = {**offered, "messages": "messages", "notices": "told"}
    decides = Right.DECIDE in offering.view.rights
    found = ((code, WAITING.get(code, "")) for code in needs(offering.case))
    return tuple(
        (NEEDS[code], places[place])
        for code, place in found
        if place in places and code in NEEDS and (decides or place in offered)
    )


def _first(waiting: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Return the decisions that stand on top, by the places that lead to them."""
    found = frozenset(place.removeprefix("d-").partition("-")[0] for _, place in waiting)
    return found | {"not_duplicate"} if "merge" in found else found


def _with_refused(forms: Sequence[DecisionForm], refused: DecisionForm | None) -> tuple[DecisionForm, ...]:
    return tuple(refused if refused is not None and form.id == refused.id else form for form in forms)
