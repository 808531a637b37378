"""Records of a store that another process works on, read without its lock."""

from collections.abc import Mapping
from pathlib import Path

from candour.store.disk import Disk
from candour.store.keys import InstallationKey
from candour.store.records import Records, records_folder


def record_beside(root: Path, key: InstallationKey, kind: str, record_key: str) -> Mapping[str, str] | None:
    """Return a record of a store that another process works on, as it stands now; see `Store.get`.

    Costs one small file, where opening the store reads the head of every case. Raises StoreError.
    """
    return Records(records_folder(root), key, Disk(read_only=True)).get(kind, record_key)


def records_beside(root: Path, key: InstallationKey, kind: str) -> Mapping[str, Mapping[str, str]]:
    """Return all records of a kind of a store that another process works on; see `record_beside`."""
    return Records(records_folder(root), key, Disk(read_only=True)).all(kind)
