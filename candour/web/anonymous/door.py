"""What the anonymous pages work with beside the site's surroundings."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

from candour.cases.facts import Facts
from candour.cases.ports import Cleaned
from candour.cases.report import Evidence
from candour.web.anonymous.limits import Limits
from candour.web.anonymous.shelf import Shelf
from candour.web.anonymous.tickets import Tickets
from candour.web.anonymous.turnstile import Turnstile

_FORMS_WITH_FILES = 6

_cleaning = RunVar[CapacityLimiter]("forms with files that are at work")
"""Of the event loop: a limiter belongs to one, and one that several share wakes nobody in another."""


@dataclass(frozen=True)
class AnonymousDoor:
    """The composition root makes it. What it is given reaches no log, and nothing of it is kept before Send.

    `read` takes (school key, text) and returns what was understood, read in a worker as a confidential report without a
    sender; raises ReadingFailedError. `clean` takes (content, media type) and removes what a file says about whoever
    made it, in a worker. `hold` takes (content, name, media type) and returns the file on the disk, claimed (see
    `Store.hold`); `release` takes its digest. `sign` returns the signature of a statement (Ed25519, in base64, the same
    each time), and `is_genuine` takes (statement, signature). `ticket_key` is for the HMAC of what a form carries.
    `random` is the system's.

    `shelf`, `limits` and `turnstile` are what the pages keep in memory: the files of forms that are being filled in,
    and counts.
    """

    read: Callable[[str, str], Facts]
    clean: Callable[[bytes, str], Cleaned]
    hold: Callable[[bytes, str, str], Evidence]
    release: Callable[[str], None]
    sign: Callable[[str], str]
    is_genuine: Callable[[str, str], bool]
    ticket_key: bytes
    random: Random
    shelf: Shelf = field(default_factory=Shelf)
    limits: Limits = field(default_factory=Limits)
    turnstile: Turnstile = field(default_factory=Turnstile)

    @property
    def cleaning(self) -> CapacityLimiter:
        """Lets so many forms with files be at work at once: cleaning takes long, and all other pages need threads."""
        try:
            return _cleaning.get()
        except LookupError:
            _cleaning.set(CapacityLimiter(_FORMS_WITH_FILES))
            return _cleaning.get()

    @property
    def tickets(self) -> Tickets:
        """What makes the tickets of forms, and knows them again."""
        return Tickets(self.ticket_key, self.random)
