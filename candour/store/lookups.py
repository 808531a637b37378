"""What a store answers from its index in memory, without opening a case."""

import hmac
from collections.abc import Sequence
from datetime import datetime

from candour.cases import directory
from candour.cases.errors import StoreError
from candour.cases.ports import DueNotice, RegisterEntry
from candour.store.extracts import folded
from candour.store.index import Index


class Lookups:
    """The questions of the port `Store` that the index answers; `addresses` is the key that hashes what is counted."""

    def __init__(self, index: Index, addresses: bytes) -> None:
        self._index = index
        self._addresses = addresses
        self._closed = False

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError("the store is closed")

    def _hashed(self, address: str) -> str:
        return hmac.digest(self._addresses, address.encode("utf-8", "surrogatepass"), "sha256").hex()

    def register(self, incident_type: str | None = None) -> Sequence[RegisterEntry]:
        """See `Store.register`."""
        self._check_open()
        return self._index.register(incident_type)

    def find_key(self, key: str) -> str | None:
        """See `Store.find_key`."""
        self._check_open()
        return self._index.find_key(key)

    def find_thread(self, token: str) -> str | None:
        """See `Store.find_thread`."""
        self._check_open()
        return self._index.find_thread(token)

    def find_message(self, message_id: str) -> Sequence[str]:
        """See `Store.find_message`."""
        self._check_open()
        return self._index.find_message(message_id)

    def find_notice(self, message_id: str) -> DueNotice | None:
        """See `Store.find_notice`."""
        self._check_open()
        return self._index.find_notice(message_id)

    def due_notices(self, now: datetime, limit: int) -> Sequence[DueNotice]:
        """See `Store.due_notices`."""
        self._check_open()
        return self._index.due_notices(now, limit)

    def next_due(self) -> datetime | None:
        """See `Store.next_due`."""
        self._check_open()
        return self._index.next_due()

    def answers_since(self, address: str, since: datetime) -> int:
        """See `Store.answers_since`."""
        self._check_open()
        return self._index.answers_since(self._hashed(folded(address)), since)

    def reported_by(self, address: str) -> Sequence[str]:
        """See `Store.reported_by`."""
        self._check_open()
        return self._index.reported_by(self._hashed(directory.folded(address)))
