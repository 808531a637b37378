"""HTTP: Slack's signed requests, and the addresses of an installation. Nothing is looked at before its signature."""

import logging

from anyio import Lock, to_thread
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.slack.install_pages import InstallPages
from bot.slack.keys import CALLBACK

EVENTS = "/slack/events"
INSTALL = "/slack/install"
LARGEST_IN_BYTES = 1 << 20
"""Of a request. Slack's own are far smaller: files are fetched, never sent."""

_NO_SENSE = (ValueError, TypeError, LookupError, AttributeError, OverflowError)
"""What the SDK raises for what is not as Slack would send it."""

log = logging.getLogger(__name__)


class Endpoint:
    """Takes Slack's requests. The signature is checked over the bytes as they came, and no older than five minutes.

    Without a signing secret nothing is taken.
    """

    def __init__(self, app: App, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret) if signing_secret else None
        self._in_order = Lock()

    async def answer(self, request: Request) -> Response:
        """Answer a request: 401 where the signature is wrong, 413 where it is too large."""
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            log.warning("a request that is too large for Slack was refused")
            return Response(status_code=413)
        if not self._is_signed(request, body):
            log.warning("a request with a wrong or old signature was refused")
            return Response(status_code=401)
        try:
            asked = to_bolt_request(request, body)
        except _NO_SENSE:
            log.warning("a request that makes no sense was refused")
            return Response(status_code=400)
        async with self._in_order:  # what somebody types stays in its order, as by Socket Mode: listeners only note it
            return to_starlette_response(await to_thread.run_sync(self._app.dispatch, asked))

    def _is_signed(self, request: Request, body: bytes) -> bool:
        stamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        try:
            body.decode()
            return self._verifier is not None and self._verifier.is_valid(body, stamp, signature)
        except _NO_SENSE:  # a timestamp, a signature or a body that is none
            return False


def routes(app: App, signing_secret: str, pages: InstallPages | None) -> list[Route]:
    """Return the routes for our site; those of an installation where workspaces are added so."""
    found = [Route(EVENTS, Endpoint(app, signing_secret).answer, methods=["POST"])]
    if pages is None:
        return found

    async def install(_request: Request) -> Response:
        return await to_thread.run_sync(pages.begin)

    async def callback(request: Request) -> Response:
        return await to_thread.run_sync(pages.end, request)

    return [*found, Route(INSTALL, install, methods=["GET"]), Route(CALLBACK, callback, methods=["GET"])]


async def _body(request: Request) -> bytes | None:
    """Return the body, None where it is too large; no more than that is ever held."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_IN_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)
