"""What a report says, and what its writer was asked before."""

from collections.abc import Sequence

from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Facts
from candour.cases.ports import Asked
from candour.cases.report import Report


def read(desk: Desk, report: Report, asked: Sequence[Asked] = ()) -> tuple[Facts, Report]:
    """Return what the report says; where reading fails the report says so itself, and a person reads it."""
    if report.unreadable:
        return Facts(), report
    try:
        return desk.reader.read(report, asked), report
    except ReadingFailedError as error:
        return Facts(), report.model_copy(update={"limits": (*report.limits, error.reason)})


def asked_of(desk: Desk, case: Case) -> tuple[Asked, ...]:
    """Return the entries of the form that the writers of a case were shown, in the form's order."""
    form = desk.policy_of(desk.directory.school(case.school)).form
    open_fields = set(case.assessment.open_questions)
    return tuple(
        Asked(field=field.id, label=field.label, question=field.question, is_open=field.id in open_fields)
        for field in form.fields
    )
