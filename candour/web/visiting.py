"""Who comes to a page, and what they post there.

Every page but signing in starts with `visitor(request)`; a page that changes something takes its form with
`posted(request)`. Both raise what `refusals` turns into an answer, so that a page can be a plain function (Starlette
runs it in a thread; the body was read before, see `forms`):

    def note(request: Request) -> Response:
        person = visitor(request).person
        form = posted(request)
        surroundings(request).service.decide(reference, Order(what="note", by=person, reason=form.text("reason")))
        return RedirectResponse(f"/cases/{reference}", 303)

    ROUTES: list[BaseRoute] = [Route("/cases/{reference}/note", note, methods=["POST"])]

A module's ROUTES are added to `site`; its forms carry `{{ forms.csrf(visitor.csrf) }}`.
"""

from typing import NamedTuple

from starlette.requests import Request

from candour.cases.directory import Person
from candour.web.cookies import SESSION, cookie
from candour.web.forms import Form, checked_form, csrf_of
from candour.web.surroundings import surroundings


class Visitor(NamedTuple):
    """Who is signed in, and the token that their forms carry."""

    person: Person
    csrf: str


class SignInNeededError(Exception):
    """Nobody is signed in; `path` is where they wanted to go."""

    def __init__(self, path: str) -> None:
        super().__init__("nobody is signed in")
        self.path = path


def visitor(request: Request) -> Visitor:
    """Return who is signed in; raises SignInNeededError, which sends the browser to /sign-in."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    if found is None:
        token = cookie(request, SESSION)
        person = surroundings(request).sessions.person(token)
        if person is None:
            raise SignInNeededError(request.url.path)
        found = Visitor(person, csrf_of(token))
        request.state.visitor = found
    return found


def posted(request: Request) -> Form:
    """Return the form that a signed-in person posted; raises SignInNeededError, FormRefusedError."""
    return checked_form(request, visitor(request).csrf)
