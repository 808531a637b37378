"""What each kind of notice may say: the context of its template, no wider than its reader may know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from candour.cases.case import CaseStatus
from candour.cases.dispatch import Dispatch
from candour.cases.form import FormField
from candour.cases.notice import REPORTER, Notice, NoticeKind, NoticeStatus
from candour.cases.policy import Wording
from candour.cases.showing import case_views, telling
from candour.cases.showing.changes import changes_in_words
from candour.cases.showing.form import Row, RowState, fill_form
from candour.cases.showing.withholding import is_name_withheld, shown_to_recipients
from candour.cases.showing.words import id_in_words, one_line
from replies.asset import asset_loss
from replies.failures import Failure, explain
from replies.form_text import MARKS, render_text
from replies.own_words import told_by
from replies.subjects import subject

Context = Mapping[str, object]


@dataclass(frozen=True)
class Point:
    """Something that was understood, in a line."""

    label: str
    value: str
    check: bool


@dataclass(frozen=True)
class Undelivered:
    """A notice that did not arrive: what it says, whose it was, and the error's code in words."""

    what: str
    role: str
    code: str
    failure: Failure


def context_for(dispatch: Dispatch, now: datetime) -> Context:
    """Return what the notice's template may show. A name that is to be withheld is gone from it already."""
    visible = shown_to_recipients(dispatch)
    return {**_common(visible), **_BUILDERS[visible.notice.kind](visible, now)}


def _common(dispatch: Dispatch) -> Context:
    return {
        "subject": subject(dispatch.case, dispatch.notice),
        "reference": dispatch.case.reference,
        "school": one_line(dispatch.school.name),
        "policy_title": dispatch.policy.title,
        "policy_version": dispatch.policy.version,
    }


def _for_reporter(dispatch: Dispatch, now: datetime) -> Context:
    """What a writer may be told: their own words back (R35), the open questions, the policy's own advice."""
    case, policy = dispatch.case, dispatch.policy
    facts = told_by(case, dispatch.recipients)
    form = fill_form(policy, facts, viewer=REPORTER)
    by_id = {field.id: field for field in policy.form.fields}
    points = (_point(row, by_id[row.field]) for row in form.rows)
    clocks = case_views.clocks(case, now)
    return {
        "understood": tuple(point for point in points if point is not None),
        "questions": _questions(dispatch),
        "report_by": next((clock for clock in clocks if clock.id == "report_by"), None),
        "advice_of_policy": _advice(policy.wording),
        "anonymity": policy.wording.anonymity,
        "withheld": is_name_withheld(case.facts),
        "name_readers": telling.name_readers(dispatch),
        "dpo": telling.contact(dispatch)[0],
        "unreadable": bool(case.reports[0].unreadable),
        "no_incident": case.status is CaseStatus.PROPOSED_NO_INCIDENT,
        "to_reporter": True,
    }


def _advice(wording: Wording) -> tuple[str, ...]:
    """Return the policy's sentences to every writer; it may have none of a kind."""
    sentences = (
        wording.good_faith,
        wording.tell_line_manager,
        wording.no_self_investigation,
        wording.never_delay,
        wording.on_doubt,
        wording.whistle_blowing,
        wording.must_report,
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


def _questions(dispatch: Dispatch) -> tuple[str, ...]:
    asked = {field.id: field.question for field in dispatch.policy.form.fields if field.question}
    return tuple(asked[field] for field in dispatch.case.assessment.open_questions if field in asked)


def _for_staff(dispatch: Dispatch, now: datetime) -> Context:
    """The whole case as its reader may see it: level, score, clocks, form, files, notes."""
    case, policy = dispatch.case, dispatch.policy
    form = fill_form(policy, case.facts, case.assessment.score, viewer=dispatch.notice.role)
    clocks = case_views.clocks(case, now)
    doubt = case.facts.value("not_an_incident")
    rows = {row.field: row.value for row in form.rows}
    return {
        "to_reporter": False,
        "incident_type": rows.get("incident_type", ""),
        "no_incident_words": tuple(one_line(span.text) for span in doubt.spans) if doubt else (),
        "level": case_views.level_in_words(case.assessment.level.level),
        "rules": case_views.rules(dispatch),
        "total": form.total,
        "clocks": clocks,
        "first_clock": next((clock for clock in clocks if clock.first), None),
        "form": form,
        "form_text": render_text(form),
        "marks": {state.value: words for state, words in MARKS.items()},
        "questions": _questions(dispatch),
        "asked": any(notice.role == REPORTER for notice in case.notices),
        "files": case_views.files(case),
        "messages": case_views.messages(case),
        "unreadable": case_views.unreadable(case),
        "limits": case_views.limits(case),
        # Why somebody was passed over is for whoever got the alert: it may name whom the report is about.
        "bypasses": telling.bypasses(dispatch) if _decides(dispatch) else (),
        "told": telling.told(dispatch),
        "related": case.related if _decides(dispatch) else (),
        "withheld": is_name_withheld(case.facts),
        "no_incident": case.status is CaseStatus.PROPOSED_NO_INCIDENT,
        "wording": policy.wording,
        "dpo_closes": policy.closer.role == telling.DPO,
        "duties": policy.head_duties,
        "dpo": telling.contact(dispatch)[0],
    }


def _decides(dispatch: Dispatch) -> bool:
    return dispatch.notice.role == telling.deciding_role(dispatch)


def _complaint(dispatch: Dispatch, now: datetime) -> Context:
    found = dispatch.case.facts.value("complaint")
    spans = found.spans if found else ()
    return {
        **_for_staff(dispatch, now),
        "complaint_words": tuple(dict.fromkeys(one_line(span.text) for span in spans)),
        "complaint_clock": next(
            (clock for clock in case_views.clocks(dispatch.case, now) if clock.id == "complaint"),
            None,
        ),
    }


def _update(dispatch: Dispatch, now: datetime) -> Context:
    if dispatch.notice.role == REPORTER:
        return _for_reporter(dispatch, now)
    return {
        **_for_staff(dispatch, now),
        "changes": changes_in_words(dispatch, everything=_decides(dispatch)),
    }


def _not_delivered(dispatch: Dispatch, _now: datetime) -> Context:
    case, notice = dispatch.case, dispatch.notice
    failed = [
        other
        for other in case.notices
        if (other.id == notice.about if notice.about else other.status is NoticeStatus.FAILED)
    ]
    return {"undelivered": tuple(_undelivered(dispatch, other) for other in failed)}


def _undelivered(dispatch: Dispatch, notice: Notice) -> Undelivered:
    code = one_line(notice.error or "unknown", limit=40)
    return Undelivered(
        what=id_in_words(notice.kind),
        role=case_views.role_title(dispatch.policy, notice.role),
        code=code,
        failure=explain(code),
    )


_BUILDERS: Mapping[NoticeKind, Callable[[Dispatch, datetime], Context]] = {
    NoticeKind.ACKNOWLEDGEMENT: _for_reporter,
    NoticeKind.QUESTIONS: _for_reporter,
    NoticeKind.UPDATE: _update,
    NoticeKind.ALERT: _for_staff,
    NoticeKind.HEAD_NOTICE: _for_staff,
    NoticeKind.COMPLAINT: _complaint,
    NoticeKind.ASSET_LOSS: asset_loss,
    NoticeKind.NOT_DELIVERED: _not_delivered,
}
