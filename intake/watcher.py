"""The watch over one mailbox: whatever comes in is accepted, whatever goes wrong is tried again."""

import logging
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import SystemRandom
from threading import Event

from candour.cases.errors import WorkersClosedError
from candour.cases.ports import Now
from candour.cases.record import Record
from intake.errors import MailboxUnusableError
from intake.fetching import Fetched, Listed
from intake.mailbox import Mailbox
from intake.message import Arrival
from intake.retries import NO_MESSAGES_FAULT, Retries, code_of, needs_people, pause_in_seconds
from intake.settings import MailboxSettings
from intake.taking import Disposal, Taken, Taker

_log = logging.getLogger(__name__)
_RANDOM = SystemRandom()
_FAILURES_TO_WORRY = 3
"""Servers hang up now and then; only when coming back fails too is it worth somebody's attention."""


class WatcherStatus(Record):
    """Where a watcher stands.

    `accepted` counts the messages that were accounted for since the start, duplicates included; `waiting` the new
    ones that it saw and has not accepted. `last_error_code` is what keeps it from working now; None where nothing does.
    """

    mailbox: str
    connected: bool = False
    last_error_code: str | None = None
    accepted: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast, how often, how patiently."""

    threads: int = 2
    """Messages taken at a time; reading them is done by worker processes."""
    search_every_in_seconds: float = 30.0
    """At least; IDLE only makes it sooner."""
    tries: int = 5
    """After so many failures a message is accepted as unreadable, so that a person looks at it."""
    first_retry: timedelta = timedelta(seconds=10)
    longest_retry: timedelta = timedelta(hours=1)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Watcher:
    """Watches one mailbox in the thread that calls `run`; `status` may be asked from any thread."""

    def __init__(
        self,
        settings: MailboxSettings,
        taker: Taker,
        *,
        pace: Pace | None = None,
        now: Now = _utc_now,
        jitter: Callable[[], float] = _RANDOM.random,
    ) -> None:
        self._settings = settings
        self._taker = taker
        self._pace = pace or Pace()
        self._now = now
        self._jitter = jitter
        self._retries = Retries(self._pace.first_retry, self._pace.longest_retry)
        self._uid_validity: object = None
        self._failures = 0
        self._may_tidy = True
        self._status = WatcherStatus(mailbox=settings.name)

    @property
    def name(self) -> str:
        """The mailbox's name in the configuration."""
        return self._settings.name

    def status(self) -> WatcherStatus:
        """Return where the watcher stands."""
        return self._status

    def run(self, stop: Event) -> None:
        """Watch until `stop` is set; no error ends it, each is logged by its code and met with a longer pause.

        What is being accepted when `stop` is set is finished and marked first.
        """
        with ThreadPoolExecutor(self._pace.threads, thread_name_prefix=f"take-{self._settings.name}") as pool:
            while not stop.is_set():
                try:
                    self._watch(stop, pool)
                except Exception as error:  # noqa: BLE001 - a watcher that ends loses every report from then on
                    self._note_trouble(error)
                    stop.wait(self._pause(error))
        self._change(connected=False)

    def _watch(self, stop: Event, pool: ThreadPoolExecutor) -> None:
        """Connect, then search, take and wait in turn; raises whatever ends the connection."""
        with Mailbox.open(self._settings, self._taker.limits) as mailbox:
            self._change(connected=True)
            _log.info("mailbox connected", extra={"mailbox": self._settings.name, "keyword": mailbox.marks_by_keyword})
            if mailbox.uid_validity != self._uid_validity:
                self._retries.forget()
                self._uid_validity = mailbox.uid_validity
            self._tidy(mailbox)
            while not stop.is_set():
                self._take_new(mailbox, stop, pool)
                self._failures = 0
                self._change(last_error_code=None)
                mailbox.wait(stop, seconds=self._pace.search_every_in_seconds)

    def _tidy(self, mailbox: Mailbox) -> None:
        """Finish interrupted moves; where that ends the connection, not again: it is only tidiness."""
        if self._may_tidy:
            self._may_tidy = False
            mailbox.tidy()
            self._may_tidy = True

    def _take_new(self, mailbox: Mailbox, stop: Event, pool: ThreadPoolExecutor) -> None:
        new = mailbox.new_messages()
        self._change(waiting=len(new))
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

        Where the store has no room, no worker is left, or `stop` is set, what has not begun is left for later.
        """
        running = {pool.submit(self._take, message, self._retries.count(message.uid)): message.uid for message in batch}
        trouble: BaseException | None = None
        try:
            while running:
                done, _ = wait_for(running, timeout=0.5, return_when=FIRST_COMPLETED)
                finished = {running.pop(future): future for future in done}
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

    def _account_for(self, mailbox: Mailbox, finished: dict[int, Future[Taken]]) -> None:
        accepted = {uid: future.result() for uid, future in finished.items() if future.exception() is None}
        for disposal in Disposal:
            mailbox.dispose(disposal, [uid for uid, taken in accepted.items() if taken.disposal is disposal])
        self._change(
            accepted=self._status.accepted + len(accepted), waiting=max(0, self._status.waiting - len(accepted))
        )
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

    def _note_trouble(self, error: Exception) -> None:
        self._failures += 1
        self._change(connected=False, last_error_code=code_of(error))
        passing = self._failures < _FAILURES_TO_WORRY and not needs_people(error)
        _log.log(
            logging.WARNING if passing else logging.ERROR,
            "the mailbox is not watched at the moment",
            extra={"mailbox": self._settings.name, "error": code_of(error), "failures": self._failures},
        )

    def _pause(self, error: Exception) -> float:
        return pause_in_seconds(self._failures, for_people=needs_people(error), jitter=self._jitter())

    def _change(self, **changes: object) -> None:
        self._status = self._status.model_copy(update=changes)


class _NotHandedOverError(Exception):
    """The mail server lists the message and will not give its bytes."""


def _trouble_of_ours(future: Future[Taken]) -> BaseException | None:
    error = future.exception()
    return error if isinstance(error, NO_MESSAGES_FAULT) else None


def _stand_in(message: Fetched, uid_validity: object) -> bytes:
    """Return what is kept in place of a message that the server never handed over, so that a person looks for it."""
    return (
        "Subject: A message that could not be fetched\r\n\r\n"
        f"The mail server would not hand over message {message.uid} (UIDVALIDITY {uid_validity!r}). "
        "It is still in the mailbox: please open it there.\r\n"
    ).encode()
