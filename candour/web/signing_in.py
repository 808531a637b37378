"""Signing in by a mailed link, and out again.

1. GET /sign-in gives the browser a cookie and asks for an address.
2. POST /sign-in answers the same to every address; the link is made and mailed elsewhere (`links`, `Surroundings`).
3. GET /sign-in/<token> shows a button. It uses nothing up: mail scanners open links before people do.
4. POST /sign-in/<token> uses the link up and begins a session under a new token. The browser is known from then on.
"""

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from candour.cases.directory import is_address
from candour.web.browsers import KNOWN_FOR
from candour.web.cookies import BROWSER, SESSION, cookie, forget_cookie, set_cookie
from candour.web.forms import checked_form, csrf_of
from candour.web.links import LASTING, LinkSpentError, OtherBrowserError
from candour.web.sessions import LONGEST
from candour.web.shell import message, page
from candour.web.surroundings import surroundings
from candour.web.tokens import new_token
from candour.web.visiting import SignInNeededError, posted, visitor

_SEE_OTHER = 303
_AGAIN = ("/sign-in", "Ask for a new link")
_LOCAL = re.compile(r"(/(?:cases/[A-Z0-9-]{5,20}|register|away)?)(?:/.*)?", re.ASCII)
_BROWSER_LASTING = 4 * LASTING


def local_path(text: str) -> str:
    """Return the page of ours that a path is or belongs to, today's where it is none: nobody is sent elsewhere."""
    found = _LOCAL.fullmatch(text)
    return found[1] if found else "/"


def ask(request: Request) -> Response:
    """Show the form for an address; who is signed in goes on at once."""
    onward = local_path(request.query_params.get("next", ""))
    try:
        visitor(request)
    except SignInNeededError:
        return _form(request, onward)
    return RedirectResponse(onward, _SEE_OTHER)


def send(request: Request) -> Response:
    """Have a link mailed to an address, if somebody has it; the answer never tells."""
    browser = cookie(request, BROWSER)
    if not browser:
        return _without_cookie(request)
    form = checked_form(request, csrf_of(browser))
    address, onward = form.text("address"), local_path(form.text("next"))
    if not is_address(address):
        return _form(request, onward, address=address, error="Write one mail address, like name@school.example")
    surroundings(request).send_link(address, browser, onward)
    return page(request, "sign_in_sent.html", title="Look at your mail", minutes=LASTING.seconds // 60)


def confirm(request: Request) -> Response:
    """Show the button behind a link."""
    browser = cookie(request, BROWSER)
    if not browser:
        return _other_browser(request)
    return page(
        request, "sign_in_confirm.html", title="Sign in", csrf=csrf_of(browser), token=request.path_params["token"]
    )


def enter(request: Request) -> Response:
    """Use a link up and begin a session."""
    browser = cookie(request, BROWSER)
    if not browser:
        return _other_browser(request)
    checked_form(request, csrf_of(browser))
    here = surroundings(request)
    try:
        person, onward = here.links.use(request.path_params["token"], browser)
    except OtherBrowserError:
        return _other_browser(request)
    except LinkSpentError:
        text = "This link was used, or it is too old, or it is not complete. A new one comes within a minute."
        return message(request, "This link doesn't work any more", text, 410, onward=_AGAIN)
    token = here.sessions.begin(person, instead_of=cookie(request, SESSION))
    response = RedirectResponse(onward, _SEE_OTHER)
    set_cookie(request, response, SESSION, token, lasting=LONGEST)
    set_cookie(request, response, BROWSER, here.links.browsers.remember(browser, person.address), lasting=KNOWN_FOR)
    return response


def leave(request: Request) -> Response:
    """End the session."""
    posted(request)
    surroundings(request).sessions.end(cookie(request, SESSION))
    del request.state.visitor
    response = message(request, "You are signed out", "You can close this page.", 200, onward=("/sign-in", "Sign in"))
    forget_cookie(request, response, SESSION)
    return response


ROUTES: list[BaseRoute] = [
    Route("/sign-in", ask),
    Route("/sign-in", send, methods=["POST"]),
    Route("/sign-in/{token}", confirm),
    Route("/sign-in/{token}", enter, methods=["POST"]),
    Route("/sign-out", leave, methods=["POST"]),
]


def _form(request: Request, onward: str, *, address: str = "", error: str = "") -> Response:
    browser = cookie(request, BROWSER) or new_token()
    response = page(
        request,
        "sign_in.html",
        422 if error else 200,
        title="Sign in",
        csrf=csrf_of(browser),
        onward=onward,
        address=address,
        errors={"address": error} if error else {},
    )
    if not surroundings(request).links.browsers.is_known(browser):  # its cookie lasts longer, and stays as it is
        set_cookie(request, response, BROWSER, browser, lasting=_BROWSER_LASTING)
    return response


def _without_cookie(request: Request) -> Response:
    text = (
        "Signing in needs one cookie, and your browser sent none: the page was open for too long, or cookies are "
        "switched off. Nothing was sent."
    )
    return message(request, "Please try again", text, 403, onward=("/sign-in", "Go to signing in"))


def _other_browser(request: Request) -> Response:
    text = (
        "Open this link in the same browser in which you asked for it. It still works there. "
        "If your mail program opens its own browser: copy the link, and paste it where you asked."
    )
    return message(request, "This is another browser", text, 403, onward=("/sign-in", "Ask for a link in this browser"))
