"""Mails of ours that came back (RFC 3464): noted with what they carried. One that nobody here sent changes nothing."""

import hashlib
from collections.abc import Mapping

from candour.cases.desk import Desk
from candour.cases.dispatch import Outcome, Receipt
from candour.cases.letters import letter_came_back
from candour.cases.outgoing import came_back
from candour.cases.report import BounceReason, Report
from candour.cases.sign_in_mails import is_sign_in_mail

_CODES: Mapping[BounceReason | None, str] = {
    BounceReason.REFUSED: "returned",
    BounceReason.MAILBOX_FULL: "mailbox-full",
    None: "returned",
}
"""The error's code of a notice that came back; one that is only delayed has none."""


def returned(desk: Desk, report: Report) -> Receipt | None:
    """Note what came back by a bounce; None where it returns no mail that this installation sent.

    A Message-ID of ours is 80 random bits, so whoever makes a bounce up without having the mail names one that the
    store doesn't know. Who has it could answer to it anyway.
    """
    if report.bounce_of is None:
        return None
    code = _CODES.get(report.bounce_reason)
    if (notice := desk.store.find_notice(report.bounce_of)) is not None:
        carried = desk.store.load(notice.reference).notice(notice.notice_id).carries
        came_back(desk, notice.reference, notice.notice_id, code=code, mail=_mark(report))
        for reference, notice_id in (each.split() for each in carried):
            came_back(desk, reference, notice_id, code=code, mail=_mark(report))
        return Receipt(outcome=Outcome.BOUNCE, reference=notice.reference)
    if letter_came_back(desk, report.bounce_of, code=code) or is_sign_in_mail(desk.store, report.bounce_of):
        return Receipt(outcome=Outcome.BOUNCE, reference=None)
    return None


def _mark(report: Report) -> str:
    """Return what one bounce is known by in an event: nothing of the mail can be read from it."""
    known_by = "\n".join(sorted(report.keys)) or report.id
    return hashlib.sha256(known_by.encode("utf-8", "surrogatepass")).hexdigest()[:24]
