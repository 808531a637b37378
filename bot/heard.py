"""The events that were carried out lately, in memory alone: a retry is known also where its conversation is forgotten.

A platform brings an event again where our answer was lost on the way, for up to an hour. What somebody cancelled, or
took to the anonymous page, must not come back to life by that, and nothing of it may be kept to prevent it: so this
knows digests under a key of this process.
"""

import secrets
from hashlib import blake2b

from bot.events import Talker
from candour.cases.newest import Newest

_MOST = 20_000


class Heard:
    """Remembers the last events, some hours of a busy day. Its methods may be called from any thread."""

    def __init__(self, most: int = _MOST) -> None:
        self._key = secrets.token_bytes(32)
        self._known: Newest[bytes, None] = Newest(most)

    def __len__(self) -> int:
        """Return how many are known."""
        return len(self._known)

    def holds(self, talker: Talker, event: str) -> bool:
        """Tell whether somebody's event was carried out."""
        return self._digest(talker, event) in self._known

    def add(self, talker: Talker, event: str) -> None:
        """Remember an event that was carried out."""
        self._known.put(self._digest(talker, event), None)

    def _digest(self, talker: Talker, event: str) -> bytes:
        return blake2b(f"{talker.key} {event}".encode(errors="replace"), key=self._key, digest_size=16).digest()
