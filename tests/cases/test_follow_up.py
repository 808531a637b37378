"""R117, R118: after six months a case is looked at again, with the numbers of its type before and after."""

from datetime import UTC, datetime, timedelta

import pytest

from candour.cases.case import Case, CaseStatus
from candour.cases.facts import Method
from candour.cases.follow_up import Reduction, numbers, recorded
from candour.cases.notice import NoticeKind
from candour.cases.policy_file import load
from candour.cases.ports import RegisterEntry
from candour.cases.register import needs, open_proposals, register_entry
from tests.builders import NOON, a_case, a_report, a_value, some_facts
from tests.service import Stage, a_stage, decide

POLICY = load("generic-school")
HALF_A_YEAR = datetime(2027, 5, 20, 12, tzinfo=UTC)
"""Six months after NOON, a Thursday in summer."""


def an_entry(days: float, **changes: object) -> RegisterEntry:
    """Return the line of another incident of the same type, so many days after NOON."""
    opened = NOON + timedelta(days=days)
    line = register_entry(a_case(reference=f"SF-26-{abs(int(days * 24)):05d}", opened_at=opened))
    return line.model_copy(update=changes)


def counted(*entries: RegisterEntry, case: Case | None = None) -> tuple[int, int]:
    found = numbers(entries, case or a_case(), POLICY)
    return found.before, found.after


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((), (1, 0)),
        ((an_entry(-1),), (2, 0)),
        ((an_entry(1),), (1, 1)),
        ((an_entry(-180), an_entry(-1), an_entry(1), an_entry(180)), (3, 2)),
        ((an_entry(-185),), (1, 0)),  # six months before 20 November is 20 May
        ((an_entry(182),), (1, 0)),  # and six months after is 20 May, 181 days
        ((an_entry(181),), (1, 1)),
        ((an_entry(-1, school="another"),), (1, 0)),
        ((an_entry(-1, incident_type="unauthorised_access"),), (1, 0)),
        ((an_entry(-1, status=CaseStatus.NO_INCIDENT),), (1, 0)),
        ((an_entry(1, status=CaseStatus.PROPOSED_NO_INCIDENT),), (1, 0)),
        ((an_entry(1, status=CaseStatus.CLOSED),), (1, 1)),
        ((register_entry(a_case()),), (1, 0)),  # the case itself is counted once
    ],
)
def test_r117_incidents_of_the_type_at_the_school_are_counted_for_as_long_before_as_after(
    entries: tuple[RegisterEntry, ...], expected: tuple[int, int]
) -> None:
    assert counted(*entries) == expected


@pytest.mark.parametrize(
    ("before", "after", "is_reduced"), [(1, 0, True), (3, 2, True), (1, 1, False), (2, 3, False), (5, 0, True)]
)
def test_r117_the_type_is_gone_or_its_volume_reduced(before: int, after: int, *, is_reduced: bool) -> None:
    found = Reduction(incident_type="sent_to_wrong_person", months=6, before=before, after=after)
    assert found.is_reduced is is_reduced


def test_without_a_type_nothing_is_counted_and_it_says_so() -> None:
    case = a_case(facts=some_facts(incident_type=a_value("sent_to_wrong_person", confidence=0.3)))
    found = numbers([an_entry(-1)], case, POLICY)
    assert (found.incident_type, found.is_reduced) == (None, None)


def test_a_policy_that_asks_for_no_re_evaluation_counts_nothing() -> None:
    found = numbers([an_entry(-1)], a_case(), POLICY.model_copy(update={"re_evaluation": None}))
    assert (found.months, found.is_reduced) == (0, None)


def opened(stage: Stage, number: int = 1) -> str:
    key = f"<report-{number}@x.example>"
    report = a_report(id=f"report-{number}", keys=(key,), message_id=key, received_at=stage.clock())
    reference = stage.service.receive(report).reference
    assert reference is not None
    decide(stage, reference, "ico", "no_report")
    return reference


def after_half_a_year(stage: Stage, reference: str) -> Case:
    stage.clock.moment = HALF_A_YEAR
    stage.service.sweep()
    return stage.store.load(reference)


def test_r117_after_six_months_who_decides_gets_the_numbers_once() -> None:
    stage = a_stage(profile="generic-school")
    reference = opened(stage)
    stage.clock.moment = HALF_A_YEAR - timedelta(minutes=1)
    stage.service.sweep()
    assert recorded(stage.store.load(reference)) is None
    case = after_half_a_year(stage, reference)
    assert recorded(case) == Reduction(incident_type="sent_to_wrong_person", months=6, before=1, after=0)
    [notice] = [notice for notice in case.notices if notice.kind is NoticeKind.FOLLOW_UP]
    assert (notice.role, notice.topics) == ("dpo", (f"re_evaluation:{reference}:100:20270520T1200",))
    assert "re_evaluation" in set(needs(case))
    assert "board_not_reduced" not in open_proposals(case)
    assert not stage.service.sweep()


def test_r118_where_there_is_no_reduction_telling_the_board_is_proposed_and_nobody_is_told_yet() -> None:
    stage = a_stage(profile="generic-school")
    reference = opened(stage)
    stage.clock.move(timedelta(days=30))
    opened(stage, 2)
    case = after_half_a_year(stage, reference)
    value = case.facts.value("not_reduced")
    assert value is not None
    assert (value.value, value.method, value.rule) == (True, Method.RULE, "agenda")
    assert "board_not_reduced" in open_proposals(case)
    assert not [notice for notice in case.notices if notice.kind is NoticeKind.REFERRAL]


def test_r117_a_closed_case_is_looked_at_again_too() -> None:
    stage = a_stage(profile="generic-school")
    reference = opened(stage)
    decide(stage, reference, "level", "low")
    decide(stage, reference, "data_subjects", "not_inform")
    for proposal in open_proposals(stage.store.load(reference)):
        decide(stage, reference, "route", proposal, answer="decline")
    decide(stage, reference, "close", no_measures="yes")
    case = after_half_a_year(stage, reference)
    assert case.status is CaseStatus.CLOSED
    assert recorded(case) is not None


def test_what_is_no_incident_is_not_looked_at_again() -> None:
    stage = a_stage(profile="generic-school")
    reference = opened(stage)
    decide(stage, reference, "no_incident")
    assert recorded(after_half_a_year(stage, reference)) is None


def test_what_was_looked_at_before_the_sweep_came_is_not_asked_for_again() -> None:
    stage = a_stage(profile="generic-school")
    reference = opened(stage)
    stage.clock.moment = HALF_A_YEAR
    decide(stage, reference, "re_evaluated", "reduced")
    case = after_half_a_year(stage, reference)
    assert recorded(case) is None
    assert not [notice for notice in case.notices if notice.kind is NoticeKind.FOLLOW_UP]


def test_a_case_without_a_type_is_looked_at_again_and_its_numbers_say_that_there_are_none() -> None:
    stage = a_stage(profile="generic-school")
    stage.reader.readings["report-1"] = some_facts(incident_type=a_value("x", confidence=0.1))
    case = after_half_a_year(stage, opened(stage))
    assert recorded(case) == Reduction(incident_type=None, months=6)
    assert case.facts.value("not_reduced") is None
