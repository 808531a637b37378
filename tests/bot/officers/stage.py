"""Officers in a chat over the real service: what is carried to them, what they press, and what becomes of it."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import timedelta
from itertools import count
from typing import Any

from bot.carrier import ChatCarrier
from bot.chats import Chats
from bot.contacts import Contacts
from bot.doors import Contact, contact_of
from bot.draft import Chat, Reported
from bot.events import Decided, Pressed, Said, Talker
from bot.form import ChatForm
from bot.messages import Action, Button, Message
from bot.officers.desk import OfficerDesk
from bot.officers.pressing import ChatOfficers
from bot.receipts import Receipts
from bot.turn import Turn
from candour.cases.case import Case
from candour.cases.directory import Person, School
from candour.cases.dispatch import Dispatch
from candour.cases.errors import SendError
from candour.cases.facts import Value
from candour.cases.notice import REPORTER, Channel, NoticeKind
from candour.cases.policy_file import load
from candour.cases.report import Door, Sender
from tests.bot.kept_door import KeptDoor
from tests.builders import SEREN, a_report
from tests.cases.working import EVERYBODY, a_received_case
from tests.service import DPO, a_stage

PAGES = "https://candour.school.example"
OFFICERS = ("dpo", "deputy_dpo", "head_teacher", "chair_of_governors")
HILLTOP_DPO = Person(name="Owain Prys", address="dpo@hilltop.example")
HILLTOP = School(
    key="hilltop",
    name="Hilltop School",
    prefix="HT",
    profile="saints-cardiff",
    country="WLS",
    roles={"dpo": (HILLTOP_DPO,), "head_teacher": (Person(name="Ifan Rowe", address="head@hilltop.example"),)},
    reply_address="dataloss@hilltop.example",
)


def talker_of(person: Person, platform: str = "slack") -> Talker:
    """Return somebody as the platform vouches for them."""
    name = person.address.partition("@")[0]
    return Talker.model_validate(
        {
            "platform": platform,
            "place": "T1",
            "conversation": f"D-{name}",
            "person": f"U-{name}",
            "name": person.name,
            "address": person.address,
        }
    )


class FussyDoor(KeptDoor):
    """A platform that has trouble with some of its people."""

    def __init__(self) -> None:
        super().__init__(platform="slack")
        self.troubles: dict[str, SendError] = {}

    def post(self, contact: Contact, messages: Sequence[Message]) -> None:
        if (trouble := self.troubles.get(contact.person)) is not None:
            raise trouble
        super().post(contact, messages)


class OfficerStage:
    """A school whose officers are told in Slack; each of them has talked to the bot before."""

    def __init__(
        self,
        roles: Mapping[str, tuple[Person, ...]] | None = None,
        *,
        detail: bool = False,
        pages: str = PAGES,
        **changes: Any,
    ) -> None:
        held = EVERYBODY if roles is None else roles
        self.core = a_stage(held, chat_roles=OFFICERS, others=(HILLTOP,), **changes)
        self.store = self.core.store
        directory = self.core.directory.model_copy(update={"pages": pages})
        self.desk = OfficerDesk(self.core.service, directory, load, self.core.clock, personal_detail=detail)
        self.officers = ChatOfficers(self.desk)
        self.door = FussyDoor()
        self.contacts = Contacts(self.store)
        self.chats = Chats(self.store, lambda _chat: None)
        self.receipts = Receipts(self.chats, lambda _key: nullcontext(), lambda _talker: "st-finnian")
        self.carrier = ChatCarrier(self.desk, self.receipts, self.contacts, {"slack": self.door}, patience=timedelta())
        for person in (person for people in held.values() for person in people):
            self.meets(person)
        self._numbers = count(1)

    def meets(self, person: Person) -> None:
        """Let somebody have talked to the bot."""
        self.contacts.keep(person.address, contact_of(talker_of(person)))

    def receives(self, **facts: Value) -> Case:
        """Let a mail become a case."""
        return a_received_case(self.core, report=None, **facts)

    def receives_by_mail(self, text: str) -> Case:
        """Let a mail of these words become a case, as the reader understands them."""
        return self.store.load(self.core.service.receive(a_report(text=text)).reference or "")

    def receives_by_chat(self, sender: Sender = SEREN, **changes: Any) -> Case:
        """Let a report come by chat, whose writer has no receipt of the conversation yet."""
        usual = {"id": "chat-1", "door": Door.CHAT, "keys": ("chat:d1",), "message_id": None, "mailbox": ""}
        reference = self.core.service.receive(a_report(**{**usual, "sender": sender, **changes})).reference or ""
        writer = talker_of(Person(name=sender.name, address=sender.address))
        self.contacts.keep(sender.address, contact_of(writer))
        told = Reported(draft="d1", reference=reference, at=self.core.clock())
        self.chats.keep(Chat(talker=writer, school="st-finnian", reported=(told,)))
        return self.store.load(reference)

    def passes_a_minute(self) -> None:
        """Let the minute pass in which a receipt of the conversation may still come."""
        self.core.clock.move(timedelta(seconds=61))

    def leased(self) -> list[Dispatch]:
        """Lease what goes by chat now."""
        return [each for each in self.core.service.lease_notices(50) if each.notice.channel is Channel.CHAT]

    def the(self, kind: NoticeKind, role: str = "dpo") -> Dispatch:
        """Lease everything and return one notice."""
        [found] = [each for each in self.leased() if (each.notice.kind, each.notice.role) == (kind, role)]
        return found

    def to_reporter(self, kind: NoticeKind) -> Dispatch:
        """Lease everything and return one notice to who reported."""
        return self.the(kind, REPORTER)

    def posted(self, person: Person | Sender) -> list[Message]:
        """Return what somebody was written."""
        wanted = talker_of(Person(name=person.name, address=person.address)).person
        return [message for contact, message in self.door.posted if contact.person == wanted]

    def alerted(self, case: Case, person: Person = DPO) -> Message:
        """Carry what is due and return the newest message to somebody about a case."""
        for dispatch in self.leased():
            self.carrier.carry(dispatch)
        return [message for message in self.posted(person) if case.reference in message.plain][-1]

    def shown(self, case: Case, person: Person = DPO) -> Message:
        """Let somebody type a reference, and return what they are shown."""
        return self.says(case.reference, person)

    def typed(self, text: str) -> Said:
        """Return a message."""
        return Said(id=self._id(), text=text)

    def says(self, text: str, person: Person = DPO) -> Message:
        """Let somebody say something that is answered as an officer's."""
        turn = self.officers.said(self.typed(text), talker_of(person))
        assert turn is not None
        return turn.messages[0]

    def presses(self, button: Button, person: Person = DPO) -> Turn:
        """Let somebody press a button of whosever message."""
        press = Pressed(
            id=self._id(),
            action=button.action,
            reference=button.reference,
            value=button.value,
            stamp=button.stamp,
        )
        turn = self.officers.hear(press, talker_of(person))
        assert turn is not None
        return turn

    def opens(self, button: Button, person: Person = DPO) -> ChatForm:
        """Let somebody open the form of a button."""
        press = Pressed(id=self._id(), action=button.action, reference=button.reference, stamp=button.stamp)
        form = self.officers.form(press, talker_of(person))
        assert form is not None
        return form

    def sends(self, form: ChatForm, button: Button, value: str, reason: str = "", person: Person = DPO) -> Turn:
        """Let somebody send a form."""
        sent = Decided(
            id=self._id(),
            action=button.action,
            reference=form.reference or button.reference,
            value=value,
            reason=reason,
            stamp=form.stamp,
        )
        turn = self.officers.hear(sent, talker_of(person))
        assert turn is not None
        return turn

    def fills(self, button: Button, value: str, reason: str = "", person: Person = DPO) -> Turn:
        """Let somebody open the form of a button and send it."""
        return self.sends(self.opens(button, person), button, value, reason, person)

    def sends_again(self, button: Button, value: str, reason: str = "") -> Turn:
        """Let a platform bring the form of a message once more, as it was first opened."""
        first = self.opens(button).model_copy(update={"stamp": button.stamp})
        return self.sends(first, button, value, reason)

    def _id(self) -> str:
        return f"e{next(self._numbers)}"


def button(message: Message, action: Action) -> Button:
    """Return one of a message's buttons."""
    return next(each for each in message.buttons if each.action is action)


def actions(message: Message) -> list[str]:
    """Return what a message lets its reader do."""
    return [each.action.value for each in message.buttons]


def entries(message: Message) -> dict[str, str]:
    """Return the labelled values of a message."""
    return {entry.label: entry.value for part in message.parts if part.kind == "entries" for entry in part.entries}


def decisions(stage: OfficerStage, case: Case) -> list[tuple[str, str, str, str]]:
    """Return (who, what, value, reason) of what was decided about a case."""
    return [(one.person, one.what, one.value, one.reason) for one in stage.store.load(case.reference).decisions]


def the_form(turn: Turn) -> ChatForm:
    """Return the form that came back."""
    assert turn.form is not None
    return turn.form


def the_message(turn: Turn) -> Message:
    """Return the one message of an answer."""
    [message] = turn.messages
    return message
