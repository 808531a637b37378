"""What an installation knows of the school that a report is about, and its reader may use."""

from collections.abc import Mapping
from datetime import time

from candour.cases.record import Record


class Lesson(Record):
    """A stretch of the school day by its name ("period 3", "registration", "lunch"); local times."""

    name: str
    starts: time
    ends: time


class Surroundings(Record):
    """The school's name, its staff, its day, and who holds which role (role -> names), as far as they are configured.

    Each may be empty: a report must be read without any of it. `staff` are full names as people write them.
    """

    school: str = ""
    staff: tuple[str, ...] = ()
    timetable: tuple[Lesson, ...] = ()
    role_holders: Mapping[str, tuple[str, ...]] = {}


UNKNOWN = Surroundings()
"""Nothing is known of the school."""
