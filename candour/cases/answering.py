"""Whether a machine may answer a message, and how often in a day."""

from datetime import timedelta

from candour.cases.desk import Desk
from candour.cases.report import Report
from candour.cases.trust import OUTSIDE, UNPROVEN


def may_answer(desk: Desk, report: Report) -> bool:
    """Tell whether the writer may get an automatic answer: within the sender's daily budget (RFC 3834, section 2)."""
    return answers_left(desk, report) > 0


def answers_left(desk: Desk, report: Report) -> int:
    """Return how many automatic answers the writer may still get today, by whichever mailbox; none for a machine.

    None either for an address outside the school that the mail server could not confirm: whoever forged it would have
    us write to a stranger (backscatter).
    """
    if {OUTSIDE, UNPROVEN} <= set(report.doubts):
        return 0
    if report.sender is None or desk.directory.is_watched(report.sender.address) or report.automatic is not None:
        return 0
    since = desk.now() - timedelta(days=1)
    return max(desk.answers_per_sender_and_day - desk.store.answers_since(report.sender.address, since), 0)
