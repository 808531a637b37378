"""All case folders: read at the start, opened one by one afterwards."""

import logging
from collections.abc import Callable
from pathlib import Path

from candour.cases.case import Case
from candour.cases.errors import CaseNotFoundError, StoreDamagedError, StoreError
from candour.store.casefolder import CaseFolder, is_leftover
from candour.store.casekeys import CaseKeys
from candour.store.disk import store_errors
from candour.store.extracts import Extract, quiet
from candour.store.index import Index
from candour.store.naming import is_file_name

_log = logging.getLogger(__name__)


class Shelf:
    """The folders of cases with their keys; what can't be opened is noted, and never stops the others."""

    def __init__(self, folder: Path, keys: CaseKeys, index: Index, extract: Callable[[Case], Extract]) -> None:
        self._folder = folder
        self._keys = keys
        self._index = index
        self._extract = extract
        self._damaged: set[str] = set()

    @property
    def damaged(self) -> tuple[str, ...]:
        """The references of cases that are there but can't be opened."""
        return tuple(sorted(self._damaged.copy()))

    def has(self, reference: str) -> bool:
        """Tell whether a reference is in use, be it by a damaged case."""
        return self._index.extract(reference) is not None or reference in self._damaged

    def fill_index(self) -> None:
        """Read the head of every case."""
        with store_errors():
            try:
                found = {path.name for path in self._folder.iterdir()}
            except FileNotFoundError:
                raise StoreError(f"there is no store in {self._folder.parent.parent}") from None
        self._index.fill(filter(None, map(self._read_extract, filter(is_file_name, found))))
        if lost := self._keys.references() - found:
            _log.warning(
                "%d keys have no case: a crash leaves one, older data that was put back leaves many", len(lost)
            )

    def _read_extract(self, reference: str) -> Extract | None:
        """Return what the indexes need of a case; None, noted, where there is none or it can't be opened."""
        try:
            file = self.open(reference).file
            return file.read_extract() or self._extract(file.read_case())
        except StoreError as error:
            if is_leftover(self.path(reference)):
                _log.warning("%s has a folder but no case: a crash before it was acknowledged leaves that", reference)
            else:
                self._note_damage(reference, error)
            return None

    def _note_damage(self, reference: str, error: StoreError) -> None:
        self._damaged.add(reference)
        _log.error("%s can't be opened: %s", reference, error)

    def path(self, reference: str) -> Path:
        """Return where a case's folder is, or would be."""
        return self._folder / reference

    def open(self, reference: str) -> CaseFolder:
        """Return a case's folder with its key; raises StoreDamagedError where the key is gone or doesn't open."""
        return CaseFolder(f"{self._folder}/{reference}", reference, self._keys.load(reference))

    def known(self, reference: str) -> Extract:
        """Return the extract of a case; raises CaseNotFoundError, and StoreDamagedError where it didn't open."""
        if (extract := self._index.extract(reference)) is not None:
            return extract
        if reference in self._damaged:
            raise StoreDamagedError(f"{reference} is there but can't be opened; see the log of the last start")
        raise CaseNotFoundError(reference)

    def load(self, reference: str) -> Case:
        """Return a case; raises CaseNotFoundError, StoreDamagedError."""
        extract = self.known(reference)
        try:
            return self.open(reference).file.read_case()
        except StoreDamagedError as error:
            self._note_damage(reference, error)
            self._index.put(quiet(extract))
            raise

    def written(self, extract: Extract) -> None:
        """Take up what was just written: it can be opened, whatever was there before."""
        self._index.put(extract)
        self._damaged.discard(extract.line.reference)
