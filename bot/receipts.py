"""What the core's notices to somebody have to know of their conversation: whether it has told them already."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from threading import Event

from bot.chats import Chats
from bot.draft import Reported
from bot.events import Talker


class Receipts:
    """The receipts of the conversations. `alone` keeps everybody else out of one. All methods raise StoreError."""

    def __init__(
        self, chats: Chats, alone: Callable[[str], AbstractContextManager[None]], school_of: Callable[[Talker], str]
    ) -> None:
        self._chats = chats
        self._alone = alone
        self._school_of = school_of
        self._awaited: dict[str, Event] = {}

    def receipted(self, talker: Talker, draft: str) -> None:
        """Note that somebody has the receipt of a report: the core's own need not be sent."""
        with self._alone(talker.key):
            chat = self._chats.of(talker, self._school_of(talker))
            reported = tuple(
                one.model_copy(update={"was_receipted": True}) if one.draft == draft else one for one in chat.reported
            )
            self._chats.keep(chat.model_copy(update={"reported": reported}))
        if (awaited := self._awaited.get(talker.key)) is not None:
            awaited.set()

    def receipt_of(self, talker: Talker, reference: str, patience: timedelta = timedelta()) -> Reported | None:
        """Return a report as its conversation knows it: once its writer has the receipt, or `patience` is over."""
        receipted = self._awaited.setdefault(talker.key, Event())
        try:
            found = self._known(talker, reference)
            if found is not None and not found.was_receipted and receipted.wait(patience.total_seconds()):
                found = self._known(talker, reference)
        finally:
            self._awaited.pop(talker.key, None)
        return found

    def asked(self, talker: Talker, reference: str) -> None:
        """Note that somebody was asked about a case: what they say next may be the answer."""
        with self._alone(talker.key):
            chat = self._chats.of(talker, self._school_of(talker))
            self._chats.keep(chat.model_copy(update={"asked_about": reference}))

    def _known(self, talker: Talker, reference: str) -> Reported | None:
        with self._alone(talker.key):
            reported = self._chats.of(talker, self._school_of(talker)).reported
        return next((one for one in reported if one.reference == reference), None)
