"""What makes a message the same when it arrives again (facts: same Message-ID with another body is another report)."""

import hashlib
import re

_LINE_END = re.compile(rb"\r{0,2}\n|\r")


def keys_of(raw: bytes, body_start: int, message_id: str | None) -> tuple[str, ...]:
    """Return the inbox key: Message-ID with the body's hash, or the whole message's hash where it has none.

    The body is every byte after the header, with line ends as CRLF and without empty lines at its end (the
    "simple" form of RFC 6376, 3.4.3), so that a server which changed those shows the same message.
    """
    if message_id is None:
        return (f"h:{hashlib.sha256(raw).hexdigest()}",)
    body = hashlib.sha256(_canonical(raw[body_start:])).hexdigest()
    both = f"{message_id} {body}".encode("utf-8", "surrogatepass")
    return (f"m:{hashlib.sha256(both).hexdigest()}",)


def _canonical(body: bytes) -> bytes:
    return _LINE_END.sub(b"\r\n", body.rstrip(b"\r\n"))
