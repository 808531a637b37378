"""What is made in folders while a test runs, also where it is gone at once: temporary files (inotify(7))."""

import ctypes
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CREATED, _MOVED_IN = 0x100, 0x80
_EVENT = struct.Struct("iIII")
_MUCH = 1 << 20


class WatchedFolders:
    """Notes the names of the files and folders that are made below some folders."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def made(self) -> list[str]:
        """Return what was made since the last call."""
        try:
            read = os.read(self._descriptor, _MUCH)
        except BlockingIOError:
            return []
        return list(_names(read))


@contextmanager
def watched_folders(*folders: Path) -> Iterator[WatchedFolders]:
    """Watch these folders and all that are below them now."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        for folder in folders:
            for path in (folder, *(below for below in folder.rglob("*") if below.is_dir())):
                watch = libc.inotify_add_watch(descriptor, os.fsencode(path), _CREATED | _MOVED_IN)
                assert watch >= 0, os.strerror(ctypes.get_errno())
        yield WatchedFolders(descriptor)
    finally:
        os.close(descriptor)


def _names(events: bytes) -> Iterator[str]:
    at = 0
    while at < len(events):
        _, _, _, length = _EVENT.unpack_from(events, at)
        at += _EVENT.size
        yield os.fsdecode(events[at : at + length].rstrip(b"\0"))
        at += length
