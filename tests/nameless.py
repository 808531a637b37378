"""A post room to which people report without a name: what is filed, and every mail that leaves with its moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage

from candour.cases.coming_back import KEY
from candour.cases.directory import Person, School
from candour.cases.errors import SendError
from candour.cases.facts import Facts
from candour.cases.filing import Filing, Further
from candour.cases.ports import Store
from replies.constant_size import AS_SENT
from replies.outbox import Outbox
from tests.builders import some_facts
from tests.letters import PostRoom, a_post_room
from tests.service import CODES, HandClock

PAGES = "https://candour.saint-finnian.example"
WORDS = "The spreadsheet with the medical notes of 27 pupils is on the school's website."
CODE = "K7QM4T0V9XWE2HAB"
OTHER_CODE = "7777888899990000"
LINE = Person(name="St Finnian's incident line", address="dataloss@saint-finnian.example")


@dataclass(frozen=True)
class Sent:
    """A mail as it left."""

    at: datetime
    to: tuple[str, ...]
    message: EmailMessage

    @property
    def size(self) -> int:
        return len(self.message.as_bytes(policy=AS_SENT))

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain",))
        assert part is not None
        return " ".join(str(part.get_content()).split())

    @property
    def markup(self) -> str:
        part = self.message.get_body(("html",))
        assert part is not None
        return str(part.get_content())

    @property
    def is_nameless(self) -> bool:
        return self.subject == "Reports without a name"

    @property
    def says_nothing_new(self) -> bool:
        return self.is_nameless and "There is nothing new" in self.text


@dataclass
class Carrier:
    """A mail server that takes every mail but those to the addresses that it refuses."""

    clock: HandClock
    sent: list[Sent] = field(default_factory=list)
    refused: dict[str, SendError] = field(default_factory=dict)

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> None:
        for address in recipients:
            if address in self.refused:
                raise self.refused[address]
        self.sent.append(Sent(self.clock(), tuple(recipients), message))

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class NamelessRoom:
    """A service with its outbox."""

    room: PostRoom
    carrier: Carrier
    outbox: Outbox

    def file(self, text: str = WORDS, *, code: str = CODE, facts: Facts | None = None, school: str = "") -> str:
        """Report without a name, and return the case's reference."""
        self.room.reader.usual = facts or some_facts()
        self.room.service.file(Filing(school=school or "st-finnian", text=text, code=code))
        reference = self.room.store.find_key(f"{KEY}{CODES.lookup(code)}")
        assert reference is not None
        return reference

    def add(self, text: str, *, code: str = CODE, facts: Facts | None = None) -> None:
        """Come back with a code, and add something."""
        self.room.reader.usual = facts or Facts()
        self.room.service.add(Further(code=code, text=text, once=text))

    def until(self, moment: datetime) -> list[Sent]:
        """Let time pass, with a sweep each quarter of an hour and whenever a mail is due; return what left."""
        before = len(self.carrier.sent)
        while True:
            self.room.service.sweep()
            self.room.plan()
            self.outbox.deliver_due()
            now = self.room.clock()
            if now >= moment:
                return self.carrier.sent[before:]
            due = self.room.service.next_due()
            self.room.at(min(moment, now + QUARTER, due if due and due > now else moment))


QUARTER = timedelta(minutes=15)


def a_nameless_room(
    *schools: School, began: datetime, store: Store | None = None, pages: str = PAGES, seed: int = 1
) -> NamelessRoom:
    """Set up a service whose pages take reports without a name."""
    room = a_post_room(*schools, began=began, store=store, pages=pages, seed=seed)
    carrier = Carrier(room.clock)
    outbox = Outbox(room.service, carrier, directory=room.desk.directory, identity=LINE, now=room.clock)
    return NamelessRoom(room, carrier, outbox)
