"""One message of a shared mailbox: understood in memory first, and written down only where it is about an incident."""

import logging
from collections.abc import Callable, Sequence

from candour.cases.dispatch import Outcome, Receipt
from candour.cases.report import Report
from candour.cases.sorting import Sorting, Verdict
from intake.delivery import Delivery
from intake.limits import Limits
from intake.message import Arrival
from intake.taking import Disposal, Taken

_log = logging.getLogger(__name__)
_LEFT = {Verdict.LEAVE: Outcome.LEFT, Verdict.DOUBTFUL: Outcome.DOUBTFUL}


class SharedTaker:
    """Takes what is about an incident, and leaves the rest; may be called from several threads.

    Ordinary mail is the school's own business: before `sort` (the core's) says "take", nothing of a message is held,
    logged or written to any file. It is parsed and read by worker processes, which it reaches through pipes.
    """

    def __init__(self, delivery: Delivery, sort: Callable[[Report, Sequence[str]], Sorting]) -> None:
        self._delivery = delivery
        self._sort = sort

    @property
    def limits(self) -> Limits:
        """The bounds within which messages are fetched and parsed."""
        return self._delivery.limits

    def take(self, raw: bytes, arrival: Arrival) -> Taken:
        """Account for one message; what is left is marked as looked at, and stays where it is.

        1. Stop where it was accepted before. 2. Parse it in a worker. 3. Ask the core. 4. Accept it as any mailbox does
        (`Delivery.take`), or leave it.

        Raises what `Delivery.take` raises; then nothing was accepted, and the message must stay where it is.
        """
        if known := self._delivery.known(raw, arrival):
            return Taken(known)
        parsed = self._delivery.parsed(raw, arrival)
        sorting = self._sort(self._delivery.report_of(parsed, arrival), arrival.among)
        if sorting.verdict is Verdict.TAKE:
            return self._delivery.take(raw, arrival, parsed)
        outcome = _LEFT[sorting.verdict]
        _log.info("a message was left", extra={"mailbox": arrival.mailbox, "outcome": outcome.value})
        return Taken(Receipt(outcome=outcome, reference=None), Disposal.LEAVE)
