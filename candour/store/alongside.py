"""A second pair of hands, for a sync that need not wait for the one before it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue


class Alongside:
    """One thread that does what it is given, in that order.

    No ThreadPoolExecutor: that one refuses work as soon as the main thread has ended, though others may still be
    accepting reports.
    """

    def __init__(self, name: str) -> None:
        self._work: SimpleQueue[tuple[Callable[[], None], Future[None]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], None]) -> Future[None]:
        """Return at once; the result says that the work is done, or raises what it raised."""
        done: Future[None] = Future()
        self._work.put((work, done))
        return done

    def close(self) -> None:
        """Wait until everything is done that was given so far. Calling it twice is no error."""
        self._work.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (given := self._work.get()) is not None:
            work, done = given
            try:
                work()
            except BaseException as error:  # noqa: BLE001  # raised again where the result is asked for
                done.set_exception(error)
            else:
                done.set_result(None)
