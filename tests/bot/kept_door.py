"""A platform that keeps what it was told to say."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.doors import Contact
from bot.events import Platform
from bot.messages import Message
from candour.cases.errors import SendError


@dataclass
class KeptDoor:
    """A platform that keeps what it was told to say; a person can be unreachable."""

    platform: Platform = "terminal"
    posted: list[tuple[Contact, Message]] = field(default_factory=list)
    trouble: SendError | None = None
    known: dict[str, Contact] = field(default_factory=dict)

    def find(self, address: str) -> Contact | None:
        return self.known.get(address)

    def post(self, contact: Contact, messages: Sequence[Message]) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.posted += [(contact, message) for message in messages]
