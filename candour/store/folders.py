"""The store on the disk: one folder a case, TinyDB inside, everything sealed.

lock, owner.json          one process at a time
keys/SF-26-K7QM4.key      the case's key, wrapped by the installation's; installation.check knows that one
data/cases/SF-26-K7QM4/   case.json (TinyDB, sealed) and evidence/
data/incoming/            evidence that belongs to no case yet
data/records/             what belongs to no case, a file a kind
"""

import contextlib
import os
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, wait
from pathlib import Path

from candour.cases.case import Case
from candour.cases.confidential import came_anonymously, came_confidentially
from candour.cases.errors import (
    DuplicateReportError,
    EvidenceNotFoundError,
    ReferenceTakenError,
    StaleCaseError,
)
from candour.cases.report import Evidence
from candour.store.casefolder import CaseFolder, remove_empty, round_folder, undone_on_failure
from candour.store.casekeys import CaseKeys
from candour.store.disk import Disk
from candour.store.documents import case_text
from candour.store.evidence import Incoming
from candour.store.extracts import Extract, extract_of
from candour.store.index import Index
from candour.store.keys import InstallationKey, subkey
from candour.store.lock import lock_store
from candour.store.lookups import Lookups
from candour.store.naming import file_name
from candour.store.records import Records, records_folder
from candour.store.shelf import Shelf
from candour.store.times import DAY_IN_NS, HOUR_IN_NS


class CaseFolderStore(Lookups):
    """A Store in folders under `root`. Opening it reads the head of every case.

    Raises StoreLockedError where another process has it, StoreDamagedError where `key` is not the one that it was made
    with. A case that can't be opened doesn't stop the others: it is logged and listed in `damaged`.

    With `read_only` it takes no lock and writes nothing, so it can look at a store that another process works on; it
    shows the cases as they stood when it was opened.

    Destroying `keys/<reference>.key` erases that case here and in all backups of `data`.
    """

    def __init__(self, root: Path, key: InstallationKey, *, read_only: bool = False) -> None:
        self._disk = Disk(read_only=read_only)
        self._cases, keys = root / "data" / "cases", root / "keys"
        incoming, records = root / "data" / "incoming", records_folder(root)
        for folder in () if read_only else (root, self._cases, incoming, records, keys):
            self._disk.make_folder(folder)
        self._process_lock = None if read_only else lock_store(root)
        self._lock = threading.Lock()
        super().__init__(Index(), subkey(key.secret, b"candour addresses"))
        self._keys = CaseKeys(keys, key, self._disk)
        self._incoming = Incoming(incoming, key, self._disk)
        self._records = Records(records, key, self._disk)
        self._shelf = Shelf(self._cases, self._keys, self._index, self._extract)
        try:
            if not read_only:
                # A process that was killed between a renaming and its sync left a case that is seen but not durable.
                # From here on it is answered as a duplicate, so it must be on the disk before anybody can ask.
                os.sync()
            self._keys.check()
            self._shelf.fill_index()
            if not read_only:
                self._incoming.clean(self._index.all_evidence())
        except BaseException:
            self.close()
            raise

    @property
    def damaged(self) -> tuple[str, ...]:
        """The references of cases that are there but can't be opened."""
        return self._shelf.damaged

    def _extract(self, case: Case) -> Extract:
        return extract_of(case, self._hashed)

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """Let one thread at a time change the cases, if they may be changed."""
        with self._lock:
            self._check_open()
            self._disk.check_writable()
            yield

    def hold(self, chunks: Iterable[bytes], *, name: str, media_type: str) -> Evidence:
        """See `Store.hold`. What `chunks` raises is passed on."""
        self._check_open()
        draft = self._incoming.draft(chunks)
        with self._changing():
            self._incoming.keep(draft)
        return Evidence(digest=draft.digest, size_in_bytes=draft.size_in_bytes, name=name, media_type=media_type)

    def release(self, digest: str) -> None:
        """See `Store.release`."""
        with self._changing():
            self._incoming.end_claim(digest)

    def accept(self, case: Case) -> None:
        """See `Store.accept`."""
        reference, written = file_name(case.reference), self._written(case)
        with self._changing():
            if self._shelf.has(reference):
                raise ReferenceTakenError(reference)
            self._check(case)
            with undone_on_failure() as undo:
                path = self._shelf.path(reference)
                undo.callback(remove_empty, path)
                self._disk.make_folder(path)
                undo.callback(self._keys.discard, reference)
                new = self._keys.create(reference)
                undo.callback(wait, [new.written])
                self._disk.sync_folder(self._cases)
                self._write(case, written, CaseFolder(str(path), reference, new.key), undo, once=new.written)

    def save(self, case: Case) -> None:
        """See `Store.save`."""
        written = self._written(case)
        with self._changing():
            if self._shelf.known(case.reference).version != case.version - 1:
                raise StaleCaseError(case.reference)
            self._check(case)
            with undone_on_failure() as undo:
                self._write(case, written, self._shelf.open(case.reference), undo)

    def _check(self, case: Case) -> None:
        for key in case.keys:
            if (owner := self._index.find_key(key)) not in {None, case.reference}:
                raise DuplicateReportError(str(owner))
        named = self._index.evidence(case.reference)
        for item in case.evidence:
            if item.digest not in named and not self._incoming.holds(item.digest):
                raise EvidenceNotFoundError(item.digest)

    def _written(self, case: Case) -> tuple[str, Extract]:
        """Return what is to be written of a case, made before anybody waits for it."""
        return case_text(case), self._extract(case)

    def _write(
        self,
        case: Case,
        written: tuple[str, Extract],
        folder: CaseFolder,
        undo: contextlib.ExitStack,
        *,
        once: Future[None] | None = None,
    ) -> None:
        text, extract = written
        before = self._index.evidence(case.reference)
        wanted = Counter(item.digest for item in case.evidence)
        for digest in wanted.keys() - before.keys():
            folder.adopt(self._disk, digest, self._incoming.open(digest), undo)
        folder.file.write(self._disk, text, extract, once=once)
        self._shelf.written(extract)
        self._incoming.adopted(wanted - before)
        folder.vault.discard(before.keys() - wanted.keys())
        if came_confidentially(case):
            self._round_times(case.reference, DAY_IN_NS if came_anonymously(case) else HOUR_IN_NS)

    def _round_times(self, reference: str, step_in_ns: int) -> None:
        round_folder(self._shelf.path(reference), step_in_ns)
        self._keys.round_times(reference, step_in_ns)

    def load(self, reference: str) -> Case:
        """See `Store.load`."""
        self._check_open()
        return self._shelf.load(reference)

    def open_evidence(self, reference: str, digest: str) -> Iterator[bytes]:
        """See `Store.open_evidence`. The last piece is given out only when the whole has the right SHA-256."""
        self._check_open()
        if digest not in self._index.evidence(reference):
            raise EvidenceNotFoundError(digest)
        return self._shelf.open(reference).vault.open(digest)

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        """See `Store.put`."""
        self._records.put(kind, key, document)

    def get(self, kind: str, key: str) -> Mapping[str, str] | None:
        """See `Store.get`."""
        return self._records.get(kind, key)

    def records(self, kind: str) -> Mapping[str, Mapping[str, str]]:
        """See `Store.records`."""
        return self._records.all(kind)

    def awaits_restoring(self) -> bool:
        """See `Store.awaits_restoring`."""
        self._check_open()
        return not self._keys.references().isdisjoint(self.damaged)

    def even_times(self) -> None:
        """See `Store.even_times`."""
        with self._changing():
            for line in self._index.register(None):
                if line.anonymous:
                    self._round_times(line.reference, DAY_IN_NS)
            self._incoming.round_times()
        self._records.round_times()

    def close(self) -> None:
        """See `Store.close`."""
        self._records.close()
        with self._lock:
            self._closed = True
            self._keys.close()
            if self._process_lock is not None:
                self._process_lock.release()
