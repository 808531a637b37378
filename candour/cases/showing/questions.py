"""The questions that a form still asks, as who works on a case and who reported it read them. Pure."""

from candour.cases.assessment import open_questions
from candour.cases.dispatch import Dispatch
from candour.cases.facts import Facts
from candour.cases.form import Form
from candour.cases.showing.offered import offered
from candour.cases.showing.own_words import told_by

FEW = 4
"""So many questions are said to matter most, where there are more: who has a minute answers those."""


def questions(dispatch: Dispatch) -> tuple[str, ...]:
    """Return what the form still asks for, the weightiest first."""
    return tuple(_asked(dispatch.policy.form, dispatch.case.assessment.open_questions, Facts()))


def questions_to_writer(dispatch: Dispatch) -> tuple[str, ...]:
    """Return the questions as a writer gets them: with what their own words leave open to choose from (R35)."""
    return _to_writer(dispatch, dispatch.policy.form, dispatch.case.assessment.open_questions)


def asset_questions_to_writer(dispatch: Dispatch) -> tuple[str, ...]:
    """Return what the form about a lost asset asks its writer (R28)."""
    case, second = dispatch.case, dispatch.policy.asset_form or dispatch.policy.form
    policy = dispatch.policy.model_copy(update={"form": second})
    return _to_writer(dispatch, second, open_questions(policy, case.facts, case.reports[0]))


def _to_writer(dispatch: Dispatch, form: Form, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_asked(form, fields, told_by(dispatch.case, dispatch.recipients)))


def _asked(form: Form, fields: tuple[str, ...], facts: Facts) -> list[str]:
    asked = {field.id: field for field in form.fields if field.question}
    return [f"{asked[id_].question} {offered(asked[id_], facts)}".rstrip() for id_ in fields if id_ in asked]
