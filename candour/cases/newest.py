"""A memory with a bound: what came longest ago is forgotten for what comes."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Newest(Generic[K, V]):
    """The newest values by their keys, at most so many. Its methods may be called from any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many are known."""
        return len(self._known)

    def __contains__(self, key: K) -> bool:
        """Tell whether a key is known."""
        with self._lock:
            return key in self._known

    def get(self, key: K) -> V | None:
        """Return a value, None where it is not known; that it was asked for makes it no newer."""
        with self._lock:
            return self._known.get(key)

    def put(self, key: K, value: V) -> V | None:
        """Keep a value as the newest; return the one that stood under its key."""
        with self._lock:
            before = self._known.pop(key, None)
            self._known[key] = value
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return before

    def pop(self, key: K) -> V | None:
        """Forget a value and return it, None where it is not known."""
        with self._lock:
            return self._known.pop(key, None)

    def items(self) -> list[tuple[K, V]]:
        """Return all as they are now, the oldest first."""
        with self._lock:
            return list(self._known.items())
