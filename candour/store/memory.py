"""A store in memory, for tests and for trying things out: the contract in its plainest form.

It keeps cases as JSON, so that what comes out is never what went in, and looks for things by reading every case.
"""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from candour.cases.case import Case
from candour.cases.directory import folded
from candour.cases.errors import (
    CaseNotFoundError,
    DuplicateReportError,
    EvidenceNotFoundError,
    ReferenceTakenError,
    StaleCaseError,
    StoreError,
)
from candour.cases.own_cases import reporters
from candour.cases.ports import DueNotice, RegisterEntry
from candour.cases.register import register_entry
from candour.cases.report import Evidence
from candour.store import extracts
from candour.store.documents import case_of, case_text
from candour.store.naming import file_name

P = ParamSpec("P")
T = TypeVar("T")


def _one_at_a_time(
    method: Callable[Concatenate["MemoryStore", P], T],
) -> Callable[Concatenate["MemoryStore", P], T]:
    @wraps(method)
    def locked(self: "MemoryStore", /, *arguments: P.args, **keywords: P.kwargs) -> T:
        with self.lock:
            if self.closed:
                raise StoreError("the store is closed")
            return method(self, *arguments, **keywords)

    return locked


class MemoryStore:
    """A Store that forgets everything when the process ends."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.closed = False
        self._held: dict[str, bytes] = {}
        self._claims: Counter[str] = Counter()
        self._cases: dict[str, Case] = {}
        self._evidence: dict[tuple[str, str], bytes] = {}
        self._records: dict[tuple[str, str], dict[str, str]] = {}

    def hold(self, chunks: Iterable[bytes], *, name: str, media_type: str) -> Evidence:
        """See `Store.hold`."""
        content = b"".join(chunks)
        digest = hashlib.sha256(content).hexdigest()
        self._keep(digest, content)
        return Evidence(digest=digest, size_in_bytes=len(content), name=name, media_type=media_type)

    @_one_at_a_time
    def _keep(self, digest: str, content: bytes) -> None:
        self._held[digest] = content
        self._claims[digest] += 1

    @_one_at_a_time
    def release(self, digest: str) -> None:
        """See `Store.release`."""
        self._let_go(digest, 1)

    def _let_go(self, digest: str, claims: int) -> None:
        self._claims[digest] -= claims
        if self._claims[digest] <= 0:
            del self._claims[digest]
            self._held.pop(digest, None)

    @_one_at_a_time
    def accept(self, case: Case) -> None:
        """See `Store.accept`."""
        if file_name(case.reference) in self._cases:
            raise ReferenceTakenError(case.reference)
        self._write(case, None)

    @_one_at_a_time
    def save(self, case: Case) -> None:
        """See `Store.save`."""
        stored = self._stored(case.reference)
        if stored.version != case.version - 1:
            raise StaleCaseError(case.reference)
        self._write(case, stored)

    def _write(self, case: Case, stored: Case | None) -> None:
        for key in set(case.keys).difference(stored.keys if stored else ()):
            owner = self.find_key(key)
            if owner not in {None, case.reference}:
                raise DuplicateReportError(str(owner))
        wanted = Counter(item.digest for item in case.evidence)
        new = wanted - Counter(item.digest for item in stored.evidence) if stored else wanted
        for digest in wanted:
            if digest not in self._held and (case.reference, digest) not in self._evidence:
                raise EvidenceNotFoundError(digest)
        self._cases[case.reference] = case_of(case_text(case), case.reference)
        for digest, claims in new.items():
            if digest in self._held:
                self._evidence[case.reference, digest] = self._held[digest]
                self._let_go(digest, claims)
        for digest in {item.digest for item in stored.evidence} - wanted.keys() if stored else ():
            del self._evidence[case.reference, digest]

    def _stored(self, reference: str) -> Case:
        try:
            return self._cases[reference]
        except KeyError:
            raise CaseNotFoundError(reference) from None

    @_one_at_a_time
    def load(self, reference: str) -> Case:
        """See `Store.load`."""
        return case_of(case_text(self._stored(reference)), reference)

    @_one_at_a_time
    def register(self, incident_type: str | None = None) -> Sequence[RegisterEntry]:
        """See `Store.register`."""
        lines = [register_entry(case) for case in self._cases.values()]
        if incident_type is not None:
            lines = [line for line in lines if line.incident_type == incident_type]
        return sorted(lines, key=lambda line: (line.opened_at, line.reference))

    @_one_at_a_time
    def find_key(self, key: str) -> str | None:
        """See `Store.find_key`."""
        return next((case.reference for case in self._cases.values() if key in case.keys), None)

    @_one_at_a_time
    def find_thread(self, token: str) -> str | None:
        """See `Store.find_thread`."""
        return next((case.reference for case in self._cases.values() if token == case.reply_token), None)

    @_one_at_a_time
    def find_message(self, message_id: str) -> Sequence[str]:
        """See `Store.find_message`."""
        found = [case for case in self._cases.values() if message_id in extracts.message_ids(case)]
        return [case.reference for case in sorted(found, key=lambda case: (case.opened_at, case.reference))]

    @_one_at_a_time
    def find_notice(self, message_id: str) -> DueNotice | None:
        """See `Store.find_notice`."""
        for case in self._cases.values():
            for notice in case.notices:
                if notice.message_id == message_id:
                    return extracts.given_notice(case, notice)
        return None

    def _waiting(self) -> list[DueNotice]:
        waiting = [
            DueNotice(reference=case.reference, notice_id=notice.id, due_at=since)
            for case in self._cases.values()
            for notice in case.notices
            if (since := extracts.waiting_since(notice)) is not None
        ]
        return sorted(waiting, key=lambda notice: (notice.due_at, notice.reference, notice.notice_id))

    @_one_at_a_time
    def due_notices(self, now: datetime, limit: int) -> Sequence[DueNotice]:
        """See `Store.due_notices`."""
        return [notice for notice in self._waiting() if notice.due_at <= now][:limit]

    @_one_at_a_time
    def next_due(self) -> datetime | None:
        """See `Store.next_due`."""
        return next((notice.due_at for notice in self._waiting()), None)

    @_one_at_a_time
    def answers_since(self, address: str, since: datetime) -> int:
        """See `Store.answers_since`."""
        wanted = extracts.folded(address)
        made = [answer for case in self._cases.values() for answer in extracts.answers(case)]
        return sum(1 for to, at in made if to == wanted and at >= since)

    @_one_at_a_time
    def reported_by(self, address: str) -> Sequence[str]:
        """See `Store.reported_by`."""
        theirs = (case for case in self._cases.values() if folded(address) in reporters(case))
        return [case.reference for case in sorted(theirs, key=lambda case: (case.opened_at, case.reference))]

    @_one_at_a_time
    def open_evidence(self, reference: str, digest: str) -> Iterator[bytes]:
        """See `Store.open_evidence`."""
        try:
            return iter((self._evidence[reference, digest],))
        except KeyError:
            raise EvidenceNotFoundError(digest) from None

    @_one_at_a_time
    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        """See `Store.put`."""
        self._records.pop((file_name(kind), key), None)
        if document is not None:
            self._records[kind, key] = dict(document)

    @_one_at_a_time
    def get(self, kind: str, key: str) -> Mapping[str, str] | None:
        """See `Store.get`."""
        document = self._records.get((file_name(kind), key))
        return None if document is None else dict(document)

    @_one_at_a_time
    def records(self, kind: str) -> Mapping[str, Mapping[str, str]]:
        """See `Store.records`."""
        wanted = file_name(kind)
        return {key: dict(self._records[kind_, key]) for kind_, key in sorted(self._records) if kind_ == wanted}

    @_one_at_a_time
    def awaits_restoring(self) -> bool:
        """See `Store.awaits_restoring`. Nothing here gets damaged."""
        return False

    @_one_at_a_time
    def even_times(self) -> None:
        """See `Store.even_times`. Nothing here has times."""

    def close(self) -> None:
        """See `Store.close`."""
        self.closed = True
