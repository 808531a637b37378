"""What templates show of a case besides its form: level, clocks, files, who is told. Pure functions of a dispatch."""

from dataclasses import dataclass
from datetime import datetime

from candour.cases.agenda import MET_BY_DECISION, is_met
from candour.cases.case import Case
from candour.cases.dispatch import Dispatch
from candour.cases.notice import OFFICER, REPORTER
from candour.cases.policy import Policy
from candour.cases.register import decided_level
from candour.cases.report import Report, Sender
from candour.cases.showing.words import (
    id_in_words,
    moment_in_words,
    noted_in_words,
    number_in_words,
    one_line,
    paragraph,
    size_in_words,
)

_MOST_PASSED_ON = 5
"""A thread that was handed on many times tells enough by its outermost messages."""


@dataclass(frozen=True)
class RuleView:
    """A level rule that matches: the policy's own words and paragraph."""

    level: str
    text: str
    source: str


@dataclass(frozen=True)
class Clock:
    """A deadline in London time. `first` marks the earliest that waits for a decision."""

    id: str
    label: str
    due: str
    starts: str
    source: str
    estimated: bool
    first: bool
    met: bool
    passed: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class File:
    """A piece of evidence by name and size; its content stays in the store."""

    name: str
    size: str
    media_type: str


@dataclass(frozen=True)
class OffenceView:
    """An offence to look at: the section of the Act as enacted, and as the policy prints it where that differs."""

    text: str
    section: str
    printed: str
    source: str


@dataclass(frozen=True)
class Message:
    """A report of the case: when it came, by which door, and who wrote it as the message itself says.

    `passed_on` says whose messages it passes on.
    """

    received: str
    door: str
    writer: str
    passed_on: tuple[str, ...] = ()


def level_in_words(level: str | None) -> str:
    """Return a level as it is written in a sentence's place: "High"; "none" where no rule matches."""
    if not level:
        return "none"
    words = id_in_words(level)
    return words[:1].upper() + words[1:]


def level_now(case: Case) -> str:
    """Return the level as it stands: "High, decided", or "Medium, proposed"."""
    how = "decided" if case.decided("level") else "proposed"
    return f"{level_in_words(decided_level(case))}, {how}"


def kind_of_incident(policy: Policy, case: Case) -> str:
    """Return the kind of incident in the form's printed words, never in a writer's own: empty where none is known."""
    field, shown = policy.field("incident_type"), case.facts.shown("incident_type")
    return next((option.label for option in field.options if option.id == shown), "") if field else ""


def people_concerned(case: Case) -> str:
    """Return how many people are concerned; empty where no number stands in the entry, whatever else does."""
    shown = case.facts.shown("individuals")
    return "" if isinstance(shown, bool) or not isinstance(shown, int | float) else number_in_words(shown)


def role_title(policy: Policy, role: str) -> str:
    """Return a role's title in the policy's words."""
    if role == REPORTER:
        return "the person who reported"
    if role == OFFICER:
        return "an officer"
    titles = {entry.id: entry.title for entry in policy.roles}
    return titles.get(role) or id_in_words(role)


def rules(dispatch: Dispatch) -> tuple[RuleView, ...]:
    """Return every level rule that matches (A8: all are shown, the highest is proposed)."""
    levels = {rule.id: rule.level for rule in dispatch.policy.level_rules}
    return tuple(
        RuleView(
            level=level_in_words(levels.get(hit.rule)),
            text=one_line(hit.text, limit=1_000),
            source=paragraph(hit.source),
        )
        for hit in dispatch.case.assessment.level.matches
        if hit.hit
    )


def clocks(case: Case, now: datetime) -> tuple[Clock, ...]:
    """Return the clocks, the earliest first.

    The first one to keep is the earliest that still waits for a decision, even where its time has passed already:
    what is overdue is what somebody must see first.
    """
    ordered = sorted(case.assessment.deadlines, key=lambda clock: clock.due_at)
    waiting = next((clock for clock in ordered if clock.id in MET_BY_DECISION and not is_met(case, clock)), None)
    return tuple(
        Clock(
            id=clock.id,
            label=clock.label,
            due=moment_in_words(clock.due_at),
            starts=moment_in_words(clock.starts_at),
            source=paragraph(clock.source),
            estimated=clock.estimated,
            first=clock is waiting,
            met=is_met(case, clock),
            passed=clock.due_at <= now and not is_met(case, clock),
            notes=clock.notes,
        )
        for clock in ordered
    )


def offences(policy: Policy, case: Case) -> tuple[OffenceView, ...]:
    """Return the offences that are worth a look (R111)."""
    return tuple(
        OffenceView(
            text=one_line(entry.text, limit=1_000),
            section=entry.section,
            printed=entry.printed,
            source=paragraph(entry.source),
        )
        for entry in policy.offences
        if entry.id in case.assessment.offences
    )


def files(case: Case) -> tuple[File, ...]:
    """Return the case's evidence by name and size."""
    return tuple(
        File(
            name=one_line(item.name, limit=120) or "(no name)",
            size=size_in_words(item.size_in_bytes),
            media_type=one_line(item.media_type, limit=80),
        )
        for item in case.evidence
    )


def messages(case: Case) -> tuple[Message, ...]:
    """Return what came in, oldest first."""
    return tuple(
        Message(
            received=noted_in_words(report.received_at, only_day=report.anonymous),
            door=door_of(report),
            writer=writer_of(report),
            passed_on=passed_on_in_words(report),
        )
        for report in case.reports
    )


def passed_on_in_words(report: Report) -> tuple[str, ...]:
    """Return whose messages a report passes on, outermost first: "Gareth Vaughan, Tuesday 3 November 2026, 14:05"."""
    return tuple(
        ", ".join(
            (
                writer_in_words(message.sender) if message.sender else "somebody whose name was not kept",
                moment_in_words(message.sent_at) if message.sent_at else "on an unknown day",
            )
        )
        for message in report.forwarded[:_MOST_PASSED_ON]
    )


def writer_of(report: Report) -> str:
    """Return who wrote a report, or that it was not kept."""
    if report.anonymous:
        return "not known (reported without a name)"
    return "not kept (confidential mailbox)" if report.confidential else writer_in_words(report.sender)


def door_of(report: Report) -> str:
    """Return by which door a report came."""
    return "the page for reports without a name" if report.anonymous else id_in_words(report.door)


def writer_in_words(sender: Sender | None) -> str:
    """Return who wrote a message, as the message itself says."""
    if sender is None:
        return "no sender"
    name, address = one_line(sender.name, limit=100), one_line(sender.address, limit=200)
    return f"{name} ({address})" if name and address else name or address or "no sender"


def unreadable(case: Case) -> tuple[str, ...]:
    """Return why messages of the case could not be read, once each: those that are kept whole as files of it."""
    kept = (report for report in case.reports if not report.confidential)
    return tuple(dict.fromkeys(one_line(report.unreadable) for report in kept if report.unreadable))


def limits(case: Case) -> tuple[str, ...]:
    """Return what was cut or left out while reading, once each. For confidential mail: `confidential_in_words`."""
    kept = (report for report in case.reports if not report.confidential)
    return tuple(dict.fromkeys(one_line(limit) for report in kept for limit in report.limits))
