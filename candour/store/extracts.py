"""What a store must find a case by, without opening it: read off the case by pure functions."""

from collections.abc import Iterator

from candour.cases.case import Case
from candour.cases.notice import REPORTER, Notice, NoticeStatus
from candour.cases.ports import DueNotice
from candour.cases.record import Moment


def given_notice(case: Case, notice: Notice) -> DueNotice:
    """Return a notice as it is found by its Message-ID."""
    return DueNotice(reference=case.reference, notice_id=notice.id, due_at=notice.due_at)


def waiting_since(notice: Notice) -> Moment | None:
    """Return from when on a notice is to be sent: when it is due, or when its lease ends; None once it is done with."""
    if notice.status is NoticeStatus.QUEUED:
        return notice.due_at
    if notice.status is NoticeStatus.LEASED:
        return notice.lease_until or notice.due_at
    return None


def folded(address: str) -> str:
    """Return the form of an address in which the answer budget compares it."""
    return address.strip().casefold()


def answers(case: Case) -> Iterator[tuple[str, Moment]]:
    """Return (folded address, when made) of each notice to a reporter.

    Where several people wrote to one case, a notice counts for everybody who had written when it was made: the budget
    guards against two machines that answer each other, so it rather counts one too many.
    """
    for notice in case.notices:
        if notice.role != REPORTER:
            continue
        heard = [report for report in case.reports if report.received_at <= notice.created_at] or case.reports
        for address in {folded(report.sender.address) for report in heard if report.sender}:
            yield address, notice.created_at
