"""The watch over one mailbox: whatever comes in is accepted, whatever goes wrong is tried again."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import SystemRandom
from threading import Event

from candour.cases.ports import Now
from candour.cases.record import Record
from intake.acceptance import Acceptance
from intake.cursor import Cursors, PassingPlaces, Places
from intake.errors import MailboxMisconfiguredError
from intake.mailbox import Mailbox
from intake.pace import Pace
from intake.retries import code_of, is_usual, needs_people, pause_in_seconds
from intake.settings import MailboxSettings
from intake.taking import Taker

__all__ = ["Pace", "Watcher", "WatcherStatus"]

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


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Watcher:
    """Watches one mailbox in the thread that calls `run`; `status` may be asked from any thread.

    One connection goes through all folders. The server is waited for in the first; the others are looked through as
    often as `Pace.search_every_in_seconds` says.
    """

    def __init__(
        self,
        settings: MailboxSettings,
        taker: Taker,
        *,
        places: Places | None = None,
        pace: Pace | None = None,
        now: Now = _utc_now,
        jitter: Callable[[], float] = _RANDOM.random,
    ) -> None:
        """Remember in `places` how far folders without keywords were looked through; else only until the end."""
        self._settings = settings
        self._taker = taker
        self._cursors = Cursors(places or PassingPlaces())
        self._pace = pace or Pace()
        self._now = now
        self._jitter = jitter
        self._folders: dict[str, Acceptance] = {}
        self._closed_folders: set[str] = set()
        self._tidied: set[str] = set()
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
        """Connect, then look through the folders and wait in turn; raises whatever ends the connection."""
        with Mailbox.open(self._settings, self._taker.limits, self._cursors) as mailbox:
            self._change(connected=True)
            _log.info("mailbox connected", extra={"mailbox": self._settings.name, "keyword": mailbox.marks_by_keyword})
            self._tidied = set()
            others_at = time.monotonic()
            while not stop.is_set():
                if others_at <= time.monotonic():
                    others_at = time.monotonic() + self._pace.search_every_in_seconds
                    self._look_through_others(mailbox, stop, pool)
                # The first comes last: while it is waited in, it must have been searched since it was selected.
                mailbox.select(mailbox.first)
                self._look_through(mailbox, stop, pool)
                self._failures = 0
                self._change(last_error_code=None)
                mailbox.wait(stop, seconds=max(0.0, others_at - time.monotonic()))

    def _look_through_others(self, mailbox: Mailbox, stop: Event, pool: ThreadPoolExecutor) -> None:
        """Look through the folders beside the first. One that can't be used, or has gone, holds up no other."""
        others = mailbox.other_folders()
        self._folders = {name: kept for name, kept in self._folders.items() if name in {mailbox.first, *others}}
        for name in others:
            if stop.is_set():
                return
            try:
                mailbox.select(name)
            except MailboxMisconfiguredError as error:
                self._note_closed(name, error)
                continue
            self._closed_folders.discard(name)
            self._look_through(mailbox, stop, pool)

    def _note_closed(self, folder: str, error: MailboxMisconfiguredError) -> None:
        """Say once that a folder can't be used, without its name, which people gave it."""
        if folder not in self._closed_folders:
            self._closed_folders.add(folder)
            _log.warning(
                "a folder can't be looked through; `candour check` says more",
                extra={"mailbox": self._settings.name, "error": error.code},
            )

    def _look_through(self, mailbox: Mailbox, stop: Event, pool: ThreadPoolExecutor) -> None:
        self._tidy(mailbox)
        folder = self._folders.setdefault(mailbox.selected, self._acceptance())
        folder.look_through(mailbox, stop, pool)

    def _acceptance(self) -> Acceptance:
        return Acceptance(self._settings, self._taker, self._pace, self._now, self._count)

    def _tidy(self, mailbox: Mailbox) -> None:
        """Finish what was interrupted, once a connection; where that ends it, not again: it is only tidiness."""
        if self._may_tidy and mailbox.selected not in self._tidied:
            self._tidied.add(mailbox.selected)
            self._may_tidy = False
            mailbox.tidy()
            self._may_tidy = True

    def _note_trouble(self, error: Exception) -> None:
        was_working = self._status.connected and not self._failures
        self._failures += 1
        self._change(connected=False, last_error_code=code_of(error))
        _log.log(
            self._gravity(error, was_working=was_working),
            "the mailbox is not watched at the moment",
            extra={"mailbox": self._settings.name, "error": code_of(error), "failures": self._failures},
        )

    def _gravity(self, error: Exception, *, was_working: bool) -> int:
        """Return the level at which trouble is logged: a server that hangs up, as when a token ends, is no trouble."""
        if needs_people(error) or self._failures >= _FAILURES_TO_WORRY:
            return logging.ERROR
        return logging.INFO if was_working and is_usual(error) else logging.WARNING

    def _pause(self, error: Exception) -> float:
        return pause_in_seconds(self._failures, for_people=needs_people(error), jitter=self._jitter())

    def _count(self, accepted: int) -> None:
        waiting = sum(folder.waiting for folder in self._folders.values())
        self._change(accepted=self._status.accepted + accepted, waiting=waiting)

    def _change(self, **changes: object) -> None:
        self._status = self._status.model_copy(update=changes)
