"""The sweep: what is due because time has passed, not because somebody wrote."""

import logging
from collections.abc import Callable, Sequence
from threading import Event

from candour.cases.errors import CandourError

log = logging.getLogger(__name__)

EVERY_IN_SECONDS = 60.0


def sweep_until_stopped(
    sweep: Callable[[], Sequence[str]], stop: Event, *, every_in_seconds: float = EVERY_IN_SECONDS
) -> None:
    """Sweep again and again. What can't be written now, such as to a full disk, is tried again the next time."""
    while not stop.is_set():
        try:
            moved = sweep()
        except CandourError as error:
            log.error("the clocks could not be gone through", extra={"error": type(error).__name__})  # noqa: TRY400  a trace says no more than the type
        else:
            if moved:
                log.info("time has come for cases", extra={"count": len(moved)})
        stop.wait(every_in_seconds)
