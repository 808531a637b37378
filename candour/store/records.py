"""Records that belong to no case: a small TinyDB file a kind, sealed under the installation's key."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from threading import RLock

from tinydb import TinyDB, where
from tinydb.table import Table

from candour.cases.errors import StoreError
from candour.store.disk import Disk, read, store_errors
from candour.store.keys import InstallationKey, subkey
from candour.store.naming import file_name
from candour.store.sealing import seal, unseal
from candour.store.tables import BufferedStorage
from candour.store.times import DAY_IN_NS, round_times


class Records:
    """The folder of kinds. Not for many records of one kind: each change writes the kind's whole file.

    The order of records is that of their keys, and times of files are days: neither tells what came when.

    One thread at a time is inside, whatever happens to the cases meanwhile: they share no file.
    """

    def __init__(self, folder: Path, key: InstallationKey, disk: Disk) -> None:
        self._folder = folder
        self._key = subkey(key.secret, b"candour records")
        self._disk = disk
        self._open: dict[str, BufferedStorage] = {}
        self._lock = RLock()
        self._closed = False

    def close(self) -> None:
        """Let go of the records when whoever is inside has done."""
        with self._lock:
            self._closed = True

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        """Write a record in the place of what stood there; None deletes it, and one that isn't there is no error."""
        with self._inside():
            self._disk.check_writable()
            if document is not None:
                row = {"key": key, "document": dict(document)}
                self._change(kind, lambda table: table.upsert(row, where("key") == key))
            elif self.get(kind, key) is not None:
                self._change(kind, lambda table: table.remove(where("key") == key))

    def get(self, kind: str, key: str) -> Mapping[str, str] | None:
        """Return a copy of a record (TinyDB's results alias what it stores)."""
        with self._inside():
            found = _table(self._storage(kind)).get(where("key") == key)
            return dict(found["document"]) if isinstance(found, dict) else None

    def all(self, kind: str) -> Mapping[str, Mapping[str, str]]:
        """Return copies of all records of a kind by their keys."""
        with self._inside():
            rows = _table(self._storage(kind)).all()
            return {row["key"]: dict(row["document"]) for row in rows}

    def round_times(self) -> None:
        """Let the times of all kinds' files tell no more than the day."""
        with self._inside():
            round_times([*self._folder.iterdir(), self._folder], DAY_IN_NS)

    @contextlib.contextmanager
    def _inside(self) -> Iterator[None]:
        with self._lock:
            if self._closed:
                raise StoreError("the store is closed")
            yield

    def _change(self, kind: str, change: Callable[[Table], object]) -> None:
        storage = self._storage(kind)
        try:
            table = _table(storage)
            change(table)
            _put_in_order(table)
            self._disk.replace(self._path(kind), [seal(self._key, storage.text(), kind.encode())])
            round_times([self._path(kind), self._folder], DAY_IN_NS)
        except BaseException:
            # What TinyDB holds now was not written: read the file again next time.
            del self._open[kind]
            raise

    def _storage(self, kind: str) -> BufferedStorage:
        if kind not in self._open:
            with store_errors():
                try:
                    sealed, _ = read(self._path(kind))
                    text = unseal(self._key, sealed, kind.encode())
                except FileNotFoundError:
                    text = None
            self._open[kind] = BufferedStorage(text)
        return self._open[kind]

    def _path(self, kind: str) -> Path:
        return self._folder / f"{file_name(kind)}.json"


def _put_in_order(table: Table) -> None:
    """Number the rows by their keys, not by when they came."""
    rows = sorted((dict(row) for row in table.all()), key=itemgetter("key"))
    table.truncate()
    table.insert_multiple(rows)


def _table(storage: BufferedStorage) -> Table:
    return TinyDB(storage=lambda: storage).table("records", cache_size=0)


def records_folder(root: Path) -> Path:
    """Return where a store keeps its records."""
    return root / "data" / "records"
