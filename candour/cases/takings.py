"""Who took the register out of Candour: what leaves with it can't be called back, so each time is on record (R87)."""

from collections.abc import Sequence
from datetime import datetime

from candour.cases.desk import Desk
from candour.cases.directory import Person
from candour.cases.record import Moment, Record
from candour.cases.references import new_token

KIND = "register-taken"


class RegisterTaking(Record):
    """The register taken out as a file of so many cases."""

    at: Moment
    by: str
    count: int


def record_taking(desk: Desk, by: Person, count: int) -> None:
    """Record that somebody takes the register out, before they get it; see `Service.record_taking`."""
    now = desk.now()
    key = f"{now.isoformat()} {new_token(desk.random)}"
    desk.store.put(KIND, key, {"at": now.isoformat(), "by": by.name or by.address, "count": str(count)})


def takings(desk: Desk) -> Sequence[RegisterTaking]:
    """Return every taking, the latest first; see `Service.takings`."""
    records = desk.store.records(KIND).values()
    found = (
        RegisterTaking(at=datetime.fromisoformat(record["at"]), by=record["by"], count=int(record["count"]))
        for record in records
    )
    return sorted(found, key=lambda taking: taking.at, reverse=True)
