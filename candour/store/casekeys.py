"""The keys of cases: a random one each, wrapped by the installation's key, in a file of its own beside the data.

Who destroys a case's key file erases the case, in this store and in every backup of the data: nothing else opens it.
That is why the keys don't stand in the data tree, and why backups of the two have to be kept apart.
"""

import os
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import NamedTuple

from candour.cases.errors import StoreDamagedError
from candour.store.alongside import Alongside
from candour.store.disk import Disk, read, remove, store_errors
from candour.store.keys import KEY_SIZE, InstallationKey, subkey
from candour.store.sealing import seal, unseal
from candour.store.times import round_times

_CHECK = b"the key that this store was made with"


class NewKey(NamedTuple):
    """A case's key, and its writing: syncing the key costs as much as syncing the case, so the two overlap.

    Nothing that is sealed with the key may stand in its place before `written` has a result.
    """

    key: bytes
    written: Future[None]


class CaseKeys:
    """The folder of wrapped keys."""

    def __init__(self, folder: Path, key: InstallationKey, disk: Disk) -> None:
        self._folder = folder
        self._wrapping = subkey(key.secret, b"candour wrapping of case keys")
        self._disk = disk
        self._alongside = Alongside("case-keys")

    def check(self) -> None:
        """Raise StoreDamagedError where the store was made with another installation key.

        Without this a mistyped key would make every case look damaged.
        """
        path = self._folder / "installation.check"
        with store_errors():
            try:
                sealed, _ = read(path)
            except FileNotFoundError:
                if self._disk.is_writable and not self.references():
                    self._disk.replace(path, [seal(self._wrapping, _CHECK, b"check")])
                return
        try:
            unseal(self._wrapping, sealed, b"check")
        except StoreDamagedError:
            raise StoreDamagedError(
                "the installation's key is not the one that this store was made with; nothing was changed: "
                "start again with the right key"
            ) from None

    def create(self, reference: str) -> NewKey:
        """Return a new case's key, while it is still being written.

        A key that a crash left without its case is used again if it is whole.
        """
        try:
            key, sealed = self.load(reference), None
        except StoreDamagedError:
            key = os.urandom(KEY_SIZE)
            sealed = seal(self._wrapping, key, _place(reference))
        return NewKey(key, self._alongside.submit(partial(self._write, reference, sealed)))

    def _write(self, reference: str, sealed: bytes | None) -> None:
        if sealed is not None:
            # Under its final name at once: cut short by a crash it is a key without a case, which is harmless.
            self._disk.create(Path(self._path(reference)), [sealed])
        self._disk.sync_folder(self._folder)

    def load(self, reference: str) -> bytes:
        """Return a case's key; raises StoreDamagedError where it is gone or doesn't open."""
        with store_errors():
            try:
                sealed, _ = read(self._path(reference))
            except FileNotFoundError:
                raise StoreDamagedError(f"the key of {reference} is gone") from None
        return unseal(self._wrapping, sealed, _place(reference))

    def discard(self, reference: str) -> None:
        """Remove the key of a case that was never written."""
        remove(Path(self._path(reference)))

    def round_times(self, reference: str, step_in_ns: int) -> None:
        """Let the time of a key's file, and of the folder, tell no more than the hour or the day."""
        round_times([Path(self._path(reference)), self._folder], step_in_ns)

    def close(self) -> None:
        """Wait for what is being written."""
        self._alongside.close()

    def references(self) -> set[str]:
        """Return the references of all cases that have a key."""
        with store_errors():
            return {path.stem for path in self._folder.glob("*.key")}

    def _path(self, reference: str) -> str:
        return f"{self._folder}/{reference}.key"


def _place(reference: str) -> bytes:
    return b"key of " + reference.encode()
