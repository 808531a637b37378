"""Stopping when asked to. Imports next to nothing: it is there before whatever takes seconds to load."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event, Thread
from types import FrameType

_LOOKING_UP_IN_SECONDS = 1.0


def wait_for(stop: Event) -> None:
    """Wait, in the main thread, until the event is set.

    Python's handlers run in the main thread alone, and a signal that the system gave to another thread doesn't wake it
    from an endless wait: so it looks up from time to time.
    """
    while not stop.wait(_LOOKING_UP_IN_SECONDS):
        pass


@contextmanager
def stop_on_signals() -> Iterator[Event]:
    """Yield an event that is set at SIGTERM or SIGINT; while the block runs, neither does anything else."""
    stop = Event()
    asked: SimpleQueue[int | None] = SimpleQueue()

    def ask_to_stop(number: int, _frame: FrameType | None) -> None:
        # Event.set takes a lock that the interrupted code may hold, waiting for this event; put may be called anywhere.
        asked.put(number)

    def set_when_asked() -> None:
        if asked.get() is not None:
            stop.set()

    waiting = Thread(target=set_when_asked, name="signals", daemon=True)
    waiting.start()
    before = {each: signal.signal(each, ask_to_stop) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        asked.put(None)
        waiting.join()
