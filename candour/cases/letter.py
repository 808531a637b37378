"""A notice that belongs to no case: a digest, a reminder of the policy's review or of the way to report."""

from candour.cases.notice import Notice
from candour.cases.record import Moment, Record


class Letter(Record):
    """A letter to one person. `notice` holds its kind, its recipient, its Message-ID and where its sending stands.

    `key` says what it is for, so that it is made once ("digest 2026-11-23 ..."); `schools` what it is about; `since`
    when its reader was last told the same.
    """

    key: str
    schools: tuple[str, ...]
    notice: Notice
    since: Moment | None = None
