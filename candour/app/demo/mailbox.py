"""The demonstration's mailbox: pymap, an IMAP server in Python, on 127.0.0.1 and in memory."""

import socket
import subprocess
import sys
import time
from datetime import datetime
from types import TracebackType
from typing import Self

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types

from candour.app.demo.sending import LOOPBACK
from candour.cases.errors import MailboxError

USER = "dataloss"
PASSWORD = "only-for-the-demonstration"  # noqa: S105  the server lives on loopback for as long as the demonstration
_START_IN_SECONDS = 20.0
# The server ends with its standard input, which its parent holds: even a killed demonstration leaves nothing behind.
_PROGRAM = """
import os, sys, threading

def end_with_the_demonstration():
    sys.stdin.buffer.read()
    os._exit(0)

threading.Thread(target=end_with_the_demonstration, daemon=True).start()

from pymap.main import main

main()
"""


def free_port() -> int:
    """Return a port on 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


class DemoMailbox:
    """An IMAP server with one empty mailbox, ended when the block is left."""

    def __init__(self) -> None:
        self.port = free_port()

    def __enter__(self) -> Self:
        command = [sys.executable, "-c", _PROGRAM, "--host", LOOPBACK]
        command += ["--port", str(self.port), "--no-tls", "--no-service", "admin"]
        command += ["dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]
        nowhere = subprocess.DEVNULL
        # A session of its own: Ctrl-C is for Candour, which ends this server when it is done.
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
        try:
            self._wait()
            self._empty()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        """End the server at once: its mails are samples in memory."""
        self._server.kill()
        self._server.communicate()

    def deliver(self, raw: bytes, arrived_at: datetime | None = None) -> None:
        """Put a mail into the inbox, as a mail server would; now, or with the time of an earlier arrival."""
        with self._client() as client:
            client.append("INBOX", raw, msg_time=arrived_at)

    def _client(self) -> IMAPClient:
        client = IMAPClient(LOOPBACK, self.port, ssl=False, timeout=10)
        client.login(USER, PASSWORD)
        return client

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_IN_SECONDS
        while time.monotonic() < deadline and self._server.poll() is None:
            try:
                socket.create_connection((LOOPBACK, self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise MailboxError("the demonstration's IMAP server (pymap) did not start; is the package `pymap` installed?")

    def _empty(self) -> None:
        """Remove the messages that pymap brings along."""
        with self._client() as client:
            client.select_folder("INBOX")
            found = client.search("ALL")
            if found:
                client.delete_messages(found)
                client.expunge(found)
