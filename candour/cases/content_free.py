"""Mails about reports without a name: which of them say nothing but that there is news, and when they may leave. Pure.

Whoever sees a mail server's log, or somebody's lock screen, learns neither what came nor when. What a mail would have
said stands on the page of the case, behind the sign-in. People who can't sign in (a service desk, an officer with an
action) get what they have to act on, as about any case.
"""

from datetime import datetime

from candour.cases.agenda import running_deadlines
from candour.cases.case import Case
from candour.cases.confidential import came_anonymously
from candour.cases.directory import School
from candour.cases.notice import REPORTER, TO_OFFICERS, Notice, NoticeKind
from candour.cases.slots import is_slot, next_slot

NO_CASE = "letter"
"""What stands in a Message-ID in the place of a case's reference: mail servers write it down."""
_AT_ONCE = frozenset({NoticeKind.AUTHORISATION})
"""Somebody waits for it, and its time is that of a decision."""
_NOT_DELIVERED = "not_delivered"
"""The rule of what is told instead of a mail that could not be delivered (`outgoing`)."""


def is_content_free(case: Case, notice: Notice) -> bool:
    """Tell whether a notice says nothing but that there is news."""
    is_to_officer = notice.kind in TO_OFFICERS and notice.role != REPORTER and notice.copy_of is None
    return is_to_officer and came_anonymously(case)


def in_message_ids(case: Case) -> str:
    """Return what the Message-IDs of a case's notices say of it: of one without a name what those of letters say."""
    return NO_CASE if came_anonymously(case) else case.reference


def leaves_at(case: Case, notice: Notice, school: School, now: datetime, *, is_highest: bool) -> datetime:
    """Return when a notice that is due may leave: one without content at a slot, so that its time tells nothing.

    Not of the highest level, nor where a clock of the case runs out before that slot, nor what was tried before.
    """
    if is_highest or notice.attempts or notice.kind in _AT_ONCE or notice.rule == _NOT_DELIVERED:
        return now
    if not is_content_free(case, notice) or is_slot(notice.due_at, school.slots):
        return now
    slot = next_slot(notice.due_at, school.slots)
    return now if any(clock.due_at <= slot for clock in running_deadlines(case)) else max(now, slot)
