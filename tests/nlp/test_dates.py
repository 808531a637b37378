"""Dates and times as people in British schools write them, on Thursday 19 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.text import Page, page
from nlp.when.dates import find_days
from nlp.when.times import find_times

TODAY = date(2026, 11, 19)


def body(text: str) -> Page:
    return page("body", text, [(0, len(text))])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3/4", "2026-04-03"),
        ("25/12", "2025-12-25"),
        ("12/01/26", "2026-01-12"),
        ("13.11.25", "2025-11-13"),
        ("2026-02-03", "2026-02-03"),
        ("Wed 24 September", "2026-09-24"),
        ("fri 3rd Oct", "2026-10-03"),
        ("8 October 2025", "2025-10-08"),
        ("the 2nd of November", "2026-11-02"),
        ("March 4th", "2026-03-04"),
        ("on the 10th", "2026-11-10"),
        ("on the 30th", "2026-10-30"),
        ("today", "2026-11-19"),
        ("this morning", "2026-11-19"),
        ("just now", "2026-11-19"),
        ("yesterday", "2026-11-18"),
        ("last night", "2026-11-18"),
        ("the day before yesterday", "2026-11-17"),
        ("last Tuesday", "2026-11-17"),
        ("last Thursday", "2026-11-12"),
        ("on Monday", "2026-11-16"),
        ("Friday afternoon", "2026-11-13"),
        ("the Monday before last", "2026-11-09"),
        ("Tuesday of last week", "2026-11-10"),
        ("a fortnight ago today", "2026-11-05"),
        ("three days ago", "2026-11-16"),
        ("two weeks ago", "2026-11-05"),
        ("Sunday night (the 8th)", "2026-11-08"),
        ("Friday evening (13/11)", "2026-11-13"),
        ("today (Thursday 19 November)", "2026-11-19"),
        ("Monday just gone", "2026-11-16"),
        ("Thursday last", "2026-11-12"),
        ("Thursday gone", "2026-11-12"),
        ("a week past Friday", "2026-11-06"),
        ("a week last Monday", "2026-11-09"),
        ("yest pm", "2026-11-18"),
        ("yesturday", "2026-11-18"),
        ("weds", "2026-11-18"),
        ("this a.m.", "2026-11-19"),
        ("11 to 13 November", "2026-11-11"),
        ("2nd-6th Nov", "2026-11-02"),
        ("in class, 16th", "2026-11-16"),
        ("nine days ago", "2026-11-10"),
    ],
)
def test_a_date_is_read_as_british_people_mean_it(words: str, day: str) -> None:
    (found,) = find_days(body(f"It happened {words}, I think."), TODAY)
    assert found.day == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    ["until Friday", "by Monday", "next Tuesday", "born on 3/4/2015", "£3/4", "9.40", "31/02/26", "20/11/2026"],
)
def test_what_is_no_past_date_is_not_read_as_one(words: str) -> None:
    assert [found for found in find_days(body(f"She is away {words} now"), TODAY) if found.day] == []


def test_days_in_a_row_stay_days_of_their_own() -> None:
    found = find_days(body("Mon, Tue and Wed this week"), TODAY)
    assert [day.day for day in found] == [date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)]


def test_a_weekend_names_no_single_day() -> None:
    (found,) = find_days(body("over the weekend"), TODAY)
    assert found.day is None


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("half four", "16:30"),
        ("half past two", "14:30"),
        ("half nine in the morning", "09:30"),
        ("last night at half eight", "20:30"),
        ("quarter past three", "15:15"),
        ("a quarter to eleven", "10:45"),
        ("ten to three", "14:50"),
        ("twenty to nine tonight", "20:40"),
        ("ten past 8", "08:10"),
        ("noon", "12:00"),
        ("at break 10.45", "10:45"),
        ("at 1545", "15:45"),
        ("0930 hrs", "09:30"),
        ("2:30pm", "14:30"),
        ("11.20 am", "11:20"),
        ("16:05", "16:05"),
        ("02:14", "02:14"),
        ("at eleven", "11:00"),
        ("ten o'clock", "10:00"),
        ("2ish", "14:00"),
        ("6 in the morning", "06:00"),
        ("4pm", "16:00"),
        ("nine last night", "21:00"),
        ("ten at night", "22:00"),
        ("the back of five", "17:00"),
        ("getting on for four", "16:00"),
        ("five and twenty to three", "14:35"),
        ("quarter-past nine", "09:15"),
        ("half past too", "14:30"),
        ("ten passed 8", "08:10"),
        ("2 pee em", "14:00"),
        ("915am", "09:15"),
        ("0915", "09:15"),
        ("@ 10", "10:00"),
    ],
)
def test_a_time_is_read_as_british_people_mean_it(words: str, time: str) -> None:
    (found,) = find_times(body(f"It went out {words}."))
    assert found.text == time


@pytest.mark.parametrize("words", ["£148.20", "1.5 million", "at 28 pupils", "about 2012", "12.30%", "version 1.2.30"])
def test_what_is_no_time_is_not_read_as_one(words: str) -> None:
    assert find_times(body(f"It was {words} then")) == []


def test_both_ends_of_a_stretch_are_marked() -> None:
    assert [clock.in_range for clock in find_times(body("between 12.30 and 1.15, then at 2.20"))] == [True, True, False]
    assert [clock.in_range for clock in find_times(body("period 5 (that is 2.15-3.15)"))] == [True, True]


@given(st.text(alphabet="0123456789/.:-, adehmnotuy", max_size=80), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_whatever_is_written_no_day_is_after_the_day_of_receipt(words: str, today: date) -> None:
    for found in find_days(body(words), today):
        assert found.day is None or today - timedelta(days=366 * 30) <= found.day <= today


@given(st.text(alphabet="0123456789:.apm halfpsttoqur", max_size=60))
def test_whatever_is_written_a_time_is_a_time_of_day(words: str) -> None:
    for found in find_times(body(words)):
        assert 0 <= found.hour < 24
        assert 0 <= found.minute < 60
