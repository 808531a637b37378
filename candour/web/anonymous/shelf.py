"""Files between the pages of a form: cleaned, in memory alone, and forgotten after an hour."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

MEBIBYTE = 1024 * 1024
MOST_FILES = 5
MOST_BYTES = 10 * MEBIBYTE
"""Of one form; all of them together may have MOST_IN_ALL."""
MOST_IN_ALL = 200 * MEBIBYTE
_LEAST = 64 * 1024
"""What a file counts at least, so that there can't be very many small ones."""
_MOST_SAID = 5
"""Different sentences about files that were left out of one form."""
LASTING = timedelta(minutes=60)
_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
}


@dataclass(frozen=True)
class ShelvedFile:
    """A cleaned file under a name that tells nothing. `notes` say what went with what was taken out of it."""

    number: int
    content: bytes
    media_type: str
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name under which it is kept: its own would tell of people."""
        return f"file-{self.number}.{_ENDINGS.get(self.media_type, 'bin')}"


class NoRoomError(Exception):
    """A file finds no room. `why` is the key of the words for it: too_many, too_large or too_busy."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class _Drawer:
    until: datetime
    files: tuple[ShelvedFile, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def size_in_bytes(self) -> int:
        return sum(len(file.content) for file in self.files)

    @property
    def counted_in_bytes(self) -> int:
        return sum(max(len(file.content), _LEAST) for file in self.files)


class Shelf:
    """A drawer for each form, by a name that only the form has. May be used by any thread."""

    def __init__(self, most_in_all: int = MOST_IN_ALL) -> None:
        self._most_in_all = most_in_all
        self._drawers: dict[str, _Drawer] = {}
        self._lock = Lock()

    def files(self, drawer: str, now: datetime) -> tuple[ShelvedFile, ...]:
        """Return what lies in a drawer; nothing where there is none, or no longer."""
        with self._lock:
            self._sweep(now)
            found = self._drawers.get(drawer)
        return found.files if found else ()

    def limits(self, drawer: str, now: datetime) -> tuple[str, ...]:
        """Return what is said of a drawer's files to who decides: what went from them, and what is not among them."""
        with self._lock:
            self._sweep(now)
            found = self._drawers.get(drawer, _Drawer(now))
        notes = (note for file in found.files for note in file.notes)
        return tuple(dict.fromkeys((*notes, *found.left_out)))

    def leave_out(self, drawer: str, why: str, now: datetime) -> None:
        """Note a file that was not taken, with its kind and the reason; the first few of a drawer."""
        with self._lock:
            self._sweep(now)
            before = self._drawers.get(drawer, _Drawer(now))
            said = tuple(dict.fromkeys((*before.left_out, why)))[:_MOST_SAID]
            self._drawers[drawer] = replace(before, until=now + LASTING, left_out=said)

    def add(
        self, drawer: str, content: bytes, media_type: str, now: datetime, notes: tuple[str, ...] = ()
    ) -> ShelvedFile:
        """Put a cleaned file into a drawer; it lies there for an hour after the last one.

        The same file twice is one. Raises NoRoomError.
        """
        with self._lock:
            self._sweep(now)
            before = self._drawers.get(drawer, _Drawer(now))
            if same := next((file for file in before.files if file.content == content), None):
                return same
            self._refuse_without_room(before, len(content))
            self._make_room(drawer, max(len(content), _LEAST))
            number = max((file.number for file in before.files), default=0) + 1
            added = ShelvedFile(number, content, media_type, notes)
            self._drawers[drawer] = replace(before, until=now + LASTING, files=(*before.files, added))
        return added

    def remove(self, drawer: str, number: int) -> None:
        """Take a file away, where it is there."""
        with self._lock:
            if found := self._drawers.get(drawer):
                kept = tuple(file for file in found.files if file.number != number)
                self._drawers[drawer] = replace(found, files=kept)

    def forget(self, drawer: str) -> None:
        """Empty a drawer: its form was sent."""
        with self._lock:
            self._drawers.pop(drawer, None)

    def sweep(self, now: datetime) -> None:
        """Forget what is older than an hour. Every other call does so too; this one is for when nobody comes."""
        with self._lock:
            self._sweep(now)

    def _sweep(self, now: datetime) -> None:
        for name in [name for name, drawer in self._drawers.items() if drawer.until <= now]:
            del self._drawers[name]

    def _refuse_without_room(self, drawer: _Drawer, size_in_bytes: int) -> None:
        if len(drawer.files) >= MOST_FILES:
            raise NoRoomError("too_many")
        if drawer.size_in_bytes + size_in_bytes > MOST_BYTES:
            raise NoRoomError("too_large")

    def _make_room(self, drawer: str, size_in_bytes: int) -> None:
        """Empty the largest drawers of other forms, of equal ones the oldest, until there is room.

        Who fills the shelf with forms that are never sent loses those; a form that lost its files says so before it is
        sent. A drawer that is no larger than what wants to come stays, so that small files don't push out each other.
        """
        others = {name: each for name, each in self._drawers.items() if name != drawer}
        largest = sorted(others, key=lambda name: (-others[name].counted_in_bytes, others[name].until))
        excess = sum(each.counted_in_bytes for each in self._drawers.values()) + size_in_bytes - self._most_in_all
        going = []
        for name in largest:
            if excess <= 0 or others[name].counted_in_bytes <= size_in_bytes:
                break
            excess -= others[name].counted_in_bytes
            going.append(name)
        if excess > 0:
            raise NoRoomError("too_busy")
        for name in going:
            del self._drawers[name]
