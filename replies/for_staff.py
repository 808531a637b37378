"""What those who work on a case are told of it: no wider than the reader may know."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from candour.cases.access import is_deciding
from candour.cases.case import CaseStatus
from candour.cases.dispatch import Dispatch
from candour.cases.floods import FLOOD
from candour.cases.notice import REPORTER
from candour.cases.register import open_duplicates
from candour.cases.showing import case_views, telling
from candour.cases.showing.changes import changes_in_words
from candour.cases.showing.confidential import is_all_confidential
from candour.cases.showing.form import fill_form
from candour.cases.showing.questions import questions
from candour.cases.showing.trust import doubts_in_words
from candour.cases.showing.withholding import is_name_withheld
from candour.cases.showing.words import moment_in_words, one_line, paragraph, plain
from replies.for_reporter import for_reporter
from replies.form_text import MARKS, render_text


def for_staff(dispatch: Dispatch, now: datetime) -> Mapping[str, object]:
    """Return the whole case as its reader may see it: level, score, clocks, form, files, notes."""
    case, policy = dispatch.case, dispatch.policy
    form = fill_form(policy, case.facts, case.assessment.score, viewer=dispatch.notice.role)
    clocks = case_views.clocks(case, now)
    doubt = case.facts.value("not_an_incident")
    rows = {row.field: row.value for row in form.rows}
    return {
        **_for_deciding(dispatch),
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
        "questions": questions(dispatch),
        "asked": any(notice.role == REPORTER for notice in case.notices),
        "files": case_views.files(case),
        "messages": case_views.messages(case),
        "doubts": _doubts(dispatch),
        "unreadable": case_views.unreadable(case),
        "limits": case_views.limits(case),
        "told": telling.told(dispatch),
        "withheld": is_name_withheld(case.facts) and not is_all_confidential(case),
        "no_incident": case.status is CaseStatus.PROPOSED_NO_INCIDENT,
        "wording": policy.wording,
        "dpo_closes": policy.closer.role == telling.DPO,
        "duties": policy.head_duties,
        "dpo": telling.contact(dispatch)[0],
        "timescales": plain(dispatch.school.timescales),
        "classifier": _classifier(dispatch),
    }


def _doubts(dispatch: Dispatch) -> Sequence[tuple[str, str]]:
    """Return (when it came, what speaks against its sender) of each message of which something does."""
    said = ((report, doubts_in_words(report, dispatch.policy)) for report in dispatch.case.reports)
    return [(moment_in_words(report.received_at), " ".join(words)) for report, words in said if words]


def complaint(dispatch: Dispatch, now: datetime) -> Mapping[str, object]:
    """Return the context of a complaint (R24, R25): the words that speak of it, and its clock."""
    found = dispatch.case.facts.value("complaint")
    spans = found.spans if found else ()
    return {
        **for_staff(dispatch, now),
        "complaint_words": tuple(dict.fromkeys(one_line(span.text) for span in spans)),
        "complaint_clock": next(
            (clock for clock in case_views.clocks(dispatch.case, now) if clock.id == "complaint"),
            None,
        ),
    }


def update(dispatch: Dispatch, now: datetime) -> Mapping[str, object]:
    """Return what changed: to a writer only what they said themselves."""
    if dispatch.notice.role == REPORTER:
        return for_reporter(dispatch, now)
    return {
        **for_staff(dispatch, now),
        "changes": changes_in_words(dispatch, everything=decides(dispatch)),
        "merged": dispatch.notice.rule == "merged",
        "is_flood": dispatch.notice.rule == FLOOD,
    }


def decides(dispatch: Dispatch) -> bool:
    """Tell whether a notice's role decides about the case: the DPO's, the deputy's, or who got the alert instead."""
    return is_deciding(dispatch.notice.role, dispatch.case)


def _for_deciding(dispatch: Dispatch) -> Mapping[str, object]:
    """What is for whoever decides alone: it may name whom the report is about, or what they might have done."""
    if not decides(dispatch):
        return {"bypasses": (), "related": (), "duplicates": (), "proposals": (), "offences": ()}
    return {
        "bypasses": telling.bypasses(dispatch),
        "related": dispatch.case.related,
        "duplicates": open_duplicates(dispatch.case),
        "proposals": telling.proposals(dispatch),
        "offences": case_views.offences(dispatch.policy, dispatch.case),
    }


def _classifier(dispatch: Dispatch) -> str:
    """Return who classifies and where the policy says so; empty where it is the Data Protection Officer."""
    duty = dispatch.policy.classifier
    if duty.role in {"", telling.DPO}:
        return ""
    return f"{case_views.role_title(dispatch.policy, duty.role)} ({paragraph(duty.source)})"
