"""A case: everything about one incident, in one record that is written as one."""

from collections.abc import Mapping
from enum import StrEnum

from candour.cases.directory import Person
from candour.cases.facts import Facts
from candour.cases.notice import Notice
from candour.cases.record import Moment, Record
from candour.cases.report import Evidence, Report
from candour.cases.way_back import GIVEN_UP, WayBack, WriterAct

SEEN = "acknowledge"
"""The decision of somebody who says that they have seen the case: it changes nothing in it."""


class CaseStatus(StrEnum):
    """Where a case stands. PROPOSED_NO_INCIDENT waits for the DPO to agree or to make it an incident."""

    OPEN = "open"
    PROPOSED_NO_INCIDENT = "proposed_no_incident"
    NO_INCIDENT = "no_incident"
    CLOSED = "closed"


class PolicyVersion(Record):
    """The policy that a case was opened under; `digest` is the SHA-256 of the profile's file."""

    profile: str
    version: str
    digest: str


class Event(Record):
    """Something that happened: who, when, what, why. Never changed; a link of the case's hash chain.

    `details` holds codes, ids and digests, and `salt` keeps a digest of them from being guessed.
    """

    number: int
    at: Moment
    actor: str
    kind: str
    reason: str = ""
    details: Mapping[str, str] = {}
    salt: str
    digest: str


class ScoreLine(Record):
    """One row of the score's arithmetic, such as "Name, +1". `low` and `high` differ where a value is unknown."""

    section: str
    text: str
    low: float
    high: float


class Score(Record):
    """The form's total with its arithmetic; a range where something is unknown (facts A2, A5)."""

    lines: tuple[ScoreLine, ...]
    low: float
    high: float
    notes: tuple[str, ...] = ()


class RuleHit(Record):
    """A rule that was asked, and what it answered. Misses are kept too."""

    rule: str
    hit: bool
    text: str
    source: str


class LevelProposal(Record):
    """The level that the rules propose, with the words of every rule that matches. A person decides."""

    level: str | None
    matches: tuple[RuleHit, ...]


class Deadline(Record):
    """A clock of the case. `estimated` where its start is not known and had to be taken from something else."""

    id: str
    label: str
    starts_at: Moment
    due_at: Moment
    source: str
    estimated: bool = False
    notes: tuple[str, ...] = ()


class RouteHit(Record):
    """A routing rule's answer, and the role that it led to after bypassing whom the report is about.

    With `on_decision` a hit is a proposal: nothing is sent before a named person has decided it.
    """

    rule: str
    hit: bool
    role: str | None
    bypassed: tuple[str, ...] = ()
    source: str
    on_decision: bool = False


class Assessment(Record):
    """What policy, facts and now amount to. Pure: the same input gives the same assessment.

    `offences` are ids of the policy's list that the words of the report make the DPO think of (R111): never a verdict.
    `implicated` are the addresses of those whom the report is about; they see nothing of the case.
    """

    score: Score
    level: LevelProposal
    deadlines: tuple[Deadline, ...]
    routes: tuple[RouteHit, ...]
    open_questions: tuple[str, ...]
    offences: tuple[str, ...] = ()
    implicated: tuple[str, ...] = ()


class Decision(Record):
    """What a named person decided, when and why; `role` is the part in which they did.

    `details` holds what belongs to it: the ICO's triage answers, dates, the id of the action that it made.
    """

    id: str
    at: Moment
    person: str
    what: str
    value: str
    reason: str
    role: str = ""
    details: Mapping[str, str] = {}


class Action(Record):
    """A measure that somebody is to take by `due_at` (R114). Effective is more than done (R113)."""

    id: str
    text: str
    officer: Person
    assigned_at: Moment
    due_at: Moment
    done_at: Moment | None = None
    effective_at: Moment | None = None


class Authorisation(Record):
    """An investigator whom the DPO let into this one case, until a moment (R40); `evidence` lets them open files."""

    id: str
    investigator: Person
    given_at: Moment
    until: Moment
    evidence: bool = False


class Case(Record):
    """An incident, from its first report on. `version` counts the times that it was written, from 1.

    `related` are cases that its messages name or answer without a right to join them, `possible_duplicates` those that
    seem to be about the same event: only a person merges. `way_back` is None once its writer gave it up. `coming` are
    further messages without a name that wait for their slot: kept and safe, and nothing of them is to be seen yet.
    With `is_level_open` the level is asked anew when its slot has come: others are told at the same one.
    `acts` wait likewise, so that nobody who looks again and again learns the minute.
    """

    reference: str
    school: str
    policy: PolicyVersion
    status: CaseStatus
    opened_at: Moment
    version: int
    reply_token: str
    reports: tuple[Report, ...]
    facts: Facts
    assessment: Assessment
    notices: tuple[Notice, ...] = ()
    decisions: tuple[Decision, ...] = ()
    events: tuple[Event, ...] = ()
    related: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    authorisations: tuple[Authorisation, ...] = ()
    re_evaluate_at: Moment | None = None
    possible_duplicates: tuple[str, ...] = ()
    way_back: WayBack | None = None
    coming: tuple[Report, ...] = ()
    acts: tuple[WriterAct, ...] = ()
    is_level_open: bool = False

    @property
    def stamp(self) -> str:
        """What a page was made from: a decision is refused where the case has moved on since.

        That a notice was sent, or that somebody has seen the case, moves it nowhere.
        """
        decided = sum(decision.what != SEEN for decision in self.decisions)
        return f"{self.status}.{len(self.reports)}.{decided}"

    @property
    def merged_into(self) -> str | None:
        """The case that this one was merged into by a person's decision, which nothing takes back; else None."""
        merged = self.decided("merge")
        return merged.value if merged else None

    @property
    def open_way_back(self) -> WayBack | None:
        """The way back as long as its writer wants it; `way_back` stands until it may be seen that they gave it up."""
        return None if any(act.kind == GIVEN_UP for act in self.acts) else self.way_back

    def decided(self, what: str) -> Decision | None:
        """Return the latest decision of a kind."""
        return next((decision for decision in reversed(self.decisions) if decision.what == what), None)

    @property
    def originals(self) -> tuple[Notice, ...]:
        """The notices without their copies in a chat: these alone say who was told, reached or is still to be told."""
        return tuple(notice for notice in self.notices if notice.copy_of is None)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every file that came with the case's reports, those of messages that wait included."""
        return tuple(item for report in (*self.reports, *self.coming) for item in report.evidence)

    @property
    def keys(self) -> tuple[str, ...]:
        """The inbox keys of all reports: what has been accepted and must not be accepted again."""
        return tuple(key for report in (*self.reports, *self.coming) for key in report.keys)

    def notice(self, notice_id: str) -> Notice:
        """Return one notice; raise KeyError where the case has none of that id."""
        for notice in self.notices:
            if notice.id == notice_id:
                return notice
        raise KeyError(notice_id)
