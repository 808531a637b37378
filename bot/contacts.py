"""Where officers, and those who reported in a chat, are written to: by their mail address."""

from pydantic import ValidationError

from bot.chats import Records
from bot.doors import Contact
from bot.events import VOUCHING
from candour.cases.directory import folded

CONTACTS = "chat-contacts"
"""The kind of the store's records; the key is the mail address."""


class Contacts:
    """The contacts that are kept. Nothing is kept of anybody else: who only looks leaves no trace."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def keep(self, address: str, contact: Contact) -> None:
        """Keep where somebody was met last; nothing is written where that is known, or nobody can write there later."""
        if contact.platform in VOUCHING and self.of(address) != contact:
            self._records.put(CONTACTS, folded(address), {"contact": contact.model_dump_json()})

    def of(self, address: str) -> Contact | None:
        """Return where somebody is written to."""
        found = self._records.get(CONTACTS, folded(address))
        if found is None:
            return None
        try:
            return Contact.model_validate_json(found["contact"])
        except (KeyError, ValidationError):  # another version of Candour wrote it: they are met or found again
            return None

    def forget(self, address: str) -> None:
        """Forget somebody whom the platform doesn't know any more."""
        self._records.put(CONTACTS, folded(address), None)
