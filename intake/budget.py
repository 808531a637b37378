"""What is left to spend on one message: time, and bytes that its files may unpack to."""

import time
from collections.abc import Callable

from intake.limits import Limits

OUT_OF_TIME = "Reading the message took too long; the rest of it was kept unread."
OUT_OF_BYTES = "The files of the message unpack to more than Candour looks into; the rest of them was kept unread."


class Budget:
    """Counts down while one message is read; `clock` gives seconds that never run backwards."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self._clock = clock
        self._ends_at = clock() + limits.opening_in_seconds
        self.bytes_left = limits.expanded_bytes

    @property
    def is_out_of_time(self) -> bool:
        """Tell whether the time is up: then nothing more is opened."""
        return self._clock() > self._ends_at

    def spend(self, size_in_bytes: int) -> None:
        """Take what was unpacked off the bytes that are left."""
        self.bytes_left = max(0, self.bytes_left - size_in_bytes)
