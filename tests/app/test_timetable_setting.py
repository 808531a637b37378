"""The school day in candour.toml: names of lessons with when they begin and end."""

from datetime import time
from typing import Any

import pytest

from candour.app.people import directory_of
from candour.app.settings import settings_of
from candour.cases.errors import SettingsError
from candour.cases.surroundings import Lesson
from tests.app.configurations import GOOD, changed


def with_timetable(timetable: Any) -> dict[str, object]:
    return changed(GOOD, ("school", 0, "timetable"), timetable)


def test_a_reader_knows_the_school_day_that_is_configured() -> None:
    document = with_timetable({"period 1": "08:50-09:50", "lunch": "12:10 - 13:00"})
    school = directory_of(settings_of(document, "candour.toml")).schools["st-teilos"]
    assert school.surroundings().timetable == (
        Lesson(name="period 1", starts=time(8, 50), ends=time(9, 50)),
        Lesson(name="lunch", starts=time(12, 10), ends=time(13, 0)),
    )


def test_without_the_setting_there_is_no_school_day() -> None:
    school = directory_of(settings_of(GOOD, "candour.toml")).schools["st-teilos"]
    assert school.surroundings().timetable == ()


@pytest.mark.parametrize(
    ("stretch", "reason"),
    [
        ("8:50-9:50", 'must look like "08:50-09:50"'),
        ("08:50", 'must look like "08:50-09:50"'),
        ("08:50-25:00", 'must look like "07:30"'),
        ("09:50-08:50", "ends at 08:50, but begins at 09:50"),
        ("09:50-09:50", "ends at 09:50, but begins at 09:50"),
    ],
)
def test_a_wrong_stretch_is_refused_with_what_is_accepted(stretch: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason) as refused:
        settings_of(with_timetable({"period 1": stretch}), "candour.toml")
    assert "timetable" in str(refused.value)
