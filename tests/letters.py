"""A service whose letters are looked at: schools, real bank holidays, any store, a clock that is set by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from candour.app.working_days import BankHolidays
from candour.cases.desk import Desk
from candour.cases.directory import Directory, Person, School
from candour.cases.facts import Facts
from candour.cases.letter import Letter
from candour.cases.letters import all_letters
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import NoticeKind
from candour.cases.order import Order
from candour.cases.policy_file import load
from candour.cases.ports import Store
from candour.cases.report import Automatic
from candour.cases.service import Service
from candour.store.memory import MemoryStore
from tests.builders import a_report, a_value, some_facts
from tests.service import CODES, DPO, SAINT_FINNIAN, THEIR_MAILBOX, HandClock, ToldReader

THURSDAY = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
"""An ordinary working day in winter, past the hour of digests."""
FRIDAY_DIGEST = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
DEPUTY = Person(name="Idris Pell", address="deputy@saint-finnian.example")
GRAVE = {"incident_type": a_value("cyber_attack", "attack")}
"""Facts that the policies hold to be of the highest level."""


@dataclass
class PostRoom:
    """Everything that a test of letters looks at."""

    desk: Desk
    service: Service
    store: Store
    reader: ToldReader
    clock: HandClock
    reports: int = 0

    def at(self, moment: datetime) -> "PostRoom":
        """Set the clock."""
        self.clock.moment = moment
        return self

    def plan(self) -> int:
        """Plan letters, as each sweep does."""
        return self.service.plan_letters()

    def post(self) -> list[LetterDispatch]:
        """Plan letters, and send all that are due."""
        self.plan()
        return self.send()

    def send(self) -> list[LetterDispatch]:
        """Send all letters that are due; return them as they were written."""
        sent: list[LetterDispatch] = []
        while leased := self.service.lease_letters(1):
            sent += leased
            self.service.letter_sent(leased[0].letter.notice.id)
        return sent

    def letters(self) -> list[Letter]:
        """Return the letters that are kept, the oldest first."""
        return list(all_letters(self.desk).values())

    def incident(self, *, facts: Facts | None = None, school: str = "st-finnian", **changes: object) -> str:
        """Receive a report, and return the reference of its case."""
        self.reports += 1
        number = self.reports
        self.reader.readings[f"report-{number}"] = facts or some_facts()
        report = a_report(
            id=f"report-{number}",
            keys=(f"key-{number}",),
            message_id=f"<m{number}@saint-finnian.example>",
            received_at=self.clock(),
            school=school,
            **changes,
        )
        reference = self.service.receive(report).reference
        assert reference is not None
        return reference

    def bounce(self, message_id: str) -> None:
        """Receive a mail that brings back the one of this Message-ID."""
        self.reports += 1
        key = f"bounce-{self.reports}"
        self.service.receive(a_report(id=key, keys=(key,), automatic=Automatic.BOUNCE, bounce_of=message_id))

    def decide(self, reference: str, what: str, value: str = "", *, by: Person = DPO) -> None:
        """Let somebody (the DPO) decide."""
        self.service.decide(reference, Order(what=what, value=value, by=by, reason="so that the test goes on"))


def a_post_room(
    *schools: School, store: Store | None = None, pages: str = "", began: datetime = THURSDAY, seed: int = 1
) -> PostRoom:
    """Set up a service whose first sweep was at `began`; over a store that was used before it goes on from there."""
    held: Mapping[str, School] = {school.key: school for school in schools or (SAINT_FINNIAN,)}
    clock, reader, kept = HandClock(began), ToldReader(), store or MemoryStore()
    desk = Desk(
        store=kept,
        reader=reader,
        directory=Directory(
            schools=held,
            watched=frozenset({"dataloss@saint-finnian.example"}),
            pages=pages,
            mailboxes=(THEIR_MAILBOX.model_copy(update={"schools": tuple(held)}),),
        ),
        policies=load,
        working_days=BankHolidays(),
        now=clock,
        random=Random(seed),  # noqa: S311  the same references in each run
        notify=lambda: None,
        codes=CODES,
    )
    room = PostRoom(desk, Service(desk), kept, reader, clock)
    room.plan()
    return room


def a_school(**changes: object) -> School:
    """Return St Finnian's with some settings changed."""
    return SAINT_FINNIAN.model_copy(update=changes)


def digests(sent: list[LetterDispatch]) -> list[tuple[str, LetterDispatch]]:
    """Return (address, dispatch) of the digests among what was sent."""
    return [
        (each.letter.notice.recipient.address, each)
        for each in sent
        if each.letter.notice.kind is NoticeKind.DIGEST and each.letter.notice.recipient
    ]


DAY = timedelta(days=1)
