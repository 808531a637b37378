"""The digest over all cases' chains, once a day: it leaves the machine with the mails, and stays as a record."""

from collections.abc import Iterable
from datetime import date, datetime

from candour.cases.audit import daily_digest
from candour.cases.ports import RegisterEntry, Store
from candour.cases.record import Moment, Record
from candour.cases.starts import LONDON

KIND = "audit"
"""The kind of the store's records; the key is the day in London, as YYYY-MM-DD."""


class DailyAudit(Record):
    """A day's digest (SHA-256, hex) over the chain heads of `count` cases, as they stood at `at`."""

    day: date
    at: Moment
    digest: str
    count: int


def audit_of_day(store: Store, entries: Iterable[RegisterEntry], now: datetime) -> DailyAudit:
    """Return the digest of the day; it is taken once, so that all mails of a day hold the same."""
    day = now.astimezone(LONDON).date()
    kept = store.get(KIND, day.isoformat())
    if kept is not None:
        at = datetime.fromisoformat(kept["at"])
        return DailyAudit(day=day, at=at, digest=kept["digest"], count=int(kept["count"]))
    heads = {entry.reference: entry.head for entry in entries}
    taken = DailyAudit(day=day, at=now, digest=daily_digest(heads), count=len(heads))
    document = {"at": taken.at.isoformat(), "digest": taken.digest, "count": str(taken.count)}
    store.put(KIND, day.isoformat(), document)
    return taken
