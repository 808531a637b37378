"""What a report says, as the reader understands it."""

from collections.abc import Sequence

from candour.cases.desk import Desk
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Facts
from candour.cases.ports import Asked
from candour.cases.report import Report
from candour.cases.sorting_signs import FOR_SORTING

_READ_IN_WELSH = "a machine read its days, times, numbers, kinds of data and kind of incident; please read it whole"
IN_WELSH = {
    "cy": f"the report is in Welsh: {_READ_IN_WELSH}",
    "mixed": f"the report is partly in Welsh: {_READ_IN_WELSH}",
}
"""What is told to whoever decides, by the value `language` of the facts."""


def read(desk: Desk, report: Report, asked: Sequence[Asked] = ()) -> tuple[Facts, Report]:
    """Return what the report says; where reading fails, or the report is in Welsh, it says so, and a person reads it.

    What serves to sort a shared mailbox is left out: in a case it says nothing, and an answer would "change" it.
    So would the language of an answer, which only its own report tells.
    """
    if report.unreadable:
        return Facts(), report
    try:
        facts = desk.reader.read(report, asked, desk.surroundings_of(report)).without(FOR_SORTING)
    except ReadingFailedError as error:
        return Facts(), report.model_copy(update={"limits": (*report.limits, error.reason)})
    said = IN_WELSH.get(str(facts.shown("language")))
    facts = facts.without({"language"}) if asked else facts
    return facts, report.model_copy(update={"limits": (*report.limits, said)}) if said else report
