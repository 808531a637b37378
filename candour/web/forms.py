"""What a form brings: read within bounds, and believed only when it comes from our own page in the same browser."""

import hmac
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from candour.web.surroundings import surroundings

CSRF_FIELD = "csrf"
MOST_BYTES = 256 * 1024
MOST_FIELDS = 400
_MOST_DROPPED = 64 * 1024 * 1024
MOST_AT_ONCE = 256 * 1024 * 1024
_READING_IN_SECONDS = 20.0
_FORM = "application/x-www-form-urlencoded"
_CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class FormRefusedError(Exception):
    """A form can't be taken: `status` for the browser, the message for the person."""

    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.status = status


class Form(Mapping[str, Sequence[str]]):
    """The fields of a form. A field that the browser didn't send is absent; `text` and `texts` don't mind."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self._fields = fields

    def __getitem__(self, name: str) -> Sequence[str]:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def text(self, name: str) -> str:
        """Return a field's first value without space around it, empty where there is none."""
        values = self._fields.get(name) or ("",)
        return values[0].replace("\r\n", "\n").strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all values of a field, such as ticked boxes."""
        return tuple(self._fields.get(name, ()))


State = MutableMapping[str, Any]
"""What Starlette keeps of a request while it is answered."""


class Room(NamedTuple):
    """How much a form may bring, and how long it may take, on paths that begin like this.

    With `hands_on` it is another program that calls there (a chat platform), and what answers it reads the body itself.
    """

    begins: str
    most_bytes: int
    seconds: float
    hands_on: bool = False


class FormBodies:
    """Middleware that reads a form's body before the page runs, so that pages can be plain functions.

    It stands in memory alone. `rooms` are for forms that bring files; what is under way in them at the same time may
    be `most_at_once` bytes. Forms of up to `most_bytes` always have room: who fills it with files, sent slowly, keeps
    back no words.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        most_bytes: int = MOST_BYTES,
        seconds: float = _READING_IN_SECONDS,
        rooms: Sequence[Room] = (),
        most_at_once: int = MOST_AT_ONCE,
    ) -> None:
        self._app = app
        self._rooms = (*rooms, Room("", most_bytes, seconds))
        self._small = most_bytes
        self._most_at_once = most_at_once
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read at most so many bytes within so many seconds; `body_of` says what was wrong."""
        if scope["type"] != "http" or scope["method"] not in _CHANGES:
            await self._app(scope, receive, send)
            return
        room = next(room for room in self._rooms if scope.get("path", "").startswith(room.begins))
        body = bytearray()
        try:
            with anyio.move_on_after(room.seconds):
                await self._read(receive, body, room.most_bytes, scope.setdefault("state", {}))
            if room.hands_on:
                await self._hand_on(scope, receive, send)
            else:
                await self._app(scope, receive, send)
        finally:
            self._under_way -= len(body)

    async def _hand_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on whole; what was too slow or too large is refused here, and nobody else sees any of it."""
        body = scope["state"].get("body")
        if body is None:
            refusal = PlainTextResponse("", 413 if "body" in scope["state"] else 408)
            await refusal(scope, receive, send)
            return
        again = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive_again() -> Message:
            part = next(again, None)
            return await receive() if part is None else part

        await self._app(scope, receive_again, send)

    async def _read(self, receive: Receive, body: bytearray, most_bytes: int, state: State) -> None:
        """Read a body into the state: None where it is too large, and `begun` is how it began.

        The rest of it is read and dropped, within bounds: a browser that is cut off while it sends shows no answer.
        """
        arrived, is_too_large, is_more = 0, False, True
        while is_more and arrived <= _MOST_DROPPED:
            part = await receive()
            if part["type"] != "http.request":
                state["body"] = b""
                return
            piece, is_more = part.get("body", b""), part.get("more_body", False)
            arrived += len(piece)
            if not is_too_large:
                body += piece
                self._under_way += len(piece)
                is_crowded = self._under_way > max(self._most_at_once, most_bytes)
                is_too_large = arrived > most_bytes or (is_crowded and arrived > self._small)
                if is_too_large:
                    state["begun"] = bytes(body[:MOST_BYTES])
                    self._under_way -= len(body)
                    body.clear()
        state["body"] = None if is_too_large else bytes(body)


def csrf_of(cookie: str) -> str:
    """Return the token that forms carry for a browser with this cookie; it gives nothing of the cookie away."""
    return hmac.new(cookie.encode(), b"candour form", sha256).hexdigest()


def checked_form(request: Request, csrf: str) -> Form:
    """Return the form that was posted; raises FormRefusedError where it isn't from our page in this browser.

    Browsers say with Sec-Fetch-Site, or older ones with Origin, which page a form came from. Origin is "null" under
    our own Referrer-Policy (Fetch standard, 3.2), so "null" alone tells nothing; the token decides in every case.
    """
    refuse_foreign(request)
    form = url_encoded(request)
    if not csrf or not hmac.compare_digest(form.text(CSRF_FIELD).encode(), csrf.encode()):
        raise FormRefusedError("This page was open for too long, or in another browser. Nothing was changed.", 403)
    return form


def refuse_foreign(request: Request) -> None:
    """Raise FormRefusedError for a form that the browser says came from another site; an old browser says nothing."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    is_foreign = (site is not None and site != "same-origin") or (
        origin not in {None, "null"} and origin not in surroundings(request).origins
    )
    if is_foreign:
        raise FormRefusedError("This form came from another site. Nothing was changed.", 403)


def url_encoded(request: Request) -> Form:
    """Return the form in the body as browsers send it without files; raises FormRefusedError."""
    if media_type_of(request) != _FORM:
        raise FormRefusedError("That is no form of this site. Nothing was changed.", 415)
    try:
        text = body_of(request).decode("ascii")
        fields = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise FormRefusedError("That form can't be read. Nothing was changed.", 400) from None
    return Form(fields)


def body_of(request: Request) -> bytes:
    """Return the body that `FormBodies` read; raises FormRefusedError where it was too slow or too large."""
    if not hasattr(request.state, "body"):
        raise FormRefusedError("The form took too long to arrive. Nothing was changed. Please send it again.", 408)
    if request.state.body is None:
        raise FormRefusedError("That is more text than a form here can hold. Nothing was changed.", 413)
    body: bytes = request.state.body
    return body


def media_type_of(request: Request) -> str:
    """Return what the body says that it is, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
