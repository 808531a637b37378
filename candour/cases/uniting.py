"""A case that a person merged into another one: its reports, their evidence and its facts come to the other.

Two files are written, so it goes in steps that may each be cut off and repeated:
1. The decision closes the one case, and names the other (`deciding`). From here on it is merged, whatever happens.
2. The other case gets the reports, in one write. Reports that it has already are not added again.
3. The merged case records that this is done. Until then its agenda has a step that is due, so the sweep does it again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from candour.cases.agenda import merge_step, steps
from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.directory import Person
from candour.cases.errors import CaseNotFoundError, EvidenceNotFoundError, StoreDamagedError, StoreError
from candour.cases.joining import KEPT_INFORMED, consequences, made, status_after, updates
from candour.cases.merging import united
from candour.cases.names_left import sealed_names
from candour.cases.notice import REPORTER, Notice, NoticeKind, NoticeStatus
from candour.cases.opening import newly_told, with_events
from candour.cases.reached import Entry, step_entry
from candour.cases.register import MERGED_HERE, merged_here, opening_reports, undecided_duplicates
from candour.cases.report import Evidence, Report
from candour.cases.threads import opened
from candour.cases.way_back import NAME_LEFT

_WAITING = frozenset({NoticeStatus.QUEUED, NoticeStatus.LEASED})
_Told = list[tuple[str, NoticeKind, str]]


def bring_over(desk: Desk, reference: str) -> None:
    """Bring a merged case's reports to the case that it became a part of; harmless where that is done.

    Raises StoreError and its subclasses; nothing is lost then, and it can be repeated.
    """
    with desk.merge_lock:
        merged = desk.store.load(reference)
        if merged.merged_into is None or not steps(merged):
            return
        target = opened(desk, merged.merged_into)
        if target is None:
            raise CaseNotFoundError(merged.merged_into)
        _carry(desk, merged, target)
        desk.change(reference, lambda case, now: _recorded(desk, case, now))
    desk.notify()


def _carry(desk: Desk, merged: Case, target: Case) -> None:
    known = {report.id for report in target.reports}
    missing = tuple(report for report in (*merged.reports, *merged.coming) if report.id not in known)
    with _held(desk, merged, missing) as coming:
        desk.change(target.reference, lambda case, now: _united(desk, case, merged, coming, now))


def _recorded(desk: Desk, merged: Case, now: datetime) -> Case:
    step = merge_step(merged)
    return with_events(merged, [step_entry(step, {})] if step else [], now=now, random=desk.random)


@contextmanager
def _held(desk: Desk, merged: Case, reports: tuple[Report, ...]) -> Iterator[tuple[Report, ...]]:
    """Hold the evidence of some reports for another case, and let go of it where that case can't be written.

    The inbox keys stay behind: what was accepted once is found by them as before.
    """
    claims: list[str] = []
    try:
        yield tuple(_copied(desk, merged, report, claims) for report in reports)
    except StoreError:
        for digest in claims:
            desk.store.release(digest)
        raise


def _copied(desk: Desk, merged: Case, report: Report, claims: list[str]) -> Report:
    """Return a report as the other case keeps it; of a file that can't be read any more it says that it stayed."""
    kept: list[Evidence] = []
    limits = list(report.limits)
    for item in report.evidence:
        try:
            pieces = desk.store.open_evidence(merged.reference, item.digest)
            desk.store.hold(pieces, name=item.name, media_type=item.media_type)
        except (EvidenceNotFoundError, StoreDamagedError):
            limits.append(f"a file could not be read when {merged.reference} was merged; it stayed there")
        else:
            claims.append(item.digest)
            kept.append(item)
    return report.model_copy(update={"keys": (), "evidence": tuple(kept), "limits": tuple(limits)})


def _united(desk: Desk, case: Case, merged: Case, coming: tuple[Report, ...], now: datetime) -> Case:
    """Return the case with the other's reports in order of arrival: the earliest one starts the clocks."""
    if merged.reference in merged_here(case):
        return case
    reports = tuple(sorted((*case.reports, *coming), key=_counts_from))
    is_first = case.reports[0].id == reports[0].id
    facts = united(case, merged) if is_first else united(merged, case)
    school = desk.directory.school(case.school)
    known_actions = {action.id for action in case.actions}
    after = case.model_copy(
        update={
            "reports": reports,
            "facts": facts,
            "assessment": desk.assess(facts, reports[0], school, case.reference),
            "status": status_after(case.status, facts),
            "actions": (*case.actions, *(action for action in merged.actions if action.id not in known_actions)),
            "notices": _addressed(case, reports),
            "related": _others(desk, case, (*case.related, *merged.related)),
            "possible_duplicates": _others(desk, case, (*case.possible_duplicates, *undecided_duplicates(merged))),
        }
    )
    told, skipped = _told(desk, case, after, merged) if coming else ([], [])
    notices = made(desk, case, after, told, now)
    entries = [*_entries(case, after, merged, skipped), *consequences(desk, case, after, notices)]
    return with_events(
        after.model_copy(update={"notices": (*after.notices, *notices)}), entries, now=now, random=desk.random
    )


def _counts_from(report: Report) -> datetime:
    """Return from when a report's clocks run: one without a name has a day alone, and counts from when it was told."""
    return report.told_at or report.received_at


def _others(desk: Desk, case: Case, references: tuple[str, ...]) -> tuple[str, ...]:
    """Return those that name another case: none that is this one, or became a part of it by way of others."""
    found = {each: opened(desk, each) for each in dict.fromkeys(references)}
    return tuple(each for each, other in found.items() if other is None or other.reference != case.reference)


def _addressed(case: Case, reports: tuple[Report, ...]) -> tuple[Notice, ...]:
    """Return the notices; what still waits for the reporter stays theirs where another's report comes first now."""
    was, now = case.reports[0].sender, reports[0].sender
    if was is None or was == now:
        return case.notices
    reader = Person(name=was.name, address=was.address)
    return tuple(
        notice.model_copy(update={"recipient": reader})
        if notice.role == REPORTER and notice.status in _WAITING and notice.recipient is None
        else notice
        for notice in case.notices
    )


def _told(desk: Desk, case: Case, after: Case, merged: Case) -> tuple[_Told, _Told]:
    """List who is told of the merged case as (rule, kind, role), and whom its own notices have told already.

    A role that knows neither case gets what the policy's routes say; one that knows this one gets an update, as for any
    answer. No writer is told anything: the other report is not theirs.
    """
    school = desk.directory.school(after.school)
    decision = merged.decided("merge")
    news = updates(desk, case, after, writer=decision.role if decision else "", rule="merged")
    theirs = {(notice.kind, notice.role) for notice in merged.originals if notice.status is not NoticeStatus.FAILED}
    knowing = {notice.role for notice in case.originals if notice.kind in KEPT_INFORMED}
    hits = newly_told(desk.policy_of(school), after)
    skipped = [hit for hit in hits if hit[1:] in theirs and (hit[1] not in KEPT_INFORMED or hit[2] in knowing)]
    new = [hit for hit in hits if hit not in skipped and hit[2] != REPORTER]
    return [*new, *news], skipped


def _entries(case: Case, after: Case, merged: Case, skipped: _Told) -> Iterator[Entry]:
    """Yield what happened to this case; the merged case's reminders of actions are not sent again."""
    decision = merged.decided("merge")
    told = " ".join(f"{kind}:{role}" for _, kind, role in skipped)
    opened_by = " ".join(sorted(opening_reports(case) | opening_reports(merged)))
    details = {"case": merged.reference, "reports": opened_by, "told": told}
    yield decision.person if decision else "candour", MERGED_HERE, details
    for part in sealed_names(merged):
        yield REPORTER, NAME_LEFT, {"case": part}
    for event in merged.events:
        if event.details.get("step", "").startswith("action:"):
            yield "candour", event.kind, {"step": event.details["step"], "at": event.details["at"]}
    for field, value in after.facts.values.items():
        if value != case.facts.value(field):
            yield "candour", "fact_changed", {"field": field, "rule": value.rule}
