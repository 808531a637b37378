"""What everybody passes before a code is tried: the more wrong ones came lately, the longer all of them wait.

A code has 80 random bits, so nobody finds one by trying; trying must cost whoever tries, and nobody else much. It is
counted for all together: by address it would shut out a whole school, by code it would shut out nobody.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import TypeVar

import anyio
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync

T = TypeVar("T")

WITHOUT_DELAY = 5
"""So many wrong codes cost nothing: people mistype."""
STEP_IN_SECONDS = 0.25
LONGEST_IN_SECONDS = 4.0
MOST_AT_ONCE = 400
"""Waiting takes no thread; at the longest wait, 100 wrong codes a second are needed to fill all places."""
_REMEMBERED = timedelta(minutes=10)
_AT_WORK = 6
"""Each derives keys in 19 MB of memory; and the other pages need threads too."""

_at_work = RunVar[anyio.CapacityLimiter]("codes that are tried")
"""Of the event loop, as anyio has its own limiter: one belongs to one loop."""


class CrowdedError(Exception):
    """So many are waiting that one more is asked to come again in a minute."""


class Turnstile:
    """Counts wrong codes in memory alone. `sleep` takes seconds; nothing but a coroutine waits."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = anyio.sleep, most: int = MOST_AT_ONCE) -> None:
        self._sleep = sleep
        self._most = most
        self._inside = 0
        self._wrong: deque[datetime] = deque(maxlen=WITHOUT_DELAY + int(LONGEST_IN_SECONDS / STEP_IN_SECONDS))
        self._lock = Lock()

    async def through(self, try_it: Callable[[], T], now: datetime) -> T:
        """Wait as long as everybody does now, and try a code in a thread; raises CrowdedError."""
        with self._lock:
            if self._inside >= self._most:
                raise CrowdedError
            self._inside += 1
        try:
            await self._sleep(self.delay_in_seconds(now))
            return await run_sync(try_it, limiter=_limiter())
        finally:
            with self._lock:
                self._inside -= 1

    def note_wrong(self, now: datetime) -> None:
        """Count a wrong code."""
        with self._lock:
            self._wrong.append(now)

    def delay_in_seconds(self, now: datetime) -> float:
        """Return how long who tries a code now waits, right or wrong."""
        with self._lock:
            recent = sum(at > now - _REMEMBERED for at in self._wrong)
        return min(max(0, recent - WITHOUT_DELAY) * STEP_IN_SECONDS, LONGEST_IN_SECONDS)


def _limiter() -> anyio.CapacityLimiter:
    try:
        return _at_work.get()
    except LookupError:
        _at_work.set(anyio.CapacityLimiter(_AT_WORK))
        return _at_work.get()
