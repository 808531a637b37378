"""One look through a folder: fetch what is new, have it taken in, dispose of each message and not before."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from threading import Event

from candour.cases.errors import WorkersClosedError
from candour.cases.ports import Now
from intake.errors import MailboxUnusableError
from intake.fetching import Fetched, Listed
from intake.mailbox import Mailbox
from intake.message import Arrival
from intake.pace import Pace
from intake.retries import NO_MESSAGES_FAULT, Retries, code_of
from intake.settings import MailboxSettings
from intake.taking import Disposal, Taken, Taker

_log = logging.getLogger(__name__)


class Acceptance:
    """Takes in what is new in one folder, look after look. `tell` hears how many were just accounted for."""

    def __init__(
        self, settings: MailboxSettings, taker: Taker, pace: Pace, now: Now, tell: Callable[[int], None]
    ) -> None:
        self._settings = settings
        self._taker = taker
        self._pace = pace
        self._now = now
        self._tell = tell
        self._retries = Retries(pace.first_retry, pace.longest_retry)
        self._uid_validity: int | None = None
        self.waiting = 0

    def look_through(self, mailbox: Mailbox, stop: Event, pool: ThreadPoolExecutor) -> None:
        """Take in what is new in the selected folder; raises MailboxUnusableError, StoreError and want of workers."""
        if mailbox.uid_validity != self._uid_validity:
            self._retries.forget()
            self._uid_validity = mailbox.uid_validity
        new = mailbox.new_messages()
        self.waiting = len(new)
        self._tell(0)
        due = self._retries.due(new, self._now())
        for batch in mailbox.batches(due, alone=self._retries.suspects):
            self._take_batch(mailbox, self._fetched(mailbox, batch), stop, pool)
            if stop.is_set():
                return

    def _fetched(self, mailbox: Mailbox, batch: list[Listed]) -> list[Fetched]:
        """Fetch a batch. Some servers hang up over one damaged message: it must not end every connection to come."""
        wanted = [message for message in batch if not self._retries.is_beyond_fetching(message.uid, self._pace.tries)]
        beyond = [Fetched(message.uid, message.received_at, raw=None) for message in batch if message not in wanted]
        try:
            return beyond + (mailbox.fetch(wanted) if wanted else [])
        except MailboxUnusableError:
            self._retries.batch_failed([message.uid for message in wanted], self._now())
            raise

    def _take_batch(self, mailbox: Mailbox, batch: list[Fetched], stop: Event, pool: ThreadPoolExecutor) -> None:
        """Take a batch in parallel, marking each message when it is accepted and not before.

        Several are marked at once, since each command to the server costs it about as much as a message costs us. Where
        the store has no room, no worker is left, or `stop` is set, what has not begun is left for later.
        """
        running = {pool.submit(self._take, message, self._retries.count(message.uid)): message.uid for message in batch}
        trouble: BaseException | None = None
        try:
            while running:
                finished = self._finished(running, stop)
                self._account_for(mailbox, finished)
                trouble = trouble or next(filter(None, map(_trouble_of_ours, finished.values())), None)
                if trouble or stop.is_set():
                    running = {future: uid for future, uid in running.items() if not future.cancel()}
        finally:
            for future in running:
                future.cancel()
        stopped = stop.is_set() and isinstance(trouble, WorkersClosedError)
        if trouble and not stopped:
            raise trouble

    def _finished(self, running: dict[Future[Taken], int], stop: Event) -> dict[int, Future[Taken]]:
        """Wait, and take out of `running` what is done: all, or what the pace lets come together."""
        finished: dict[int, Future[Taken]] = {}
        until = time.monotonic() + self._pace.mark_every_in_seconds
        while running and (left := until - time.monotonic()) > 0:
            done, _ = wait_for(running, timeout=left, return_when=FIRST_COMPLETED)
            finished |= {running.pop(future): future for future in done}
            if stop.is_set() or any(_trouble_of_ours(future) for future in done):
                break
        return finished

    def _account_for(self, mailbox: Mailbox, finished: dict[int, Future[Taken]]) -> None:
        accepted = {uid: future.result() for uid, future in finished.items() if future.exception() is None}
        for disposal in Disposal:
            mailbox.dispose(disposal, [uid for uid, taken in accepted.items() if taken.disposal is disposal])
        self.waiting = max(0, self.waiting - len(accepted))
        self._tell(len(accepted))
        for uid, future in finished.items():
            error = future.exception()
            if error is not None and not isinstance(error, NO_MESSAGES_FAULT):
                count = self._retries.failed(uid, self._now())
                _log.error(
                    "a message could not be accepted; it stays in the mailbox",
                    extra={"mailbox": self._settings.name, "error": code_of(error), "tries": count},
                )

    def _take(self, message: Fetched, failures: int) -> Taken:
        """Accept one message; runs in the pool."""
        gave_up = failures >= self._pace.tries
        if message.raw is None and not gave_up:
            raise _NotHandedOverError
        raw = _stand_in(message, self._uid_validity) if message.raw is None else message.raw
        tried = f"Candour tried {self._pace.tries} times to take it in and could not" if gave_up else None
        arrival = Arrival(
            mailbox=self._settings.name,
            school=self._settings.school,
            received_at=message.received_at or self._now(),
            own_addresses=self._settings.own_addresses | {self._settings.address},
            unreadable=message.cut or tried,
            among=self._settings.among,
            authserv_id=self._settings.authserv_id,
        )
        return self._taker.take(raw, arrival)


class _NotHandedOverError(Exception):
    """The mail server lists the message and will not give its bytes."""


def _trouble_of_ours(future: Future[Taken]) -> BaseException | None:
    error = future.exception()
    return error if isinstance(error, NO_MESSAGES_FAULT) else None


def _stand_in(message: Fetched, uid_validity: int | None) -> bytes:
    """Return what is kept in place of a message that the server never handed over, so that a person looks for it."""
    return (
        "Subject: A message that could not be fetched\r\n\r\n"
        f"The mail server would not hand over message {message.uid} (UIDVALIDITY {uid_validity}). "
        "It is still in the mailbox: please open it there.\r\n"
    ).encode()
