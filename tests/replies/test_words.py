"""Figures, dates and foreign text in words."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.showing.words import (
    CUT,
    date_in_words,
    listed,
    moment_in_words,
    number_in_words,
    one_line,
    plain,
    points_in_words,
    range_in_words,
    size_in_words,
    time_in_words,
)

RIGHT_TO_LEFT = "\u202e"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), "Monday 23 November 2026, 12:00"),
        (datetime(2026, 5, 26, 11, 0, tzinfo=UTC), "Tuesday 26 May 2026, 12:00"),
        (datetime(2027, 3, 30, 12, 0, tzinfo=UTC), "Tuesday 30 March 2027, 13:00"),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), "Sunday 25 October 2026, 23:59"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thursday 2 July 2026, 00:30"),
    ],
)
def test_moments_are_told_as_londons_clocks_show_them_with_the_weekday(moment: datetime, words: str) -> None:
    assert moment_in_words(moment) == words


def test_days_and_times_are_put_into_words_and_what_is_none_stays_as_it_is() -> None:
    assert date_in_words("2026-11-16") == "Monday 16 November 2026"
    assert date_in_words("some time in May") == "some time in May"
    assert time_in_words("08:40") == "08:40"
    assert time_in_words("after lunch") == "after lunch"


@pytest.mark.parametrize(
    ("low", "high", "total", "points"),
    [(6, 6, "6", "+6"), (7, 10, "7 to 10", "+7 to +10"), (0.5, 2, "0.5 to 2", "+0.5 to +2"), (1.5, 1.5, "1.5", "+1.5")],
)
def test_an_unknown_part_makes_a_range(low: float, high: float, total: str, points: str) -> None:
    assert range_in_words(low, high) == total
    assert points_in_words(low, high) == points


def test_numbers_sizes_and_lists_are_written_for_people() -> None:
    assert number_in_words(1200) == "1,200"
    assert [size_in_words(size) for size in (1, 840, 40_000, 3_565_158)] == ["1 byte", "840 bytes", "39 KB", "3.4 MB"]
    assert [listed(items) for items in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a and b", "a, b and c"]


def test_direction_and_control_characters_are_taken_out() -> None:
    assert plain(f"list{RIGHT_TO_LEFT}fdp.exe\x00\x07\x1b[31m") == "listfdp.exe[31m"
    assert plain("one\r\ntwo\rthree") == "one\ntwo\nthree"


def test_a_megabyte_is_cut_and_says_so() -> None:
    cut = one_line("word " * 200_000)
    assert len(cut) < 320
    assert cut.endswith(CUT)
    assert plain("x" * 1_000_000, limit=50) == "x" * 50 + CUT


@given(st.text(max_size=400), st.integers(min_value=1, max_value=80))
def test_any_text_ends_up_printable_and_short(text: str, limit: int) -> None:
    flat = one_line(text, limit=limit)
    assert len(flat) <= limit + len(CUT)
    assert "\n" not in flat
    assert not [character for character in plain(text) if character not in "\n\t" and _is_unprintable(character)]


def _is_unprintable(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs"}
