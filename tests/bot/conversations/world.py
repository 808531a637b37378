"""What stands behind a scripted conversation: the real service and reader, a store in memory, a clock."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache

from bot.carrier import ChatCarrier
from bot.chats import CHATS
from bot.contacts import Contacts
from bot.doors import Door
from bot.draft import Chat, Draft
from bot.events import Talker
from bot.inbox import INBOX
from bot.line import ChatLine, LineDesk
from bot.officers.desk import OfficerDesk
from candour.cases.asked import Asked
from candour.cases.case import Case
from candour.cases.facts import Answer, Facts
from candour.cases.notice import Channel
from candour.cases.policy import Policy
from candour.cases.policy_file import load
from candour.cases.report import Report, Sender
from candour.cases.surroundings import UNKNOWN, Surroundings
from tests.bot.conversations.script import Script
from tests.builders import a_report
from tests.service import RuleReader, a_stage, decide

ANONYMOUS = "https://candour.school.example/r/st-finnian"
_A_MINUTE, _HALF_AN_HOUR = timedelta(minutes=1), timedelta(minutes=30)


class RememberingReader(RuleReader):
    """Reads by the rules, and what was read once on one platform is not read again on the next."""

    def read(self, report: Report, asked: Sequence[Asked] = (), surroundings: Surroundings = UNKNOWN) -> Facts:
        same = report.model_copy(update={"id": "", "keys": (), "message_id": None})
        return _read(_Reading(same, tuple(asked), surroundings))


class _Reading:
    """A question to the reader; two are equal where their words are."""

    def __init__(self, report: Report, asked: tuple[Asked, ...], surroundings: Surroundings) -> None:
        self.report, self.asked, self.surroundings = report, asked, surroundings
        self._words = repr((report, asked, surroundings))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Reading) and other._words == self._words

    def __hash__(self) -> int:
        return hash(self._words)


@cache
def _read(question: _Reading) -> Facts:
    return RuleReader().read(question.report, question.asked, question.surroundings)


class World:
    """One school for one conversation."""

    def __init__(self, script: Script) -> None:
        self.stage = a_stage(profile=script.policy, reader=RememberingReader())
        self.stage.clock.moment = script.now
        self.line = self._new_line()

    def restart(self) -> None:
        """End the line and begin a new one over the same store."""
        self.line = self._new_line()

    def wait(self, how_long: timedelta, door: Door) -> None:
        """Let time pass, minute by minute as long as something may be due."""
        left = how_long
        while left > timedelta(0):
            step = min(left, _A_MINUTE if how_long - left < 2 * _HALF_AN_HOUR else _HALF_AN_HOUR)
            self.stage.clock.move(step)
            self.line.pass_time({door.platform: door})
            left -= step

    def mail(self, writer: Sender, text: str) -> None:
        """Let a report come by mail."""
        now = self.stage.clock()
        report = a_report(
            id="by-mail", sender=writer, text=text, subject="Report", received_at=now, sent_at=now, keys=("mail",)
        )
        self.stage.service.receive(report)

    def ask(self, question: str, door: Door) -> None:
        """Let the DPO ask whoever reported the newest case, and carry the question to them where it goes by chat."""
        decide(self.stage, self.cases()[-1].reference, "ask", question)
        service, store, clock = self.stage.service, self.stage.store, self.stage.clock
        desk = OfficerDesk(service, self.stage.directory, load, clock)
        carrier = ChatCarrier(desk, self.line.receipts, Contacts(store), {door.platform: door}, patience=timedelta())
        for dispatch in service.lease_notices(100):
            if dispatch.notice.channel is Channel.CHAT:
                carrier.carry(dispatch)
            service.notice_sent(dispatch.case.reference, dispatch.notice.id)

    def cases(self) -> list[Case]:
        """Return all cases, the oldest first."""
        return [self.stage.store.load(entry.reference) for entry in self.stage.store.register()]

    def chat(self) -> Chat | None:
        """Return what is kept of the conversation."""
        kept = self.stage.store.records(CHATS).values()
        return next((Chat.model_validate_json(each["chat"]) for each in kept), None)

    def draft(self) -> Draft | None:
        """Return the report that is not sent yet."""
        chat = self.chat()
        return chat.draft if chat else None

    def facts(self) -> Facts:
        """Return what is understood now: of the draft, or of the newest case."""
        if (draft := self.draft()) is not None:
            return draft.facts
        return self.cases()[-1].facts

    def kept(self) -> str:
        """Return everything that is kept of conversations, as one text."""
        kinds: tuple[Mapping[str, Mapping[str, str]], ...] = (
            self.stage.store.records(CHATS),
            self.stage.store.records(INBOX),
        )
        return "\n".join(map(str, kinds))

    @property
    def policy(self) -> Policy:
        """The school's policy."""
        return self.stage.policy

    def _new_line(self) -> ChatLine:
        directory = self.stage.directory
        return ChatLine(
            LineDesk(
                service=self.stage.service,
                records=self.stage.store,
                evidence=self.stage.store,
                directory=directory,
                policies=load,
                now=self.stage.clock,
                school_of=_only_school,
                anonymous=lambda _school: ANONYMOUS,
            )
        )


def _only_school(_talker: Talker) -> str:
    return "st-finnian"


def as_written(answer: Answer | None) -> str:
    """Return a value as scripts write it."""
    if answer is None:
        return "open"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ", ".join(answer) if isinstance(answer, tuple) else str(answer)
