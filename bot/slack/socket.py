"""Socket Mode: a connection that we ask for, so that nothing has to be reachable from outside."""

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from socket import SHUT_RDWR
from threading import Event, Thread

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack.calling import error_code
from bot.slack.hanging_up import tell_hanging_up
from bot.slack.keys import SlackKeys
from candour.cases.errors import SendError

_LONGEST_PAUSE_IN_SECONDS = 60.0
_CLOSING_IN_SECONDS = 3.5
_LAST_WORDS_IN_SECONDS = 0.2
_LOOK_IN_SECONDS = 0.5
_BUFFER_IN_BYTES = 1 << 16
"""Read at once. The SDK calls itself for each piece of a message: a long form in small pieces would be too deep."""

log = logging.getLogger(__name__)


def listen(app: App, keys: SlackKeys, ready: Callable[[], object], stop: Event) -> None:
    """Keep a connection until `stop` is set; returns within four seconds of that.

    `ready` is called before the first connection; it raises SendError where Slack can't be asked yet. The SDK opens
    new connections by itself: where Slack asks for it, where one breaks, and where one goes silent. Envelopes are taken
    one at a time, so that what somebody sends stays in its order.
    """
    ended = Event()
    errors: list[Exception] = []

    def keep() -> None:
        try:
            _keep_connected(app, keys, ready, stop)
        except Exception as error:  # noqa: BLE001  it is raised below, in the caller's thread
            errors.append(error)
        ended.set()

    Thread(target=keep, name="slack-socket", daemon=True).start()
    while not stop.wait(_LOOK_IN_SECONDS) and not ended.is_set():
        pass
    ended.wait(_CLOSING_IN_SECONDS)
    if errors:
        raise errors[0]


def _keep_connected(app: App, keys: SlackKeys, ready: Callable[[], object], stop: Event) -> None:
    pause = keys.pause_in_seconds
    while not stop.is_set():
        handler = None
        try:
            ready()
            handler = SocketModeHandler(
                app,
                keys.app_token,
                ping_interval=keys.ping_in_seconds,
                concurrency=1,
                receive_buffer_size=_BUFFER_IN_BYTES,
            )
            handler.client.on_message_listeners.append(partial(_attend, handler))
            handler.client.connect()
            log.info("Slack is connected")
            stop.wait()
        except (SendError, SlackClientError, OSError) as error:
            log.warning("Slack can't be reached", extra={"code": _code(error)})
            stop.wait(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_IN_SECONDS)
        finally:
            if handler is not None:
                _close(handler)


def _attend(handler: SocketModeHandler, message: str) -> None:
    """Look after a connection when Slack greets by it, and when Slack asks for a new one.

    The old one is let go at once then: the SDK reads nothing from the new one before the old one is closed, and that
    would wait for what Slack says there for up to three seconds, which is as long as Slack waits for us.
    """
    session = handler.client.current_session
    kind = _kind_of(message)
    if kind == "hello":
        tell_hanging_up(session)
    if kind == "disconnect" and session is not None and session.sock is not None:
        session.sock.settimeout(_LAST_WORDS_IN_SECONDS)


def _kind_of(message: str) -> str:
    try:
        return str(json.loads(message).get("type", ""))
    except (ValueError, AttributeError):
        return ""


def _close(handler: SocketModeHandler) -> None:
    """Close a connection. The SDK waits for its own threads, which may wait for Slack: we don't wait for those.

    It would wait for the next thing that Slack says, up to three seconds: so the line is cut first.
    """
    client = handler.client
    client.closed, client.auto_reconnect_enabled = True, False
    line = client.current_session.sock if client.current_session else None
    if line is not None:
        with suppress(OSError):
            line.shutdown(SHUT_RDWR)
    client.message_queue.put(None)  # wakes who waits there
    closing = Thread(target=_shut, args=(handler,), name="slack-closing", daemon=True)
    closing.start()
    closing.join(_CLOSING_IN_SECONDS)


def _shut(handler: SocketModeHandler) -> None:
    """Close what the SDK holds. Its own reader may let go of the same socket in that moment, which it can't take."""
    try:
        handler.client.close()
    except AttributeError:
        handler.client.close()


def _code(error: Exception) -> str:
    if isinstance(error, SendError):
        return error.code
    return error_code(error) if isinstance(error, SlackApiError) else "connection"
