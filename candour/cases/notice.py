"""What is to be told to whom: an entry of a case, so it is written in the same file replacement as its cause."""

from enum import StrEnum

from candour.cases.facts import Answer
from candour.cases.record import Moment, Record

REPORTER = "reporter"
"""The role of whoever sent the report; every other role is named by the policy."""


class NoticeKind(StrEnum):
    """What a notice says; each has a template of that name."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ALERT = "alert"
    HEAD_NOTICE = "head_notice"
    ASSET_LOSS = "asset_loss"
    COMPLAINT = "complaint"
    QUESTIONS = "questions"
    UPDATE = "update"
    NOT_DELIVERED = "not_delivered"


class NoticeStatus(StrEnum):
    """Where a notice stands. QUEUED -> LEASED -> SENT, or back to QUEUED, or FAILED for good."""

    QUEUED = "queued"
    LEASED = "leased"
    SENT = "sent"
    FAILED = "failed"


class Change(Record):
    """What an update tells: `what` is a field's id, "score", "level" or a deadline's id; None where nothing was shown.

    A score stands in words ("7 to 10"), a deadline as an ISO 8601 moment.
    """

    what: str
    before: Answer | None
    after: Answer | None


class Notice(Record):
    """A message to one role (to every person who holds it), by one channel.

    The Message-ID is fixed when the notice is made, so a second sending after a crash is seen to be
    the same mail. `rule` is the routing rule that asked for it. `error` is a code, never a text of
    a server (those quote addresses). `changes` is for an update, `about` for a notice on another one:
    the id of the notice that could not be delivered.
    """

    id: str
    kind: NoticeKind
    role: str
    rule: str
    message_id: str
    created_at: Moment
    due_at: Moment
    channel: str = "mail"
    status: NoticeStatus = NoticeStatus.QUEUED
    attempts: int = 0
    first_tried_at: Moment | None = None
    lease_until: Moment | None = None
    sent_at: Moment | None = None
    error: str | None = None
    changes: tuple[Change, ...] = ()
    about: str | None = None
