"""How far a folder was looked through, for servers that keep no keywords: numbers alone, and nothing of any message."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol


class Place(NamedTuple):
    """A place in a folder: each message up to this UID was looked at, while UIDVALIDITY stays (RFC 9051, 2.3.1.1)."""

    uid_validity: int
    uid: int


class Places(Protocol):
    """Remembers places between two starts. A forgotten one costs looking twice, never a message."""

    def place(self, folder: str) -> Place | None:
        """Return the place in a folder, None where there is none. Raises StoreError."""

    def keep(self, folder: str, place: Place) -> None:
        """Remember the place in a folder. Raises StoreError."""


class PassingPlaces:
    """Remembers places for as long as the process lives."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}

    def place(self, folder: str) -> Place | None:
        """Return the place in a folder."""
        return self._places.get(folder)

    def keep(self, folder: str, place: Place) -> None:
        """Remember the place in a folder."""
        self._places[folder] = place


class Cursor:
    """The place in one folder, and what was looked at beyond it: a message that must wait holds up the place only."""

    def __init__(self, place: Place, keep: Callable[[Place], None]) -> None:
        self.place = place
        self._keep = keep
        self._present: list[int] = []
        self._looked_at: set[int] = set()

    def new(self, present: Iterable[int]) -> list[int]:
        """Return which of the messages in the folder were not looked at, lowest first."""
        self._present = sorted(uid for uid in present if uid > self.place.uid)
        self._looked_at.intersection_update(self._present)
        return [uid for uid in self._present if uid not in self._looked_at]

    def look_at(self, uids: Iterable[int]) -> None:
        """Note what was looked at; the place goes up to the first message that still waits. Raises StoreError."""
        self._looked_at.update(uids)
        before = self.place
        for uid in self._present:
            if uid not in self._looked_at:
                break
            self.place = self.place._replace(uid=max(uid, self.place.uid))
        if self.place != before:
            self._keep(self.place)


class Cursors:
    """The cursors of a mailbox's folders, each begun where its folder was left."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._open: dict[str, Cursor] = {}

    def of(self, folder: str, uid_validity: int | None) -> Cursor:
        """Return the cursor of a folder; it begins anew where UIDVALIDITY changed or the server names none."""
        if uid_validity is None:
            return Cursor(Place(0, 0), lambda _: None)
        known = self._open.get(folder)
        if known is None or known.place.uid_validity != uid_validity:
            kept = self._places.place(folder)
            begun = kept if kept is not None and kept.uid_validity == uid_validity else Place(uid_validity, 0)
            known = self._open[folder] = Cursor(begun, lambda place: self._places.keep(folder, place))
        return known
