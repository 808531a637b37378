"""What the outbox works between: the service that leases notices, and those who hand them over."""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

from candour.cases.dispatch import Dispatch
from candour.cases.mailing import LetterDispatch


class Notices(Protocol):
    """What the outbox needs of the service. All methods raise CandourError."""

    def lease_notices(self, limit: int) -> Sequence[Dispatch]:
        """Lease at most `limit` notices that are due."""

    def notice_sent(self, reference: str, notice_id: str) -> None:
        """Record that the mail server accepted a notice."""

    def notice_failed(self, reference: str, notice_id: str, *, code: str, permanent: bool) -> None:
        """Record that a notice was not taken; the service decides whether and when to try again."""

    def lease_letters(self, limit: int) -> Sequence[LetterDispatch]:
        """Lease at most `limit` letters that are due."""

    def letter_sent(self, letter_id: str) -> None:
        """Record that the mail server accepted a letter."""

    def letter_failed(self, letter_id: str, *, code: str, permanent: bool) -> None:
        """Record that a letter was not taken."""

    def next_due(self) -> datetime | None:
        """Return when the next notice or letter is due, None where none waits."""


class Sender(Protocol):
    """Hands a mail over."""

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> None:
        """Hand over a mail; raises SendError."""

    def close(self) -> None:
        """End the connection."""


class Carrier(Protocol):
    """Hands notices over by another channel than mail.

    It is asked in the outbox's own thread, one notice at a time, and mails wait for it: it must have time limits of its
    own, some seconds for a notice. It may be handed the same notice twice after a crash.
    """

    def carry(self, dispatch: Dispatch) -> None:
        """Hand over a notice; raises SendError: permanent where trying again is useless."""

    def carry_letter(self, dispatch: LetterDispatch) -> None:
        """Hand over a letter that was mailed already; raises SendError, which ends it."""
