"""Notices at once when Slack's end of a connection is gone, which the SDK doesn't."""

from socket import socket
from typing import Any

from slack_sdk.socket_mode.builtin.connection import Connection


class ToldLine:
    """A connection's socket that says so when the other end has hung up.

    The SDK (3.47) takes the end of a stream for "nothing came yet" and asks again without a pause: it would spin, and
    miss everything, until the connection counts as silent.
    """

    def __init__(self, line: socket) -> None:
        self._line = line

    def recv(self, size: int) -> bytes:
        """Return what came; raises ConnectionResetError where nothing will come any more."""
        received = self._line.recv(size)
        if not received:
            raise ConnectionResetError("Slack's end of the connection is gone")
        return received

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)


def tell_hanging_up(session: Connection | None) -> None:
    """Let a connection that stands end when the other end hangs up, so that the SDK opens a new one."""
    if session is not None and session.sock is not None and not isinstance(session.sock, ToldLine):
        session.sock = ToldLine(session.sock)  # type: ignore[assignment]  # the SDK uses it as any socket
