"""A service over fakes: a store in memory, a reader that was told what it reads, a clock that is set by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from random import Random

from candour.app.probe_marks import ProbeMarks
from candour.cases.asked import Asked
from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.directory import Directory, Person, School, WatchedMailbox
from candour.cases.errors import ReadingFailedError, StoreDamagedError, StoreFullError
from candour.cases.facts import Facts
from candour.cases.order import Order
from candour.cases.policy import Policy
from candour.cases.policy_file import load
from candour.cases.report import Report
from candour.cases.service import Service
from candour.cases.surroundings import UNKNOWN, Surroundings
from candour.store.codes import PepperedCodes
from candour.store.keys import InstallationKey
from candour.store.memory import MemoryStore
from nlp.reader import ReportReader
from tests.builders import NOON, some_facts

DPO = Person(name="Dilys Marlow", address="dpo@saint-finnian.example")
HEAD = Person(name="Mr Clive Penrose", address="head@saint-finnian.example")
CHAIR = Person(name="Mair Tennant", address="chair@saint-finnian.example")
DESK = Person(name="Service Desk", address="servicedesk@saint-finnian.example")

SAINT_FINNIAN = School(
    key="st-finnian",
    name="St Finnian's Primary School",
    prefix="SF",
    profile="saints-cardiff",
    country="WLS",
    roles={"dpo": (DPO,), "head_teacher": (HEAD,), "chair_of_governors": (CHAIR,), "service_desk": (DESK,)},
    reply_address="dataloss@saint-finnian.example",
)
MARKS = ProbeMarks(InstallationKey(bytes(32)))
"""Makes the marks of test mails that the stage knows for its own."""
CODES = PepperedCodes(InstallationKey(bytes(32)))
THEIR_MAILBOX = WatchedMailbox(name="dataloss", address="dataloss@saint-finnian.example", schools=("st-finnian",))


@dataclass
class HandClock:
    """A clock that stands until it is moved."""

    moment: datetime = NOON

    def __call__(self) -> datetime:
        return self.moment

    def move(self, by: timedelta) -> None:
        self.moment += by


@dataclass
class ToldReader:
    """Reads what it was told for a report's id, and for all others the usual, which is what the usual letter says."""

    readings: dict[str, Facts | str] = field(default_factory=dict)
    asked: dict[str, tuple[Asked, ...]] = field(default_factory=dict)
    surroundings: dict[str, Surroundings] = field(default_factory=dict)
    usual: Facts = field(default_factory=some_facts)
    reports: list[Report] = field(default_factory=list)

    def read(self, report: Report, asked: Sequence[Asked] = (), surroundings: Surroundings = UNKNOWN) -> Facts:
        self.reports.append(report)
        self.asked[report.id] = tuple(asked)
        self.surroundings[report.id] = surroundings
        told = self.readings.get(report.id, self.usual)
        if isinstance(told, str):
            raise ReadingFailedError(told)
        return told


class RuleReader(ToldReader):
    """Reads by the rules of nlp, which every installation has."""

    def read(self, report: Report, asked: Sequence[Asked] = (), surroundings: Surroundings = UNKNOWN) -> Facts:
        super().read(report, asked, surroundings)
        return _rules().read(report, asked, surroundings)


@lru_cache
def _rules() -> ReportReader:
    return ReportReader("")


class FillableStore(MemoryStore):
    """A store whose disk can be full, and of which a case can be damaged."""

    full = False
    damaged_case = ""

    def load(self, reference: str) -> Case:
        if reference == self.damaged_case:
            raise StoreDamagedError(f"{reference} can't be opened")
        return super().load(reference)

    def accept(self, case: Case) -> None:
        if self.full:
            raise StoreFullError("there is no room left")
        super().accept(case)

    def save(self, case: Case) -> None:
        if self.full:
            raise StoreFullError("there is no room left")
        super().save(case)


class NoHolidays:
    """A year without bank holidays."""

    def is_bank_holiday(self, day: date, country: str) -> bool:
        del day, country
        return False


@dataclass
class Stage:
    """Everything that a test of the service looks at."""

    service: Service
    store: FillableStore
    reader: ToldReader
    clock: HandClock
    woken: list[datetime]
    directory: Directory
    policy: Policy


def a_stage(
    roles: Mapping[str, tuple[Person, ...]] | None = None,
    *,
    answers: int = 10,
    cases_of_a_program: int = 20,
    profile: str = "saints-cardiff",
    policy: Policy | None = None,
    others: tuple[School, ...] = (),
    store: FillableStore | None = None,
    mailboxes: tuple[WatchedMailbox, ...] | None = None,
    reader: ToldReader | None = None,
    chat_roles: tuple[str, ...] = (),
) -> Stage:
    """Set up a service for one school; `roles` replaces who holds which role, `profile` or `policy` its procedure.

    `others` are further schools of the same installation; `reader` replaces the one that was told what it reads.
    Who holds one of `chat_roles` gets copies in a chat.
    """
    followed = policy or load(profile)
    held = SAINT_FINNIAN.roles if roles is None else roles
    school = SAINT_FINNIAN.model_copy(update={"roles": held, "profile": profile, "chat_roles": chat_roles})
    store, reader, clock, woken = store or FillableStore(), reader or ToldReader(), HandClock(), list[datetime]()
    schools = {entry.key: entry for entry in (school, *others)}
    directory = Directory(
        schools=schools,
        watched=frozenset({"dataloss@saint-finnian.example"}),
        mailboxes=(THEIR_MAILBOX,) if mailboxes is None else mailboxes,
    )
    desk = Desk(
        store=store,
        reader=reader,
        directory=directory,
        policies=lambda name: followed if name == profile else load(name),
        working_days=NoHolidays(),
        now=clock,
        random=Random(1),  # noqa: S311  the same references in each run
        notify=lambda: woken.append(clock()),
        codes=CODES,
        answers_per_sender_and_day=answers,
        cases_per_automatic_sender_and_day=cases_of_a_program,
        probe_mark=MARKS.read,
    )
    return Stage(Service(desk), store, reader, clock, woken, directory, followed)


LATER = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


def decide(
    stage: Stage, reference: str, what: str, value: str = "", *, by: Person = DPO, reason: str = "", **details: str
) -> Case:
    """Let somebody (the DPO) decide; a reason is made up where none is given, and answers to the ICO's questions."""
    answers = {question.id: "not known" for question in stage.policy.ico_questions if what == "ico"}
    order = Order(
        what=what, value=value, by=by, reason=reason or "so that the test goes on", details={**answers, **details}
    )
    return stage.service.decide(reference, order)
