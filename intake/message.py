"""What goes into parsing and what comes out: plain values that pass between processes."""

from dataclasses import dataclass, field
from datetime import datetime

from candour.cases.report import Authentication, Automatic, BounceReason, Forwarded, Sender


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a message came.

    `mailbox` is the name of the mailbox in the configuration and `school` the key of the school that it belongs to,
    `received_at` the server's time of arrival (INTERNALDATE), `own_addresses` the addresses that Candour watches or
    writes from. `unreadable` is set by whoever already knows that the bytes are not worth reading (cut off, or failed
    too often), in words for the case. `among` are the schools that share the mailbox, `authserv_id` names the mail
    server whose Authentication-Results are believed (RFC 8601), empty where none is.
    """

    mailbox: str
    received_at: datetime
    school: str = ""
    own_addresses: frozenset[str] = frozenset()
    unreadable: str | None = None
    among: tuple[str, ...] = ()
    authserv_id: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message, decoded. The name is safe to show: no paths, no control characters."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    """Everything that a `Report` needs of a message; the fields mean the same as there."""

    keys: tuple[str, ...]
    sender: Sender | None = None
    recipients: tuple[str, ...] = ()
    subject: str = ""
    sent_at: datetime | None = None
    message_id: str | None = None
    answers_to: tuple[str, ...] = ()
    thread_token: str | None = None
    automatic: Automatic | None = None
    bounce_of: str | None = None
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    unreadable: str | None = None
    limits: tuple[str, ...] = ()
    forwarded: tuple[Forwarded, ...] = ()
    bounce_reason: BounceReason | None = None
    authentication: Authentication | None = None
    probe: str = ""
    reply_to: str = ""
