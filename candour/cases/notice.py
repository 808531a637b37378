"""What is to be told to whom: an entry of a case, so it is written in the same file replacement as its cause."""

from enum import StrEnum

from candour.cases.directory import Person
from candour.cases.facts import Answer
from candour.cases.record import Moment, Record

REPORTER = "reporter"
"""The role of whoever sent the report; every other role is named by the policy."""
OFFICER = "officer"
"""The role of whoever was given an action or authorised to investigate: the notice itself names its `recipient`."""


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
    ASSET_FORM = "asset_form"
    """The form about a lost asset, filled in as far as known, to whoever reported (R28)."""
    REMINDER = "reminder"
    """A clock has run to a stage, or out; `topics` are the ids of `agenda` steps."""
    REFERRAL = "referral"
    """A proposal of the policy's routes that a named person decided to send (R106, R108, R110, R116)."""
    ACTION = "action"
    """An action given, due soon or overdue, to its officer; `topics` are the ids of `agenda` steps or of actions."""
    AUTHORISATION = "authorisation"
    """The DPO lets somebody investigate (R40); `topics` is the authorisation's id."""
    DIGEST = "digest"
    """Where everything stands, each working day and at once for the highest level: a letter, as the next two."""
    POLICY_REVIEW = "policy_review"
    """The policy itself is due for review (R129)."""
    STAFF_REMINDER = "staff_reminder"
    """How to report, to all staff (R128)."""
    NO_NEWS = "no_news"
    """Nothing new about reports without a name: a letter, of the size and shape of a mail that says there is."""
    FOLLOW_UP = "follow_up"
    """To who decides: actions overdue, a re-evaluation due with its figures (R115-R118); `topics` as in ACTION."""


TO_OFFICERS = frozenset(
    {
        NoticeKind.ALERT,
        NoticeKind.HEAD_NOTICE,
        NoticeKind.COMPLAINT,
        NoticeKind.UPDATE,
        NoticeKind.NOT_DELIVERED,
        NoticeKind.REMINDER,
        NoticeKind.FOLLOW_UP,
        NoticeKind.AUTHORISATION,
    }
)
"""The kinds whose readers may sign in, and find on the page of the case what a mail leaves out."""


class Channel(StrEnum):
    """The way by which a notice goes."""

    MAIL = "mail"
    CHAT = "chat"


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
    the id of the notice that could not be delivered. `topics` are ids of what a notice is about, `text` is what a
    person wrote for it (a question, a word with a referral), `recipient` whom it goes to where no role is meant.
    `carries` are the other notices ("reference id") that its mail carries: what comes back comes back for all of them.
    `copy_of` is the id of the notice of which this is but a copy in a chat (`channels`): what was told to whom is asked
    of `Case.originals`, which leaves copies out.
    """

    id: str
    kind: NoticeKind
    role: str
    rule: str
    message_id: str
    created_at: Moment
    due_at: Moment
    channel: Channel = Channel.MAIL
    status: NoticeStatus = NoticeStatus.QUEUED
    attempts: int = 0
    first_tried_at: Moment | None = None
    lease_until: Moment | None = None
    sent_at: Moment | None = None
    error: str | None = None
    changes: tuple[Change, ...] = ()
    about: str | None = None
    topics: tuple[str, ...] = ()
    text: str = ""
    recipient: Person | None = None
    carries: tuple[str, ...] = ()
    copy_of: str | None = None
