"""What arrived: one report, by any door. Never changed after it was accepted."""

from collections.abc import Mapping
from enum import StrEnum

from candour.cases.asked import Asked
from candour.cases.facts import Answer
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


class BounceReason(StrEnum):
    """Why a mail of ours came back (RFC 3463)."""

    REFUSED = "refused"
    """Given up: there is no such address, or it takes nothing from us."""
    MAILBOX_FULL = "mailbox_full"
    """Given up because the mailbox is over its quota: the address is right, and somebody must make room."""
    DELAYED = "delayed"
    """Not given up: the mail server goes on trying, and nothing needs to be sent again."""


class Sender(Record):
    """Who sent it, as the door tells it (a From header proves nothing)."""

    name: str
    address: str


class Forwarded(Record):
    """Somebody else's message inside a message: who wrote it first and when, as far as the forwarding kept it."""

    sender: Sender | None
    sent_at: Moment | None = None
    subject: str = ""


UNALIGNED = "unaligned"
"""It passed, but for another domain than the sender's (RFC 7489, 3.1)."""


class Authentication(Record):
    """What the school's own mail server found out about a sender (RFC 8601).

    "pass", "fail", "none" ...; "" where it says nothing; UNALIGNED is our own word.
    """

    spf: str = ""
    dkim: str = ""
    dmarc: str = ""


class Evidence(Record):
    """A file that the store keeps: content-addressed by the SHA-256 of its plain bytes."""

    digest: str
    size_in_bytes: int
    name: str
    media_type: str


class Reply(Record):
    """What a writer answered in a chat before the report was sent; `asked` is what they had been shown by then.

    Of that a case keeps the questions alone (`confidential.to_keep`): the whole form each time would be most of it.
    """

    text: str
    at: Moment
    asked: tuple[Asked, ...] = ()

    @property
    def questions(self) -> tuple[Asked, ...]:
        """The questions that were put to the writer: those with a number, and those of a person."""
        put = (entry for entry in self.asked if entry.question and entry.is_open)
        return tuple(entry for entry in put if entry.number or not entry.field)


class Report(Record):
    """A message as it arrived, parsed but not yet understood.

    `text` is the whole text as typed, signature and quoted thread included: telling them apart is
    reading, not parsing. `keys` are what makes it the same report when it arrives again (Message-ID with body hash).
    `answers_to` holds the Message-IDs of In-Reply-To and References, `thread_token` the token of the reply address that
    it was sent to, `bounce_of` the Message-ID of the mail that came back and `bounce_reason` why. `unreadable` says why
    nothing could be parsed; `limits` lists what was cut, left out or can't be opened, in words for the case.

    `mailbox` names the mailbox that it came by. With `confidential` it came by one that promises not to keep who
    wrote: nothing of its header is kept, nor its raw bytes. `forwarded` are the messages that it passes on, outermost
    first. `authentication` is what the configured mail server says about the sender, None where that says nothing.
    `reply_to` is where answers to it would go, empty where that is the sender's own address.

    `anonymous` came by a page that asks for no name (and is `confidential` too): its days are kept, not its times, and
    `told_at` is when those are told who must know, from which its clocks run (`slots`). `typed` is what its writer put
    into entries of the form themselves, by the entry's id. `replies` are what they answered before it was sent, in
    order: a chat asks at once what a mail asks in its acknowledgement. `not_known` are the entries that they emptied on
    the form: whatever their words were read as, they stay open.
    `doubts` are the codes of `candour.cases.trust`, set when it is received. `probe` is the mark of `candour probe`.
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
    mailbox: str = ""
    confidential: bool = False
    forwarded: tuple[Forwarded, ...] = ()
    bounce_reason: BounceReason | None = None
    authentication: Authentication | None = None
    doubts: tuple[str, ...] = ()
    probe: str = ""
    reply_to: str = ""
    anonymous: bool = False
    told_at: Moment | None = None
    typed: Mapping[str, Answer] = {}
    replies: tuple[Reply, ...] = ()
    not_known: tuple[str, ...] = ()

    @property
    def own_texts(self) -> Mapping[str, str]:
        """What its writer wrote, by the source that a span names (`Span.source`); replies are counted from 1."""
        replies = {reply_source(number): reply.text for number, reply in enumerate(self.replies, start=1)}
        return {"subject": self.subject, "body": self.text, **replies}


def reply_source(number: int) -> str:
    """Return the source of what was read in a report's reply of this number: "reply 1"."""
    return f"reply {number}"
