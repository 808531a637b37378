"""What arrived: one report, by any door. Never changed after it was accepted."""

from enum import StrEnum

from candour.cases.record import Moment, Record


class Door(StrEnum):
    """The way by which a report came."""

    EMAIL = "email"
    CHAT = "chat"
    WEB = "web"
    TERMINAL = "terminal"


class Automatic(StrEnum):
    """Why no person wrote a message, or why it must not be answered by a machine (RFC 3834)."""

    REPLY = "auto_reply"
    """An out-of-office answer and the like: never a case."""
    BOUNCE = "bounce"
    """A delivery status notification (RFC 3464) or one of its common look-alikes: never a case."""
    OWN = "own"
    """Candour's own mail come back: never a case."""
    BULK = "bulk"
    """A list or a newsletter: read like any other, never answered."""
    GENERATED = "auto_generated"
    """Sent by a program: read like any other, never answered."""


class Sender(Record):
    """Who sent it, as the door tells it (a From header proves nothing)."""

    name: str
    address: str


class Evidence(Record):
    """A file that the store keeps: content-addressed by the SHA-256 of its plain bytes."""

    digest: str
    size_in_bytes: int
    name: str
    media_type: str


class Report(Record):
    """A message as it arrived, parsed but not yet understood.

    `text` is the whole text as typed, signature and quoted thread included: telling them apart is
    reading, not parsing. `keys` are what makes it the same report when it arrives again (Message-ID with body hash).
    `answers_to` holds the Message-IDs of In-Reply-To and References, `thread_token` the token of the reply address that
    it was sent to, `bounce_of` the Message-ID of the mail that came back. `unreadable` says why nothing could be
    parsed; `limits` lists what was cut or left out, in words for the case.
    """

    id: str
    door: Door
    school: str
    received_at: Moment
    sent_at: Moment | None = None
    sender: Sender | None = None
    recipients: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    evidence: tuple[Evidence, ...] = ()
    keys: tuple[str, ...] = ()
    message_id: str | None = None
    answers_to: tuple[str, ...] = ()
    thread_token: str | None = None
    automatic: Automatic | None = None
    bounce_of: str | None = None
    unreadable: str | None = None
    limits: tuple[str, ...] = ()
