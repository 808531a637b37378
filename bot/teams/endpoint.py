"""The SDK's address on our own server: it opens no socket, and is handed only what the guard let through."""

import json
import logging
from collections.abc import Collection
from typing import Final

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.teams.cloud import Cloud
from bot.teams.guard import Refusal, refusal_of
from bot.teams.loop import Loop
from bot.teams.sdk import HttpMethod, HttpRequest, HttpRouteHandler

PATH: Final = "/api/messages"
MOST_BYTES = 256 * 1024
"""Teams cuts a message at 100 KB, with everything about it."""
_READING_IN_SECONDS = 20.0
_UNAUTHORISED, _FAULTS = 401, 500
_log = logging.getLogger(__name__)


class Endpoint:
    """The adapter that the SDK's App asks for a route, and the route on our server that leads there."""

    def __init__(self, *, loop: Loop, cloud: Cloud, tenants: Collection[str]) -> None:
        self._loop = loop
        self._cloud = cloud
        self._tenants = frozenset(tenant.lower() for tenant in tenants)
        self._handler: HttpRouteHandler | None = None

    def register_route(self, method: HttpMethod, path: str, handler: HttpRouteHandler) -> None:
        """Take the SDK's handler of messages; it has no other."""
        if (method, path) != ("POST", PATH):
            raise ValueError(f"no route but POST {PATH} is served")
        self._handler = handler

    def serve_static(self, path: str, directory: str) -> None:
        """Refuse: no file is served."""
        raise NotImplementedError(f"{path}: nothing is served from {directory}")

    async def start(self, port: int) -> None:
        """Refuse: our own server listens."""
        raise NotImplementedError(f"port {port}: the pages' own server listens")

    async def stop(self) -> None:
        """Do nothing: our own server stops by itself."""

    @property
    def route(self) -> Route:
        """Return the route for our own server."""
        return Route(PATH, self._answer, methods=["POST"])

    async def _answer(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return self._refuse(Refusal(413, "too large, or too slow"))
        try:
            activity = json.loads(body)
        except (ValueError, RecursionError):
            return self._refuse(Refusal(400, "not an activity"))
        authorization = request.headers.get("authorization", "")
        refusal = refusal_of(activity, authorization, tenants=self._tenants, cloud=self._cloud)
        if refusal is not None or self._handler is None:
            return self._refuse(refusal or Refusal(503, "not ready"))
        answer = await self._loop.beside(
            _handled(self._handler, HttpRequest(body=activity, headers={"authorization": authorization}))
        )
        if answer.status_code == _UNAUTHORISED:
            _log.warning("refused what came for Teams", extra={"status": answer.status_code, "reason": "a bad token"})
        elif answer.status_code >= _FAULTS:  # the SDK says why in its own log, with the activity
            _log.error("what came for Teams could not be taken", extra={"status": answer.status_code})
        return answer

    def _refuse(self, refusal: Refusal) -> Response:
        _log.warning("refused what came for Teams", extra={"status": refusal.status, "reason": refusal.reason})
        return Response(status_code=refusal.status)


async def _handled(handler: HttpRouteHandler, request: HttpRequest) -> Response:
    answer = await handler(request)
    if answer["body"] is None:
        return Response(status_code=answer["status"])
    return JSONResponse(answer["body"], status_code=answer["status"])


async def _body(request: Request) -> bytes | None:
    """Return the body, None where it is too large or takes too long: nothing of it is parsed then."""
    body = bytearray()
    with anyio.move_on_after(_READING_IN_SECONDS):
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BYTES:
                return None
        return bytes(body)
    return None
