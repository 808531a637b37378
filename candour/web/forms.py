"""What a form brings: read within bounds, and believed only when it comes from our own page in the same browser."""

import hmac
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import anyio
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from candour.web.surroundings import surroundings

CSRF_FIELD = "csrf"
MOST_BYTES = 256 * 1024
MOST_FIELDS = 400
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


class FormBodies:
    """Middleware that reads a form's body before the page runs, so that pages can be plain functions."""

    def __init__(self, app: ASGIApp, *, most_bytes: int = MOST_BYTES, seconds: float = _READING_IN_SECONDS) -> None:
        self._app = app
        self._most_bytes = most_bytes
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read at most so many bytes within so many seconds; `checked_form` says what was wrong."""
        if scope["type"] == "http" and scope["method"] in _CHANGES:
            state = scope.setdefault("state", {})
            with anyio.move_on_after(self._seconds):
                state["body"] = await self._read(receive)
        await self._app(scope, receive, send)

    async def _read(self, receive: Receive) -> bytes | None:
        body = bytearray()
        while True:
            part = await receive()
            if part["type"] != "http.request":
                return b""
            body += part.get("body", b"")
            if len(body) > self._most_bytes:
                return None
            if not part.get("more_body", False):
                return bytes(body)


def csrf_of(cookie: str) -> str:
    """Return the token that forms carry for a browser with this cookie; it gives nothing of the cookie away."""
    return hmac.new(cookie.encode(), b"candour form", sha256).hexdigest()


def checked_form(request: Request, csrf: str) -> Form:
    """Return the form that was posted; raises FormRefusedError where it isn't from our page in this browser.

    Browsers say with Sec-Fetch-Site, or older ones with Origin, which page a form came from. Origin is "null" under
    our own Referrer-Policy (Fetch standard, 3.2), so "null" alone tells nothing; the token decides in every case.
    """
    _refuse_foreign(request)
    form = _parsed(request)
    if not csrf or not hmac.compare_digest(form.text(CSRF_FIELD).encode(), csrf.encode()):
        raise FormRefusedError("This page was open for too long, or in another browser. Nothing was changed.", 403)
    return form


def _refuse_foreign(request: Request) -> None:
    own = urlsplit(surroundings(request).pages)
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    is_foreign = (site is not None and site != "same-origin") or (
        origin not in {None, "null"} and origin != f"{own.scheme}://{own.netloc}"
    )
    if is_foreign:
        raise FormRefusedError("This form came from another site. Nothing was changed.", 403)


def _parsed(request: Request) -> Form:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise FormRefusedError("That is no form of this site. Nothing was changed.", 415)
    if not hasattr(request.state, "body"):
        raise FormRefusedError("The form took too long to arrive. Nothing was changed. Please send it again.", 408)
    if request.state.body is None:
        raise FormRefusedError("That is more text than a form here can hold. Nothing was changed.", 413)
    try:
        text = request.state.body.decode("ascii")
        fields = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise FormRefusedError("That form can't be read. Nothing was changed.", 400) from None
    return Form(fields)
