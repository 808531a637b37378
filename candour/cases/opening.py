"""From a report and its facts to a case that can be accepted. Pure but for the injected randomness."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from random import Random

from candour.cases.audit import append
from candour.cases.case import Assessment, Case, CaseStatus, Event, PolicyVersion, RouteHit
from candour.cases.confidential import COMES_IN, kept_moment, noted_at, to_keep
from candour.cases.content_free import NO_CASE
from candour.cases.directory import School
from candour.cases.facts import Facts
from candour.cases.months import months_later
from candour.cases.notice import REPORTER, Notice, NoticeKind
from candour.cases.notices import make_notice
from candour.cases.policy import Policy
from candour.cases.reached import late_entry, told_when_opened
from candour.cases.references import new_reference, new_token
from candour.cases.register import MERGED_HERE
from candour.cases.report import Report
from candour.cases.way_back import WayBack

Telling = tuple[str, NoticeKind, str]
"""(rule, kind, role) of a notice to be made."""


def open_case(
    report: Report,
    facts: Facts,
    assessment: Assessment,
    *,
    policy: Policy,
    school: School,
    now: datetime,
    random: Random,
    answers: int,
    related: tuple[str, ...] = (),
    possible_duplicates: tuple[str, ...] = (),
    way_back: WayBack | None = None,
) -> Case:
    """Return a new case with its events and queued notices. The reporter gets at most so many `answers`."""
    # It was read meanwhile: two days would tell that it came right before midnight.
    now = report.received_at if report.anonymous else kept_moment(report, now)
    reference = new_reference(school.prefix, now, random)
    named = NO_CASE if report.anonymous else reference
    notices = tuple(
        make_notice(kind, role, rule, reference=named, school=school, now=now, random=random, due_at=report.told_at)
        for rule, kind, role in within(answers, told(policy, assessment.routes))
    )
    case = Case(
        reference=reference,
        school=school.key,
        policy=PolicyVersion(profile=policy.profile, version=policy.version, digest=policy.digest),
        status=CaseStatus.PROPOSED_NO_INCIDENT if facts.holds("not_an_incident") else CaseStatus.OPEN,
        opened_at=now,
        version=1,
        reply_token=new_token(random),
        reports=(to_keep(report),),
        facts=facts,
        assessment=assessment,
        notices=notices,
        related=related,
        possible_duplicates=possible_duplicates,
        re_evaluate_at=_re_evaluation(policy, now),
        way_back=way_back,
        is_level_open=report.told_at is not None,
    )
    return with_events(case, _opening_events(case), now=now, random=random)


def _re_evaluation(policy: Policy, now: datetime) -> datetime | None:
    """Return when the case is looked at again (R117), None where the policy doesn't ask for it."""
    return months_later(now, policy.re_evaluation.months) if policy.re_evaluation else None


def with_events(
    case: Case, entries: Iterable[tuple[str, str, dict[str, str]]], *, now: datetime, random: Random
) -> Case:
    """Return the case with further links of its hash chain; an entry is (actor, kind, details).

    What came in confidentially, and what Candour does about it, is noted by the hour; what people do, by the second.
    """
    events: tuple[Event, ...] = case.events
    roughly = noted_at(case, now)
    for actor, kind, details in entries:
        at = roughly if actor == "candour" or kind in COMES_IN else now
        events = append(events, at=at, actor=actor, kind=kind, reason="", details=details, salt=new_token(random))
    return case.model_copy(update={"events": events})


def queued_event(notice: Notice) -> tuple[str, str, dict[str, str]]:
    """Return the entry that says that a notice was made."""
    return "candour", "notice_queued", {**kind_of(notice), "rule": notice.rule}


def kind_of(notice: Notice) -> dict[str, str]:
    """Return what an event tells of a notice, so that it can be told when the notice is no more."""
    copied = {"copy_of": notice.copy_of} if notice.copy_of else {}
    return {"notice": notice.id, "kind": notice.kind.value, "role": notice.role, **copied}


def told(policy: Policy, hits: Iterable[RouteHit]) -> Iterable[tuple[str, NoticeKind, str]]:
    """Yield (rule, notice kind, role), one notice of a kind a role: two rules may lead to the same desk.

    A proposal is not among them: a named person decides it.
    """
    kinds = {rule.id: NoticeKind(rule.notice) for rule in policy.routes}
    seen: set[tuple[NoticeKind, str]] = set()
    for hit in hits:
        if hit.hit and not hit.on_decision and hit.role is not None and (kinds[hit.rule], hit.role) not in seen:
            seen.add((kinds[hit.rule], hit.role))
            yield hit.rule, kinds[hit.rule], hit.role


def within(answers: int, told: Iterable[Telling]) -> Iterator[Telling]:
    """Yield what is told without what is over the reporter's answers: an acknowledgement goes before a form."""
    for telling in told:
        if telling[2] == REPORTER:
            answers -= 1
        if telling[2] != REPORTER or answers >= 0:
            yield telling


def newly_told(policy: Policy, case: Case) -> list[tuple[str, NoticeKind, str]]:
    """List (rule, notice kind, role) of the routes that hit now and have told nobody yet.

    Nor whom a case that was merged into this one has told.
    """
    before = {(notice.kind.value, notice.role) for notice in case.originals}
    for event in case.events:
        if event.kind == MERGED_HERE:
            before |= {
                (kind, role) for kind, _, role in (pair.partition(":") for pair in event.details["told"].split())
            }
    return [
        (rule, kind, role) for rule, kind, role in told(policy, case.assessment.routes) if (kind, role) not in before
    ]


def _opening_events(case: Case) -> Iterable[tuple[str, str, dict[str, str]]]:
    report = case.reports[0]
    raw = report.evidence[0].digest if report.evidence else ""
    yield REPORTER, "report_received", {"report": report.id, "door": report.door, "evidence": raw}
    if report.unreadable:
        yield "candour", "report_unreadable", {"report": report.id}
    else:
        yield "candour", "report_read", {"fields": str(len(case.facts.values))}
    yield "candour", "assessed", assessed(case.assessment)
    if case.related:
        yield "candour", "related_found", {"cases": " ".join(case.related)}
    if case.possible_duplicates:
        yield "candour", "duplicates_found", {"cases": " ".join(case.possible_duplicates)}
    yield from late_entry(case)
    yield from told_when_opened(case)
    yield from bypassed_events(case.assessment)
    yield from (queued_event(notice) for notice in case.notices)


def bypassed_events(
    assessment: Assessment, before: Assessment | None = None
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield an entry for each route that passes by whom the report is about and did not do so `before`.

    A proposal tells nobody before a person decides it, so it passes by nobody.
    """
    known = {(hit.rule, hit.bypassed) for hit in before.routes} if before else set()
    for hit in assessment.routes:
        if hit.bypassed and not hit.on_decision and (hit.rule, hit.bypassed) not in known:
            details = {"rule": hit.rule, "bypassed": " ".join(hit.bypassed), "to": hit.role or ""}
            yield "candour", "role_bypassed", details


def assessed(assessment: Assessment) -> dict[str, str]:
    """Return the details of the event that says what came of the rules."""
    score = assessment.score
    return {
        "score": f"{score.low:g} to {score.high:g}" if score.lines else "",
        "level": assessment.level.level or "",
        "deadlines": " ".join(clock.id for clock in assessment.deadlines),
    }
