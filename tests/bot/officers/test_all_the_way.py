"""A report in a chat, its alert, a question back, the answer and the decision: through line, core and outbox."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from email.message import EmailMessage
from itertools import count

from bot.carrier import ChatCarrier
from bot.events import Decided, Event, Opened, Pressed, Said, Talker
from bot.line import ChatLine, LineDesk
from bot.messages import Action, Button, Message
from bot.officers.desk import OfficerDesk
from bot.officers.pressing import ChatOfficers
from bot.turn import Turn
from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.notice import Channel, NoticeKind, NoticeStatus
from candour.cases.policy_file import load
from replies.outbox import Outbox
from tests.bot.kept_door import KeptDoor
from tests.bot.officers.stage import OFFICERS, PAGES, button, entries, talker_of
from tests.replies.stage import LINE
from tests.service import DPO, HEAD, FillableStore, RuleReader, a_stage

GARETH = Person(name="Gareth Pugh", address="g.pugh@saint-finnian.example")
STORY = "I emailed the 7B reports with the names of 31 pupils to the wrong parent at 9 this morning."


class KeptMail:
    """A mail server that keeps to whom it was given something."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, tuple[str, ...]]] = []

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> None:
        self.sent.append((str(message["Subject"]), tuple(recipients)))

    def close(self) -> None:
        pass


class Installation:
    """Everything from the chat to the outbox, over a store in memory."""

    def __init__(self, store: FillableStore | None = None) -> None:
        self.core = a_stage(chat_roles=OFFICERS, reader=RuleReader(), store=store)
        directory = self.core.directory.model_copy(update={"pages": PAGES})
        desk = OfficerDesk(self.core.service, directory, load, self.core.clock)
        self.line = ChatLine(
            LineDesk(
                service=self.core.service,
                records=self.core.store,
                evidence=self.core.store,
                directory=directory,
                policies=load,
                now=self.core.clock,
                school_of=lambda _talker: "st-finnian",
                anonymous=lambda _school: f"{PAGES}/r/st-finnian",
                officers=ChatOfficers(desk),
            )
        )
        self.door, self.mail = KeptDoor(platform="slack"), KeptMail()
        carrier = ChatCarrier(desk, self.line.receipts, self.line.contacts, {"slack": self.door}, patience=timedelta())
        self.outbox = Outbox(
            self.core.service,
            self.mail,
            directory=directory,
            identity=LINE,
            now=self.core.clock,
            carriers={Channel.CHAT: carrier},
        )
        self._numbers = count(1)

    def hears(self, person: Person, event: Event) -> Turn:
        """Let the line hear what somebody did; who gets a receipt has it."""
        talker: Talker = talker_of(person)
        turn = self.line.hear(event, talker)
        for message in turn.messages:
            for reported in turn.chat.reported:
                if message.key == reported.draft:
                    self.line.receipted(talker, reported.draft)
        return turn

    def says(self, person: Person, text: str) -> str:
        """Let somebody say something, and return the answer."""
        turn = self.hears(person, Said(id=self.new_id(), text=text))
        return "\n\n".join(message.plain for message in turn.messages)

    def presses(self, person: Person, pressed: Button) -> Message:
        """Let somebody press a button, and return the answer."""
        press = Pressed(
            id=self.new_id(),
            action=pressed.action,
            reference=pressed.reference,
            value=pressed.value,
            stamp=pressed.stamp,
        )
        return self.hears(person, press).messages[0]

    def asks(self, pressed: Button, question: str) -> None:
        """Let the officer open the form of a button and send a question."""
        press = Pressed(id=self.new_id(), action=pressed.action, reference=pressed.reference, stamp=pressed.stamp)
        form = self.line.form(talker_of(DPO), press)
        assert form.asks == "question"
        sent = Decided(
            id=self.new_id(), action=pressed.action, reference=form.reference, value=question, stamp=form.stamp
        )
        self.hears(DPO, sent)

    def told(self, person: Person) -> list[Message]:
        """Send what is due, and return what this brought somebody in the chat."""
        before = len(self.door.posted)
        self.outbox.deliver_due()
        wanted = talker_of(person).person
        return [message for contact, message in self.door.posted[before:] if contact.person == wanted]

    def new_id(self) -> str:
        return f"e{next(self._numbers)}"


def test_a_report_in_the_chat_is_alerted_asked_about_answered_and_decided_there() -> None:
    here = Installation()
    here.hears(DPO, Opened(id="installed"))
    here.says(GARETH, STORY)
    assert "Reported" in here.says(GARETH, "send")
    [alert] = here.told(DPO)
    reference = entries(alert)["Reference"]
    assert GARETH.address not in here.mail.sent[0][1]

    here.asks(button(alert, Action.ASK), "How many of them have an inhaler?")
    [question] = here.told(GARETH)
    assert "> How many of them have an inhaler?" in question.plain
    here.says(GARETH, "About nine of them, I think.")
    [update] = here.told(DPO)
    assert update.plain.startswith("News on this incident.")

    said = here.presses(DPO, button(update, Action.CONFIRM_LEVEL))
    assert entries(said)["Level"].endswith(", decided")
    case = here.core.store.load(reference)
    assert len(case.reports) == 2
    assert "nine of them" in case.reports[1].text


class OrderedStore(FillableStore):
    """Keeps in which order things are written."""

    def __init__(self) -> None:
        super().__init__()
        self.order: list[str] = []

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        self.order.append(kind)
        super().put(kind, key, document)

    def accept(self, case: Case) -> None:
        self.order.append("case")
        super().accept(case)


def test_where_a_reporter_is_written_to_is_known_before_the_first_notice_to_them_is() -> None:
    store = OrderedStore()
    here = Installation(store)
    here.says(GARETH, STORY)
    here.says(GARETH, "send")
    assert store.order.index("chat-contacts") < store.order.index("case")


def test_officers_get_their_mails_whatever_the_chat_does() -> None:
    here = Installation()
    here.says(GARETH, STORY)
    here.says(GARETH, "send")
    assert here.told(DPO) == []
    mailed = {address for _, addresses in here.mail.sent for address in addresses}
    assert {DPO.address, HEAD.address} <= mailed
    [line] = here.core.store.register()
    failed = [one for one in here.core.store.load(line.reference).notices if one.status is NoticeStatus.FAILED]
    assert {one.channel for one in failed} == {Channel.CHAT}
    assert NoticeKind.NOT_DELIVERED not in {one.kind for one in here.core.store.load(line.reference).notices}


def test_an_officer_is_written_to_once_they_have_said_anything_and_nobody_else_is_kept() -> None:
    here = Installation()
    here.says(DPO, "help")
    here.says(GARETH, "help")
    assert here.line.contacts.of(DPO.address) is not None
    assert here.line.contacts.of(GARETH.address) is None


def test_r33_an_officer_who_asks_for_the_anonymous_page_leaves_no_trace_of_it_either() -> None:
    here = Installation()
    assert f"{PAGES}/r/st-finnian" in here.says(DPO, "anonymous")
    assert here.line.contacts.of(DPO.address) is None
    assert here.core.store.records("chat-contacts") == {}


def test_an_officer_reports_like_anybody_and_their_few_words_are_no_part_of_the_story() -> None:
    here = Installation()
    here.says(DPO, STORY)
    assert here.says(DPO, "cases") == "Nothing needs you at the moment."
    assert "Reported" in here.says(DPO, "send")
    [line] = here.core.store.register()
    assert here.core.store.load(line.reference).reports[0].text == STORY


def test_who_is_no_officer_does_not_learn_that_there_are_words_for_them() -> None:
    here = Installation()
    here.says(GARETH, STORY)
    here.says(GARETH, "send")
    [line] = here.core.store.register()
    assert entries_of(here, GARETH, line.reference) == {}
    assert "Kind of incident" not in here.says(GARETH, "cases")


def entries_of(here: Installation, person: Person, text: str) -> dict[str, str]:
    turn = here.hears(person, Said(id=here.new_id(), text=text))
    return {label: value for message in turn.messages for label, value in entries(message).items()}
