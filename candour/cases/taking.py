"""A decision that is being taken: all that its effect may touch, and what effects share."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from candour.cases.case import Case, Decision
from candour.cases.desk import Desk
from candour.cases.directory import Person, School
from candour.cases.facts import Answer, Method, Value
from candour.cases.notice import REPORTER, Notice, NoticeKind
from candour.cases.notices import make_notice
from candour.cases.opening import newly_told
from candour.cases.policy import Policy
from candour.cases.receiving import may_answer
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


class Effect(NamedTuple):
    """The case as it is changed, and the notices that follow."""

    case: Case
    notices: tuple[Notice, ...] = ()


def nothing_more(taking: Taking) -> Effect:
    """Only the record, and the case's state."""
    return Effect(taking.case)


def with_facts(taking: Taking, values: Mapping[str, Value]) -> Effect:
    """Assess the case anew with these facts; routes that hit only now send their notices."""
    case, desk = taking.case, taking.desk
    facts = case.facts.with_values(values)
    assessment = desk.assess(facts, case.reports[0], taking.school, case.reference)
    changed = case.model_copy(update={"facts": facts, "assessment": assessment})
    notices = tuple(
        notice(taking, kind, role, rule=rule)
        for rule, kind, role in newly_told(taking.policy, changed)
        if role != REPORTER or may_answer(desk, case.reports[0])
    )
    return Effect(changed, notices)


def said(taking: Taking, *, answer: Answer, instead_of: Value | None = None) -> Value:
    """Return a value that a person gave; what was read before stays beside it, with the words that it was read from."""
    same = instead_of is not None and instead_of.value == answer
    rivals = () if instead_of is None or same else (instead_of.as_candidate(),)
    return Value(
        value=answer,
        confidence=1.0,
        method=Method.PERSON,
        rule="decided",
        spans=instead_of.spans if instead_of is not None and same else (),
        parts=instead_of.parts if instead_of is not None and same else (),
        alternatives=(*rivals, *(instead_of.alternatives if instead_of else ())),
        confirmed_by=taking.by.name or taking.by.address,
    )


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
        reference=taking.case.reference,
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
