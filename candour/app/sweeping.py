"""The sweep: what is due because time has passed, not because somebody wrote."""

import logging
from collections.abc import Callable, Sequence
from threading import Event

from candour.cases.errors import CandourError

log = logging.getLogger(__name__)

EVERY_IN_SECONDS = 60.0


def sweep_until_stopped(
    sweep: Callable[[], Sequence[str]],
    plan_letters: Callable[[], int],
    stop: Event,
    *,
    every_in_seconds: float = EVERY_IN_SECONDS,
) -> None:
    """Sweep again and again, then see which letters are due.

    What can't be written now, such as to a full disk, is tried again the next time; trouble with one doesn't keep the
    other back.
    """
    while not stop.is_set():
        try:
            if moved := sweep():
                log.info("time has come for cases", extra={"count": len(moved)})
        except CandourError as error:
            log.error("the clocks could not be gone through", extra={"error": type(error).__name__})  # noqa: TRY400  a trace says no more than the type
        try:
            if planned := plan_letters():
                log.info("letters are due", extra={"count": planned})
        except CandourError as error:
            log.error("no letters could be planned", extra={"error": type(error).__name__})  # noqa: TRY400  likewise
        stop.wait(every_in_seconds)
