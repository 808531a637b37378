"""The server's end of a WebSocket (RFC 6455), over a connection whose upgrade was asked for by HTTP."""

import base64
import hashlib
import struct
from collections.abc import Iterator
from io import BufferedIOBase
from socket import SHUT_RDWR, socket
from threading import Lock

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10


def accept_key(key: str) -> str:
    """Return what proves to the client that its upgrade was understood (RFC 6455, 4.2.2)."""
    return base64.b64encode(hashlib.sha1(key.encode() + _GUID).digest()).decode()  # noqa: S324  the RFC's own choice


class WebSocket:
    """One connection. `send` and `close` may be called from any thread, `texts` from one alone."""

    def __init__(self, connection: socket, reader: BufferedIOBase) -> None:
        self._connection = connection
        self._reader = reader
        self._sending = Lock()
        self.answers_pings = True

    def send(self, text: str) -> None:
        self._send(_TEXT, text.encode())

    def close(self, code: int = 1000) -> None:
        """Say goodbye, and let the client hang up."""
        self._send(_CLOSE, struct.pack("!H", code))

    def drop(self) -> None:
        """Break the line without a word, as a network does."""
        try:
            self._connection.shutdown(SHUT_RDWR)
        except OSError:
            return  # it is broken already

    def texts(self) -> Iterator[str]:
        """Yield what the client sends until it goes; pings are answered."""
        whole = b""
        while (frame := self._frame()) is not None:
            is_last, opcode, payload = frame
            if opcode == _CLOSE:
                return
            if opcode == _PING and self.answers_pings:
                self._send(_PONG, payload)
            if opcode in {0, _TEXT}:
                whole += payload
                if is_last:
                    yield whole.decode()
                    whole = b""

    def _frame(self) -> tuple[bool, int, bytes] | None:
        try:
            head = self._exactly(2)
            length = head[1] & 0x7F
            if length == 126:
                (length,) = struct.unpack("!H", self._exactly(2))
            elif length == 127:
                (length,) = struct.unpack("!Q", self._exactly(8))
            assert head[1] & 0x80, "a client masks what it sends (RFC 6455, 5.1)"
            mask, payload = self._exactly(4), self._exactly(length)
        except (OSError, ValueError, EOFError):
            return None
        plain = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
        return bool(head[0] & 0x80), head[0] & 0x0F, plain

    def _exactly(self, count: int) -> bytes:
        found = self._reader.read(count)
        if len(found) < count:
            raise EOFError
        return found

    def _send(self, opcode: int, payload: bytes) -> None:
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", 0x80 | opcode, size)
        elif size < 65_536:
            head = struct.pack("!BBH", 0x80 | opcode, 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 127, size)
        with self._sending:
            self._connection.sendall(head + payload)
