"""A decision that is being taken: all that its effect may touch, and what effects share."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from candour.cases.answering import may_answer
from candour.cases.case import Case, Decision
from candour.cases.content_free import in_message_ids
from candour.cases.desk import Desk
from candour.cases.directory import Person, School
from candour.cases.errors import DecisionRefusedError
from candour.cases.facts import Answer, Candidate, Method, Value
from candour.cases.notice import REPORTER, Notice, NoticeKind
from candour.cases.notices import make_notice
from candour.cases.opening import newly_told
from candour.cases.policy import Policy
from candour.cases.starts import LONDON

_LAST_MINUTE = time(23, 59)


class Taking(NamedTuple):
    """A decision that is allowed, with all that it may touch. `case` has the decision's status already."""

    desk: Desk
    case: Case
    policy: Policy
    school: School
    decision: Decision
    by: Person
    now: datetime

    @property
    def today(self) -> date:
        """The day in London."""
        return self.now.astimezone(LONDON).date()

    def detail(self, name: str) -> str:
        """Return what was given as a detail; empty where it was not."""
        return self.decision.details.get(name, "").strip()

    def yes_or_no(self, name: str, *, otherwise: bool = False) -> bool:
        """Return a detail that is yes or no, `otherwise` where it was not given; raises DecisionRefusedError."""
        given = self.detail(name)
        if given not in {"", "yes", "no"}:
            raise DecisionRefusedError("choose yes or no; open the case again")
        return given == "yes" if given else otherwise


class Effect(NamedTuple):
    """The case as it is changed, and the notices that follow."""

    case: Case
    notices: tuple[Notice, ...] = ()


def nothing_more(taking: Taking) -> Effect:
    """Only the record, and the case's state."""
    return Effect(taking.case)


def with_facts(taking: Taking, values: Mapping[str, Value], *, acknowledged: bool = True) -> Effect:
    """Assess the case anew with these facts; routes that hit only now send their notices.

    Whom the report is about from now on sees it no more, and their notices go to the next named role. The reporter gets
    an acknowledgement only where the case was not taken for an incident before (not `acknowledged`): a word that the
    report has arrived makes no sense weeks later.
    """
    case, desk = taking.case, taking.desk
    facts = case.facts.with_values(values)
    assessment = desk.assess(facts, case.reports[0], taking.school, case.reference)
    changed = case.model_copy(update={"facts": facts, "assessment": assessment})
    notices = tuple(
        notice(taking, kind, role, rule=rule)
        for rule, kind, role in newly_told(taking.policy, changed)
        if role != REPORTER or may_answer(desk, case.reports[0])
        if kind is not NoticeKind.ACKNOWLEDGEMENT or not acknowledged
    )
    return Effect(changed, notices)


def said(taking: Taking, *, answer: Answer, instead_of: Value | None = None) -> Value:
    """Return a value that a person gave. What was read stays beside it, and where it says the same, so do its words."""
    read = (instead_of.as_candidate(), *instead_of.alternatives) if instead_of else ()
    same = next((candidate for candidate in read if is_same(candidate.value, answer)), None)
    is_first = bool(read) and same is read[0]
    return Value(
        value=answer,
        confidence=1.0,
        method=Method.PERSON,
        rule="decided",
        spans=same.spans if same else (),
        parts=instead_of.parts if instead_of and is_first else (),
        alternatives=_rivals(read, answer),
        confirmed_by=taking.by.name or taking.by.address,
        read=instead_of.as_first_read() if instead_of else None,
    )


def is_same(one: Answer, other: Answer) -> bool:
    """Tell whether two values say the same: ticks in whatever order, texts but for blanks and line ends."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _rivals(read: tuple[Candidate, ...], answer: Answer) -> tuple[Candidate, ...]:
    """Return each other value once, the one that stood there first."""
    found: list[Candidate] = []
    for candidate in read:
        if not any(is_same(candidate.value, value) for value in (answer, *(other.value for other in found))):
            found.append(candidate)
    return tuple(found)


def notice(
    taking: Taking,
    kind: NoticeKind,
    role: str,
    *,
    rule: str,
    topics: tuple[str, ...] = (),
    text: str = "",
    recipient: Person | None = None,
) -> Notice:
    """Return a notice that follows from the decision."""
    return make_notice(
        kind,
        role,
        rule,
        reference=in_message_ids(taking.case),
        school=taking.school,
        now=taking.now,
        random=taking.desk.random,
        topics=topics,
        text=text,
        recipient=recipient,
    )


def end_of(day: date) -> datetime:
    """Return the last minute of a day in London."""
    return datetime.combine(day, _LAST_MINUTE, LONDON).astimezone(UTC)
