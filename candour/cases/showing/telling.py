"""Who is told of a case, passed over, proposed, and who answers questions. Pure functions of a dispatch."""

from dataclasses import dataclass

from candour.cases import readers
from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch
from candour.cases.notice import Channel, Notice, NoticeKind
from candour.cases.policy import Policy
from candour.cases.register import open_proposals
from candour.cases.showing.case_views import role_title
from candour.cases.showing.words import one_line, paragraph

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
    NoticeKind.NO_NEWS: "a word that there is nothing new",
}
COPY = "a short message beside the mail"
"""What a copy in a chat says, whatever its mail does."""
_NOT_AMONG_TOLD = frozenset({NoticeKind.UPDATE, NoticeKind.NOT_DELIVERED, NoticeKind.REMINDER, NoticeKind.FOLLOW_UP})
"""Notices that tell somebody again who was told of the case before."""


@dataclass(frozen=True)
class Bypass:
    """A role that was passed over, why, and who is told instead."""

    role: str
    why: str
    instead: str


@dataclass(frozen=True)
class Proposal:
    """Somebody whom the policy would have told, in its words; nothing is sent before a person decides it."""

    role: str
    text: str
    source: str


@dataclass(frozen=True)
class Told:
    """A role and what it is sent."""

    role: str
    what: str


def proposals(dispatch: Dispatch) -> tuple[Proposal, ...]:
    """Return the routes that wait for a person's decision, in the policy's words (R106, R108, R110, R116)."""
    waiting = open_proposals(dispatch.case)
    roles = {hit.rule: hit.role for hit in dispatch.case.assessment.routes}
    return tuple(
        Proposal(
            role=role_title(dispatch.policy, roles.get(rule.id) or rule.to),
            text=one_line(rule.text, limit=1_000),
            source=paragraph(rule.source),
        )
        for rule in dispatch.policy.routes
        if rule.id in waiting
    )


def bypasses(dispatch: Dispatch) -> tuple[Bypass, ...]:
    """Return who was passed over, once a role, and why; a proposal that waits for a person passes over nobody."""
    found: dict[str, Bypass] = {}
    for hit in (hit for hit in dispatch.case.assessment.routes if not hit.on_decision):
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


def said_in_words(notice: Notice) -> str:
    """Return what a notice says, in a few words; a copy in a chat says little of it."""
    return COPY if notice.copy_of else notice_in_words(notice.kind)


def reader_in_words(policy: Policy, notice: Notice) -> str:
    """Return whom a notice goes to: a role's title, or the officer's name; and that it goes by chat where it does."""
    person = notice.recipient
    reader = one_line(person.name or person.address) if person else role_title(policy, notice.role)
    return f"{reader}, in chat" if notice.channel is Channel.CHAT else reader


def told(dispatch: Dispatch) -> tuple[Told, ...]:
    """Return who else is sent something about this case."""
    entries = (
        Told(role=role_title(dispatch.policy, notice.role), what=_SAYS[notice.kind])
        for notice in dispatch.case.originals
        if notice.kind not in _NOT_AMONG_TOLD and notice.id != dispatch.notice.id
    )
    return tuple(dict.fromkeys(entries))


def name_readers(dispatch: Dispatch) -> tuple[str, ...]:
    """Return the titles of those whose notice names the writer."""
    titles = (
        role_title(dispatch.policy, notice.role)
        for notice in dispatch.case.originals
        if notice.kind in _MAILS_TO_READERS
    )
    return tuple(dict.fromkeys(titles))


def deciding_role(dispatch: Dispatch) -> str:
    """Return the role that decides about the case: the DPO, or who got the alert instead."""
    return readers.deciding_role(dispatch.case, dispatch.policy, dispatch.school) or DPO


def contact(dispatch: Dispatch) -> tuple[str, tuple[Person, ...]]:
    """Return who answers questions about the case: the role that got the alert, and the people behind it.

    None of them is somebody whom the report is about.
    """
    role, implicated = deciding_role(dispatch), dispatch.case.assessment.implicated
    people = dispatch.school.roles.get(role, ())
    return role_title(dispatch.policy, role), tuple(
        person for person in people if person.address.casefold() not in implicated
    )
