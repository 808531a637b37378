"""What a person did in a chat, as every platform tells it."""

from collections.abc import Mapping
from typing import Literal

from bot.messages import Action
from candour.cases.record import Record
from candour.cases.report import Evidence

Platform = Literal["slack", "teams", "terminal", "page"]
VOUCHING: frozenset[Platform] = frozenset({"slack", "teams", "page"})
"""The platforms that say themselves who talks, and can write to them later; in a terminal anybody types any address."""


class Talker(Record):
    """Who talks to the bot, as the platform vouches for it.

    `conversation` is where answers go, `person` the platform's id of the person, `place` the workspace's or tenant's.
    `address` is the mail address of their profile, or one that ends in ".invalid" (RFC 2606) where it has none.
    `details` is what the platform needs to write to them later (a service address); it is no secret.
    """

    platform: Platform
    place: str
    conversation: str
    person: str
    name: str
    address: str
    details: Mapping[str, str] = {}

    @property
    def key(self) -> str:
        """The key under which the state of this conversation is kept."""
        return f"{self.platform}:{self.place}:{self.conversation}"


class Said(Record):
    """A message. `id` is the platform's own, so that a retry is known, and an edit or a deletion finds it."""

    id: str
    text: str


class Edited(Record):
    """A message that was changed; `id` is that of the message, `event` that of the change."""

    id: str
    text: str
    event: str


class Deleted(Record):
    """A message that was taken back."""

    id: str
    event: str


class Pressed(Record):
    """A button, with what it carried."""

    id: str
    action: Action
    draft: str = ""
    version: int = 0
    reference: str = ""
    value: str = ""
    stamp: str = ""


class Filled(Record):
    """A form that was sent. `values` are entries by their id, as `typed_answers` reads them; "" is left open.

    `draft` is empty where the form began the report. `sends` where it was the button "Send".
    """

    id: str
    draft: str
    version: int
    values: Mapping[str, str]
    sends: bool = True


class Decided(Record):
    """An officer's form that was sent: what `Action.CHANGE_LEVEL` or `Action.ASK` had opened."""

    id: str
    action: Action
    reference: str
    value: str
    reason: str = ""
    stamp: str = ""


class Brought(Record):
    """A file that lies in the store, or (with `refused`) one that does not, and why."""

    id: str
    evidence: Evidence | None = None
    name: str = ""
    refused: str = ""


class Opened(Record):
    """Somebody opened the chat for the first time."""

    id: str


class TimePassed(Record):
    """Nobody did anything."""

    id: str = ""


Event = Said | Edited | Deleted | Pressed | Filled | Decided | Brought | Opened | TimePassed
