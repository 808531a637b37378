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

    def has(self, key: str, what: str, *, now: datetime) -> bool:
        """Tell whether something was counted in the last hour."""
        with self._lock:
            return what in _younger(self._counted.get(key, {}), now - _HOUR)

    def _forget(self, now: datetime) -> None:
        """Forget keys of which nothing counts any more; not at each call, since there can be many of them."""
        if now - self._forgot_at < _MINUTE:
            return
        self._forgot_at = now
        younger = {key: _younger(counted, now - _HOUR) for key, counted in self._counted.items()}
        self._counted = {key: counted for key, counted in younger.items() if counted}


def _younger(counted: Mapping[str, datetime], than: datetime) -> dict[str, datetime]:
    return {what: at for what, at in counted.items() if at > than}


class Bucket:
    """So many different things at once, counted by a key, and then one more each minute. May be used by any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._fuller: dict[str, tuple[float, datetime]] = {}
        self._known = HourlyLimit(2 * most + 60)
        self._lock = Lock()

    def wait(self, key: str, what: str, *, now: datetime) -> timedelta | None:
        """Count something once, however often it comes; return how long it has to wait, None where it need not."""
        with self._lock:
            if self._known.has(key, what, now=now):
                return None
            level, at = self._fuller.get(key, (0.0, now))
            level = max(0.0, level - (now - at) / _MINUTE)
            if level + 1 > self._most:
                return (level + 1 - self._most) * _MINUTE
            self._fuller[key] = (level + 1, now)
            self._known.wait(key, what, now=now)
        return None


class Limits:
    """The limits of the anonymous pages.

    `filings` by school, so many at once and then one a minute, each form once and those with a
    one-time link not at all; `readings` by school, beyond which a text is sent unread; `posts` by
    form; `furthers` are what is added to one report, each once.
    """

    def __init__(self, filings: int = 60, readings: int = 600, posts: int = 200, furthers: int = 20) -> None:
        self.filings = Bucket(filings)
        self.readings = HourlyLimit(readings)
        self.posts = HourlyLimit(posts)
        self.furthers = HourlyLimit(furthers)


def in_minutes(wait: timedelta) -> int:
    """Return how long somebody has to wait, in whole minutes: at least two, which is the plural of the words."""
    return max(2, -(-int(wait.total_seconds()) // 60))
