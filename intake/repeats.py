"""Mails that come again: counted in one place, whoever of those who take them in noticed it."""

from collections.abc import Callable

from candour.cases.dispatch import Outcome
from intake.limits import Limits
from intake.message import Arrival
from intake.taking import Taken, Taker


class RepeatsCounted:
    """A Taker before another. `came_again` gets the mailbox's name and counts; most repeats never reach the core."""

    def __init__(self, taker: Taker, came_again: Callable[[str], None]) -> None:
        self._taker = taker
        self._came_again = came_again

    @property
    def limits(self) -> Limits:
        """The bounds within which messages are fetched and parsed."""
        return self._taker.limits

    def take(self, raw: bytes, arrival: Arrival) -> Taken:
        """See `Taker.take`."""
        taken = self._taker.take(raw, arrival)
        if taken.receipt.outcome is Outcome.DUPLICATE:
            self._came_again(arrival.mailbox)
        return taken
