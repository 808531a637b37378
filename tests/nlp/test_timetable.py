"""Times told by the school day: read where the timetable is known, left open where it isn't."""

import re
from datetime import time

import pytest

from candour.cases.surroundings import UNKNOWN, Lesson, Surroundings
from nlp import ReportReader, places
from nlp.text import page
from nlp.when.timetable import lesson_times
from tests.nlp.conftest import report

DAY = (
    Lesson(name="Registration", starts=time(8, 40), ends=time(8, 50)),
    Lesson(name="Period 1", starts=time(8, 50), ends=time(9, 50)),
    Lesson(name="P3", starts=time(11, 10), ends=time(12, 10)),
    Lesson(name="lunch", starts=time(12, 10), ends=time(13, 0)),
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("at registration", "08:40"),
        ("at reg", "08:40"),
        ("after period 3", "12:10"),
        ("at the end of p3", "12:10"),
        ("straight after third period", "12:10"),
        ("at the start of lesson 3", "11:10"),
        ("just before lunch", "12:10"),
        ("after dinner time", "13:00"),
        ("before the first period", "08:50"),
    ],
)
def test_a_moment_of_the_school_day_is_a_time(words: str, told: str) -> None:
    text = f"I sent it {words}, to the wrong parent."
    assert [clock.text for clock in lesson_times(page("body", text, [(0, len(text))]), DAY)] == [told]


@pytest.mark.parametrize(
    "words", ["in period 3", "during lunch", "at lunch", "after period 7", "after the lunch club", "after period 13"]
)
def test_a_stretch_of_the_school_day_is_no_time(words: str) -> None:
    text = f"I sent it {words}, to the wrong parent."
    assert lesson_times(page("body", text, [(0, len(text))]), DAY) == []


TEXT = "This morning, at the end of period 1, I emailed the SEN list to the wrong parent."


def test_the_school_day_is_read_where_a_timetable_is_configured(rules: ReportReader) -> None:
    facts = rules.read(report(TEXT), (), Surroundings(timetable=DAY))
    found = facts.value("occurred_time")
    assert found is not None
    assert (found.value, found.spans[0].text) == ("09:50", "at the end of period 1")


def test_the_school_day_is_left_open_without_a_timetable(rules: ReportReader) -> None:
    assert rules.read(report(TEXT), (), UNKNOWN).value("occurred_time") is None


def test_a_lesson_is_looked_for_with_the_same_pattern_in_every_report() -> None:
    text, lesson = "it went missing after period 3.", Lesson(name="Period 3", starts=time(11, 0), ends=time(12, 0))
    written = page("body", text, [(0, len(text))])
    assert len(lesson_times(written, [lesson])) == 1
    known = len(places._known._kept)  # noqa: SLF001 - all that were met
    re.purge()
    assert len(lesson_times(written, [lesson])) == 1
    assert len(places._known._kept) == known  # noqa: SLF001 - likewise
