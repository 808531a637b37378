"""One message of a confidential mailbox: cleaned in memory, stored without its writer, and then deleted."""

import logging
from collections.abc import Callable, Sequence
from uuid import uuid4

from candour.cases.confidential import to_the_hour
from candour.cases.dispatch import Outcome, Receipt
from candour.cases.errors import ReadingFailedError
from candour.cases.ports import Cleaner, Now, Store, Unsign, Workers
from candour.cases.report import Door, Evidence, Report
from intake.holding import holding
from intake.limits import Limits
from intake.message import Arrival
from intake.nameless import Nameless, nameless, nameless_envelope
from intake.parse import message_keys
from intake.passing_keys import PassingKeys
from intake.taking import Disposal, Taken

_log = logging.getLogger(__name__)
_NO_CASE = frozenset({Outcome.SET_ASIDE, Outcome.BOUNCE})
_MARKS = {Disposal.EXPUNGE: "confidential", Disposal.ASIDE: "confidential aside"}


class ConfidentialTaker:
    """Takes reports in without who wrote them; may be called from several threads.

    Nothing of a header, no name of a file and no raw byte is held, logged or written, not for a moment: a message is
    parsed, cut and cleaned in a worker, in memory, and only what may be kept comes back. It is deleted from its mailbox
    when that is stored. What can't be parsed or cleaned stays the mail system's: it goes to a folder of its own, and
    a case says that it waits there.
    """

    def __init__(
        self,
        *,
        store: Store,
        workers: Workers,
        receive: Callable[[Report, Sequence[str]], Receipt],
        unsign: Unsign,
        cleaner: Cleaner,
        keys: PassingKeys,
        aside_folder: str,
        limits: Limits,
        now: Now,
    ) -> None:
        self._store = store
        self._workers = workers
        self._receive = receive
        self._unsign = unsign
        self._cleaner = cleaner
        self._keys = keys
        self._aside_folder = aside_folder
        self.limits = limits
        self._now = now

    def take(self, raw: bytes, arrival: Arrival) -> Taken:
        """Account for one message; when this returns, its cleaned report is stored, and it may be deleted or moved.

        1. Stop where it was accepted before: the process died before it was deleted. 2. Parse, cut and clean it in a
        worker. 3. Write the cleaned files. 4. Hand the report to the core.

        Raises StoreError, WorkersClosedError, WorkersUnavailableError, and whatever the core raises; then nothing was
        accepted, what was written is released, and the message must stay where it is.
        """
        keys = self._keys.of(message_keys(raw, arrival.school, self.limits))
        taken = self._known(keys) or self._taken(self._nameless(raw, arrival), arrival, keys[0])
        # No reference: beside the time of this line it would lead from the mail server's log to the case.
        _log.info("a message was accepted", extra={"mailbox": arrival.mailbox, "outcome": taken.receipt.outcome.value})
        return taken

    def _known(self, keys: Sequence[str]) -> Taken | None:
        """Return the answer for a message that was stored before; its key says what was to become of the mail."""
        for disposal, mark in _MARKS.items():
            for key in keys:
                if reference := self._store.find_key(f"{mark} {key}"):
                    return Taken(Receipt(outcome=Outcome.DUPLICATE, reference=reference), disposal)
        return None

    def _nameless(self, raw: bytes, arrival: Arrival) -> Nameless:
        """Return what may be kept; where a file is too much for a worker, once more without the files."""
        if arrival.unreadable:
            return nameless_envelope(raw, arrival, self.limits)
        for cleaner in (self._cleaner, None):
            try:
                return self._workers.run(
                    nameless,
                    raw,
                    arrival,
                    self.limits,
                    self._unsign,
                    cleaner,
                    timeout_in_seconds=self.limits.parsing_in_seconds,
                )
            except ReadingFailedError as error:
                _log.warning("a message could not be read", extra={"mailbox": arrival.mailbox, "reason": error.reason})
        return nameless_envelope(raw, arrival, self.limits)

    def _taken(self, found: Nameless, arrival: Arrival, key: str) -> Taken:
        """Hold the files, hand the report to the core, and say what becomes of the mail."""
        disposal = Disposal.ASIDE if found.left_out or not found.is_readable else Disposal.EXPUNGE
        with holding(self._store) as held:
            for file in found.files:
                held.add(file)
            report = self._report(found, arrival, tuple(held.evidence), f"{_MARKS[disposal]} {key}")
            receipt = held.settle(self._receive(report, arrival.among))
        # What a machine wrote is no case. It is not deleted either: a header may be wrong, and then it was a report.
        return Taken(receipt, Disposal.ASIDE if receipt.outcome in _NO_CASE else disposal)

    def _report(self, found: Nameless, arrival: Arrival, files: tuple[Evidence, ...], key: str) -> Report:
        return Report(
            id=uuid4().hex,
            door=Door.EMAIL,
            school=arrival.school,
            received_at=to_the_hour(min(arrival.received_at, self._now())),
            subject=found.subject,
            text=found.text,
            evidence=files,
            keys=(key,),
            thread_token=found.thread_token,
            automatic=found.automatic,
            bounce_of=found.bounce_of,
            bounce_reason=found.bounce_reason,
            unreadable=None if found.is_readable else self._waits("The mail could not be read."),
            limits=(*found.notes, *self._left_out(found)),
            mailbox=arrival.mailbox,
            confidential=True,
            probe=found.probe,
        )

    def _left_out(self, found: Nameless) -> tuple[str, ...]:
        return tuple(self._waits(f"Not kept: {what}.") for what in found.left_out)

    def _waits(self, why: str) -> str:
        return (
            f"{why} The mail waits whole in the folder {self._aside_folder!r} of the mailbox. Whoever opens it there "
            "sees who wrote: please ask somebody whom the writer would trust."
        )
