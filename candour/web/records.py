"""The port of the pages to records that belong to no case: links and sessions."""

from collections.abc import Mapping
from typing import Protocol


class RecordStore(Protocol):
    """A part of `ports.Store`. Its methods may be called from any thread, and raise StoreError and its subclasses."""

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        """Write a record; None deletes it."""

    def get(self, kind: str, key: str) -> Mapping[str, str] | None:
        """Return a record."""

    def records(self, kind: str) -> Mapping[str, Mapping[str, str]]:
        """Return all records of a kind by their keys."""
