"""The loop that carries notices to the mail server: lease, write, send, tell the service."""

import contextlib
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from threading import Event
from typing import Protocol

from candour.cases.directory import Directory, Person
from candour.cases.dispatch import Dispatch
from candour.cases.errors import CandourError, SendError, StoreDamagedError, StoreError
from candour.cases.ports import Now
from replies.compose import compose
from replies.mail_headers import usable_address

BATCH = 1
"""Notices leased at once. One: its recipients are those of the moment, its lease can't end while others are sent."""
LONGEST_WAIT = timedelta(seconds=30)
"""A clock that was set back, or a wake-up that was missed, must not hold notices for longer."""
SHORTEST_WAIT = timedelta(milliseconds=200)
AFTER_TROUBLE = timedelta(seconds=5)

log = logging.getLogger(__name__)


class Notices(Protocol):
    """What the outbox needs of the service. All methods raise CandourError."""

    def lease_notices(self, limit: int) -> Sequence[Dispatch]:
        """Lease at most `limit` notices that are due."""

    def notice_sent(self, reference: str, notice_id: str) -> None:
        """Record that the mail server accepted a notice."""

    def notice_failed(self, reference: str, notice_id: str, *, code: str, permanent: bool) -> None:
        """Record that a notice was not taken; the service decides whether and when to try again."""

    def next_due(self) -> datetime | None:
        """Return when the next notice is due, None where none waits."""


class Sender(Protocol):
    """Hands a mail over."""

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> None:
        """Hand over a mail; raises SendError."""

    def close(self) -> None:
        """End the connection."""


class Outbox:
    """Sends what is due. `run` belongs in a thread of its own; `wake` may be called from any thread."""

    def __init__(self, notices: Notices, sender: Sender, *, directory: Directory, identity: Person, now: Now) -> None:
        self._notices = notices
        self._sender = sender
        self._directory = directory
        self._identity = identity
        self._now = now
        self._wake = Event()
        self._unrecorded: list[tuple[str, str]] = []

    def wake(self) -> None:
        """Make the loop look at once: there is a new notice, or the loop is to stop."""
        self._wake.set()

    def run(self, stop: Event) -> None:
        """Send until `stop` is set (and `wake` called, to be quick); a mail under way is finished first."""
        try:
            while not stop.is_set():
                self._wake.clear()
                pause = self._round(stop)
                if not stop.is_set():
                    self._wake.wait(pause.total_seconds())
        finally:
            self._sender.close()

    def deliver_due(self, is_stopping: Callable[[], bool] = lambda: False) -> int:
        """Send everything that is due now and return how many mails were taken; raises what the service raises.

        A lease that is given up because of stopping runs out by itself.
        """
        taken = 0
        while not is_stopping():
            self._record_sent()
            if not (batch := self._notices.lease_notices(BATCH)):
                break
            for dispatch in batch:
                if is_stopping():
                    break
                taken += self._deliver(dispatch)
        return taken

    def _round(self, stop: Event) -> timedelta:
        """Send what is due; return how long to wait. A service in trouble (a full disk) is asked again later."""
        try:
            self.deliver_due(stop.is_set)
            return self._until_next()
        except CandourError as error:
            log.warning("the outbox waits: %s", type(error).__name__)
            return AFTER_TROUBLE

    def _until_next(self) -> timedelta:
        due = self._notices.next_due()
        if due is None:
            return LONGEST_WAIT
        return min(max(due - self._now(), SHORTEST_WAIT), LONGEST_WAIT)

    def _deliver(self, dispatch: Dispatch) -> bool:
        """Send one notice and record what became of it; tell whether it was taken."""
        reference, notice_id = dispatch.case.reference, dispatch.notice.id
        failure = self._failure_of(dispatch)
        if failure is not None:
            log.warning("notice %s of %s not sent: %s", notice_id, reference, failure.code)
            self._notices.notice_failed(reference, notice_id, code=failure.code, permanent=failure.permanent)
            return False
        self._unrecorded.append((reference, notice_id))
        log.info("notice %s of %s sent", notice_id, reference)
        with contextlib.suppress(StoreError):  # the rest of the batch is leased and must not wait; see deliver_due
            self._record_sent()
        return True

    def _record_sent(self) -> None:
        """Tell the service what was taken, also what a full disk kept it from writing at the time.

        Without that the lease would run out and the mail would go out again.
        """
        while self._unrecorded:
            with contextlib.suppress(StoreDamagedError):  # nothing can be written to that case any more
                self._notices.notice_sent(*self._unrecorded[0])
            del self._unrecorded[0]

    def _failure_of(self, dispatch: Dispatch) -> SendError | None:
        """Write and send a notice; return what went wrong. A fault in one notice must not stop all others."""
        try:
            self._send(dispatch)
        except SendError as error:
            return error
        except Exception as error:  # noqa: BLE001 - whatever it is, it is recorded, and the next notice goes on
            # The type alone: a text or a traceback may quote the report.
            log.warning("notice %s can't be written: %s", dispatch.notice.id, type(error).__name__)
            return SendError("render", permanent=False)
        return None

    def _send(self, dispatch: Dispatch) -> None:
        addresses = [person.address for person in dispatch.recipients]
        if any(self._is_watched(address) for address in addresses):
            raise SendError("watched-address", permanent=True)
        self._sender.send(compose(dispatch, identity=self._identity, now=self._now()), addresses)

    def _is_watched(self, address: str) -> bool:
        """Tell whether the mail would come back to Candour, by the address as written or as it is sent to."""
        found = usable_address(address)
        return self._directory.is_watched(address) or (
            found is not None and self._directory.is_watched(f"{found.username}@{found.domain}")
        )
