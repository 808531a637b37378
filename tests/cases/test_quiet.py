"""Quiet hours: when a reminder waits, across weekends, bank holidays and both changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.app.working_days import BankHolidays
from candour.cases.agenda import AgendaStep
from candour.cases.case import Decision
from candour.cases.directory import School
from candour.cases.policy_file import load
from candour.cases.quiet import after_quiet, goes_at, is_quiet, never_waits
from tests.builders import NOON, a_case, an_assessment
from tests.service import SAINT_FINNIAN

LONDON = ZoneInfo("Europe/London")
BANK_HOLIDAYS = BankHolidays()


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def shown(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M %Z}"


def a_school(quiet_from: str = "19:00", quiet_until: str = "07:00", **changes: str) -> School:
    hours = {"quiet_from": time.fromisoformat(quiet_from), "quiet_until": time.fromisoformat(quiet_until)}
    return SAINT_FINNIAN.model_copy(update={**hours, **changes})


@pytest.mark.parametrize(
    ("moment", "after"),
    [
        # a Wednesday
        ("2026-11-18 12:00", "2026-11-18 12:00 GMT"),
        ("2026-11-18 18:59", "2026-11-18 18:59 GMT"),
        ("2026-11-18 19:00", "2026-11-19 07:00 GMT"),
        ("2026-11-18 23:30", "2026-11-19 07:00 GMT"),
        ("2026-11-19 00:00", "2026-11-19 07:00 GMT"),
        ("2026-11-19 06:59", "2026-11-19 07:00 GMT"),
        ("2026-11-19 07:00", "2026-11-19 07:00 GMT"),
        # a weekend
        ("2026-11-20 19:00", "2026-11-23 07:00 GMT"),
        ("2026-11-21 12:00", "2026-11-23 07:00 GMT"),
        ("2026-11-22 23:59", "2026-11-23 07:00 GMT"),
        # Christmas Day is a Friday, Boxing Day is taken on Monday 28
        ("2026-12-24 20:00", "2026-12-29 07:00 GMT"),
        # the clocks go back in the night before Sunday 25 October, forward before Sunday 28 March
        ("2026-10-23 20:00", "2026-10-26 07:00 GMT"),
        ("2027-03-25 20:00", "2027-03-30 07:00 BST"),  # and 26 and 29 March are Good Friday and Easter Monday
    ],
)
def test_a_reminder_waits_for_the_next_working_morning(moment: str, after: str) -> None:
    found = after_quiet(local(moment), a_school(), BANK_HOLIDAYS)
    assert shown(found) == after
    assert is_quiet(local(moment), a_school(), BANK_HOLIDAYS) is (found != local(moment))


def test_the_bank_holidays_are_those_of_the_country() -> None:
    st_andrews_eve = local("2026-11-29 20:00")
    assert shown(after_quiet(st_andrews_eve, a_school(country="SCT"), BANK_HOLIDAYS)) == "2026-12-01 07:00 GMT"
    assert shown(after_quiet(st_andrews_eve, a_school(country="WLS"), BANK_HOLIDAYS)) == "2026-11-30 07:00 GMT"


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "moment", "after"),
    [
        ("12:00", "14:00", "2026-11-18 11:59", "2026-11-18 11:59 GMT"),
        ("12:00", "14:00", "2026-11-18 12:30", "2026-11-18 14:00 GMT"),
        ("00:00", "00:00", "2026-11-18 03:00", "2026-11-18 03:00 GMT"),
        ("08:00", "08:00", "2026-11-18 08:00", "2026-11-18 08:00 GMT"),
        ("00:00", "06:00", "2026-11-18 00:00", "2026-11-18 06:00 GMT"),
        ("22:00", "00:00", "2026-11-18 23:00", "2026-11-19 00:00 GMT"),
    ],
)
def test_a_school_sets_its_own_quiet_hours(quiet_from: str, quiet_until: str, moment: str, after: str) -> None:
    assert shown(after_quiet(local(moment), a_school(quiet_from, quiet_until), BANK_HOLIDAYS)) == after


class OpenEveryDay:
    def is_bank_holiday(self, day: date, country: str) -> bool:
        del day, country
        return False


HOURS = st.integers(0, 47).map(lambda half: time(half // 2, 30 * (half % 2)))
MOMENTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2028, 1, 1))  # noqa: DTZ001  made UTC below


@given(moment=MOMENTS, starts=HOURS, ends=HOURS)
def test_after_the_quiet_hours_nothing_is_quiet_and_no_one_waits_longer_than_to_the_next_working_day(
    moment: datetime, starts: time, ends: time
) -> None:
    school = a_school(starts.isoformat(), ends.isoformat())
    begin = moment.replace(tzinfo=UTC)
    found = after_quiet(begin, school, OpenEveryDay())
    assert found >= begin
    assert not is_quiet(found, school, OpenEveryDay())
    assert found - begin <= timedelta(days=4)
    assert after_quiet(found, school, OpenEveryDay()) == found


@given(moment=MOMENTS)
def test_every_minute_before_the_end_of_the_quiet_hours_is_quiet(moment: datetime) -> None:
    begin = moment.replace(tzinfo=UTC)
    found = after_quiet(begin, a_school(), BANK_HOLIDAYS)
    last_minute = found - timedelta(minutes=1)
    assert last_minute <= begin or is_quiet(last_minute, a_school(), BANK_HOLIDAYS)


@pytest.mark.parametrize("moment", ["2026-10-25 00:40", "2026-10-25 01:40", "2026-03-29 00:40", "2026-03-29 02:40"])
def test_quiet_hours_that_end_while_the_clocks_change_end(moment: str) -> None:
    school = a_school("23:00", "01:30")
    for fold in (0, 1):
        begin = local(moment).replace(fold=fold)
        assert shown(after_quiet(begin, school, OpenEveryDay())).endswith(("26 01:30 GMT", "30 01:30 BST"))


def a_step(kind: str, stage: int, due: str) -> AgendaStep:
    moment = local(due).astimezone(UTC)
    return AgendaStep(id="x", kind=kind, about="x", stage=stage, at=moment, due_at=moment)


NIGHT = local("2026-11-18 22:00")


@pytest.mark.parametrize(
    ("steps", "highest", "goes"),
    [
        ([a_step("clock", 80, "2026-11-19 07:01")], False, "2026-11-19 07:00 GMT"),
        ([a_step("clock", 80, "2026-11-19 07:00")], False, "2026-11-18 22:00 GMT"),
        ([a_step("clock", 80, "2026-11-19 03:00")], False, "2026-11-18 22:00 GMT"),
        ([a_step("clock", 100, "2026-11-18 22:00")], False, "2026-11-18 22:00 GMT"),
        ([a_step("clock", 50, "2026-11-21 22:00")], True, "2026-11-18 22:00 GMT"),
        (
            [a_step("clock", 50, "2026-11-20 22:00"), a_step("clock", 80, "2026-11-19 01:00")],
            False,
            "2026-11-18 22:00 GMT",
        ),
        ([a_step("action", 50, "2026-11-19 05:00")], False, "2026-11-18 22:00 GMT"),
        ([a_step("action", 100, "2026-11-18 21:59")], False, "2026-11-19 07:00 GMT"),
        ([a_step("re_evaluation", 100, "2026-11-18 22:00")], False, "2026-11-19 07:00 GMT"),
    ],
)
def test_a_notice_waits_unless_its_deadline_comes_first_or_the_case_is_at_the_highest_level(
    *, steps: list[AgendaStep], highest: bool, goes: str
) -> None:
    found = goes_at(NIGHT.astimezone(UTC), steps, never_waits=highest, school=a_school(), working_days=BANK_HOLIDAYS)
    assert shown(found) == goes


@pytest.mark.parametrize(
    ("proposed", "decided", "expected"),
    [("high", None, True), ("medium", None, False), ("low", "high", True), ("high", "low", False), (None, None, False)],
)
def test_the_decided_level_counts_and_before_that_the_proposed_one(
    *, proposed: str | None, decided: str | None, expected: bool
) -> None:
    decision = Decision(id="d", at=NOON, person="x", what="level", value=decided or "", reason="x")
    assessment = an_assessment(level={"level": proposed, "matches": ()})
    case = a_case(assessment=assessment, decisions=(decision,) if decided else ())
    assert never_waits(case, load("saints-cardiff")) is expected
