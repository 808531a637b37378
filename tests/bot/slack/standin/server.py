"""The stand-in's HTTP server: the Web API, files, and the upgrade to Socket Mode."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from tests.bot.slack.standin.state import Json
from tests.bot.slack.standin.web_socket import WebSocket, accept_key

Answer = tuple[int, dict[str, str], bytes]


class Server(ThreadingHTTPServer):
    """Listens on 127.0.0.1, on a free port."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self,
        call: Callable[[str, Json, str], Answer],
        file: Callable[[str, str], Answer],
        connected: Callable[[WebSocket, str], None],
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.call = call
        self.file = file
        self.connected = connected

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._call(_arguments(body, self.headers.get("Content-Type", "")))

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path.startswith("/link"):
            self._upgrade(address.query)
        elif address.path.startswith("/files-pri/"):
            self._answer(self._server.file(address.path, self._token))
        else:
            self._call(_form(address.query))

    def _call(self, arguments: Json) -> None:
        method = urlsplit(self.path).path.rpartition("/")[2]
        token = self._token or str(arguments.pop("token", ""))
        self._answer(self._server.call(method, arguments, token))

    def _upgrade(self, ticket: str) -> None:
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", accept_key(self.headers["Sec-WebSocket-Key"]))
        self.end_headers()
        self.close_connection = True
        self._server.connected(WebSocket(self.connection, self.rfile), ticket)

    def _answer(self, answer: Answer) -> None:
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @property
    def _server(self) -> Server:
        return cast("Server", self.server)

    @property
    def _token(self) -> str:
        return str(self.headers.get("Authorization", "")).removeprefix("Bearer ")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Say nothing: what was called is kept."""


def _arguments(body: bytes, media_type: str) -> Json:
    if media_type.startswith("application/json"):
        return dict(json.loads(body or b"{}"))
    return _form(body.decode())


def _form(text: str) -> Json:
    """Return what a form holds; blocks and views are JSON inside it."""
    pairs = dict(parse_qsl(text, keep_blank_values=True))
    return {name: json.loads(value) if name in {"blocks", "view"} else value for name, value in pairs.items()}
