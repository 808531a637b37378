"""How the stand-in brings to the bot what people do: by Socket Mode, or by signed HTTP requests."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Condition
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.bot.slack.standin.state import Ack, Json
from tests.bot.slack.standin.web_socket import WebSocket

_PATIENCE_IN_SECONDS = 20.0
"""Slack would wait for three; a busy machine is slow, not wrong. Whoever measures looks at `Ack.seconds`."""


class SocketMode:
    """The connections of Socket Mode: envelopes go out by the newest, acks come back by any."""

    def __init__(self) -> None:
        self.connections: list[WebSocket] = []
        self.changed = Condition()
        self.opened = 0
        self._acks: dict[str, Json] = {}

    def serve(self, connection: WebSocket) -> None:
        """Greet a connection and take its acks until it goes."""
        with self.changed:
            self.connections.append(connection)
            self.opened += 1
        connection.send(json.dumps({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0CANDOUR"}}))
        with self.changed:
            self.changed.notify_all()
        for text in connection.texts():
            ack = json.loads(text)
            with self.changed:
                self._acks[ack["envelope_id"]] = ack
                self.changed.notify_all()
        with self.changed:
            self.connections.remove(connection)
            self.changed.notify_all()

    def waits_for_connection(self, opened: int = 1) -> None:
        """Return when so many connections were opened so far, and one stands."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.opened >= opened and self.connections, _PATIENCE_IN_SECONDS)

    def deliver(self, kind: str, payload: Json, *, retry: int = 0) -> Ack:
        """Send an envelope and wait for its ack."""
        self.waits_for_connection()
        envelope = f"envelope-{time.monotonic_ns()}"
        sent = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": True}
        if kind == "events_api":
            sent |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        began = time.perf_counter()
        self.connections[-1].send(json.dumps(sent))
        with self.changed:
            if not self.changed.wait_for(lambda: envelope in self._acks, _PATIENCE_IN_SECONDS):
                return Ack(0, {})
        return Ack(200, self._acks[envelope].get("payload") or {}, time.perf_counter() - began)


@dataclass
class HttpEvents:
    """Signed requests to the bot's address (v0 signatures)."""

    address: str
    signing_secret: str

    def deliver(self, kind: str, payload: Json, *, retry: int = 0) -> Ack:
        """Send a request as Slack does for this kind of payload."""
        headers = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        if kind == "events_api":
            return self.post(json.dumps(payload).encode(), "application/json", headers)
        form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
        return self.post(urlencode(form).encode(), "application/x-www-form-urlencoded", headers)

    def post(self, body: bytes, media_type: str, headers: Mapping[str, str] | None = None, *, age: int = 0) -> Ack:
        """Send a body as it is, signed `age` seconds ago; given headers win over those that are right."""
        stamp = str(int(time.time()) - age)
        signed = {
            "Content-Type": media_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(self.signing_secret, stamp, body),
            **(headers or {}),
        }
        request = Request(self.address, body, signed, method="POST")  # noqa: S310  our own address
        began = time.perf_counter()
        try:
            with urlopen(request, timeout=_PATIENCE_IN_SECONDS) as answer:  # noqa: S310  likewise
                return Ack(answer.status, _payload(answer.read()), time.perf_counter() - began)
        except HTTPError as error:
            with error:
                return Ack(error.code, _payload(error.read()), time.perf_counter() - began)


def signature(secret: str, stamp: str, body: bytes) -> str:
    """Return Slack's signature of a request, version 0."""
    return "v0=" + hmac.new(secret.encode(), b":".join((b"v0", stamp.encode(), body)), hashlib.sha256).hexdigest()


def _payload(body: bytes) -> Json:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return {"text": body.decode()}
    return found if isinstance(found, dict) else {}
