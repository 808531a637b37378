"""The indexes: where things stand, kept in memory and rebuilt from the cases at each start.

Plain dictionaries and a sorted list. (TinyDB's MemoryStorage copies a table at each insert: 2 ms at 10,000 rows.)
"""

import contextlib
import gc
import threading
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from candour.cases.ports import DueNotice, RegisterEntry
from candour.store.extracts import Extract, NoticeExtract

_LAST = chr(0x10FFFF)
"""Sorts after every reference."""

_Waiting = tuple[float, str, str, datetime]
"""A notice that waits. The moment stands first as a number too, because datetimes with zones are slow to compare."""


def _waiting(at: datetime, reference: str, notice_id: str) -> _Waiting:
    return (at.timestamp(), reference, notice_id, at)


@contextlib.contextmanager
def _collection_paused() -> Iterator[None]:
    """Let many small things be made that all stay: looking for garbage among them is a third of a start."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Index:
    """Every case's extract, and the ways to find it. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._extracts: dict[str, Extract] = {}
        self._keys: dict[str, str] = {}
        self._threads: dict[str, str] = {}
        self._message_ids: dict[str, tuple[str, NoticeExtract]] = {}
        self._messages: dict[str, list[str]] = {}
        self._waiting: list[_Waiting] = []
        self._answers: dict[str, dict[str, list[datetime]]] = {}
        self._reporters: dict[str, set[str]] = {}
        self._types: dict[str | None, set[str]] = {}
        self._in_order: list[RegisterEntry] | None = None

    def put(self, extract: Extract) -> None:
        """Take up a case, in place of what was known of it."""
        with self._lock:
            if (before := self._extracts.get(extract.line.reference)) is not None:
                self._drop(before)
            self._take_up(extract, lambda notice: insort(self._waiting, notice))

    def fill(self, extracts: Iterable[Extract]) -> None:
        """Take up the cases of a start, each for the first time."""
        with self._lock, _collection_paused():
            for extract in extracts:
                self._take_up(extract, self._waiting.append)
            self._waiting.sort()

    def _take_up(self, extract: Extract, wait: Callable[[_Waiting], None]) -> None:
        reference = extract.line.reference
        if self._in_order is not None:
            insort(self._in_order, extract.line, key=_age)
        self._extracts[reference] = extract
        self._types.setdefault(extract.line.incident_type, set()).add(reference)
        self._keys.update(dict.fromkeys(extract.keys, reference))
        self._threads[extract.reply_token] = reference
        for notice in extract.notices:
            self._message_ids[notice.message_id] = (reference, notice)
            if notice.waiting_since is not None:
                wait(_waiting(notice.waiting_since, reference, notice.id))
        for message_id in extract.messages:
            self._messages.setdefault(message_id, []).append(reference)
        for address, at in extract.answers:
            self._answers.setdefault(address, {}).setdefault(reference, []).append(at)
        for address in extract.reporters:
            self._reporters.setdefault(address, set()).add(reference)

    def _drop(self, extract: Extract) -> None:
        reference = extract.line.reference
        if self._in_order is not None:
            self._in_order.pop(bisect_left(self._in_order, _age(extract.line), key=_age))
        self._types[extract.line.incident_type].discard(reference)
        for key in extract.keys:
            self._keys.pop(key, None)
        self._threads.pop(extract.reply_token, None)
        for notice in extract.notices:
            self._message_ids.pop(notice.message_id, None)
            if notice.waiting_since is not None:
                self._waiting.pop(bisect_left(self._waiting, _waiting(notice.waiting_since, reference, notice.id)))
        for message_id in extract.messages:
            self._messages[message_id].remove(reference)
            if not self._messages[message_id]:
                del self._messages[message_id]
        for address, _ in extract.answers:
            self._answers.get(address, {}).pop(reference, None)
        for address in extract.reporters:
            self._reporters[address].discard(reference)

    def extract(self, reference: str) -> Extract | None:
        """Return what is known of a case."""
        with self._lock:
            return self._extracts.get(reference)

    def evidence(self, reference: str) -> Counter[str]:
        """Return how often a case names each digest; a case that isn't there names none."""
        extract = self.extract(reference)
        return Counter(extract.evidence) if extract else Counter()

    def all_evidence(self) -> set[str]:
        """Return every digest that a case names."""
        with self._lock:
            return {digest for extract in self._extracts.values() for digest in extract.evidence}

    def register(self, incident_type: str | None) -> Sequence[RegisterEntry]:
        """Return all lines, or those of a type, oldest first."""
        with self._lock:
            if incident_type is not None:
                return _oldest_first(self._extracts[reference].line for reference in self._types.get(incident_type, ()))
            if self._in_order is None:  # kept from then on: pages ask for it, and each report that comes
                self._in_order = _oldest_first(extract.line for extract in self._extracts.values())
            return list(self._in_order)

    def find_key(self, key: str) -> str | None:
        """Return whose inbox key this is."""
        with self._lock:
            return self._keys.get(key)

    def find_thread(self, token: str) -> str | None:
        """Return whose reply token this is."""
        with self._lock:
            return self._threads.get(token)

    def find_message(self, message_id: str) -> Sequence[str]:
        """Return which cases have a message with this Message-ID, oldest first."""
        with self._lock:
            return self._in_age(self._messages.get(message_id, ()))

    def reported_by(self, hashed_address: str) -> Sequence[str]:
        """Return which cases somebody reported, oldest first."""
        with self._lock:
            return self._in_age(self._reporters.get(hashed_address, ()))

    def _in_age(self, references: Iterable[str]) -> Sequence[str]:
        return [line.reference for line in _oldest_first(self._extracts[each].line for each in references)]

    def find_notice(self, message_id: str) -> DueNotice | None:
        """Return which notice was given this Message-ID."""
        with self._lock:
            found = self._message_ids.get(message_id)
        if found is None:
            return None
        reference, notice = found
        return DueNotice(reference=reference, notice_id=notice.id, due_at=notice.due_at)

    def due_notices(self, now: datetime, limit: int) -> Sequence[DueNotice]:
        """Return the notices that have waited long enough, earliest first."""
        with self._lock:
            count = bisect_right(self._waiting, _waiting(now, _LAST, _LAST))
            due = self._waiting[: min(count, max(limit, 0))]
        return [DueNotice(reference=reference, notice_id=notice, due_at=at) for _, reference, notice, at in due]

    def next_due(self) -> datetime | None:
        """Return when the first waiting notice may go."""
        with self._lock:
            return self._waiting[0][-1] if self._waiting else None

    def answers_since(self, hashed_address: str, since: datetime) -> int:
        """Count the notices to this reporter that were made since then."""
        with self._lock:
            made = self._answers.get(hashed_address, {})
            return sum(1 for moments in made.values() for at in moments if at >= since)


def _oldest_first(lines: Iterable[RegisterEntry]) -> list[RegisterEntry]:
    return sorted(lines, key=_age)


def _age(line: RegisterEntry) -> tuple[datetime, str]:
    return (line.opened_at, line.reference)
