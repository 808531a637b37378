"""By HTTP Slack brings each message in a request of its own: what somebody types quickly stays in its order."""

import asyncio
import json
import time
from threading import Barrier, BrokenBarrierError

from slack_bolt import BoltRequest, BoltResponse
from starlette.requests import Request
from starlette.types import Message

from bot.slack.endpoint import EVENTS, Endpoint
from tests.bot.slack.standin.delivery import signature

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
_LONG_ENOUGH_IN_SECONDS = 0.3


class SlowApp:
    """Takes its time over each request, and knows whether another one came in meanwhile."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.met = False
        self._both = Barrier(2)

    def dispatch(self, asked: BoltRequest) -> BoltResponse:
        try:
            self._both.wait(_LONG_ENOUGH_IN_SECONDS)
            self.met = True
        except BrokenBarrierError:
            pass
        self.taken.append(asked.body["event"]["ts"])
        return BoltResponse(status=200)


def a_request(ts: str) -> Request:
    """Return a signed request with a message."""
    body = json.dumps({"type": "event_callback", "event": {"type": "message", "ts": ts}}).encode()
    stamp = str(int(time.time()))
    headers = {
        "content-type": "application/json",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": signature(SECRET, stamp, body),
    }
    scope = {
        "type": "http",
        "method": "POST",
        "path": EVENTS,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(scope, receive)


def test_a_message_is_noted_before_the_next_one_is_looked_at() -> None:
    app = SlowApp()
    endpoint = Endpoint(app, SECRET)  # type: ignore[arg-type]  # all that is asked of Bolt's app

    async def both() -> None:
        await asyncio.gather(endpoint.answer(a_request("1.1")), endpoint.answer(a_request("1.2")))

    asyncio.run(both())
    assert not app.met
    assert app.taken == ["1.1", "1.2"]
