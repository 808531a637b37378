"""Who is signed in: sessions that survive a restart and end after a working day at the latest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from candour.cases.directory import Person
from candour.cases.ports import Now
from candour.web.records import RecordStore
from candour.web.tokens import digest_of, new_token

LONGEST = timedelta(hours=8)
KIND = "sessions"


@dataclass(frozen=True)
class Sessions:
    """The sessions of all people; `who` is `Service.who`. All methods raise StoreError and its subclasses."""

    records: RecordStore
    who: Callable[[str], Person | None]
    now: Now

    def begin(self, person: Person, *, instead_of: str) -> str:
        """Return the token of a new session; the browser's older one ends, and those that ran out are deleted."""
        self.end(instead_of)
        for key, record in self.records.records(KIND).items():
            if not self._runs(record):
                self.records.put(KIND, key, None)
        token = new_token()
        until = self.now() + LONGEST
        self.records.put(KIND, digest_of(token), {"address": person.address, "until": until.isoformat()})
        return token

    def person(self, token: str) -> Person | None:
        """Return who is signed in with a token; None where nobody is, or they have lost their last role and case."""
        record = self.records.get(KIND, digest_of(token)) if token else None
        return self.who(record["address"]) if record is not None and self._runs(record) else None

    def end(self, token: str) -> None:
        """End a session; one that isn't there is no error."""
        if token:
            self.records.put(KIND, digest_of(token), None)

    def _runs(self, record: Mapping[str, str]) -> bool:
        """Tell whether a session still runs. One that began in the future doesn't: the clock was set back."""
        return self.now() < datetime.fromisoformat(record["until"]) <= self.now() + LONGEST
