"""How far mailboxes without keywords were looked through, kept in the store: numbers alone."""

import hashlib
from dataclasses import dataclass

from candour.cases.ports import Store
from intake.cursor import Place

_KIND = "cursor"


@dataclass(frozen=True)
class StoredPlaces:
    """The intake's `Places` over the store's records. People name folders after people: a hash stands for the name."""

    store: Store
    mailbox: str

    def place(self, folder: str) -> Place | None:
        """Return the place in a folder."""
        record = self.store.get(_KIND, self._key(folder))
        return Place(int(record["uid_validity"]), int(record["uid"])) if record else None

    def keep(self, folder: str, place: Place) -> None:
        """Remember the place in a folder."""
        record = {"uid_validity": str(place.uid_validity), "uid": str(place.uid)}
        self.store.put(_KIND, self._key(folder), record)

    def _key(self, folder: str) -> str:
        return f"{self.mailbox}/{hashlib.sha256(folder.encode()).hexdigest()[:16]}"
