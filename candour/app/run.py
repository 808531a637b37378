"""`candour run`: everything in one process and its workers, until it is told to stop."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from candour.app.compose import Installation
from candour.app.environment import configured, utc_now
from candour.app.handing_over import take_links_until_stopped
from candour.app.log import start_logging
from candour.app.stopping import wait_for
from candour.app.stores import installation_key, told_cases
from candour.app.sweeping import sweep_until_stopped
from candour.app.web import pages_of
from candour.store.handover import Handover

log = logging.getLogger(__name__)

_STOPPING_IN_SECONDS = 30.0
_Loop = Callable[[Event], None]


def run_until_stopped(config: Path, stop: Event) -> int:
    """Run until `stop` is set or something fails; return the exit code: 0 stopped as asked, 1 after a failure.

    Raises SettingsError, StoreLockedError, StoreDamagedError before anything is started.
    """
    settings, secrets = configured(config)
    start_logging(settings.log.level, settings.log.format)
    with Installation(settings, secrets) as installation, running(installation, stop) as failed:
        cases = len(told_cases(installation.store, utc_now()))
        log.info("started", extra={"cases": cases, "workers": settings.reading.workers})
        wait_for(stop)
        log.info("stopping")
    log.info("stopped")
    return 1 if failed.is_set() else 0


@contextmanager
def running(installation: Installation, stop: Event) -> Iterator[Event]:
    """Run watchers, outbox, sweep, chat and pages in threads; yields an event that is set when one of them dies.

    A thread that dies stops all: half a Candour would look healthy and tell nobody. Leaving the block stops them.
    Raises SettingsError where the pages' port is taken; nothing is started then.
    """
    failed = Event()
    with pages_of(installation) as pages:
        loops: list[tuple[str, _Loop]] = [
            ("outbox", installation.outbox.run),
            ("sweep", lambda stop: _sweep(installation, stop)),
            ("links", lambda stop: _take_links(installation, stop)),
            *((f"mailbox {watcher.name}", watcher.run) for watcher in installation.watchers),
            *installation.chat.switchboard.loops(),
        ]
        if pages is not None:
            loops += [("pages", pages.server.run), ("sign-in post", pages.post.run), ("shelf", pages.forget)]

        def end_all() -> None:
            stop.set()
            installation.outbox.wake()
            if pages is not None:
                pages.post.wake()

        threads = [
            Thread(target=_guarded, args=(loop, stop, failed, end_all), name=name, daemon=True) for name, loop in loops
        ]
        for thread in threads:
            thread.start()
        try:
            yield failed
        finally:
            end_all()
            deadline = time.monotonic() + _STOPPING_IN_SECONDS
            for thread in threads:
                thread.join(max(0.0, deadline - time.monotonic()))


def _sweep(installation: Installation, stop: Event) -> None:
    service = installation.service
    sweep_until_stopped(service.sweep, service.plan_letters, stop)


def _take_links(installation: Installation, stop: Event) -> None:
    settings = installation.settings
    handover = Handover(Path(settings.store.folder), installation_key(settings, installation.secrets))
    take_links_until_stopped(handover, installation.store, installation.directory, stop)


def _guarded(loop: _Loop, stop: Event, failed: Event, end_all: Callable[[], None]) -> None:
    try:
        loop(stop)
    except Exception:
        log.exception("a part of Candour died; stopping, so that it is started anew")
        failed.set()
        end_all()
