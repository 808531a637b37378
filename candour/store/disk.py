"""Writing so that it is there after a power cut, or not at all.

A file is written beside its place, synced, renamed into it, and the folder synced. A sync that fails can't be tried
again: the kernel may have dropped what it could not write and report success the next time. So the store
stops writing then, until somebody has looked and started it again.
"""

import contextlib
import errno
import logging
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path

from candour.cases.errors import StoreError, StoreFullError, StoreReadOnlyError

_log = logging.getLogger(__name__)

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_FULL = "no room is left on the store's disk; once there is, it works again"
UNFINISHED = ".new"
"""The ending of files that are not in their place yet; after a crash they mean nothing."""


@contextlib.contextmanager
def store_errors() -> Iterator[None]:
    """Let what the operating system refuses be a StoreError, once, for everything that touches the disk."""
    try:
        yield
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0, "unknown")
        if error.errno in _NO_ROOM:
            raise StoreFullError(_FULL) from error
        if error.errno == errno.EROFS:
            raise StoreReadOnlyError("the store's disk is mounted read-only") from error
        raise StoreError(f"the store's disk refused ({code})") from error


class Disk:
    """The only one that writes files of a store."""

    def __init__(self, *, read_only: bool = False) -> None:
        self._refusal = "the store was opened for reading only" if read_only else None

    @property
    def is_writable(self) -> bool:
        """Tell whether the store may write."""
        return self._refusal is None

    def check_writable(self) -> None:
        """Raise StoreReadOnlyError after a failed sync, or where the store was opened for reading only."""
        if self._refusal is not None:
            raise StoreReadOnlyError(self._refusal)

    def make_folder(self, folder: Path) -> None:
        """Make a folder that only its owner can enter, with its parents; one that is there already is no error."""
        with store_errors():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def create(self, path: Path, pieces: Iterable[bytes]) -> None:
        """Write and sync a file whose place is not settled yet; leaves no part of it where that fails.

        What `pieces` itself raises is passed on as it is.
        """
        self.check_writable()
        with store_errors():
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            for piece in pieces:
                _write_all(file, piece)
            self._sync_file(file)
        except BaseException:
            remove(path)
            raise
        finally:
            os.close(file)

    def replace(self, path: Path, pieces: Iterable[bytes], *, once: Future[None] | None = None) -> None:
        """Put a whole new content in a file's place: after a crash either the old or the new one stands there.

        Where `once` is given, not before that has happened; what it raises is raised. Callers see to it that no two
        threads write the same path.
        """
        unfinished = path.with_name(path.name + UNFINISHED)
        self.create(unfinished, pieces)
        self.settle(unfinished, path, once=once)

    def settle(self, unfinished: Path, path: Path, *, once: Future[None] | None = None) -> None:
        """Move a synced file to its place and make that durable."""
        try:
            if once is not None:
                once.result()
            with store_errors():
                unfinished.replace(path)
        except BaseException:
            remove(unfinished)
            raise
        self.sync_folder(path.parent)

    def sync_folder(self, folder: Path) -> None:
        """Make names durable. A failure here leaves open what stands on the disk: it always ends writing."""
        with store_errors():
            opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(opened)
        except OSError as error:
            raise self._stop_writing(error) from error
        finally:
            os.close(opened)

    def _sync_file(self, file: int) -> None:
        try:
            os.fsync(file)
        except OSError as error:
            if error.errno in _NO_ROOM:  # where blocks are allocated late; the unfinished file is dropped
                raise StoreFullError(_FULL) from error
            raise self._stop_writing(error) from error

    def _stop_writing(self, error: OSError) -> StoreReadOnlyError:
        self._refusal = "a sync failed: check the disk, then start Candour again; until then nothing is written"
        _log.critical("a sync failed (%s): the store is read-only from now on", errno.errorcode.get(error.errno or 0))
        return StoreReadOnlyError(self._refusal)


def _write_all(file: int, content: bytes) -> None:
    rest = memoryview(content)
    with store_errors():
        while rest:
            rest = rest[os.write(file, rest) :]


def remove(path: Path) -> None:
    """Remove a file that means nothing any more; where that fails it stays behind, harmless."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("a leftover file could not be removed (%s)", errno.errorcode.get(error.errno or 0))


def read(path: Path | str, limit: int = -1) -> tuple[bytes, int]:
    """Return a file's first `limit` bytes (all of them without one), and its size in bytes.

    Takes a plain string too: making 20,000 paths is a good part of a start over 10,000 cases.
    """
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        size = os.fstat(opened).st_size
        wanted = size if limit < 0 else min(limit, size)
        content = os.read(opened, wanted)
        while len(content) < wanted and (more := os.read(opened, wanted - len(content))):
            content += more
        return content, size
    finally:
        os.close(opened)
