"""What whoever reported may be told: their own words back (R35), open questions, the policy's own advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from candour.cases.case import CaseStatus
from candour.cases.dispatch import Dispatch
from candour.cases.form import FormField
from candour.cases.notice import REPORTER
from candour.cases.showing import case_views, telling
from candour.cases.showing.form import Row, RowState, fill_form
from candour.cases.showing.own_words import told_by
from candour.cases.showing.questions import FEW, asset_questions_to_writer, questions_to_writer
from candour.cases.showing.withholding import is_name_withheld
from candour.cases.showing.words import one_line, plain
from replies.form_text import MARKS, render_text


@dataclass(frozen=True)
class Point:
    """Something that was understood, in a line."""

    label: str
    value: str
    check: bool


def for_reporter(dispatch: Dispatch, now: datetime) -> Mapping[str, object]:
    """Return the context of every mail to a writer."""
    case, policy = dispatch.case, dispatch.policy
    form = fill_form(policy, told_by(case, dispatch.recipients), viewer=REPORTER)
    by_id = {field.id: field for field in policy.form.fields}
    points = (_point(row, by_id[row.field]) for row in form.rows)
    clocks = case_views.clocks(case, now)
    return {
        "understood": tuple(point for point in points if point is not None),
        "questions": questions_to_writer(dispatch),
        "first_matter_most": FEW,
        "report_by": next((clock for clock in clocks if clock.id == "report_by"), None),
        "advice_of_policy": _advice(dispatch),
        "anonymity": policy.wording.anonymity,
        "withheld": is_name_withheld(case.facts),
        "name_readers": telling.name_readers(dispatch),
        "dpo": telling.contact(dispatch)[0],
        "unreadable": bool(case.reports[0].unreadable),
        "no_incident": case.status is CaseStatus.PROPOSED_NO_INCIDENT,
        "in_welsh": case.facts.shown("language") is not None,
        "asked_by_person": plain(dispatch.notice.text),
        "to_reporter": True,
    }


def asset_form(dispatch: Dispatch, now: datetime) -> Mapping[str, object]:
    """Return the context of the form about a lost asset (R28, R68-R74), filled in from the writer's own words."""
    case, second = dispatch.case, dispatch.policy.asset_form or dispatch.policy.form
    form = fill_form(dispatch.policy, told_by(case, dispatch.recipients), viewer=REPORTER, form=second)
    return {
        **for_reporter(dispatch, now),
        "form": form,
        "form_text": render_text(form),
        "marks": {state.value: words for state, words in MARKS.items()},
        "questions": asset_questions_to_writer(dispatch),
    }


def _advice(dispatch: Dispatch) -> tuple[str, ...]:
    """Return the policy's sentences to every writer; it may have none of a kind."""
    wording, link = dispatch.policy.wording, one_line(dispatch.school.whistle_blowing_link)
    sentences = (
        wording.good_faith,
        wording.tell_line_manager,
        wording.no_self_investigation,
        wording.never_delay,
        wording.on_doubt,
        wording.must_report,
        wording.whistle_blowing,
        f"You can read the Whistle Blowing Policy here: {link}" if link else "",
    )
    return tuple(sentence for sentence in sentences if sentence)


def _point(row: Row, field: FormField) -> Point | None:
    """Return what to check in a line; the writer's own long text needs no repeating."""
    if row.state is RowState.OPEN or field.type == "long_text" or not field.question:
        return None
    asked = field.question.partition("?")
    return Point(
        label=one_line(asked[0] + asked[1]), value=one_line(row.value, limit=200), check=row.state is RowState.CHECK
    )
