"""Hand-written stand-ins for what the intake works with, and a way to watch a mailbox for the length of a test."""

import contextlib
import pickle
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from pydantic import SecretStr

from candour.cases.dispatch import Outcome, Receipt
from candour.cases.errors import DuplicateReportError, ReadingFailedError
from candour.cases.ports import Workers
from candour.cases.report import Automatic, Report
from candour.store.memory import MemoryStore
from intake.cursor import Places
from intake.delivery import Delivery
from intake.limits import Limits
from intake.settings import MailboxSettings
from intake.taking import Taker
from intake.watcher import Pace, Watcher
from tests.builders import the_nth_case
from tests.dovecot import PASSWORD
from tests.intake.mails import MAILBOX, NOON

T = TypeVar("T")
_LONG_ENOUGH_IN_SECONDS = 30.0
HURRIED = Pace(search_every_in_seconds=0.2, tries=2, first_retry=timedelta(0))


class WorkersHere:
    """Runs the work in this process; what goes in and out must pass between processes all the same."""

    def run(self, work: Callable[..., T], *arguments: object, timeout_in_seconds: float) -> T:
        assert timeout_in_seconds > 0
        received = pickle.loads(pickle.dumps((work, arguments)))  # noqa: S301 - our own bytes
        result: T = pickle.loads(pickle.dumps(received[0](*received[1])))  # noqa: S301 - likewise
        return result


class WorkersThatFail:
    """Every message is too much for them."""

    def run(self, work: Callable[..., T], *arguments: object, timeout_in_seconds: float) -> T:
        del work, arguments
        raise ReadingFailedError(f"it took longer than {timeout_in_seconds:g} seconds")


class WorkersThatGoAway(WorkersHere):
    """Raises errors that say nothing about the message, one at a try, before it works; calls `then` with each."""

    def __init__(self, *errors: Exception, then: Callable[[], None] = lambda: None) -> None:
        self.errors = list(errors)
        self._then = then

    def run(self, work: Callable[..., T], *arguments: object, timeout_in_seconds: float) -> T:
        if self.errors:
            self._then()
            raise self.errors.pop()
        return super().run(work, *arguments, timeout_in_seconds=timeout_in_seconds)


@dataclass
class Core:
    """Stands for the core's service: a case for each report, in a store in memory.

    `trouble` is asked before anything is accepted, and raises what should go wrong.
    """

    store: MemoryStore = field(default_factory=MemoryStore)
    trouble: Callable[[Report], None] | None = None
    reports: list[Report] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def receive(self, report: Report, among: Sequence[str] = ()) -> Receipt:
        del among
        if self.trouble:
            self.trouble(report)
        with self.lock:
            receipt = self._receipt(report)
            self.receipts.append(receipt)
            return receipt

    def _receipt(self, report: Report) -> Receipt:
        if report.automatic is Automatic.REPLY:
            return Receipt(outcome=Outcome.SET_ASIDE, reference=None)
        case = the_nth_case(len(self.reports) + 1, reports=(report,))
        try:
            self.store.accept(case)
        except DuplicateReportError as error:
            return Receipt(outcome=Outcome.DUPLICATE, reference=error.reference)
        self.reports.append(report)
        return Receipt(outcome=Outcome.NEW_CASE, reference=case.reference)

    @property
    def subjects(self) -> list[str]:
        return sorted(report.subject for report in self.reports)

    def evidence(self, report: Report) -> list[bytes]:
        """Return the bytes of a report's evidence, out of the store."""
        case = self.store.load(self.store.find_key(report.keys[0]) or "")
        return [b"".join(self.store.open_evidence(case.reference, item.digest)) for item in report.evidence]


def delivery_to(
    core: Core,
    limits: Limits | None = None,
    *,
    now: Callable[[], datetime] | None = None,
    workers: Workers | None = None,
) -> Delivery:
    """Return a delivery whose parsing runs in this process."""
    return Delivery(
        store=core.store,
        workers=workers or WorkersHere(),
        receive=core.receive,
        limits=limits or Limits(),
        now=now or (lambda: NOON + timedelta(days=365)),
    )


def a_mailbox(user: str, port: int, **changes: object) -> MailboxSettings:
    """Return settings for a user of a server on this machine."""
    settings = MailboxSettings(
        name="dataloss",
        school="st-finnian",
        address=MAILBOX,
        host="127.0.0.1",
        port=port,
        security="plain",
        user=user,
        password=SecretStr(PASSWORD),
    )
    return settings.model_copy(update=changes)


@contextlib.contextmanager
def watching(
    settings: MailboxSettings,
    core: Core,
    *,
    limits: Limits | None = None,
    pace: Pace = HURRIED,
    workers: Workers | None = None,
) -> Iterator[Watcher]:
    """Watch a mailbox for a core until the block is left."""
    with watched(settings, delivery_to(core, limits, workers=workers), pace=pace) as watcher:
        yield watcher


@contextlib.contextmanager
def watched(
    settings: MailboxSettings, taker: Taker, *, places: Places | None = None, pace: Pace = HURRIED
) -> Iterator[Watcher]:
    """Watch a mailbox in a thread until the block is left; the thread must end then."""
    watcher = Watcher(settings, taker, places=places, pace=pace, jitter=lambda: 1.0)
    stop = threading.Event()
    thread = threading.Thread(target=watcher.run, args=(stop,), daemon=True)
    thread.start()
    try:
        yield watcher
    finally:
        stop.set()
        thread.join(_LONG_ENOUGH_IN_SECONDS)
        assert not thread.is_alive(), "the watcher did not stop"


def eventually(happened: Callable[[], bool]) -> None:
    """Wait until something is so; fail where it never is."""
    end = time.monotonic() + _LONG_ENOUGH_IN_SECONDS
    while time.monotonic() < end:
        if happened():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")
