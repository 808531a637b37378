"""The mail of `candour probe`: read and assessed like any report, and then a record in place of a case.

Nothing of it is a notice, an event, a reference or a line of the register.
"""

from collections.abc import Mapping
from datetime import timedelta

from candour.cases.desk import Desk
from candour.cases.dispatch import Outcome, Receipt
from candour.cases.errors import ReadingFailedError
from candour.cases.ports import Store
from candour.cases.record import Moment, Record
from candour.cases.report import Report

KIND = "probe"
"""The kind of the store's records; the key is the mark's token."""
_VALID = timedelta(days=1)
_KEPT = timedelta(days=2)
"""Longer than a mark is valid, so that none can be used twice."""


class Probe(Record):
    """A test mail: when Candour got it from the mailbox and when it was assessed; `failure` says why it wasn't read."""

    mailbox: str
    made_at: Moment
    received_at: Moment
    assessed_at: Moment
    failure: str = ""


def take_probe(desk: Desk, report: Report) -> Receipt | None:
    """Take in the mail of a probe; None for any other mail, one with a forged mark included.

    A mark that was used before, or that is older than a day, is set aside: no case is made of it, and no record.
    """
    mark = desk.probe_mark(report.probe) if report.probe else None
    if mark is None:
        return None
    received_at = desk.now()
    if abs(received_at - mark.made_at) > _VALID or desk.store.get(KIND, mark.token) is not None:
        return Receipt(outcome=Outcome.SET_ASIDE, reference=None)
    failure = _read_and_assessed(desk, report)
    document = {
        "mailbox": report.mailbox,
        "made_at": mark.made_at.isoformat(),
        "received_at": received_at.isoformat(),
        "assessed_at": desk.now().isoformat(),
        "failure": failure,
    }
    _prune(desk)
    desk.store.put(KIND, mark.token, document)
    return Receipt(outcome=Outcome.PROBE, reference=None)


def last_probe(store: Store, mailbox: str) -> Probe | None:
    """Return the latest probe of a mailbox, None where there was none of late."""
    found = [probe for record in store.records(KIND).values() if (probe := probe_of(record)).mailbox == mailbox]
    return max(found, key=lambda probe: probe.made_at, default=None)


def probe_of(record: Mapping[str, str]) -> Probe:
    """Return a probe from its record."""
    return Probe.model_validate(record, strict=False)


def _read_and_assessed(desk: Desk, report: Report) -> str:
    """Read and assess it as any report; return why that failed, empty where it did not."""
    if report.unreadable:
        return report.unreadable
    try:
        facts = desk.reader.read(report, (), desk.surroundings_of(report))
    except ReadingFailedError as error:
        return error.reason
    desk.assess(facts, report, desk.directory.school(report.school))
    return ""


def _prune(desk: Desk) -> None:
    for token, record in desk.store.records(KIND).items():
        if desk.now() - probe_of(record).made_at > _KEPT:
            desk.store.put(KIND, token, None)
