"""Where everything stands for one person: what stands in which list, in which order, and when nothing is new."""

from datetime import timedelta
from typing import Any

import pytest

from candour.cases.case import CaseStatus
from candour.cases.directory import Directory
from candour.cases.overview import Overview, overview
from candour.cases.policy_file import load
from candour.cases.ports import RegisterEntry
from tests.builders import NOON
from tests.letters import a_school
from tests.service import CHAIR, DPO, HEAD

HOUR = timedelta(hours=1)
SAINTS = a_school()
WENTWORTH = a_school(key="wentworth", profile="wentworth-essex", prefix="WP")
DIRECTORY = Directory(schools={SAINTS.key: SAINTS, WENTWORTH.key: WENTWORTH}, watched=frozenset())


def a_line(reference: str, **changes: Any) -> RegisterEntry:
    """Return the line of an open case that needs nobody."""
    usual = {
        "school": SAINTS.key,
        "status": CaseStatus.OPEN,
        "opened_at": NOON - 100 * HOUR,
        "head": "ab" * 32,
        "incident_type": "sent_to_wrong_person",
        "level": "medium",
        "report_by": None,
    }
    return RegisterEntry.model_validate({"reference": reference, **usual, **changes})


def seen(*lines: RegisterEntry, address: str = DPO.address, **when: Any) -> Overview:
    """Return the overview of somebody (the DPO) who was last told a day ago."""
    moments = {"now": NOON, "since": NOON - 24 * HOUR, **when}
    return overview(lines, address, directory=DIRECTORY, policies=load, **moments)


def references(lines: tuple[RegisterEntry, ...]) -> list[str]:
    return [line.reference for line in lines]


def test_r75_the_level_comes_first_then_what_is_overdue_then_the_total_then_the_clock_then_the_age() -> None:
    lines = [
        a_line("none", level=None, score=30.0),
        a_line("low", level="low", score=20.0),
        a_line("medium-old", score=7.0, next_deadline=NOON + 9 * HOUR, opened_at=NOON - 90 * HOUR),
        a_line("medium-new", score=7.0, next_deadline=NOON + 9 * HOUR, opened_at=NOON - 80 * HOUR),
        a_line("medium-soon", score=7.0, next_deadline=NOON + 2 * HOUR),
        a_line("medium-more", score=12.0),
        a_line("medium-overdue", score=1.0, next_deadline=NOON - HOUR),
        a_line("high", level="high", score=1.0),
    ]
    found = seen(*(line.model_copy(update={"needs": ("level",)}) for line in lines))
    order = ["high", "medium-overdue", "medium-more", "medium-soon", "medium-old", "medium-new", "low", "none"]
    assert references(found.needs_you) == order


def test_r75_levels_of_two_policies_are_put_in_one_order_by_their_rank() -> None:
    lines = [
        a_line("minor", school=WENTWORTH.key, level="minor", needs=("level",)),
        a_line("medium", needs=("level",)),
        a_line("critical", school=WENTWORTH.key, level="critical", needs=("level",), score=None),
        a_line("high", level="high", needs=("level",), score=2.0),
    ]
    assert references(seen(*lines).needs_you) == ["high", "critical", "medium", "minor"]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("needs_you", {"needs": ("ico",)}),
        ("needs_you", {"needs": ("re_evaluation",), "status": CaseStatus.CLOSED}),
        ("new", {"opened_at": NOON - 23 * HOUR}),
        ("due_soon", {"next_deadline": NOON + HOUR}),
        ("due_soon", {"next_deadline": NOON + 24 * HOUR}),
        ("overdue", {"next_deadline": NOON}),
        ("overdue", {"next_deadline": NOON - 200 * HOUR}),
        ("actions_overdue", {"action_due": NOON - HOUR}),
        ("waiting_for_reporter", {"is_waiting_for_reporter": True}),
        ("undelivered", {"needs": ("undelivered",)}),
        ("proposed_no_incident", {"status": CaseStatus.PROPOSED_NO_INCIDENT}),
    ],
)
def test_a_case_stands_in_the_list_that_it_belongs_to(name: str, changes: dict[str, Any]) -> None:
    assert references(getattr(seen(a_line("case", **changes)), name)) == ["case"]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("due_soon", {"next_deadline": NOON + 24 * HOUR + timedelta(seconds=1)}),
        ("due_soon", {"next_deadline": NOON}),
        ("overdue", {"next_deadline": NOON + HOUR}),
        ("overdue", {"next_deadline": NOON - HOUR, "status": CaseStatus.CLOSED}),
        ("actions_overdue", {"action_due": NOON + HOUR}),
        ("actions_overdue", {"action_due": NOON - HOUR, "status": CaseStatus.CLOSED}),
        ("new", {"opened_at": NOON - 25 * HOUR}),
    ],
)
def test_a_case_stands_in_no_list_that_it_does_not_belong_to(name: str, changes: dict[str, Any]) -> None:
    assert getattr(seen(a_line("case", **changes)), name) == ()


def test_to_whom_nothing_was_told_yet_everything_that_is_not_done_with_is_new() -> None:
    states = {status.value: a_line(status.value, status=status) for status in CaseStatus}
    assert references(seen(*states.values(), since=None).new) == ["open", "proposed_no_incident"]


@pytest.mark.parametrize(
    ("changes", "is_nothing_new"),
    [
        ({}, True),
        ({"is_waiting_for_reporter": True}, True),
        ({"next_deadline": NOON + 30 * HOUR}, True),
        ({"needs": ("message",)}, False),
        ({"opened_at": NOON - HOUR}, False),
        ({"next_deadline": NOON + HOUR}, False),
        ({"next_deadline": NOON - HOUR}, False),
        ({"action_due": NOON - HOUR}, False),
    ],
)
def test_nothing_is_new_where_nothing_waits_and_nothing_came_in(
    changes: dict[str, Any], *, is_nothing_new: bool
) -> None:
    assert seen(a_line("case", **changes)).is_nothing_new is is_nothing_new


def test_open_cases_are_counted_and_those_that_are_done_with_are_not() -> None:
    lines = [a_line(status.value, status=status) for status in CaseStatus]
    assert seen(*lines).open_count == 1


def test_only_who_decides_has_an_overview_of_a_case() -> None:
    lines = [a_line("one"), a_line("instead", alerted=("chair_of_governors",))]
    assert seen(*lines, address=DPO.address).open_count == 2
    assert seen(*lines, address=CHAIR.address).open_count == 1
    assert seen(*lines, address=HEAD.address).open_count == 0
    assert seen(*lines, address="somebody@elsewhere.example").open_count == 0
