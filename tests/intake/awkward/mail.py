"""One awkward mail with what is expected of it, and the pieces from which most of them are made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from candour.cases.report import Automatic, BounceReason, Forwarded
from intake.limits import Limits
from intake.parse import DEFAULT_LIMITS

FROM = b"From: Seren Vaughan <s.vaughan@saint-finnian.example>"
TO = b"To: dataloss@saint-finnian.example"
SUBJECT = b"Subject: Trip list"
MESSAGE_ID = b"Message-ID: <walk-1@saint-finnian.example>"
PLAIN = b"Content-Type: text/plain; charset=utf-8"
TEXT = "I sent the trip list to the wrong parent."


@dataclass(frozen=True)
class Awkward:
    """A mail and what is expected; what is None is not looked at.

    `says` stands in the text, `silent` does not. `files` are (name, media type), `named` their names alone. `said` are
    words of the sentences for the case; with `quiet` there is none. `within` are the limits it is read under.
    """

    name: str
    raw: bytes = field(repr=False)
    sender: tuple[str, str] | None = None
    nobody: bool = False
    subject: str | None = None
    text: str | None = None
    says: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    sent_at: datetime | None = None
    undated: bool = False
    message_id: str | None = None
    unnamed: bool = False
    answers_to: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    files: tuple[tuple[str, str], ...] | None = None
    contents: tuple[bytes, ...] | None = None
    automatic: Automatic | None = None
    bounce_of: str | None = None
    bounce_reason: BounceReason | None = None
    personal: bool = False
    said: tuple[str, ...] = ()
    quiet: bool = False
    named: tuple[str, ...] | None = None
    forwarded: tuple[Forwarded, ...] | None = None
    within: Limits = DEFAULT_LIMITS
    unreadable: str | None = None


def mail(*lines: bytes, body: bytes = TEXT.encode(), end: bytes = b"\r\n") -> bytes:
    """Return a mail of these header lines and a body."""
    return end.join((*lines, b"", body, b""))


def with_header(name: str, *lines: bytes, **expected: Any) -> Awkward:
    """Return an ordinary mail with some header lines more, and what is expected of it."""
    return Awkward(name, mail(FROM, TO, *lines, PLAIN), **expected)


def multipart(subtype: bytes, *parts: bytes, boundary: bytes = b"b1", closed: bool = True) -> bytes:
    """Return a whole mail with these parts (each with its header)."""
    start = mail(
        FROM, TO, SUBJECT, MESSAGE_ID, b'Content-Type: multipart/%s; boundary="%s"' % (subtype, boundary), body=b""
    )
    inner = b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts)
    return start + inner + (b"--%s--\r\n" % boundary if closed else b"")


def part(media_type: bytes, body: bytes, *lines: bytes) -> bytes:
    """Return a part with its header."""
    return b"\r\n".join((b"Content-Type: " + media_type, *lines, b"", body))


def text_part(text: str = TEXT) -> bytes:
    """Return a plain text as a part."""
    return part(b"text/plain; charset=utf-8", text.encode())


def numbered(prefix: str, found: Iterable[Awkward]) -> tuple[Awkward, ...]:
    """Return the mails with their kind before their names."""
    return tuple(Awkward(**{**vars(each), "name": f"{prefix}: {each.name}"}) for each in found)
