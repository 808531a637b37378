"""One-time links for those who ask in a chat how to report without a name.

They are made in advance, at a time of the day that was fixed before, always as many; kept in memory alone, in no order;
and handed out without a note of it. So nobody can tell from the store, its files' times or the log that somebody asked,
when, or which link they have: what is on the disk is the same whether all of them were handed out or none.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from random import Random
from threading import Lock
from typing import NamedTuple

from candour.cases.directory import Directory, School
from candour.cases.errors import StoreError
from candour.cases.slots import last_slot
from candour.cases.starts import LONDON

BATCH = 20
"""So many are made for a school each day; who asks after them gets the address that is the same for everybody."""
GOOD_FOR = timedelta(days=30)

log = logging.getLogger(__name__)

Mint = Callable[[str, int, date], Sequence[str]]
"""`Service.mint_links`: (school, count, the last day on which they are good) -> tokens."""


class _Batch(NamedTuple):
    day: date
    tokens: list[str]


class LinkPool:
    """The links that can be handed out, by school. `take` may be called from any thread."""

    def __init__(self, directory: Directory, mint: Mint, random: Random, *, started_at: datetime) -> None:
        """Begin without links: the first are made at the next slot, so that they don't tell of a restart."""
        self._directory = directory
        self._mint = mint
        self._random = random
        self._batches: dict[str, _Batch] = {}
        self._seen: dict[str, datetime] = {
            key: last_slot(started_at, school.slots) for key, school in directory.schools.items()
        }
        self._lock = Lock()

    def fill(self, now: datetime) -> None:
        """Make the day's links of each school whose slot has come; to be called every few seconds.

        What was left of the day before is forgotten. Where the store is full, the next slot has another try.
        """
        for key, school in self._directory.schools.items():
            if self._is_time(school, now):
                day = now.astimezone(LONDON).date()
                try:
                    tokens = list(self._mint(key, BATCH, day + GOOD_FOR))
                except StoreError as error:
                    log.warning("no links could be made", extra={"school": key, "error": type(error).__name__})
                    continue
                self._random.shuffle(tokens)
                with self._lock:
                    self._batches[key] = _Batch(day, tokens)

    def take(self, school: str) -> str:
        """Return a token of a school that nobody else gets, "" where there is none left; nothing is recorded."""
        with self._lock:
            batch = self._batches.get(school)
            return batch.tokens.pop() if batch and batch.tokens else ""

    def _is_time(self, school: School, now: datetime) -> bool:
        slot = last_slot(now, school.slots)
        if slot <= self._seen[school.key]:
            return False
        self._seen[school.key] = slot
        batch = self._batches.get(school.key)
        return batch is None or batch.day != now.astimezone(LONDON).date()


def anonymous_addresses(pages: str, pool: LinkPool | None) -> Callable[[str], str]:
    """Return what says where a school's people report without a name: one-time links from a pool, else its own page.

    `pages` is where the pages are reached, "" where they take no such reports: then there is no address.
    """

    def address(school: str) -> str:
        if not pages:
            return ""
        token = pool.take(school) if pool else ""
        return f"{pages}/o/{token}" if token else f"{pages}/r/{school}"

    return address
