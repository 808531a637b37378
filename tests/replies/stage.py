"""A case with every kind of notice, and the notices as their readers get them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from candour.cases.case import Action, Authorisation, Case, Deadline, Decision, LevelProposal, RuleHit
from candour.cases.directory import Person, School
from candour.cases.dispatch import Dispatch
from candour.cases.facts import Facts, Value
from candour.cases.notice import OFFICER, REPORTER, Notice, NoticeKind
from candour.cases.policy_file import load
from candour.cases.scoring import score
from replies.contexts import context_for
from replies.rendering import render
from tests.builders import NOON, SEREN, a_case, a_notice, a_value, an_assessment, some_facts
from tests.replies.page import Page
from tests.service import SAINT_FINNIAN

POLICY = load("saints-cardiff")
WRITER = Person(name=SEREN.name, address=SEREN.address)
GUARDIAN = Person(name="Rhodri Pugh", address="guardian@nantywern.example")
OLA = Person(name="Ola Reed", address="o.reed@saint-finnian.example")
IVY = Person(name="Ivy Moss", address="i.moss@saint-finnian.example")
LINE = Person(name="St Finnian's incident line", address="dataloss@saint-finnian.example")

ROLES: Mapping[NoticeKind, str] = {
    NoticeKind.ACKNOWLEDGEMENT: REPORTER,
    NoticeKind.QUESTIONS: REPORTER,
    NoticeKind.UPDATE: REPORTER,
    NoticeKind.ALERT: "dpo",
    NoticeKind.HEAD_NOTICE: "head_teacher",
    NoticeKind.ASSET_LOSS: "service_desk",
    NoticeKind.COMPLAINT: "dpo",
    NoticeKind.NOT_DELIVERED: "dpo",
    NoticeKind.ASSET_FORM: REPORTER,
    NoticeKind.REMINDER: "dpo",
    NoticeKind.REFERRAL: "caldicott_guardian",
    NoticeKind.ACTION: OFFICER,
    NoticeKind.AUTHORISATION: OFFICER,
    NoticeKind.FOLLOW_UP: "dpo",
}

ABOUT: Mapping[NoticeKind, Mapping[str, Any]] = {
    NoticeKind.REMINDER: {"topics": ("clock:ico_occurrence:50:20261123T0900",)},
    NoticeKind.REFERRAL: {"rule": "caldicott_guardian", "text": "Please ring me about the inhalers."},
    NoticeKind.ACTION: {"topics": ("action-1",), "recipient": OLA},
    NoticeKind.AUTHORISATION: {"topics": ("leave-1",), "recipient": IVY},
    NoticeKind.FOLLOW_UP: {"topics": ("action:action-1:100:20261127T2359",)},
}
"""What the notices of a kind hold besides their role."""

CLOCKS = (
    Deadline(
        id="report_by",
        label="Report to the Data Protection Officer",
        starts_at=NOON,
        due_at=NOON + timedelta(hours=24),
        source="3.3",
    ),
    Deadline(
        id="ico_occurrence",
        label="Decide whether to report to the ICO",
        starts_at=NOON - timedelta(hours=3),
        due_at=NOON + timedelta(hours=69),
        source="5.7",
        estimated=True,
        notes=("Counted from the discovery.",),
    ),
    Deadline(
        id="ico_awareness",
        label="Report to the ICO, if it must be told",
        starts_at=NOON,
        due_at=NOON + timedelta(hours=72),
        source="UK GDPR Article 33(1)",
    ),
)

ACTION = Action(
    id="action-1",
    text="Take old addresses out of the address book.",
    officer=OLA,
    assigned_at=NOON,
    due_at=NOON + timedelta(days=7, hours=11, minutes=59),
)
GIVEN = Decision(
    id="decision-1",
    at=NOON,
    person="Dilys Marlow",
    what="action",
    value=ACTION.text,
    reason=ACTION.text,
    role="dpo",
    details={"name": OLA.name, "address": OLA.address, "due": "2026-11-27"},
)
LEAVE = Authorisation(id="leave-1", investigator=IVY, given_at=NOON, until=NOON + timedelta(days=5, hours=12))


@dataclass(frozen=True)
class Read:
    """A notice as its reader sees it."""

    text: str
    markup: str

    @property
    def page(self) -> Page:
        return Page(self.markup)

    def says(self, words: str) -> bool:
        """Tell whether both parts say this, wherever their lines break."""
        return words in " ".join(self.text.split()) and words in self.page.text

    def mentions(self, words: str) -> bool:
        """Tell whether any part holds this, comments and attributes included."""
        return words.casefold() in self.text.casefold() or words.casefold() in self.markup.casefold()


def notices(**changes: Any) -> tuple[Notice, ...]:
    """Return the notices that an ordinary case has; `changes` is for all of them."""
    kinds = (NoticeKind.ACKNOWLEDGEMENT, NoticeKind.ALERT, NoticeKind.HEAD_NOTICE)
    return tuple(
        a_notice(id=f"n-{kind}", kind=kind, role=ROLES[kind], message_id=f"<{kind}@saint-finnian.example>", **changes)
        for kind in kinds
    )


def a_told_case(facts: Facts | None = None, assessment: Mapping[str, Any] | None = None, **changes: Any) -> Case:
    """Return a case of the policy, scored, with rules, clocks and open questions."""
    known = facts or some_facts(recovered=a_value("yes", "she has deleted it", confidence=0.6))
    proposal = LevelProposal(level="medium", matches=tuple(_hits({"high_deliberate": False, "medium_risk": True})))
    asked = {
        "score": score(POLICY, known),
        "level": proposal,
        "deadlines": CLOCKS,
        "open_questions": ("discovered_date", "line_manager", "complaint"),
        **(assessment or {}),
    }
    done = {"actions": (ACTION,), "decisions": (GIVEN,), "authorisations": (LEAVE,)}
    return a_case(**{"facts": known, "assessment": an_assessment(**asked), "notices": notices(), **done, **changes})


def _hits(rules: Mapping[str, bool]) -> list[RuleHit]:
    """Return the policy's first rule under each level, as hit or miss."""
    first = {rule.level: rule for rule in reversed(POLICY.level_rules)}
    return [
        RuleHit(rule=first[name.split("_")[0]].id, hit=hit, text=first[name.split("_")[0]].text, source="Appendix 3")
        for name, hit in rules.items()
    ]


def a_dispatch(kind: NoticeKind, case: Case | None = None, **changes: Any) -> Dispatch:
    """Return a leased notice of this kind with the people behind its role; `changes` replace its fields."""
    told = case or a_told_case()
    role = changes.pop("role", ROLES[kind])
    people = changes.pop("recipients", None)
    school = changes.pop("school", SAINT_FINNIAN)
    policy, pages = changes.pop("policy", POLICY), changes.pop("pages", "")
    same = next((notice for notice in told.notices if (notice.kind, notice.role) == (kind, role)), None)
    made = same or a_notice(id=f"n-{kind}-{role}", kind=kind, role=role, **ABOUT.get(kind, {}))
    notice = made.model_copy(update=changes)
    if people is None:
        people = (notice.recipient,) if notice.recipient else _people(role, school)
    return Dispatch(notice=notice, case=told, policy=policy, school=school, recipients=people, pages=pages)


def _people(role: str, school: School) -> tuple[Person, ...]:
    return (WRITER,) if role == REPORTER else school.roles.get(role, (GUARDIAN,))


def read(dispatch: Dispatch, now: datetime = NOON) -> Read:
    """Return a notice as it reaches its reader."""
    rendered = render(dispatch.notice.kind, context_for(dispatch, now))
    return Read(text=rendered.text, markup=rendered.html)


def anonymous(facts: Facts | None = None) -> Facts:
    """Return facts of a writer who asks not to be named."""
    wish: Mapping[str, Value] = {"wants_anonymity": a_value(True, "please keep my name out of it")}  # noqa: FBT003
    return (facts or some_facts()).with_values(wish)
