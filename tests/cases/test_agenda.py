"""What time alone brings about in a case, by rules that know nothing but the case."""

from datetime import UTC, datetime, timedelta

import pytest

from candour.cases.agenda import STAGES, highest_stages, is_met, next_step, planned, stage_at, steps
from candour.cases.case import Action, Authorisation, Case, CaseStatus, Deadline, Decision
from candour.cases.directory import Person
from tests.builders import NOON, a_case, an_assessment, an_event

ELIN = Person(name="Elin Prosser", address="e.prosser@saint-finnian.example")


def a_clock(clock: str = "ico_awareness", starts: datetime = NOON, hours: int = 72) -> Deadline:
    return Deadline(id=clock, label=clock, starts_at=starts, due_at=starts + timedelta(hours=hours), source="5.7")


def a_running_case(*clocks: Deadline, **changes: object) -> Case:
    return a_case(assessment=an_assessment(deadlines=clocks or (a_clock(),)), **changes)


def a_decision(what: str, value: str = "") -> Decision:
    return Decision(id="d", at=NOON, person="Dilys Marlow", what=what, value=value, reason="x")


def an_action(due: timedelta, **changes: object) -> Action:
    fields = {"id": "a1", "text": "x", "officer": ELIN, "assigned_at": NOON, "due_at": NOON + due}
    return Action.model_validate({**fields, **changes})


def days_and_hours(case: Case) -> list[str]:
    return [f"{step.kind} {step.stage} {step.at:%d %H:%M}" for step in steps(case)]


@pytest.mark.parametrize(
    ("starts", "half", "end"),
    [
        # the clocks go back in the night before 25 October 2026, and forward before 28 March 2027: an hour is an hour
        (datetime(2026, 10, 24, 11, tzinfo=UTC), "25 23:00", "27 11:00"),
        (datetime(2027, 3, 27, 12, tzinfo=UTC), "29 00:00", "30 12:00"),
    ],
)
def test_stages_are_reckoned_in_hours_that_passed(starts: datetime, half: str, end: str) -> None:
    clock = a_clock(starts=starts)
    assert [f"{stage_at(clock, stage):%d %H:%M}" for stage in (STAGES[0], STAGES[-1])] == [half, end]


def test_a_clock_has_three_stages_and_each_id_names_the_end_that_it_was_reckoned_from() -> None:
    case = a_running_case()
    assert [step.id for step in steps(case)] == [
        "clock:ico_awareness:50:20261123T1200",
        "clock:ico_awareness:80:20261123T1200",
        "clock:ico_awareness:100:20261123T1200",
    ]
    assert next_step(case) == NOON + timedelta(hours=36)


def test_what_is_recorded_is_no_step_any_more_but_stays_planned() -> None:
    case = a_running_case(events=(an_event(details={"step": "clock:ico_awareness:50:20261123T1200"}),))
    assert [step.stage for step in steps(case)] == [80, 100]
    assert [step.stage for step in planned(case)] == [50, 80, 100]


def test_a_clock_that_an_answer_moves_has_new_stages() -> None:
    told = tuple(an_event(details={"step": step.id}) for step in planned(a_running_case()))
    moved = a_running_case(a_clock(starts=NOON - timedelta(hours=1)), events=told)
    assert days_and_hours(moved) == ["clock 50 21 23:00", "clock 80 22 20:36", "clock 100 23 11:00"]


def test_of_the_stages_before_the_case_was_opened_the_end_alone_is_a_step() -> None:
    assert days_and_hours(a_running_case(a_clock(starts=NOON - timedelta(hours=50)))) == [
        "clock 80 20 19:36",
        "clock 100 21 10:00",
    ]
    assert days_and_hours(a_running_case(a_clock(starts=NOON - timedelta(hours=500)))) == ["clock 100 02 16:00"]


@pytest.mark.parametrize(
    ("decisions", "met"),
    [
        ((), set()),
        ((a_decision("ico", "no_report"),), {"ico_occurrence", "ico_awareness"}),
        ((a_decision("ico", "report"),), {"ico_occurrence"}),
        ((a_decision("ico", "report"), a_decision("ico_reported")), {"ico_occurrence", "ico_awareness"}),
        ((a_decision("complaint_acknowledged"),), {"complaint"}),
    ],
)
def test_r100_a_clock_ends_with_the_decision_that_it_waits_for(decisions: tuple[Decision, ...], met: set[str]) -> None:
    clocks = (a_clock("ico_occurrence"), a_clock("ico_awareness"), a_clock("complaint", hours=720))
    case = a_running_case(*clocks, decisions=decisions)
    assert {clock.id for clock in clocks if is_met(case, clock)} == met
    assert {step.about for step in steps(case)} == {clock.id for clock in clocks} - met


def test_the_clock_of_reporting_has_no_stages_it_was_met_or_missed_when_the_report_came() -> None:
    assert not steps(a_running_case(a_clock("report_by", hours=24)))


@pytest.mark.parametrize("status", [CaseStatus.PROPOSED_NO_INCIDENT, CaseStatus.NO_INCIDENT, CaseStatus.CLOSED])
def test_no_clock_runs_where_there_is_no_incident_or_the_case_is_closed(status: CaseStatus) -> None:
    assert not steps(a_running_case(status=status))


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (an_action(timedelta(days=5)), ["action 50 23 12:00", "action 100 25 12:00"]),
        (an_action(timedelta(days=2)), ["action 100 22 12:00"]),  # no time to warn of it two days before
        (an_action(timedelta(days=5), done_at=NOON), []),
    ],
)
def test_r115_an_action_has_a_step_before_it_is_due_and_one_when_it_is(action: Action, expected: list[str]) -> None:
    assert days_and_hours(a_case(actions=(action,))) == expected


def test_an_authorisation_ends_and_a_case_is_looked_at_again() -> None:
    entry = Authorisation(id="i1", investigator=ELIN, given_at=NOON, until=NOON + timedelta(days=3))
    case = a_case(authorisations=(entry,), re_evaluate_at=NOON + timedelta(days=8))
    assert days_and_hours(case) == ["authorisation 100 23 12:00", "re_evaluation 100 28 12:00"]
    closed = case.model_copy(update={"status": CaseStatus.CLOSED})
    assert days_and_hours(closed) == ["re_evaluation 100 28 12:00"]


def test_the_highest_stage_of_each_clock_says_what_the_others_said() -> None:
    case = a_running_case(a_clock("ico_occurrence"), a_clock("ico_awareness", hours=96))
    reached = [step for step in planned(case) if step.at <= NOON + timedelta(hours=72)]
    assert [(step.about, step.stage) for step in highest_stages(reached)] == [
        ("ico_occurrence", 100),
        ("ico_awareness", 50),
    ]
