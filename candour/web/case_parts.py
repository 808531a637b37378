"""Parts of a case's page that no mail shows: every rule that was asked, every notice, everybody who was let in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from candour.cases.access import Right
from candour.cases.case import Case
from candour.cases.confidential import came_anonymously
from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch
from candour.cases.follow_up import Reduction, numbers, recorded
from candour.cases.notice import Notice, NoticeStatus
from candour.cases.outgoing import NOTICE_DELAYED
from candour.cases.policy import Policy
from candour.cases.showing.case_views import level_in_words, role_title
from candour.cases.showing.failures import explain
from candour.cases.showing.telling import Bypass, reader_in_words, said_in_words
from candour.cases.showing.telling import bypasses as bypasses_of
from candour.cases.showing.words import moment_in_words, noted_in_words, one_line, paragraph
from candour.cases.viewing import CaseView
from candour.web.surroundings import Surroundings

_STATES = {
    NoticeStatus.QUEUED: "waits to be sent",
    NoticeStatus.LEASED: "is being sent",
    NoticeStatus.SENT: "sent",
    NoticeStatus.FAILED: "could not be delivered",
}


@dataclass(frozen=True)
class RuleView:
    """A level rule and whether it matches."""

    level: str
    text: str
    source: str
    hit: bool


@dataclass(frozen=True)
class RouteView:
    """A routing rule: whom it leads to, and whether it holds."""

    to: str
    text: str
    source: str
    hit: bool
    proposed: bool


@dataclass(frozen=True)
class NoticeView:
    """A notice: what it says, to whom, and what became of it."""

    what: str
    to: str
    state: str
    when: str
    failed: bool


@dataclass(frozen=True)
class InvestigatorView:
    """Somebody who was let into the case."""

    who: str
    given: str
    until: str
    files: bool
    is_over: bool


def rules(policy: Policy, case: Case) -> tuple[RuleView, ...]:
    """Return every level rule with its answer, those that match first (A8)."""
    levels = {rule.id: rule.level for rule in policy.level_rules}
    views = (
        RuleView(
            level=level_in_words(levels.get(match.rule)),
            text=one_line(match.text, limit=1_000),
            source=paragraph(match.source),
            hit=match.hit,
        )
        for match in case.assessment.level.matches
    )
    return tuple(sorted(views, key=lambda view: not view.hit))


def routes(policy: Policy, case: Case) -> tuple[RouteView, ...]:
    """Return every routing rule with its answer."""
    texts = {rule.id: rule for rule in policy.routes}
    return tuple(
        RouteView(
            to=role_title(policy, hit.role or rule.to) if hit.role or not hit.hit else "nobody is left to tell",
            text=one_line(rule.text, limit=1_000),
            source=paragraph(hit.source),
            hit=hit.hit,
            proposed=hit.on_decision,
        )
        for hit in case.assessment.routes
        if (rule := texts.get(hit.rule))
    )


def bypasses(view: CaseView) -> tuple[Bypass, ...]:
    """Return who was passed over and why: for those who decide, since it may tell whom the report is about."""
    any_notice = view.case.notices[:1]
    if not any_notice:
        return ()
    return bypasses_of(
        Dispatch(notice=any_notice[0], case=view.case, policy=view.policy, school=view.school, recipients=())
    )


def notices(policy: Policy, case: Case) -> tuple[NoticeView, ...]:
    """Return every notice, the oldest first."""
    delayed = {event.details["notice"] for event in case.events if event.kind == NOTICE_DELAYED}
    only_day = came_anonymously(case)
    return tuple(_notice(policy, notice, is_delayed=notice.id in delayed, only_day=only_day) for notice in case.notices)


def _notice(policy: Policy, notice: Notice, *, is_delayed: bool, only_day: bool) -> NoticeView:
    return NoticeView(
        what=said_in_words(notice),
        to=reader_in_words(policy, notice),
        state=_state(notice, is_delayed=is_delayed),
        when=noted_in_words(notice.sent_at or notice.created_at, only_day=only_day),
        failed=notice.status is NoticeStatus.FAILED and notice.copy_of is None,
    )


def _state(notice: Notice, *, is_delayed: bool) -> str:
    """Return how a notice stands: what went wrong, and what to do where nobody tries any more."""
    state = _STATES[notice.status]
    if notice.status is NoticeStatus.FAILED and notice.copy_of is not None:
        return "left out: the mail is what counts"
    if notice.status is NoticeStatus.FAILED:
        code = one_line(notice.error or "unknown", limit=40)
        failure = explain(code)
        return f"{state}: {failure.what} {failure.to_do} (code {code})"
    if notice.status is NoticeStatus.SENT and is_delayed:
        return f"{state}, but a mail server on the way was slow: it may have come late"
    return f"{state} (code {one_line(notice.error, limit=40)})" if notice.error and notice.sent_at is None else state


def investigators(case: Case, now: datetime) -> tuple[InvestigatorView, ...]:
    """Return everybody who was ever authorised (R40)."""
    return tuple(
        InvestigatorView(
            who=one_line(entry.investigator.name or entry.investigator.address),
            given=moment_in_words(entry.given_at),
            until=moment_in_words(entry.until),
            files=entry.evidence,
            is_over=entry.until <= now,
        )
        for entry in case.authorisations
    )


def reductions(here: Surroundings, person: Person, view: CaseView) -> Sequence[Reduction]:
    """Return the numbers of the re-evaluation as they were when it came due, then as they are now (R117)."""
    then = recorded(view.case)
    if then is None or Right.DECIDE not in view.rights:
        return ()
    return (then, numbers(here.service.listing(person), view.case, view.policy))
