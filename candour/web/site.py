"""The site: every route, and what stands around all of them."""

from collections.abc import Sequence
from importlib.resources import files

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from candour.web import (
    absence_page,
    case_page,
    decision_forms,
    evidence_page,
    mailboxes_page,
    register_page,
    signing_in,
    today,
)
from candour.web.anonymous import pages as anonymous_pages
from candour.web.forms import FormBodies, Room
from candour.web.headers import SafeHeaders
from candour.web.refusals import HANDLERS, Faults
from candour.web.surroundings import Surroundings

_STYLE = files("candour.web").joinpath("static/candour.css").read_bytes()


def create_site(surroundings: Surroundings, further: Sequence[BaseRoute] = (), rooms: Sequence[Room] = ()) -> Starlette:
    """Return the site with all pages. It serves its own hosts alone; TLS is the business of what stands before it.

    `further` are routes of others, such as those that a chat platform calls, and `rooms` what may be brought there.
    """
    site = Starlette(
        routes=[*_routes(), *(anonymous_pages.ROUTES if surroundings.anonymous else ()), *further],
        middleware=[
            Middleware(SafeHeaders, pages=surroundings.pages, hosts=surroundings.hosts),
            Middleware(Faults),
            Middleware(FormBodies, rooms=(*(anonymous_pages.ROOMS if surroundings.anonymous else ()), *rooms)),
        ],
        exception_handlers=dict(HANDLERS),
    )
    site.state.surroundings = surroundings
    site.router.redirect_slashes = False
    return site


def _routes() -> list[BaseRoute]:
    """List the pages; each module of pages brings its own."""
    return [
        Route("/static/candour.css", style),
        *signing_in.ROUTES,
        *today.ROUTES,
        *register_page.ROUTES,
        *case_page.ROUTES,
        *decision_forms.ROUTES,
        *evidence_page.ROUTES,
        *mailboxes_page.ROUTES,
        *absence_page.ROUTES,
    ]


def style(request: Request) -> Response:
    """Return the style sheet."""
    del request
    return Response(_STYLE, media_type="text/css")
