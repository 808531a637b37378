"""What templates show of a case besides its form: level, clocks, files, who is told. Pure functions of a dispatch."""

from dataclasses import dataclass
from datetime import datetime

from candour.cases.agenda import MET_BY_DECISION, is_met
from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch
from candour.cases.notice import OFFICER, REPORTER, NoticeKind
from candour.cases.policy import Policy
from candour.cases.report import Sender
from candour.cases.showing.words import id_in_words, moment_in_words, one_line, size_in_words

DPO = "dpo"
_MAILS_TO_READERS = frozenset({NoticeKind.ALERT, NoticeKind.HEAD_NOTICE, NoticeKind.COMPLAINT})
_SAYS = {
    NoticeKind.ACKNOWLEDGEMENT: "a reply with the open questions",
    NoticeKind.ALERT: "the whole report with the form",
    NoticeKind.HEAD_NOTICE: "a short notice with the form",
    NoticeKind.ASSET_LOSS: "the facts about the lost item, nothing about people",
    NoticeKind.COMPLAINT: "the complaint",
    NoticeKind.QUESTIONS: "the open questions",
    NoticeKind.UPDATE: "news after an answer",
    NoticeKind.NOT_DELIVERED: "a word that a notice did not arrive",
    NoticeKind.ASSET_FORM: "the form about the lost item, to complete",
    NoticeKind.REMINDER: "a reminder of a deadline",
    NoticeKind.REFERRAL: "a word that they are needed, nothing about people",
    NoticeKind.ACTION: "an action to take",
    NoticeKind.AUTHORISATION: "leave to investigate",
    NoticeKind.FOLLOW_UP: "what has to be followed up",
    NoticeKind.DIGEST: "where everything stands",
    NoticeKind.POLICY_REVIEW: "a word that the policy is due for review",
    NoticeKind.STAFF_REMINDER: "how to report",
}
_NOT_AMONG_TOLD = frozenset({NoticeKind.UPDATE, NoticeKind.NOT_DELIVERED, NoticeKind.REMINDER, NoticeKind.FOLLOW_UP})
"""Notices that tell somebody again who was told of the case before."""


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
class Bypass:
    """A role that was passed over, why, and who is told instead."""

    role: str
    why: str
    instead: str


@dataclass(frozen=True)
class Told:
    """A role and what it is sent."""

    role: str
    what: str


@dataclass(frozen=True)
class Message:
    """A report of the case: when it came, by which door, and who wrote it as the message itself says."""

    received: str
    door: str
    writer: str


def level_in_words(level: str | None) -> str:
    """Return a level as it is written in a sentence's place: "High"; "none" where no rule matches."""
    if not level:
        return "none"
    words = id_in_words(level)
    return words[:1].upper() + words[1:]


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
        RuleView(level=level_in_words(levels.get(hit.rule)), text=one_line(hit.text, limit=1_000), source=hit.source)
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
            source=clock.source,
            estimated=clock.estimated,
            first=clock is waiting,
            met=is_met(case, clock),
            passed=clock.due_at <= now and not is_met(case, clock),
            notes=clock.notes,
        )
        for clock in ordered
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


def bypasses(dispatch: Dispatch) -> tuple[Bypass, ...]:
    """Return who was passed over, once a role, and why."""
    found: dict[str, Bypass] = {}
    for hit in dispatch.case.assessment.routes:
        instead = role_title(dispatch.policy, hit.role) if hit.role else "nobody is left to tell"
        for role in hit.bypassed:
            found.setdefault(
                role, Bypass(role=role_title(dispatch.policy, role), why=_why(dispatch, role), instead=instead)
            )
    return tuple(found.values())


def _why(dispatch: Dispatch, role: str) -> str:
    if not dispatch.school.roles.get(role):
        return "nobody is named for this role in the settings"
    return "the report may be about the person in this role"


def notice_in_words(kind: NoticeKind) -> str:
    """Return what a notice of this kind says, in a few words."""
    return _SAYS[kind]


def told(dispatch: Dispatch) -> tuple[Told, ...]:
    """Return who else is sent something about this case."""
    entries = (
        Told(role=role_title(dispatch.policy, notice.role), what=_SAYS[notice.kind])
        for notice in dispatch.case.notices
        if notice.kind not in _NOT_AMONG_TOLD and notice.id != dispatch.notice.id
    )
    return tuple(dict.fromkeys(entries))


def name_readers(dispatch: Dispatch) -> tuple[str, ...]:
    """Return the titles of those whose notice names the writer."""
    titles = (
        role_title(dispatch.policy, notice.role) for notice in dispatch.case.notices if notice.kind in _MAILS_TO_READERS
    )
    return tuple(dict.fromkeys(titles))


def messages(case: Case) -> tuple[Message, ...]:
    """Return what came in, oldest first."""
    return tuple(
        Message(
            received=moment_in_words(report.received_at),
            door=id_in_words(report.door),
            writer=writer_in_words(report.sender),
        )
        for report in case.reports
    )


def writer_in_words(sender: Sender | None) -> str:
    """Return who wrote a message, as the message itself says."""
    if sender is None:
        return "no sender"
    name, address = one_line(sender.name, limit=100), one_line(sender.address, limit=200)
    return f"{name} ({address})" if name and address else name or address or "no sender"


def deciding_role(dispatch: Dispatch) -> str:
    """Return the role that got the alert: the DPO, or who stands in."""
    return next((notice.role for notice in dispatch.case.notices if notice.kind is NoticeKind.ALERT), DPO)


def contact(dispatch: Dispatch) -> tuple[str, tuple[Person, ...]]:
    """Return who answers questions about the case: the role that got the alert, and the people behind it."""
    role = deciding_role(dispatch)
    return role_title(dispatch.policy, role), dispatch.school.roles.get(role, ())


def unreadable(case: Case) -> tuple[str, ...]:
    """Return why messages of the case could not be read, once each."""
    return tuple(dict.fromkeys(one_line(report.unreadable) for report in case.reports if report.unreadable))


def limits(case: Case) -> tuple[str, ...]:
    """Return what was cut or left out while reading, once each."""
    return tuple(dict.fromkeys(one_line(limit) for report in case.reports for limit in report.limits))
