"""How often something may happen, by form and by school, never by address: a whole school sits behind one.

Counted in memory alone, and forgotten after an hour.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Lock

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


class HourlyLimit:
    """At most so many different things in any hour, counted by a key. May be used by any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._counted: dict[str, dict[str, datetime]] = {}
        self._forgot_at = datetime.min.replace(tzinfo=UTC)
        self._numbers = count()
        self._lock = Lock()

    def wait(self, key: str, what: str, *, now: datetime) -> timedelta | None:
        """Count something once, however often it comes; return how long it has to wait, None where it need not.

        Without `what` each call is another.
        """
        with self._lock:
            self._forget(now)
            counted = self._counted[key] = _younger(self._counted.get(key, {}), now - _HOUR)
            what = what or str(next(self._numbers))
            if what in counted:
                return None
            if len(counted) >= self._most:
                return min(counted.values()) + _HOUR - now
            counted[what] = now
        return None

    def _forget(self, now: datetime) -> None:
        """Forget keys of which nothing counts any more; not at each call, since there can be many of them."""
        if now - self._forgot_at < _MINUTE:
            return
        self._forgot_at = now
        younger = {key: _younger(counted, now - _HOUR) for key, counted in self._counted.items()}
        self._counted = {key: counted for key, counted in younger.items() if counted}


def _younger(counted: Mapping[str, datetime], than: datetime) -> dict[str, datetime]:
    return {what: at for what, at in counted.items() if at > than}


class Limits:
    """The limits of the anonymous pages.

    `filings` by school, each form once and those with a one-time link not at all; `readings` by school, beyond which a
    text is sent unread; `posts` by form; `furthers` are what is added to one report, each once.
    """

    def __init__(self, filings: int = 60, readings: int = 600, posts: int = 200, furthers: int = 20) -> None:
        self.filings = HourlyLimit(filings)
        self.readings = HourlyLimit(readings)
        self.posts = HourlyLimit(posts)
        self.furthers = HourlyLimit(furthers)


def in_minutes(wait: timedelta) -> int:
    """Return how long somebody has to wait, in whole minutes, at least one."""
    return max(1, -(-int(wait.total_seconds()) // 60))
