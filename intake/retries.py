"""When to try again: pure, given the time and a random number."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from candour.cases.errors import StoreFullError, StoreReadOnlyError, WorkersClosedError, WorkersUnavailableError
from intake.errors import MailboxMisconfiguredError, MailboxUnusableError

_LONGEST_PAUSE_IN_SECONDS = 300.0
_PAUSE_FOR_PEOPLE_IN_SECONDS = 60.0
"""Nobody changes a password within a second, and a server locks out whoever tries too often."""
NO_MESSAGES_FAULT = (StoreFullError, StoreReadOnlyError, WorkersClosedError, WorkersUnavailableError)
"""They say nothing about the message, and the next message would fare no better."""


def pause_in_seconds(failures: int, *, for_people: bool, jitter: float) -> float:
    """Return how long to wait after so many failures in a row: doubled each time, at random by up to a half less.

    `jitter` lies between 0 and 1, so that many watchers don't come back all at once; `for_people` where trying again
    can't help before somebody changes something.
    """
    shortest = _PAUSE_FOR_PEOPLE_IN_SECONDS if for_people else 1.0
    doubled = min(shortest * 2.0 ** min(failures - 1, 16), _LONGEST_PAUSE_IN_SECONDS)
    return doubled * (1.0 - jitter / 2.0)


def code_of(error: BaseException) -> str:
    """Return a short word for an error, without anything of a message in it."""
    match error:
        case MailboxUnusableError():
            return error.code
        case StoreFullError():
            return "store_full"
        case StoreReadOnlyError():
            return "store_read_only"
        case WorkersClosedError():
            return "workers_closed"
        case WorkersUnavailableError():
            return "workers"
        case _:
            return type(error).__name__


def is_usual(error: BaseException) -> bool:
    """Tell whether it is what servers do now and then: they hang up, as when a token ends or they are restarted."""
    return isinstance(error, MailboxUnusableError) and error.code == "dropped"


def needs_people(error: BaseException) -> bool:
    """Tell whether trying again can't help before somebody changes something."""
    return isinstance(error, MailboxMisconfiguredError | StoreReadOnlyError)


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    not_before: datetime
    fetching: bool
    """The server would not hand the message over."""


class Retries:
    """The messages of a mailbox that could not be accepted yet; each waits longer after every failure."""

    def __init__(self, first: timedelta, longest: timedelta) -> None:
        self._first = first
        self._longest = longest
        self._failed: dict[int, _Failures] = {}
        self.suspects: set[int] = set()
        """Messages to be fetched one by one: a batch with them ended the connection."""

    def due(self, uids: list[int], now: datetime) -> list[int]:
        """Return which of the messages in the mailbox may be tried now, and forget those that have gone."""
        present = set(uids)
        self.suspects &= present
        self._failed = {uid: failures for uid, failures in self._failed.items() if uid in present}
        return [uid for uid in uids if uid not in self._failed or self._failed[uid].not_before <= now]

    def failed(self, uid: int, now: datetime, *, fetching: bool = False) -> int:
        """Note a failure; return how many there were."""
        count = self.count(uid) + 1
        delay = min(self._first * 2 ** min(count - 1, 16), self._longest)
        self._failed[uid] = _Failures(count, now + delay, fetching)
        return count

    def batch_failed(self, uids: list[int], now: datetime) -> None:
        """Note that fetching these ended the connection: one of them may be why, and alone it will show."""
        if len(uids) == 1:
            self.failed(uids[0], now, fetching=True)
        self.suspects.update(uids)

    def is_beyond_fetching(self, uid: int, tries: int) -> bool:
        """Tell whether a message was asked for often enough."""
        return uid in self._failed and self._failed[uid].fetching and self._failed[uid].count >= tries

    def count(self, uid: int) -> int:
        """Return how often this message failed."""
        return self._failed[uid].count if uid in self._failed else 0

    def forget(self) -> None:
        """Forget everything: the UIDs mean other messages now (UIDVALIDITY changed)."""
        self._failed.clear()
        self.suspects.clear()
