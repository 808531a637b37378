"""What a report says, as the reader understands it."""

from collections.abc import Mapping, Sequence

from candour.cases.desk import Desk
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Answer, Facts, Method, Value
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
    facts = facts.with_values(_typed(report, facts))
    said = IN_WELSH.get(str(facts.shown("language")))
    facts = facts.without({"language"}) if asked else facts
    return facts, report.model_copy(update={"limits": (*report.limits, said)}) if said else report


def _typed(report: Report, facts: Facts) -> Mapping[str, Value]:
    """Return what the writer put into entries of the form themselves; what was read stands beside it."""
    return {field: _instead_of(facts.value(field), answer) for field, answer in report.typed.items()}


def _instead_of(read: Value | None, answer: Answer) -> Value:
    others = (read.as_candidate(), *read.alternatives) if read else ()
    return Value(
        value=answer,
        confidence=1.0,
        method=Method.ANSWER,
        rule="form.typed",
        alternatives=tuple(other for other in others if other.value != answer),
    )
