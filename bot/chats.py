"""Conversations in the store: each is one record, sealed, and gone when it holds nothing any more."""

import logging
from collections.abc import Iterator, Mapping
from typing import Protocol

from pydantic import ValidationError

from bot.draft import Chat
from bot.events import Talker

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
    """The conversations that hold something."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def of(self, talker: Talker, school: str) -> Chat:
        """Return the conversation with somebody, a new one where nothing is kept; it knows them as they are now."""
        kept = self._load(talker.key)
        return kept.model_copy(update={"talker": talker}) if kept else Chat(talker=talker, school=school)

    def keep(self, chat: Chat) -> None:
        """Keep a conversation; one that holds nothing is forgotten."""
        document = None if chat.is_empty else {"chat": chat.model_dump_json()}
        self._records.put(CHATS, chat.talker.key, document)

    def all(self) -> Iterator[Chat]:
        """Yield all that are kept."""
        for key in self._records.records(CHATS):
            if (chat := self._load(key)) is not None:
                yield chat

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
