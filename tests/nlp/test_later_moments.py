"""Days and times that are told from others before them, or from the moment of writing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from nlp.text import Page, page
from nlp.when.dates import find_days
from nlp.when.later_days import with_later_days
from nlp.when.later_times import with_later_times
from nlp.when.times import find_times

RECEIVED = datetime(2026, 11, 19, 15, 0, tzinfo=ZoneInfo("Europe/London"))
TODAY = RECEIVED.date()


def body(text: str) -> Page:
    return page("body", text, [(0, len(text))])


def last_day(text: str) -> str:
    found = with_later_days(body(text), find_days(body(text), TODAY), TODAY)[-1].day
    return found.isoformat() if found else ""


def times(text: str) -> list[str]:
    return [clock.text for clock in with_later_times(body(text), find_times(body(text)), RECEIVED)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("the next morning", "2026-11-03"),
        ("the following day", "2026-11-03"),
        ("the day after", "2026-11-03"),
        ("later that day", "2026-11-02"),
        ("that same afternoon", "2026-11-02"),
        ("two days later", "2026-11-04"),
        ("the following Friday", "2026-11-06"),
        ("the following Monday", "2026-11-09"),
    ],
)
def test_a_day_is_counted_from_the_one_named_before_it(words: str, day: str) -> None:
    assert last_day(f"I left it there on 2 November and noticed {words}.") == day


def test_no_later_day_is_in_the_future() -> None:
    text = "I left it there today. The next morning the bins are emptied."
    assert [day.day for day in with_later_days(body(text), find_days(body(text), TODAY), TODAY)] == [date(2026, 11, 19)]


def test_a_later_day_needs_one_before_it() -> None:
    assert with_later_days(body("I noticed the next morning."), [], TODAY) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I sent it at ten to three and noticed at quarter past.", ["14:50", "15:15"]),
        ("It was there at 8 pm and gone at about quarter passed.", ["20:00", "20:15"]),
        ("I sent it at 9.40 and a dad rang ten minutes later.", ["09:40", "09:50"]),
        ("I sent it at 14:40, a mother replied within about twenty minutes.", ["14:40", "15:00"]),
        ("It went out at 10.15. Half an hour later she rang.", ["10:15", "10:45"]),
        ("I found it an hour ago.", ["14:00"]),
        ("It went up twenty minutes ago.", ["14:40"]),
    ],
)
def test_a_time_is_counted_from_the_one_before_it_or_from_now(text: str, told: list[str]) -> None:
    assert times(text) == told


@pytest.mark.parametrize(
    "text", ["I noticed at quarter past.", "It took twenty minutes.", "Sixteen hours ago I saw it."]
)
def test_what_has_no_time_to_count_from_is_no_time(text: str) -> None:
    assert times(text) == []
