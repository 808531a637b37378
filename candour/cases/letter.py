"""A notice that belongs to no case: a digest, a reminder of the policy's review or of the way to report."""

from candour.cases.notice import Notice
from candour.cases.record import Moment, Record


class Letter(Record):
    """A letter to one person. `notice` holds its kind, its recipient, its Message-ID and where its sending stands.

    `key` says what it is for, so that it is made once ("digest 2026-11-23 ..."); `schools` what it is about. A digest
    is written when it is sent: `since` is up to when its reader had been told before, `as_of` up to when this one tells
    them. `highest` are the cases of the highest level that its reader knows of, from this one or one before.
    `failed_at` is when it was given up or came back.
    """

    key: str
    schools: tuple[str, ...]
    notice: Notice
    since: Moment | None = None
    as_of: Moment | None = None
    highest: tuple[str, ...] = ()
    failed_at: Moment | None = None
