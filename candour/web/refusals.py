"""What people are told instead of a page: in plain words, without details of the inside."""

import logging
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, ExceptionHandler, Message, Receive, Scope, Send

from candour.cases.errors import (
    CaseNotFoundError,
    DecisionRefusedError,
    EvidenceNotFoundError,
    NotAllowedError,
    StalePageError,
    StoreError,
)
from candour.web.anonymous import frame
from candour.web.anonymous.frame import is_anonymous, language_in
from candour.web.forms import FormRefusedError
from candour.web.shell import message, sentence
from candour.web.visiting import SignInNeededError

log = logging.getLogger(__name__)

_SEE_OTHER = 303
_TODAY = ("/", "Go to today")
_FAULT = "Something in Candour went wrong. Please try again, and tell who looks after this machine."
_HTTP = {
    404: ("There is no such page", "The address may be mistyped, or the page is gone."),
    405: ("That can't be done here", "This page can't be used in that way."),
}


def _to_sign_in(request: Request, error: Exception) -> Response:
    """Send the browser to signing in, and from there back; what was posted without a session is not kept."""
    del error
    path = request.url.path
    return RedirectResponse("/sign-in" if path == "/" else f"/sign-in?next={quote(path, safe='/')}", _SEE_OTHER)


def _form_refused(request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, FormRefusedError) else 400
    return message(request, "The form was not taken", str(error), status, onward=_TODAY)


def _not_found(request: Request, error: Exception) -> Response:
    del error
    text = "There is no such case, or you have no part in it. If you should have, ask the Data Protection Officer."
    return message(request, "Not found", text, 404, onward=_TODAY)


def _decision_refused(request: Request, error: Exception) -> Response:
    return message(request, "Nothing was changed", sentence(error), 422, onward=_TODAY)


def _not_allowed(request: Request, error: Exception) -> Response:
    return message(request, "You may not do this", f"{sentence(error)} Nothing was changed.", 403, onward=_TODAY)


def _stale(request: Request, error: Exception) -> Response:
    reference = error.reference if isinstance(error, StalePageError) else ""
    return message(
        request,
        "The case has moved on",
        sentence(error),
        409,
        onward=(f"/cases/{reference}", "Look at the case again"),
    )


def _store_in_trouble(request: Request, error: Exception) -> Response:
    log.warning("a page could not be served", extra={"error": type(error).__name__})
    if is_anonymous(request):
        return frame.message("fault", language_in(request), 503)
    text = (
        "Candour can't read or write its store just now, for example because the disk is full. Nothing was changed. "
        "Please tell who looks after this machine, and try again later."
    )
    return message(request, "Not now", text, 503, onward=_TODAY)


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    if is_anonymous(request):
        return frame.message("gone" if status in _HTTP else "odd", language_in(request), status)
    title, text = _HTTP.get(status, ("That did not work", "The request can't be answered."))
    return message(request, title, text, status, onward=_TODAY)


HANDLERS: dict[type[Exception], ExceptionHandler] = {
    SignInNeededError: _to_sign_in,
    FormRefusedError: _form_refused,
    CaseNotFoundError: _not_found,
    EvidenceNotFoundError: _not_found,
    StalePageError: _stale,
    NotAllowedError: _not_allowed,
    DecisionRefusedError: _decision_refused,
    StoreError: _store_in_trouble,
    HTTPException: _http,
}


class Faults:
    """Middleware that answers for a page that failed: the log gets the kind of error and its place, nobody its text."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; what it raises becomes one page, unless the answer has begun."""
        has_begun = False

        async def note_begin(part: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(part)

        try:
            await self._app(scope, receive, note_begin)
        except Exception:
            if scope["type"] != "http":
                raise
            log.exception("a page failed")
            if not has_begun:
                await _fault(Request(scope))(scope, receive, send)


def _fault(request: Request) -> Response:
    if is_anonymous(request):
        return frame.message("fault", language_in(request), 500)
    return message(request, "That did not work", _FAULT, 500, onward=_TODAY)
