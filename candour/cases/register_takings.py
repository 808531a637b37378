"""Who took the register out of Candour: what leaves with it can't be called back, so each time is on record (R87)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from candour.cases.access import DECIDING, roles_of
from candour.cases.desk import Desk
from candour.cases.directory import Person
from candour.cases.record import Moment, Record
from candour.cases.references import new_token

KIND = "register-taken"


class RegisterTaking(Record):
    """The register taken out as a file of so many cases of these schools."""

    at: Moment
    by: str
    count: int
    schools: tuple[str, ...]


def record_taking(desk: Desk, by: Person, references: Collection[str]) -> None:
    """Record that somebody takes these cases out, before they get them; see `Service.record_taking`."""
    now, taken = desk.now(), frozenset(references)
    schools = sorted({entry.school for entry in desk.store.register() if entry.reference in taken})
    key = f"{now.isoformat()} {new_token(desk.random)}"
    document = {"at": now.isoformat(), "by": by.name or by.address, "count": str(len(taken))}
    desk.store.put(KIND, key, {**document, "schools": " ".join(schools)})


def takings(desk: Desk, by: Person) -> Sequence[RegisterTaking]:
    """Return the takings that somebody may know of, the latest first; see `Service.takings`."""
    theirs = {
        key
        for key, school in desk.directory.schools.items()
        if set(DECIDING).intersection(roles_of(by.address, school))
    }
    found = (
        RegisterTaking(
            at=datetime.fromisoformat(record["at"]),
            by=record["by"],
            count=int(record["count"]),
            schools=tuple(record["schools"].split()),
        )
        for record in desk.store.records(KIND).values()
    )
    known = [taking for taking in found if theirs.intersection(taking.schools)]
    return sorted(known, key=lambda taking: taking.at, reverse=True)
