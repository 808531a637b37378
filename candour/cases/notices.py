"""The life of a notice: made with its case, leased, sent, tried again, given up. Pure functions."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from candour.cases.case import Case
from candour.cases.directory import Person, School
from candour.cases.notice import Change, Channel, Notice, NoticeKind, NoticeStatus
from candour.cases.references import new_token

LEASE = timedelta(minutes=2)
"""Longer than any sending takes; a notice whose sender died is free again after it."""
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)
UNSEEN_PAUSE = timedelta(hours=6)
"""Between tries of an alert that was refused for good and that nobody else can be told of."""
FEWEST_TRIES, FEWEST_TRIES_IN_CHAT = 20, 5
_SUMMER_TIME = timedelta(hours=1)
LEAVE_CHAT_AFTER = timedelta(hours=2)
"""A chat that was away for longer: its notices go by mail then."""
GIVE_UP_AFTER = timedelta(days=3)
"""A mail server that was away for longer is a case for people: the DPO is told by another notice."""


def make_notice(
    kind: NoticeKind,
    role: str,
    rule: str,
    *,
    reference: str,
    school: School,
    now: datetime,
    random: Random,
    changes: tuple[Change, ...] = (),
    about: str | None = None,
    topics: tuple[str, ...] = (),
    text: str = "",
    recipient: Person | None = None,
    due_at: datetime | None = None,
) -> Notice:
    """Return a queued notice with its fixed Message-ID (RFC 5322, 3.6.4), which no outsider can guess."""
    token = new_token(random)
    return Notice(
        id=token,
        kind=kind,
        role=role,
        rule=rule,
        message_id=message_id_of(token, reference, school),
        created_at=now,
        due_at=due_at or now,
        changes=changes,
        about=about,
        topics=topics,
        text=text,
        recipient=recipient,
    )


def message_id_of(token: str, reference: str, school: School) -> str:
    """Return the Message-ID of a notice (RFC 5322, 3.6.4); `token` is its id."""
    return f"<{token.lower()}.{reference.lower()}@{school.reply_address.rpartition('@')[2]}>"


def lease(notice: Notice, now: datetime) -> Notice:
    """Return the notice as taken by a sender."""
    return notice.model_copy(
        update={
            "status": NoticeStatus.LEASED,
            "lease_until": now + LEASE,
            "attempts": notice.attempts + 1,
            "first_tried_at": notice.first_tried_at or now,
        }
    )


def unleased(notice: Notice, now: datetime) -> Notice:
    """Return a leased notice as queued and due again: whoever held it is gone, and may or may not have sent it.

    What a clock that ran ahead has made counts as made now, so that it is not held to be stuck again and again.
    """
    made_at = min(notice.created_at, now)
    freed = {"status": NoticeStatus.QUEUED, "lease_until": None, "due_at": now, "created_at": made_at}
    return notice.model_copy(update=freed)


def sent(notice: Notice, now: datetime) -> Notice:
    """Return the notice as accepted by the mail server."""
    done = {"status": NoticeStatus.SENT, "lease_until": None, "first_tried_at": None, "sent_at": now, "error": None}
    return notice.model_copy(update=done)


def failed(notice: Notice, now: datetime, *, code: str, permanent: bool) -> Notice:
    """Return the notice as queued for another try, later each time, or as failed for good."""
    if permanent or _was_tried_enough(notice, now):
        return notice.model_copy(update={"status": NoticeStatus.FAILED, "lease_until": None, "error": code})
    doublings = min(max(notice.attempts - 1, 0), 10)
    pause = min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
    return notice.model_copy(
        update={"status": NoticeStatus.QUEUED, "lease_until": None, "due_at": now + pause, "error": code}
    )


def postponed(notice: Notice, now: datetime) -> Notice:
    """Return a failed notice as queued again: nobody else can be told instead, so it is never given up."""
    return notice.model_copy(update={"status": NoticeStatus.QUEUED, "due_at": now + UNSEEN_PAUSE})


def _was_tried_enough(notice: Notice, now: datetime) -> bool:
    """Tell whether a long time and many tries have passed: time alone passes while the power is off, too."""
    pause = now - (notice.first_tried_at or now)
    if notice.channel is Channel.CHAT:
        return pause > LEAVE_CHAT_AFTER and notice.attempts >= FEWEST_TRIES_IN_CHAT
    return pause > GIVE_UP_AFTER and notice.attempts >= FEWEST_TRIES


def is_made_ahead(notice: Notice, now: datetime) -> bool:
    """Tell whether a clock that ran ahead has made a notice: it would be held until that time comes.

    In summer the day of a report without a name begins, in UTC, an hour after London's midnight (`to_the_day`).
    """
    return notice.created_at > now + _SUMMER_TIME


def is_due(notice: Notice, now: datetime) -> bool:
    """Tell whether a notice waits to be sent: queued and due, or leased by a sender that has not come back."""
    if notice.status is NoticeStatus.LEASED:
        return notice.lease_until is not None and notice.lease_until <= now
    return notice.status is NoticeStatus.QUEUED and notice.due_at <= now


def replaced(case: Case, notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return the case's notices with these in the places of their namesakes, new ones at the end."""
    changed = {notice.id: notice for notice in notices}
    kept = tuple(changed.pop(notice.id, notice) for notice in case.notices)
    return kept + tuple(changed.values())
