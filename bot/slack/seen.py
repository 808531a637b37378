"""What Slack brought lately: it brings an event again that it believes to be lost."""

from collections import OrderedDict
from threading import Lock

_MOST = 2000


class Seen:
    """The events of this process. What a conversation keeps is known by the line; this is for what leaves no trace."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._keys: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: str) -> bool:
        with self._lock:
            return key in self._keys

    def add(self, key: str) -> None:
        """Remember an event; the oldest is forgotten for it."""
        with self._lock:
            self._keys[key] = None
            while len(self._keys) > self._most:
                self._keys.popitem(last=False)
