"""What the server says of its own accord, wherever imaplib has let it lie.

A server announces a new message when it likes: in the answer to another command, or together with its "+ idling".
Both are read with something else, and the socket shows nothing of them any more.
"""

import imaplib
import select
import ssl
from io import BufferedReader
from typing import cast

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types


class Announcements:
    """The announcements of one connection; used by the thread that uses the connection."""

    def __init__(self, client: IMAPClient) -> None:
        self._imap: imaplib.IMAP4 = client._imap  # noqa: SLF001 - imapclient shows neither its buffer nor what it read by the way

    def forget(self) -> None:
        """Forget the messages that were announced so far: a search that starts now finds them."""
        self.take()

    def take(self) -> bool:
        """Tell whether a message was announced in the answer to some command since this was last asked."""
        # imaplib keeps what nobody asked for, and gives it away once.
        return self._imap.response("EXISTS")[1] != [None]

    def wait(self, seconds: float) -> bool:
        """Tell whether the server says something within so many seconds, or hangs up; reads nothing of it."""
        if self.lie_unread():
            return True
        poll = select.poll()
        poll.register(self._imap.sock.fileno(), select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def lie_unread(self) -> bool:
        """Tell without waiting whether there is something to read, in Python's buffers, those of TLS or the system's.

        Raises OSError where the connection is lost.
        """
        own_buffer = getattr(self._imap, "_readbuf", None)
        if own_buffer is not None:  # imaplib of Python 3.14 and later doesn't read through its file
            return any(own_buffer) or (isinstance(self._imap.sock, ssl.SSLSocket) and self._imap.sock.pending() > 0)
        return self._peek()

    def _peek(self) -> bool:
        patience = self._imap.sock.gettimeout()
        self._imap.sock.settimeout(0)
        try:
            # Fills an empty buffer with what is there, through TLS where the connection has it.
            return bool(cast("BufferedReader", self._imap.file).peek(1))
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False  # a part of a record, or nothing but TLS talking to itself
        finally:
            self._imap.sock.settimeout(patience)
