"""The headers of every answer, errors and the style sheet included; and the hosts that are answered for."""

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_YEAR_IN_SECONDS = 365 * 24 * 3600
_NO_SCRIPTS = (
    "default-src 'none'; form-action 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_POWERS = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read", "clipboard-write",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
    "storage-access", "usb", "web-share", "window-management", "xr-spatial-tracking",
)  # fmt: skip
ALWAYS: Mapping[str, str] = {
    "Content-Security-Policy": _NO_SCRIPTS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in _POWERS),
}
OVER_TLS: Mapping[str, str] = {"Strict-Transport-Security": f"max-age={_YEAR_IN_SECONDS}; includeSubDomains"}


class SafeHeaders:
    """Middleware that puts the headers on every answer, and answers for the pages' own host alone.

    `hosts` are further names of it, such as that of an onion service ("abc.onion", with the port where one is typed).
    Another name that resolves to this machine could be somebody's who makes it do so (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, *, pages: str, hosts: Collection[str] = ()) -> None:
        address = urlsplit(pages)
        self._app = app
        self._pages = pages
        self._hosts = frozenset(host.casefold() for host in (address.netloc, *hosts))
        self._headers = {**ALWAYS, **(OVER_TLS if address.scheme == "https" else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it is for another host."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(part: Message) -> None:
            if part["type"] == "http.response.start":
                given = MutableHeaders(scope=part)
                for name, value in self._headers.items():
                    given.setdefault(name, value)
            await send(part)

        if Headers(scope=scope).get("host", "").casefold() not in self._hosts:
            other = PlainTextResponse(f"These pages are at {self._pages}\n", 421)
            await other(scope, receive, send_safely)
            return
        await self._app(scope, receive, send_safely)
