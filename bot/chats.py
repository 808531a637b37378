"""Conversations in the store: each is one record, sealed, and gone when it holds nothing any more."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import Protocol

from pydantic import ValidationError

from bot.draft import Chat
from bot.events import Talker
from candour.cases.directory import is_mailable

CHATS = "chats"
"""The kind of the store's records; the key is that of the conversation."""
ASIDE = "chats-set-aside"
"""Those that can't be read."""

log = logging.getLogger(__name__)


class Records(Protocol):
    """What is needed of the store. Every method raises StoreError."""

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        """Write a record that is on the disk when this returns; None deletes it."""

    def get(self, kind: str, key: str) -> Mapping[str, str] | None:
        """Return a record."""

    def records(self, kind: str) -> Mapping[str, Mapping[str, str]]:
        """Return all records of a kind by their keys."""


class Chats:
    """The conversations that hold something. When each has something to be done next is kept in memory."""

    def __init__(self, records: Records, due: Callable[[Chat], datetime | None] = lambda _chat: None) -> None:
        """Work on the store's records; `due` tells when something is next to be done in a conversation."""
        self._records = records
        self._due = due
        self._moments: dict[str, datetime] = {}
        self._has_looked = False
        self._lock = Lock()

    def of(self, talker: Talker, school: str) -> Chat:
        """Return the conversation with somebody, a new one where nothing is kept; it knows them as they are now.

        Where their platform can't tell now who they are, they are still whom it vouched for before.
        """
        kept = self._load(talker.key)
        if kept is None:
            return Chat(talker=talker, school=school)
        if is_mailable(kept.talker.address) and not is_mailable(talker.address):
            talker = talker.model_copy(update={"name": kept.talker.name, "address": kept.talker.address})
        return kept.model_copy(update={"talker": talker})

    def keep(self, chat: Chat) -> None:
        """Keep a conversation; one that holds nothing is forgotten, and leaves no trace where it never did."""
        key = chat.talker.key
        if not chat.is_empty:
            self._records.put(CHATS, key, {"chat": chat.model_dump_json()})
        elif self._records.get(CHATS, key) is not None:
            self._records.put(CHATS, key, None)
        self._note(key, None if chat.is_empty else chat)

    def all(self) -> Iterator[Chat]:
        """Yield all that are kept."""
        for key in self._records.records(CHATS):
            if (chat := self._load(key)) is not None:
                yield chat

    def due(self, now: datetime) -> Sequence[Talker]:
        """Return whose conversation has something to be done by now; cheap where nothing is."""
        if not self._has_looked:
            for kept in self.all():
                self._note(kept.talker.key, kept)
            self._has_looked = True
        with self._lock:
            keys = [key for key, moment in self._moments.items() if moment <= now]
        return [chat.talker for key in keys if (chat := self._load(key)) is not None]

    def _note(self, key: str, chat: Chat | None) -> None:
        moment = self._due(chat) if chat else None
        with self._lock:
            if moment is None:
                self._moments.pop(key, None)
            else:
                self._moments[key] = moment

    def _load(self, key: str) -> Chat | None:
        found = self._records.get(CHATS, key)
        if found is None:
            return None
        try:
            return Chat.model_validate_json(found["chat"])
        except (KeyError, ValidationError):  # another version of Candour wrote it: what it says is not thrown away
            log.warning("a conversation of another version of Candour was set aside")
            self._records.put(ASIDE, key, found)
            self._records.put(CHATS, key, None)
            return None
