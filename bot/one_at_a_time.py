"""One thing at a time for each conversation, whatever thread it comes by."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, RLock


class OneAtATime:
    """Locks by key. One is kept only while somebody holds it or waits for it: there are never more than threads."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[RLock, int]] = {}
        self._guard = Lock()

    @contextmanager
    def of(self, key: str) -> Iterator[None]:
        """Wait until nobody else is at work under this key; who is may come again."""
        with self._guard:
            lock, users = self._locks.get(key, (RLock(), 0))
            self._locks[key] = (lock, users + 1)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                lock, users = self._locks[key]
                if users == 1:
                    del self._locks[key]
                else:
                    self._locks[key] = (lock, users - 1)

    def __len__(self) -> int:
        """Return how many keys are in use."""
        return len(self._locks)
