"""Whether a machine may answer a message."""

from datetime import timedelta

from candour.cases.desk import Desk
from candour.cases.report import Report


def may_answer(desk: Desk, report: Report) -> bool:
    """Tell whether the writer may get an automatic answer: within the sender's daily budget (RFC 3834, section 2)."""
    if report.sender is None or desk.directory.is_watched(report.sender.address):
        return False
    if report.automatic is not None:
        return False
    since = desk.now() - timedelta(days=1)
    return desk.store.answers_since(report.sender.address, since) < desk.answers_per_sender_and_day
