"""A simulated year: incidents, answers, decisions, absences and restarts at random moments over the store on the disk.

The clock jumps from event to event. What is handed to the mail server is kept, to be looked at when the year is over.
"""

import heapq
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

from candour.app.working_days import BankHolidays
from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.directory import Directory, Person, School
from candour.cases.dispatch import Dispatch
from candour.cases.errors import CaseNotFoundError, DecisionRefusedError
from candour.cases.facts import Facts, Value
from candour.cases.notice import Notice
from candour.cases.order import Order
from candour.cases.policy import Policy
from candour.cases.policy_file import load
from candour.cases.report import Sender
from candour.cases.service import Service
from candour.cases.starts import LONDON
from candour.store.folders import CaseFolderStore
from candour.store.keys import InstallationKey
from tests.builders import SEREN, a_report, a_value
from tests.service import CODES, SAINT_FINNIAN, HandClock, ToldReader

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2027, 1, 1, tzinfo=UTC)
KEY = InstallationKey(bytes(range(32)))
TYPES = ("sent_to_wrong_person", "lost_or_stolen_information", "lost_or_stolen_equipment", "unauthorised_access")
COUNTRIES = {"saints-cardiff": "WLS", "generic-school": "SCT", "wentworth-essex": "ENG"}
ROLES = ("dpo", "deputy_dpo", "head_teacher", "chair_of_governors", "information_governance_board")
NAMES = {
    "dpo": "Dilys Marlow",
    "deputy_dpo": "Owain Tresillian",
    "head_teacher": "Clive Penrose",
    "chair_of_governors": "Mair Tennant",
    "information_governance_board": "Anwen Cadwaladr",
}


class Handover(NamedTuple):
    """A mail that the mail server took."""

    at: datetime
    notice: Notice


class Span(NamedTuple):
    """Days on which somebody is away."""

    address: str
    first: date
    last: date


def the_school(profile: str) -> School:
    """Return a school that works by this profile."""
    roles = {role: (Person(name=NAMES[role], address=f"{role}@{profile}.example"),) for role in ROLES}
    changes = {
        "key": profile,
        "prefix": profile[:2].upper(),
        "profile": profile,
        "country": COUNTRIES[profile],
        "roles": roles,
    }
    return SAINT_FINNIAN.model_copy(update={**changes, "reply_address": f"dataloss@{profile}.example"})


def _ended(span: Span, address: str, last: date) -> Span:
    """Return what is left of an absence when the same person says something else."""
    return span._replace(last=min(span.last, last)) if span.address == address else span


def the_policy(profile: str) -> Policy:
    """Return a policy without the routes that time has no part in: two mails fewer for each case."""
    policy = load(profile)
    kept = tuple(rule for rule in policy.routes if rule.on_decision or rule.to == "dpo")
    return policy.model_copy(update={"routes": kept})


@dataclass
class Year:
    """The year as it goes on. `run` plays it and shows each mail to `watch` as it is taken; the lists are the rest."""

    root: Path
    profile: str
    seed: int
    incidents: int
    restarts: int
    watch: Callable[["Year", Dispatch], None]
    handed_over: list[Handover] = field(default_factory=list)
    away: list[Span] = field(default_factory=list)
    moved: dict[tuple[str, str], datetime] = field(default_factory=dict)
    made_incident: dict[str, datetime] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311  the same year for the same seed
        self.clock = HandClock(BEGIN)
        self.reader = ToldReader()
        self.school = the_school(self.profile)
        self.policy = the_policy(self.profile)
        self._order = count()
        self._plans: list[tuple[datetime, int, Callable[[], None]]] = []
        self._start()

    def run(self) -> None:
        """Play the year, then send what still waits."""
        self._plan_the_year()
        while (moment := self._next_moment()) is not None and moment < END:
            self.clock.moment = max(moment, self.clock.moment)
            self.service.sweep()
            while self._plans and self._plans[0][0] <= self.clock.moment:
                heapq.heappop(self._plans)[2]()
            self._send()
        self.clock.moment = END
        while (due := self.store.next_due()) is not None and due < END + timedelta(days=30):
            self.clock.moment = max(due, self.clock.moment)
            self._send()

    def _next_moment(self) -> datetime | None:
        steps = [line.next_step for line in self.store.register() if line.next_step]
        moments = [*steps, *(plan[0] for plan in self._plans[:1])]
        due = self.store.next_due()
        return min([*moments, due] if due else moments, default=None)

    def _start(self) -> None:
        self.store = CaseFolderStore(self.root, KEY)
        self.service = Service(
            Desk(
                store=self.store,
                reader=self.reader,
                directory=Directory(schools={self.school.key: self.school}, watched=frozenset()),
                policies=lambda _profile: self.policy,
                working_days=BankHolidays(),
                now=self.clock,
                random=self.random,
                notify=lambda: None,
                codes=CODES,
            )
        )
        self.service.free_leases()

    def _restart(self) -> None:
        """Die with notices leased, come back at once or after up to four days; plans of that time are late."""
        self.service.lease_notices(3)
        self.store.close()
        if self.random.random() < 0.5:
            self.clock.move(timedelta(hours=self.random.uniform(1, 96)))
        self._start()
        self.service.sweep()
        self._send()
        self._count("restarts")

    def _send(self) -> None:
        """Hand over what is due; one in twenty is refused for now and tried again."""
        while batch := self.service.lease_notices(50):
            for dispatch in batch:
                reference, notice = dispatch.case.reference, dispatch.notice
                if self.random.random() < 0.05:
                    self.service.notice_failed(reference, notice.id, code="451", permanent=False)
                else:
                    self.watch(self, dispatch)
                    self.handed_over.append(Handover(self.clock(), notice))
                    self.service.notice_sent(reference, notice.id)

    def _plan(self, moment: datetime, what: Callable[[], None]) -> None:
        if moment < END:
            heapq.heappush(self._plans, (moment, next(self._order), what))

    def _count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def _any_moment(self) -> datetime:
        return BEGIN + (END - BEGIN) * self.random.random()

    def _plan_the_year(self) -> None:
        for number in range(self.incidents):
            self._plan(self._any_moment(), partial(self._report, number))
        for _ in range(self.restarts):
            self._plan(self._any_moment(), self._restart)
        for role in ("dpo", "deputy_dpo", "head_teacher"):
            for _ in range(12):
                self._plan(self._any_moment(), partial(self._go_away, self.school.roles[role][0]))

    def _go_away(self, person: Person) -> None:
        first = self.clock().astimezone(LONDON).date()
        last = first + timedelta(days=self.random.randrange(1, 12))
        self.service.set_absence(person, first, last)
        self.away = [_ended(span, person.address, first - timedelta(days=1)) for span in self.away]
        self.away.append(Span(person.address, first, last))
        self._count("absences")

    def _report(self, number: int) -> None:
        self.reader.readings[f"r{number}"] = self._facts()
        key = f"<r{number}@x.example>"
        report = a_report(id=f"r{number}", school=self.profile, received_at=self.clock(), keys=(key,), message_id=key)
        reference = self.service.receive(report).reference
        assert reference is not None
        self._count("incidents")
        self._plan_the_case(reference, number)

    def _facts(self) -> Facts:
        chance, now = self.random.random, self.clock().astimezone(LONDON)
        values = {"incident_type": a_value(self.random.choice(TYPES)), "data_types": a_value(("name",))}
        values |= self._moments(now) if chance() < 0.8 else {}
        if chance() < 0.15:
            values["complaint"] = a_value(value=True)
        if chance() < 0.08:
            values["responsible_employee"] = a_value(NAMES[self.random.choice(["dpo", "deputy_dpo", "head_teacher"])])
        if chance() < 0.05:
            values["not_an_incident"] = a_value(value=True)
        return Facts(values=values)

    def _moments(self, now: datetime) -> dict[str, Value]:
        happened = now - timedelta(hours=self.random.expovariate(1 / 20))
        return {"occurred_date": a_value(f"{happened:%Y-%m-%d}"), "occurred_time": a_value(f"{happened:%H:%M}")}

    def _plan_the_case(self, reference: str, number: int) -> None:
        """Plan what people do about a case: much of it, some of it late, some of it never."""
        for chance, mean_hours, what in (
            (0.25, 30, lambda: self._answer(reference, number)),
            (0.40, 20, lambda: self._decide(reference, "level", self.random.choice(self.policy.levels))),
            (0.60, 40, lambda: self._decide_ico(reference)),
            (0.50, 300, lambda: self._decide(reference, "complaint_acknowledged")),
            (0.30, 60, lambda: self._give_action(reference)),
            (0.10, 50, lambda: self._authorise(reference)),
            (0.05, 30, lambda: self._decide(reference, "no_incident")),
            (0.50, 30, lambda: self._decide(reference, "incident")),
        ):
            if self.random.random() < chance:
                self._plan(self.clock() + timedelta(hours=self.random.expovariate(1 / mean_hours)), what)

    def _answer(self, reference: str, number: int) -> None:
        """The reporter, or once in a while the DPO, says more precisely when it happened."""
        before = self.store.load(reference)
        key, by_dpo = f"<a{number}@x.example>", self.random.random() < 0.1
        dpo = self.school.roles["dpo"][0]
        self.reader.readings[f"a{number}"] = Facts(values=self._moments(before.opened_at.astimezone(LONDON)))
        self.service.receive(
            a_report(
                id=f"a{number}",
                school=self.profile,
                received_at=self.clock(),
                keys=(key,),
                message_id=key,
                thread_token=before.reply_token,
                sender=Sender(name=dpo.name, address=dpo.address) if by_dpo else SEREN,
            )
        )
        self._keep_moves(before, self.store.load(reference))
        self._count("answers")

    def _keep_moves(self, before: Case, after: Case) -> None:
        due = {clock.id: clock.due_at for clock in before.assessment.deadlines}
        for clock in after.assessment.deadlines:
            if due.get(clock.id) != clock.due_at:
                self.moved[after.reference, clock.id] = self.clock()

    def _decide(self, reference: str, what: str, value: str = "", **details: str) -> None:
        """Let the DPO decide; what the case's state or the report being about them doesn't allow is let go."""
        case = self.store.load(reference)
        dpo = self.school.roles["dpo"][0]
        order = Order(what=what, value=value, by=dpo, reason="so that the year goes on", details=details)
        with suppress(DecisionRefusedError, CaseNotFoundError):
            decided = self.service.decide(reference, order)
            self._keep_moves(case, decided)
            self._count("decisions")
            if what == "incident":
                self.made_incident[reference] = self.clock()

    def _decide_ico(self, reference: str) -> None:
        answers = {question.id: "not known" for question in self.policy.ico_questions}
        value = "no_report" if self.random.random() < 0.7 else "report"
        self._decide(reference, "ico", value, **answers)
        if value == "report" and self.random.random() < 0.6:
            day = f"{self.clock().astimezone(LONDON):%Y-%m-%d}"
            moment = self.clock() + timedelta(hours=self.random.expovariate(1 / 20))
            self._plan(moment, lambda: self._decide(reference, "ico_reported", day=day))

    def _give_action(self, reference: str) -> None:
        due = self.clock() + timedelta(days=self.random.randrange(1, 60))
        officer = {"name": "Elin Prosser", "address": f"officer{self.random.randrange(9)}@x.example"}
        self._decide(reference, "action", "Lock the cupboard", due=f"{due.astimezone(LONDON):%Y-%m-%d}", **officer)
        if self.random.random() < 0.6:
            moment = self.clock() + (due - self.clock()) * self.random.uniform(0.2, 1.3)
            self._plan(moment, lambda: self._finish_actions(reference))

    def _finish_actions(self, reference: str) -> None:
        for action in self.store.load(reference).actions:
            self._decide(reference, "action_done", action.id)
            self._decide(reference, "action_effective", action.id)

    def _authorise(self, reference: str) -> None:
        until = f"{(self.clock() + timedelta(days=self.random.randrange(1, 20))).astimezone(LONDON):%Y-%m-%d}"
        self._decide(reference, "authorise", "officer1@x.example", name="Elin Prosser", until=until)
