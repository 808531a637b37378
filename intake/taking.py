"""What a mailbox's messages are handed to, and what becomes of each in the mailbox afterwards."""

from enum import StrEnum
from typing import NamedTuple, Protocol

from candour.cases.dispatch import Receipt
from intake.limits import Limits
from intake.message import Arrival


class Disposal(StrEnum):
    """What is done with a message in its mailbox once it is accounted for."""

    FILE = "file"
    """Marked as accepted. Then, by the mailbox's mode: moved to the processed folder (dedicated), left in its place
    where people expect it (shared), deleted for good (confidential)."""
    LEAVE = "leave"
    """Marked as looked at, and left where it is: ordinary mail of a shared mailbox."""
    EXPUNGE = "expunge"
    """Deleted for good: a confidential message, whose cleaned report is stored."""
    ASIDE = "aside"
    """Moved to a folder of its own, for a person to open there: a confidential message that can't be cleaned."""


class Taken(NamedTuple):
    """A message that is accounted for: the core's receipt, and what becomes of it in its mailbox."""

    receipt: Receipt
    disposal: Disposal = Disposal.FILE


class Taker(Protocol):
    """Takes the messages of a mailbox in, as its mode wants; may be called from several threads."""

    @property
    def limits(self) -> Limits:
        """The bounds within which messages are fetched and parsed."""

    def take(self, raw: bytes, arrival: Arrival) -> Taken:
        """Account for one message; when this returns, nothing can lose it, and it may be disposed of.

        Raises StoreError (StoreFullError where there is no room), WorkersClosedError and WorkersUnavailableError (which
        say nothing about the message), and whatever the core raises; the message must stay where it is then.
        """
