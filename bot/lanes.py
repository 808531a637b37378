"""Work that is done after a platform got its answer: in order for each person, side by side for different people."""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Condition

Work = Callable[[], None]

log = logging.getLogger(__name__)


class Lanes:
    """A lane a key. Work in one lane is done in the order in which it came; `workers` lanes move at the same time.

    What a piece of work raises is logged by its kind, and stops nothing else.
    """

    def __init__(self, workers: int = 4) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="chat")
        self._waiting: dict[str, deque[Work]] = {}
        self._changed = Condition()

    def put(self, key: str, work: Work) -> None:
        """Line work up behind what is under way for the same key."""
        with self._changed:
            lane = self._waiting.get(key)
            if lane is not None:
                lane.append(work)
                return
            self._waiting[key] = deque([work])
        self._pool.submit(self._drive, key)

    def settle(self, timeout_in_seconds: float) -> bool:
        """Wait until nothing waits any more; tell whether that came about in time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting, timeout_in_seconds)

    def close(self) -> None:
        """Take no more work; what is under way goes on to its end."""
        self._pool.shutdown(wait=False)

    def _drive(self, key: str) -> None:
        """Do a lane's work until it is empty. The lane stands in the table all that time, so it has one driver."""
        while (work := self._next(key)) is not None:
            try:
                work()
            except Exception as error:  # whatever it is, the next piece of work is somebody's report
                log.exception("work for a chat failed", extra={"error": type(error).__name__})
            with self._changed:
                self._waiting[key].popleft()

    def _next(self, key: str) -> Work | None:
        with self._changed:
            lane = self._waiting[key]
            if lane:
                return lane[0]
            del self._waiting[key]
            self._changed.notify_all()
            return None
