"""Being away: whoever holds a role says from when to when, so that notices reach somebody who is there."""

from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from candour.cases.errors import DecisionRefusedError, NotAllowedError
from candour.cases.showing.words import LONDON
from candour.web.forms import Form
from candour.web.shell import page, sentence
from candour.web.surroundings import surroundings
from candour.web.visiting import posted, visitor

_SEE_OTHER = 303


def show(request: Request) -> Response:
    """Show when the person is away, and the form to change that."""
    return _page(request)


def change(request: Request) -> Response:
    """Keep the days of the form, or forget them where the person is back."""
    by, form = visitor(request).person, posted(request)
    service = surroundings(request).service
    if form.text("what") == "back":
        service.end_absence(by)
        return RedirectResponse("/away", _SEE_OTHER)
    days, errors = _days(form)
    if errors:
        return _page(request, form, errors)
    try:
        service.set_absence(by, days["first_day"], days["last_day"])
    except NotAllowedError:
        raise
    except DecisionRefusedError as error:
        return _page(request, form, {"last_day": sentence(error)})
    return RedirectResponse("/away", _SEE_OTHER)


ROUTES: list[BaseRoute] = [Route("/away", show), Route("/away", change, methods=["POST"])]


def _days(form: Form) -> tuple[dict[str, date], dict[str, str]]:
    """Return the days by their fields, and what is wrong with those that are none."""
    days: dict[str, date] = {}
    errors: dict[str, str] = {}
    for name, words in (("first_day", "the first day"), ("last_day", "the last day")):
        try:
            days[name] = date.fromisoformat(form.text(name))
        except ValueError:
            errors[name] = f"Give {words} as a date, like 2026-12-24"
    return days, errors


def _page(request: Request, form: Form | None = None, errors: dict[str, str] | None = None) -> Response:
    here, person = surroundings(request), visitor(request).person
    found = here.service.absence(person)
    typed = {name: form.text(name) if form else "" for name in ("first_day", "last_day")}
    return page(
        request,
        "absence.html",
        422 if errors else 200,
        title="When you are away",
        absence=found,
        today=here.now().astimezone(LONDON).date(),
        typed=typed,
        errors=errors or {},
    )
