"""What became of every mail: counted for each mailbox and day, and the keys kept of what belongs to no case.

The counts hold no word of any mail. Keys are kept only of what was read and then belongs to no case (automatic answers,
returned mails, probes), so that it is known when it comes again and `candour mail audit` finds it: never of what was
left in a shared mailbox, and never of confidential mail.
"""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from candour.cases.case import CaseStatus
from candour.cases.desk import Desk
from candour.cases.dispatch import Outcome, Receipt
from candour.cases.errors import StoreError
from candour.cases.ports import Store
from candour.cases.record import Record
from candour.cases.report import Report
from candour.cases.starts import LONDON

_log = logging.getLogger(__name__)


class Fate(StrEnum):
    """What became of a mail. Every one has exactly one fate."""

    CASE = "case"
    THREAD = "thread"
    """It joined a case."""
    NO_INCIDENT = "no_incident"
    """A case that is proposed to be none: the Data Protection Officer sees it and says which it is."""
    QUARANTINE = "quarantine"
    """A case whose message could not be read: its raw bytes are the case's first file."""
    DUPLICATE = "duplicate"
    BOUNCE = "bounce"
    """A mail of ours that came back; it is noted with what it returns."""
    AUTOMATIC = "automatic"
    """An automatic answer, or a returned mail that nobody here sent: set aside."""
    LEFT = "left"
    """Ordinary mail of a shared mailbox: nothing of it was kept."""
    DOUBTFUL = "doubtful"
    """Left in a shared mailbox, and named by its day and the sender's domain."""
    PROBE = "probe"


IN_A_CASE = frozenset({Fate.CASE, Fate.THREAD, Fate.NO_INCIDENT, Fate.QUARANTINE})
NOT_TAKEN = frozenset({Fate.LEFT, Fate.DOUBTFUL})
_FATES: Mapping[Outcome, Fate] = {
    Outcome.NEW_CASE: Fate.CASE,
    Outcome.JOINED: Fate.THREAD,
    Outcome.DUPLICATE: Fate.DUPLICATE,
    Outcome.BOUNCE: Fate.BOUNCE,
    Outcome.SET_ASIDE: Fate.AUTOMATIC,
    Outcome.LEFT: Fate.LEFT,
    Outcome.DOUBTFUL: Fate.DOUBTFUL,
    Outcome.PROBE: Fate.PROBE,
}
_KEYS_KEPT = frozenset({Fate.AUTOMATIC, Fate.BOUNCE, Fate.PROBE, Fate.DUPLICATE})
"""One mail that came to the mailboxes of two schools has other keys in the second, and those are in no case."""


_KEYS = "mailkey"


class MailDay(Record):
    """What became of a mailbox's mails on a day in London. `reasons` are counts by "<fate> <reason>", where known."""

    day: date
    counts: Mapping[str, int]
    reasons: Mapping[str, int] = {}


def account(desk: Desk, mailbox: str, fate: Fate, reason: str = "") -> None:
    """Count a mail; `reason` is a code of ours. Raises StoreError."""
    day = desk.now().astimezone(LONDON).date()
    kind, key = _kind_of_counts(day), f"{mailbox}/{day.isoformat()}"
    with desk.tally_lock:
        counts = dict(desk.store.get(kind, key) or {})
        for name in (fate.value, f"{fate.value} {reason}") if reason else (fate.value,):
            counts[name] = str(int(counts.get(name, "0")) + 1)
        desk.store.put(kind, key, counts)


def came_again(desk: Desk, mailbox: str) -> None:
    """Count a mail that was taken in before; see `Service.came_again`."""
    account(desk, mailbox, Fate.DUPLICATE)


def account_for(desk: Desk, report: Report, receipt: Receipt) -> None:
    """Account for a report that was received by mail; what came by no mailbox isn't counted.

    Raises StoreError for what belongs to no case, so that it stays in the mailbox and is taken again. What a case holds
    is safe already: a count that can't be written must not let it be taken twice.
    """
    if not report.mailbox:
        return
    fate = fate_of(report, receipt)
    try:
        if fate in _KEYS_KEPT and not report.confidential:
            _keep_keys(desk, [key for key in report.keys if not _is_known(desk.store, key)], fate)
        if fate is not Fate.DUPLICATE:  # most of them the service never sees: see `came_again`
            account(desk, report.mailbox, fate, _reason(report, fate))
    except StoreError as error:
        if fate in _KEYS_KEPT:
            raise
        _log.warning("a mail could not be counted", extra={"mailbox": report.mailbox, "error": type(error).__name__})


def fate_of(report: Report, receipt: Receipt) -> Fate:
    """Return what became of a report that the service has received."""
    if receipt.outcome is Outcome.NEW_CASE:
        if report.unreadable:
            return Fate.QUARANTINE
        if receipt.status is CaseStatus.PROPOSED_NO_INCIDENT:
            return Fate.NO_INCIDENT
    return _FATES[receipt.outcome]


def known_fate(store: Store, keys: Sequence[str]) -> Fate | None:
    """Return what became of a mail that belongs to no case and came before; None for one that is new or in a case."""
    for key in keys:
        if (kept := store.get(_kind_of_key(key), key)) is not None:
            return Fate(kept["fate"])
    return None


def kept_keys(store: Store) -> Mapping[str, Fate]:
    """Return all keys of what belongs to no case, with its fate."""
    kinds = (f"{_KEYS}-{number:02x}" for number in range(256))
    return {key: Fate(kept["fate"]) for kind in kinds for key, kept in store.records(kind).items()}


def days_of(store: Store, mailbox: str, first: date, last: date) -> tuple[MailDay, ...]:
    """Return the days of a mailbox on which mail was accounted for, the latest first; both ends are included."""
    days = [last - timedelta(days=back) for back in range((last - first).days + 1)]
    kept = ((day, store.get(_kind_of_counts(day), f"{mailbox}/{day.isoformat()}")) for day in days)
    return tuple(_day(day, counts) for day, counts in kept if counts is not None)


def added_up(days: Sequence[MailDay]) -> MailDay:
    """Return the sum over some days, under the first of them; raises ValueError where there are none."""
    counts: dict[str, int] = {}
    reasons: dict[str, int] = {}
    for each in days:
        for total, part in ((counts, each.counts), (reasons, each.reasons)):
            for name, count in part.items():
                total[name] = total.get(name, 0) + count
    return MailDay(day=min(each.day for each in days), counts=counts, reasons=reasons)


def _day(day: date, counts: Mapping[str, str]) -> MailDay:
    numbers = {name: int(count) for name, count in counts.items()}
    return MailDay(
        day=day,
        counts={name: count for name, count in numbers.items() if " " not in name},
        reasons={name: count for name, count in numbers.items() if " " in name},
    )


def _reason(report: Report, fate: Fate) -> str:
    if fate is Fate.AUTOMATIC:
        return "old_probe" if report.probe else str(report.automatic)
    if fate is Fate.BOUNCE:
        return str(report.bounce_reason or "")
    return ""


def _is_known(store: Store, key: str) -> bool:
    return store.find_key(key) is not None or known_fate(store, (key,)) is not None


def _keep_keys(desk: Desk, keys: Sequence[str], fate: Fate) -> None:
    day = desk.now().astimezone(LONDON).date().isoformat()
    for key in keys:
        desk.store.put(_kind_of_key(key), key, {"fate": fate.value, "day": day})


def _kind_of_counts(day: date) -> str:
    return f"mail-{day:%Y-%m}"


def _kind_of_key(key: str) -> str:
    """Return one of 256 kinds: each write of a record writes its whole kind, so a single one would grow too long."""
    return f"{_KEYS}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:2]}"
