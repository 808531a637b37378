"""Files that are written before their report is accepted, and let go of where no case takes them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from candour.cases.dispatch import Outcome, Receipt
from candour.cases.errors import StoreError
from candour.cases.ports import Store
from candour.cases.report import Evidence
from intake.message import Attachment

_log = logging.getLogger(__name__)
_KEPT = frozenset({Outcome.NEW_CASE, Outcome.JOINED})
"""The outcomes by which a case now owns the evidence."""


class Held:
    """What was written for one report, in its order. Raises StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_kept = False
        self.evidence: list[Evidence] = []

    def add(self, file: Attachment) -> None:
        """Write a file."""
        self.evidence.append(self._store.hold([file.content], name=file.name, media_type=file.media_type))

    def settle(self, receipt: Receipt) -> Receipt:
        """Take note of whether a case owns the files now, and return the receipt."""
        self._is_kept = receipt.outcome in _KEPT
        return receipt

    def release(self) -> None:
        """Let go of what no case took. A failure here costs room until the next start, never a message."""
        for evidence in () if self._is_kept else self.evidence:
            try:
                self._store.release(evidence.digest)
            except StoreError as error:
                _log.warning("held evidence could not be released", extra={"error": type(error).__name__})


@contextmanager
def holding(store: Store) -> Iterator[Held]:
    """Hold files for a report; whatever happens, those that no case owns in the end are released."""
    held = Held(store)
    try:
        yield held
    finally:
        held.release()
