"""A year of incidents: no deadline passes without its notices, none is sent twice, through 20 restarts."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from candour.app.working_days import BankHolidays
from candour.cases.agenda import MET_BY_DECISION, planned
from candour.cases.audit import verify
from candour.cases.case import Case, CaseStatus, Event
from candour.cases.dispatch import Dispatch
from candour.cases.notice import OFFICER, REPORTER, Notice, NoticeKind, NoticeStatus
from candour.cases.quiet import after_quiet, is_quiet, never_waits
from candour.cases.routing import implicated_addresses, recipients
from candour.cases.starts import LONDON
from tests.a_year import COUNTRIES, END, Handover, Year

SEED = 1
"""Another year for each; three were played by hand."""
INCIDENTS = int(os.environ.get("CANDOUR_TEST_INCIDENTS", "90"))
"""In each school. `.ci/run` plays a thousand: these of the first school, and 456 in each of the other two."""
RESTARTS = 7
"""Of each school's Candour: 20 and one."""
BANK_HOLIDAYS = BankHolidays()
BY_TIME = {NoticeKind.REMINDER, NoticeKind.FOLLOW_UP, NoticeKind.ACTION}

FIRST, *OTHERS = COUNTRIES


class Stage(NamedTuple):
    """A stage of a clock that was reached while nobody had met the clock: by the test's own reckoning."""

    step: str
    clock: str
    stage: int
    at: datetime


@pytest.fixture(params=[FIRST, *(pytest.param(profile, marks=pytest.mark.long) for profile in OTHERS)])
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Year:
    """Play a year of a school of each profile; no power is lost here, so nothing is synced."""
    monkeypatch.setattr(os, "fsync", lambda _file: None)
    monkeypatch.setattr(os, "sync", lambda: None)
    monkeypatch.setattr(Path, "replace", _renamed)
    played = Year(
        root=tmp_path / "store",
        profile=request.param,
        seed=SEED,
        incidents=INCIDENTS,
        restarts=RESTARTS,
        watch=it_may_go,
    )
    played.run()
    return played


def _renamed(path: Path, target: Path) -> None:
    """Rename without the flush that ext4 does where a file is replaced."""
    target.unlink(missing_ok=True)
    path.rename(target)


def it_may_go(year: Year, dispatch: Dispatch) -> None:
    """Look at each mail at the moment at which it goes."""
    nobody_is_told_of_themselves(year, dispatch)
    no_reminder_goes_in_quiet_hours(year, dispatch)
    somebody_present_is_told(year, dispatch)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_r100_through_a_year_no_deadline_passes_without_its_notices_and_none_is_sent_twice(year: Year) -> None:
    cases = [year.store.load(line.reference) for line in year.store.register()]
    assert len(cases) == year.counts["incidents"] == INCIDENTS
    assert year.counts["restarts"] == RESTARTS
    for case in cases:
        verify(case.events)
        every_stage_has_one_event(case, list(stages_reached(year, case)))
        every_stage_was_told(year, case)
    nothing_was_sent_twice(year, cases)


def stages_reached(year: Year, case: Case) -> Iterator[Stage]:
    """Yield what must have happened to each clock as it stands at the end of the year."""
    if case.status in {CaseStatus.NO_INCIDENT, CaseStatus.PROPOSED_NO_INCIDENT}:
        return
    for clock in case.assessment.deadlines:
        if clock.id not in MET_BY_DECISION:
            continue
        for stage in (50, 80, 100):
            at = clock.starts_at + (clock.due_at - clock.starts_at) * stage / 100
            seen = max(at, year.moved.get((case.reference, clock.id), at), year.made_incident.get(case.reference, at))
            if seen < min(met_at(case, clock.id), END) and (at > case.opened_at or stage == 100):
                yield Stage(f"clock:{clock.id}:{stage}:{clock.due_at:%Y%m%dT%H%M}", clock.id, stage, at)


def met_at(case: Case, clock: str) -> datetime:
    """Return when somebody decided what a clock waits for; after the year's end where nobody did."""
    decided = [decision for decision in case.decisions if _meets(decision.what, decision.value, clock)]
    return min((decision.at for decision in decided), default=datetime.max.replace(tzinfo=END.tzinfo))


def _meets(what: str, value: str, clock: str) -> bool:
    if clock == "complaint":
        return what == "complaint_acknowledged"
    if what == "ico":
        return clock == "ico_occurrence" or value == "no_report"
    return clock == "ico_awareness" and what == "ico_reported"


def every_stage_has_one_event(case: Case, reached: list[Stage]) -> None:
    """The last stage is a missed deadline; the others are steps."""
    kinds = {event.details["step"]: event.kind for event in case.events if "step" in event.details}
    assert len(kinds) == sum(1 for event in case.events if "step" in event.details), case.reference
    for stage in reached:
        assert kinds.get(stage.step) == ("deadline_missed" if stage.stage == 100 else "step_reached"), (case, stage)


def every_stage_was_told(year: Year, case: Case) -> None:
    """By one reminder that was sent, by the alert or an update; or nobody needed to hear of it any more."""
    told = {handover.notice.id: handover for handover in year.handed_over}
    for event in case.events:
        if not event.details.get("step", "").startswith("clock:"):
            continue
        if "told_by" in event.details:
            kind = NoticeKind(event.details["told_by"])
            assert any(notice.kind is kind and notice.status is NoticeStatus.SENT for notice in case.notices)
            continue
        notice_id = event.details["notices"]
        if notice_id not in told or not says(told[notice_id].notice, event):
            assert event.kind != "deadline_missed", (case.reference, event.details)
            assert was_over_before_the_morning(year, case, event, told.get(notice_id)), (case.reference, event.details)


def says(notice: Notice, event: Event) -> bool:
    """Tell whether a reminder is about a step, or a later one of the same clock (both came while people slept)."""
    clock, stage = event.details["step"].split(":")[1:3]
    topics = [topic.split(":") for topic in notice.topics]
    return any(topic[1] == clock and int(topic[2]) >= int(stage) for topic in topics)


def was_over_before_the_morning(year: Year, case: Case, event: Event, told: Handover | None) -> bool:
    """Tell whether a clock was met, moved or stopped after its stage and before the reminder would have gone."""
    clock = event.details["step"].split(":")[1]
    stopped = [decision.at for decision in case.decisions if decision.what == "no_incident"]
    over = [met_at(case, clock), year.moved.get((case.reference, clock), event.at), *stopped]
    until = told.at if told else END
    return any(event.at <= moment <= until for moment in over)


def nothing_was_sent_twice(year: Year, cases: list[Case]) -> None:
    assert max(Counter(handover.notice.message_id for handover in year.handed_over).values()) == 1
    topics = Counter(
        (case.reference, notice.kind, topic)
        for case in cases
        for notice in case.notices
        if notice.kind in BY_TIME
        for topic in notice.topics
    )
    assert max(topics.values()) == 1
    assert all(notice.status is NoticeStatus.SENT for case in cases for notice in case.notices)


def nobody_is_told_of_themselves(year: Year, dispatch: Dispatch) -> None:
    if dispatch.notice.role not in {REPORTER, OFFICER}:
        about = implicated_addresses(dispatch.case.facts, year.school)
        assert not about & {person.address for person in dispatch.recipients}


def no_reminder_goes_in_quiet_hours(year: Year, dispatch: Dispatch) -> None:
    """But those of the highest level, those whose deadline comes first, and what was tried before."""
    now, notice, school = year.clock(), dispatch.notice, dispatch.school
    if notice.kind not in BY_TIME or notice.rule != "agenda" or not is_quiet(now, school, BANK_HOLIDAYS):
        return
    steps = [step for step in planned(dispatch.case) if step.id in notice.topics]
    due = [step.due_at for step in steps if step.kind == "clock" or (step.kind == "action" and step.stage == 50)]
    comes_first = min(due, default=END) <= after_quiet(now, school, BANK_HOLIDAYS)
    assert never_waits(dispatch.case, dispatch.policy) or comes_first or notice.attempts > 1, (dispatch.case, notice)


def somebody_present_is_told(year: Year, dispatch: Dispatch) -> None:
    """Where all behind a role are away, who stands in is told too; where nobody is there, the case says so."""
    notice, case, school = dispatch.notice, dispatch.case, dispatch.school
    if notice.role in {REPORTER, OFFICER}:
        return
    day, told = year.clock().astimezone(LONDON).date(), {person.address for person in dispatch.recipients}
    away = {span.address for span in year.away if span.first <= day <= span.last}
    assert {person.address for person in recipients(notice.role, case.reports[0], case.facts, school)} <= told
    stands_in = {role.id: role.stands_in for role in dispatch.policy.roles}
    role, there = notice.role, False
    while role and not there:
        people = recipients(role, case.reports[0], case.facts, school)
        role, there = stands_in.get(role, ""), any(person.address not in away for person in people)
    said = [event for event in case.events if event.kind == "nobody_present" and event.details["notice"] == notice.id]
    assert bool(told - away) is there
    assert len(said) == (0 if there else 1) or notice.attempts > 1
