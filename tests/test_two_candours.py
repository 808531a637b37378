"""Two Candours, each of which takes the other's mailbox for its Data Protection Officer's: they fall silent."""

import email
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage, Message
from email.policy import SMTP
from itertools import count
from random import Random

import pytest

from candour.cases.desk import Desk
from candour.cases.directory import Directory, Person, School
from candour.cases.dispatch import Outcome
from candour.cases.policy_file import load
from candour.cases.schools import without_detail
from candour.cases.service import Service
from candour.store.memory import MemoryStore
from intake.delivery import Delivery
from intake.limits import Limits
from intake.message import Arrival
from replies.outbox import Outbox
from tests.builders import LETTER
from tests.intake.fakes import WorkersHere
from tests.service import CODES, SAINT_FINNIAN, HandClock, NoHolidays, ToldReader

HERE, THERE = "dataloss@saint-finnian.example", "incidents@kestrel-cross.example"
TEACHER = "s.vaughan@saint-finnian.example"
Strip = Callable[[Message], None]
RELAYED = count()


@dataclass
class Candour:
    """One installation: a real service, parser, renderer and outbox over a store in memory."""

    service: Service
    store: MemoryStore
    delivery: Delivery
    outbox: Outbox
    mailbox: str
    school: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    @property
    def cases(self) -> int:
        return len(self.store.register())

    def take(self, raw: bytes, clock: HandClock) -> None:
        arrival = Arrival(
            mailbox="watched",
            school=self.school,
            received_at=clock(),
            own_addresses=frozenset({self.mailbox}),
        )
        self.outcomes[self.delivery.take(raw, arrival).receipt.outcome] += 1


@dataclass
class Road:
    """The mail system between them; `strip` is what it takes off each mail."""

    strip: Strip
    budget: int
    clock: HandClock = field(default_factory=HandClock)
    candours: dict[str, Candour] = field(default_factory=dict)
    waiting: list[tuple[str, bytes]] = field(default_factory=list)
    to_people: Counter[str] = field(default_factory=Counter)
    between: int = 0

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> None:
        for address in recipients:
            mailbox = without_detail(address.casefold())
            if mailbox not in self.candours:
                self.to_people[address] += 1
                continue
            travelled = email.message_from_bytes(message.as_bytes(policy=SMTP.clone(max_line_length=998)))
            self.strip(travelled)
            self.between += 1
            self.waiting.append((mailbox, travelled.as_bytes()))

    def close(self) -> None:
        """There is no connection to end."""

    def until_silent(self, *, at_most: int = 1_000) -> None:
        """Deliver until neither has anything to say; fail where that doesn't happen."""
        for _ in range(at_most):
            for candour in self.candours.values():
                candour.outbox.deliver_due()
            if not self.waiting:
                return
            arrived, self.waiting = self.waiting, []
            for mailbox, raw in arrived:
                self.candours[mailbox].take(raw, self.clock)
        raise AssertionError(f"they still write to each other after {self.between} mails")

    def install(self, mailbox: str, key: str, prefix: str, officer: str) -> None:
        dpo = Person(name="", address=officer)
        head = Person(name="", address=f"head@{mailbox.partition('@')[2]}")
        school: School = SAINT_FINNIAN.model_copy(
            update={
                "key": key,
                "prefix": prefix,
                "reply_address": mailbox,
                "roles": {"dpo": (dpo,), "head_teacher": (head,)},
            }
        )
        store, directory = MemoryStore(), Directory(schools={key: school}, watched=frozenset({mailbox}))
        desk = Desk(
            store=store,
            reader=ToldReader(),
            directory=directory,
            policies=load,
            working_days=NoHolidays(),
            now=self.clock,
            random=Random(prefix),  # noqa: S311  the same references in each run
            notify=lambda: None,
            codes=CODES,
            cases_per_automatic_sender_and_day=self.budget,
        )
        service = Service(desk)
        delivery = Delivery(
            store=store, workers=WorkersHere(), receive=service.receive, limits=Limits(), now=self.clock
        )
        identity = Person(name="Incident line", address=mailbox)
        outbox = Outbox(service, self, directory=directory, identity=identity, now=self.clock)
        self.candours[mailbox] = Candour(service, store, delivery, outbox, mailbox, key)


def two_candours(strip: Strip, budget: int = 20) -> Road:
    road = Road(strip, budget)
    road.install(HERE, "st-finnian", "SF", THERE)
    road.install(THERE, "kestrel", "KX", HERE)
    return road


def a_teacher_reports(road: Road) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = TEACHER, HERE, "Trip list"
    mail["Message-ID"] = "<trip-1@saint-finnian.example>"
    mail.set_content(LETTER)
    road.candours[HERE].take(mail.as_bytes(), road.clock)
    road.until_silent()


def nothing(_mail: Message) -> None:
    """Hand the mail on as it is."""


def our_field(mail: Message) -> None:
    """Drop fields that the server doesn't know."""
    del mail["X-Candour"]


def our_field_and_message_id(mail: Message) -> None:
    """Write a Message-ID of its own too, as some relays do."""
    our_field(mail)
    del mail["Message-ID"]
    mail["Message-ID"] = f"<relayed-{next(RELAYED)}@relay.example>"


def every_mark(mail: Message) -> None:
    """Leave nothing that says that a program wrote it, and nothing of the thread."""
    our_field_and_message_id(mail)
    for name in ("Auto-Submitted", "X-Auto-Response-Suppress", "In-Reply-To", "References"):
        del mail[name]


@pytest.mark.parametrize("strip", [nothing, our_field], ids=["as sent", "without X-Candour"])
def test_they_fall_silent_after_the_first_notice(strip: Strip) -> None:
    road = two_candours(strip)
    a_teacher_reports(road)
    assert road.between == 1
    assert (road.candours[HERE].cases, road.candours[THERE].cases) == (1, 0)
    assert road.candours[THERE].outcomes == {Outcome.SET_ASIDE: 1}
    assert road.to_people == {TEACHER: 1, "head@saint-finnian.example": 1}


@pytest.mark.parametrize("budget", [3, pytest.param(20, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "strip", [our_field_and_message_id, every_mark], ids=["Auto-Submitted alone", "no mark at all"]
)
def test_what_carries_weak_signs_or_none_stops_at_the_budget_of_cases(strip: Strip, budget: int) -> None:
    road = two_candours(strip, budget)
    a_teacher_reports(road)
    assert (road.candours[HERE].cases, road.candours[THERE].cases) == (budget + 1, budget)
    assert road.between == 2 * budget + 3  # 43 with the budget that settings have by themselves


@pytest.mark.parametrize("strip", [nothing, our_field])
def test_a_week_of_digests_between_them_makes_no_case(strip: Strip) -> None:
    road = two_candours(strip)
    a_teacher_reports(road)
    for _ in range(7):
        road.clock.move(timedelta(days=1))
        for candour in road.candours.values():
            candour.service.sweep()
            candour.service.plan_letters()
        road.until_silent()
    assert (road.candours[HERE].cases, road.candours[THERE].cases) == (1, 0)
    assert road.between > 7
    assert set(road.candours[THERE].outcomes) == {Outcome.SET_ASIDE}


def test_a_notice_of_another_candour_that_a_person_hands_on_is_read() -> None:
    road = two_candours(nothing)
    a_teacher_reports(road)
    handed_on = EmailMessage()
    handed_on["From"], handed_on["To"], handed_on["Subject"] = HERE, THERE, "[SF-26-K7QM4] New incident report"
    handed_on["Message-ID"] = "<7zk4m9q2x0abwert.sf-26-k7qm4@saint-finnian.example>"
    handed_on["Auto-Submitted"], handed_on["X-Candour"] = "auto-generated", "SF-26-K7QM4 7ZK4M9Q2X0ABWERT"
    handed_on["Resent-From"], handed_on["Resent-To"] = "head@saint-finnian.example", THERE
    handed_on.set_content(LETTER)
    forwarded = EmailMessage()
    forwarded["From"], forwarded["To"] = "head@saint-finnian.example", THERE
    forwarded["Subject"] = "Fwd: [SF-26-K7QM4] New incident report"
    forwarded["Message-ID"] = "<fwd-1@saint-finnian.example>"
    forwarded.set_content(LETTER)
    for mail in (handed_on, forwarded):
        road.candours[THERE].take(mail.as_bytes(), road.clock)
    road.until_silent()
    assert road.candours[THERE].cases == 2
    assert (
        road.to_people["head@saint-finnian.example"] == 2
    )  # the notice of the first case; then the answer to the forward


def test_a_person_s_mail_that_names_a_case_of_ours_is_answered() -> None:
    road = two_candours(nothing)
    a_teacher_reports(road)
    here = road.candours[HERE]
    [entry] = here.store.register()
    for number, title in enumerate((f"[{entry.reference}] my report", f"Re: [{entry.reference}] my report")):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = TEACHER, HERE, title
        mail["Message-ID"] = f"<more-{number}@saint-finnian.example>"
        mail.set_content("She has deleted it.")
        here.take(mail.as_bytes(), road.clock)
    road.until_silent()
    assert road.to_people[TEACHER] == 3
