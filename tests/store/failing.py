"""A disk that refuses at a chosen moment: of the calls by which a store changes anything, the nth fails."""

import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

FILE_SYNC = "fsync of a file"
FOLDER_SYNC = "fsync of a folder"
WRITES = ("open", "write", "mkdir", "replace")


def _kind(name: str, arguments: tuple[Any, ...]) -> str | None:
    """Return what kind of change a call is; None for a call that only reads."""
    if name == "open":
        return name if arguments[1] & os.O_CREAT else None
    if name == "fsync":
        return FOLDER_SYNC if stat.S_ISDIR(os.fstat(arguments[0]).st_mode) else FILE_SYNC
    return name


class FailingDisk:
    """Lets every call through, but in a `failing` block."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.has_failed = False
        self._counting = threading.Lock()
        self._error = 0
        self._kinds: frozenset[str] = frozenset()
        self._calls_left = 0
        for name in (*WRITES, "fsync"):
            monkeypatch.setattr(os, name, self._watched(name, getattr(os, name)))

    @contextmanager
    def failing(self, error: int, nth: int, *kinds: str) -> Iterator[None]:
        """Let the nth call of these kinds fail in the block, once, with this errno."""
        self.has_failed = False
        self._error, self._calls_left, self._kinds = error, nth, frozenset(kinds)
        try:
            yield
        finally:
            self._kinds = frozenset()

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **keywords: Any) -> Any:
            if self._kinds and _kind(name, arguments) in self._kinds and self._is_last():
                raise OSError(self._error, os.strerror(self._error))
            return real(*arguments, **keywords)

        return call

    def _is_last(self) -> bool:
        with self._counting:
            self._calls_left -= 1
            self.has_failed |= self._calls_left == 0
            return self._calls_left == 0
