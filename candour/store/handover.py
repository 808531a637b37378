"""What a command leaves for the process that works on the store: only that one may write there.

Each piece is a sealed file of its own under a random name, in the folder `handover`. It is durable when `leave`
returns, and gone for good when `is_taken` says so, whatever happens to either process in between.
"""

import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path

from candour.store.disk import Disk, read, remove, store_errors
from candour.store.keys import InstallationKey, subkey
from candour.store.sealing import seal, unseal

_NAME = re.compile(r"[0-9a-f]{32}")


class Handover:
    """The folder of pieces, for both sides: the command leaves, the process takes."""

    def __init__(self, root: Path, key: InstallationKey) -> None:
        self._folder = root / "handover"
        self._key = subkey(key.secret, b"candour handover")
        self._disk = Disk()

    def leave(self, text: str) -> str:
        """Write and sync a piece; return its name. Raises StoreError."""
        self._disk.make_folder(self._folder)
        name = secrets.token_hex(16)
        self._disk.replace(self._folder / name, [seal(self._key, text.encode(), name.encode())])
        return name

    def is_taken(self, name: str) -> bool:
        """Tell whether a piece is gone, and no power cut can bring it back. Raises StoreError."""
        if (self._folder / name).exists():
            return False
        self._disk.sync_folder(self._folder)
        return True

    def withdraw(self, name: str) -> None:
        """Take a piece back that nobody took."""
        remove(self._folder / name)

    def take_all(self, take: Callable[[str], None]) -> int:
        """Call `take` with each piece that waits, and remove it when that returns; return how many there were.

        A piece may come once more after a crash. What `take` raises is passed on; that piece stays then. Raises
        StoreDamagedError for a piece that can't be opened, which is removed.
        """
        taken = 0
        for name in self._names():
            try:
                sealed, _ = read(self._folder / name)
            except FileNotFoundError:
                continue
            take(self._opened(name, sealed))
            remove(self._folder / name)
            self._disk.sync_folder(self._folder)
            taken += 1
        return taken

    def _opened(self, name: str, sealed: bytes) -> str:
        try:
            return unseal(self._key, sealed, name.encode()).decode()
        except BaseException:
            remove(self._folder / name)
            raise

    def _names(self) -> list[str]:
        with store_errors():
            try:
                found = os.listdir(self._folder)  # noqa: PTH208  names alone, each second
            except FileNotFoundError:
                return []
        return sorted(name for name in found if _NAME.fullmatch(name))
