"""What a report says, as the reader understands it."""

from collections.abc import Sequence

from candour.cases.desk import Desk
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Facts
from candour.cases.ports import Asked
from candour.cases.report import Report
from candour.cases.sorting_signs import FOR_SORTING


def read(desk: Desk, report: Report, asked: Sequence[Asked] = ()) -> tuple[Facts, Report]:
    """Return what the report says; where reading fails the report says so itself, and a person reads it.

    What serves to sort a shared mailbox is left out: in a case it says nothing, and an answer would "change" it.
    """
    if report.unreadable:
        return Facts(), report
    try:
        return desk.reader.read(report, asked, desk.surroundings_of(report)).without(FOR_SORTING), report
    except ReadingFailedError as error:
        return Facts(), report.model_copy(update={"limits": (*report.limits, error.reason)})
