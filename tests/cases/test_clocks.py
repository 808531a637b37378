"""R20, R21, R100: the clocks, across weekends, bank holidays and clock changes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.app.working_days import BankHolidays
from candour.cases.case import Deadline
from candour.cases.clocks import deadlines
from candour.cases.facts import Answer, Facts
from candour.cases.policy_file import load
from tests.builders import a_value

POLICY = load("saints-cardiff")
LONDON = ZoneInfo("Europe/London")
LATER = datetime(2027, 12, 1, tzinfo=UTC)
BANK_HOLIDAYS = BankHolidays()


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def shown(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M %Z}"


def clocks(
    values: Mapping[str, Answer], *, received_at: datetime = LATER, extended: bool = False, country: str = "WLS"
) -> dict[str, Deadline]:
    facts = Facts(values={field: a_value(value) for field, value in values.items()})
    found = deadlines(
        POLICY,
        facts,
        received_at=received_at,
        school_country=country,
        bank_holidays_as_weekend=extended,
        working_days=BANK_HOLIDAYS,
    )
    return {deadline.id: deadline for deadline in found}


def discovered(text: str) -> dict[str, Answer]:
    day, clock = text.split(" ")
    return {"discovered_date": day, "discovered_time": clock}


TABLE = [
    # discovered, report by (strict), with bank holidays as weekend, 72 hours later
    ("2026-11-20 18:00", "2026-11-21 18:00 GMT", "2026-11-21 18:00 GMT", "2026-11-23 18:00 GMT"),
    ("2026-11-22 23:50", "2026-11-23 12:00 GMT", "2026-11-23 12:00 GMT", "2026-11-25 23:50 GMT"),
    ("2026-05-23 10:00", "2026-05-26 12:00 BST", "2026-05-26 12:00 BST", "2026-05-26 10:00 BST"),
    ("2026-04-03 09:00", "2026-04-04 09:00 BST", "2026-04-07 12:00 BST", "2026-04-06 09:00 BST"),
    ("2026-12-25 09:00", "2026-12-26 09:00 GMT", "2026-12-29 12:00 GMT", "2026-12-28 09:00 GMT"),
    ("2027-03-27 12:00", "2027-03-30 12:00 BST", "2027-03-30 12:00 BST", "2027-03-30 13:00 BST"),
    ("2026-10-23 18:00", "2026-10-24 18:00 BST", "2026-10-24 18:00 BST", "2026-10-26 17:00 GMT"),
]


@pytest.mark.parametrize(("start", "strict", "extended", "elapsed"), TABLE)
def test_r20_r21_r100_the_table_of_traps(start: str, strict: str, extended: str, elapsed: str) -> None:
    found = clocks(discovered(start))
    assert shown(found["report_by"].due_at) == strict
    assert shown(clocks(discovered(start), extended=True)["report_by"].due_at) == extended
    assert shown(found["ico_awareness"].due_at) == elapsed
    assert not found["report_by"].estimated
    assert not found["ico_awareness"].estimated


@pytest.mark.parametrize(("start", "strict", "extended", "elapsed"), TABLE)
def test_both_readings_are_shown_where_they_differ(start: str, strict: str, extended: str, elapsed: str) -> None:
    notes = " ".join(clocks(discovered(start))["report_by"].notes)
    assert ("If a bank holiday counts like a weekend" in notes) is (strict != extended)
    notes = " ".join(clocks(discovered(start), extended=True)["report_by"].notes)
    assert ("If a bank holiday counts as an ordinary day" in notes) is (strict != extended)
    del elapsed


@pytest.mark.parametrize(("start", "strict", "extended", "elapsed"), TABLE)
def test_reporting_later_than_the_earlier_72_hour_clock_is_warned_of(
    start: str, strict: str, extended: str, elapsed: str
) -> None:
    for by, is_extended in ((strict, False), (extended, True)):
        notes = " ".join(clocks(discovered(start), extended=is_extended)["report_by"].notes)
        assert ("Warning: an earlier clock" in notes) is (local(by[:16]) > local(elapsed[:16]))


def test_an_occurrence_long_before_the_discovery_makes_the_report_late_and_says_so() -> None:
    found = clocks({**discovered("2026-11-18 10:00"), "occurred_date": "2026-11-10", "occurred_time": "09:00"})
    assert shown(found["ico_occurrence"].due_at) == "2026-11-13 09:00 GMT"
    assert shown(found["ico_awareness"].due_at) == "2026-11-21 10:00 GMT"
    assert "on Friday 13 November 2026, 09:00 (5.7)" in " ".join(found["report_by"].notes)


@pytest.mark.parametrize(
    ("country", "day", "due"),
    [
        ("WLS", "2026-04-04", "2026-04-07 12:00 BST"),
        ("SCT", "2026-04-04", "2026-04-06 12:00 BST"),
        ("NIR", "2026-07-11", "2026-07-14 12:00 BST"),
        ("ENG", "2026-07-11", "2026-07-13 12:00 BST"),
    ],
)
def test_r21_the_next_working_day_is_that_of_the_country(country: str, day: str, due: str) -> None:
    found = clocks(discovered(f"{day} 10:00"), country=country)
    assert shown(found["report_by"].due_at) == due


@pytest.mark.parametrize(
    ("values", "starts", "words"),
    [
        (
            {"discovered_date": "2026-11-18"},
            "2026-11-18 00:00 GMT",
            "The time when it was discovered is not known: counted from the beginning of that day.",
        ),
        (
            {"occurred_date": "2026-11-17", "occurred_time": "09:30"},
            "2026-11-17 09:30 GMT",
            "It is not known when it was discovered: counted from when it happened.",
        ),
        (
            {"occurred_date": "2026-11-17"},
            "2026-11-17 00:00 GMT",
            "The time when it happened is not known: counted from the beginning of that day.",
        ),
        (
            {"discovered_time": "09:30"},
            "2026-11-20 12:00 GMT",
            "It is not known when it was discovered: counted from when the report was received.",
        ),
        (
            {"discovered_date": "2026-11-31", "discovered_time": "half past"},
            "2026-11-20 12:00 GMT",
            "It is not known when it was discovered: counted from when the report was received.",
        ),
        (
            discovered("2026-11-21 09:00"),
            "2026-11-20 12:00 GMT",
            "The date and time given are later than the report: counted from when it was received.",
        ),
        (
            {"discovered_date": "2026-11-19", "discovered_time": 930},
            "2026-11-19 00:00 GMT",
            "The time when it was discovered is not known: counted from the beginning of that day.",
        ),
    ],
)
def test_a_start_that_is_not_known_is_estimated_and_says_from_what(
    values: dict[str, Answer], starts: str, words: str
) -> None:
    found = clocks(values, received_at=datetime(2026, 11, 20, 12, tzinfo=UTC))
    for clock in ("report_by", "ico_awareness"):
        assert shown(found[clock].starts_at) == starts
        assert found[clock].estimated
        assert words in found[clock].notes


def test_r100_an_unknown_occurrence_is_taken_from_the_discovery_as_an_estimate() -> None:
    found = clocks(discovered("2026-11-18 10:00"))
    assert shown(found["ico_occurrence"].due_at) == "2026-11-21 10:00 GMT"
    assert found["ico_occurrence"].estimated
    assert "It is not known when it happened: counted from when it was discovered." in found["ico_occurrence"].notes


def test_a_value_below_half_sure_starts_no_clock() -> None:
    facts = Facts(values={"discovered_date": a_value("2026-11-02", confidence=0.49)})
    found = deadlines(
        POLICY,
        facts,
        received_at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        school_country="WLS",
        bank_holidays_as_weekend=False,
        working_days=BANK_HOLIDAYS,
    )
    assert shown(found[0].starts_at) == "2026-11-20 12:00 GMT"


@pytest.mark.parametrize(
    ("when", "starts_at"),
    [
        # 01:30 does not happen on the day when the clocks go forward: it may mean 00:30 or 01:30 GMT.
        ("2027-03-28 01:30", datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),
        # 01:30 happens twice on the day when they go back, first in summer time.
        ("2026-10-25 01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_in_the_hour_of_a_clock_change_the_earlier_reading_counts(when: str, starts_at: datetime) -> None:
    found = clocks(discovered(when))["ico_awareness"]
    assert found.starts_at == starts_at
    assert found.estimated
    assert found.notes == ("The clocks changed at that time: the earlier reading is taken.",)


def test_a_complaint_starts_a_clock_of_30_days_that_of_receipt_included() -> None:
    received_at = local("2026-10-24 23:30").astimezone(UTC)
    found = clocks({"complaint": True}, received_at=received_at)["complaint"]
    assert shown(found.due_at) == "2026-11-22 23:59 GMT"
    assert found.estimated
    assert "s.164A" in found.source


@pytest.mark.parametrize("values", [{}, {"complaint": False}])
def test_without_a_complaint_there_is_no_such_clock(values: dict[str, Answer]) -> None:
    assert set(clocks(values)) == {"report_by", "ico_occurrence", "ico_awareness"}


STARTS = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2029, 12, 31))  # noqa: DTZ001  local on purpose


@given(start=STARTS, extended=st.booleans(), country=st.sampled_from(["ENG", "WLS", "SCT", "NIR"]))
def test_r21_a_weekend_is_due_at_noon_of_a_working_day_and_nothing_before_its_start(
    *, start: datetime, extended: bool, country: str
) -> None:
    found = clocks(
        {"discovered_date": f"{start:%Y-%m-%d}", "discovered_time": f"{start:%H:%M}"},
        received_at=datetime(2031, 1, 1, tzinfo=UTC),
        extended=extended,
        country=country,
    )
    report_by, awareness = found["report_by"], found["ico_awareness"]
    assert report_by.due_at > report_by.starts_at
    assert awareness.due_at - awareness.starts_at == timedelta(hours=72)
    if start.weekday() < 5 and not (extended and BANK_HOLIDAYS.is_bank_holiday(start.date(), country)):
        assert report_by.due_at - report_by.starts_at == timedelta(hours=24)
        return
    due = report_by.due_at.astimezone(LONDON)
    assert due.time() == time(12)
    assert due.weekday() < 5
    assert not BANK_HOLIDAYS.is_bank_holiday(due.date(), country)
    between = (start.date() + timedelta(days=day) for day in range(1, (due.date() - start.date()).days))
    assert all(day.weekday() >= 5 or BANK_HOLIDAYS.is_bank_holiday(day, country) for day in between)


@given(st.dates(), st.times(), STARTS)
def test_no_clock_starts_after_the_report_whatever_the_date_says(day: date, clock: time, received: datetime) -> None:
    received_at = received.replace(tzinfo=UTC)
    found = clocks({"discovered_date": day.isoformat(), "occurred_time": clock.isoformat()}, received_at=received_at)
    assert all(deadline.starts_at <= received_at for deadline in found.values())
