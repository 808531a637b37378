"""What a check of the installation found, and what to do about it."""

from enum import StrEnum

from candour.cases.record import Record


class Grade(StrEnum):
    """How bad it is. FAIL: reports would not arrive or notices not leave."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class Finding(Record):
    """One thing that was tried: what was found, in words, and the advice that puts it right."""

    grade: Grade
    what: str
    advice: str = ""
