"""How the line writes to a person on a platform, and where it finds them again."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.events import Platform, Talker
from bot.messages import Message
from candour.cases.directory import Person
from candour.cases.record import Record


class Contact(Record):
    """Where a person is written to: kept of officers, and of whoever reported in a chat; by their mail address."""

    platform: Platform
    place: str
    conversation: str
    person: str
    details: Mapping[str, str] = {}


class Door(Protocol):
    """A platform that people can be written to on. Its methods may be called from any thread."""

    platform: Platform

    def find(self, address: str) -> Contact | None:
        """Return where somebody is reached by their mail address, None where the platform can't tell."""

    def post(self, contact: Contact, messages: Sequence[Message]) -> None:
        """Write to somebody in a direct message.

        Raises SendError: permanent where trying again is useless (the person or the bot is gone), else not, with
        everything that limits how often we may write.
        """


def contact_of(talker: Talker) -> Contact:
    """Return where a person who talks to the bot is written to."""
    return Contact(
        platform=talker.platform,
        place=talker.place,
        conversation=talker.conversation,
        person=talker.person,
        details=talker.details,
    )


def talker_at(contact: Contact, person: Person) -> Talker:
    """Return a person as who they would be if they talked to the bot where they are written to."""
    return Talker(
        platform=contact.platform,
        place=contact.place,
        conversation=contact.conversation,
        person=contact.person,
        name=person.name,
        address=person.address,
        details=contact.details,
    )
