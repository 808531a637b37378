"""`candour run`: everything in one process and its workers, until it is told to stop."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from types import FrameType

from candour.app.compose import Installation
from candour.app.environment import configured
from candour.app.log import start_logging

log = logging.getLogger(__name__)

_SWEEP_EVERY_IN_SECONDS = 60.0
_STOPPING_IN_SECONDS = 30.0


def run_until_stopped(config: Path) -> int:
    """Run until SIGTERM, SIGINT or a failure; return the exit code: 0 stopped as asked, 1 after a failure.

    Raises SettingsError, StoreLockedError, StoreDamagedError before anything is started.
    """
    settings, secrets = configured(config)
    start_logging(settings.log.level, settings.log.format)
    stop = Event()
    with stop_on_signals(stop), Installation(settings, secrets) as installation, running(installation, stop) as failed:
        log.info("started", extra={"cases": len(installation.store.register()), "workers": settings.reading.workers})
        stop.wait()
        log.info("stopping")
    log.info("stopped")
    return 1 if failed.is_set() else 0


@contextmanager
def running(installation: Installation, stop: Event) -> Iterator[Event]:
    """Run watchers, outbox and sweep in threads; yields an event that is set when one of them dies.

    A thread that dies stops all: half a Candour would look healthy and tell nobody. Leaving the block stops them.
    """
    failed = Event()
    loops: list[tuple[str, Callable[[Event], None]]] = [
        ("outbox", installation.outbox.run),
        ("sweep", lambda stop: _sweep(installation, stop)),
        *((f"mailbox {watcher.name}", watcher.run) for watcher in installation.watchers),
    ]
    threads = [
        Thread(target=_guarded, args=(loop, installation, stop, failed), name=name, daemon=True) for name, loop in loops
    ]
    for thread in threads:
        thread.start()
    try:
        yield failed
    finally:
        stop.set()
        installation.outbox.wake()
        for thread in threads:
            thread.join(_STOPPING_IN_SECONDS)


@contextmanager
def stop_on_signals(stop: Event) -> Iterator[None]:
    """Set the event on SIGTERM and SIGINT while the block runs."""

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, ask_to_stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _guarded(loop: Callable[[Event], None], installation: Installation, stop: Event, failed: Event) -> None:
    try:
        loop(stop)
    except Exception:
        log.exception("a part of Candour died; stopping, so that it is started anew")
        failed.set()
        stop.set()
        installation.outbox.wake()


def _sweep(installation: Installation, stop: Event) -> None:
    while not stop.is_set():
        missed = installation.service.sweep()
        if missed:
            log.warning("deadlines passed", extra={"count": len(missed)})
        stop.wait(_SWEEP_EVERY_IN_SECONDS)
