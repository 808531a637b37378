"""Subjects: fixed words, the reference, at most the level. Never a name or detail: lock screens show subjects."""

from collections.abc import Mapping

from candour.cases.case import Case, CaseStatus
from candour.cases.notice import REPORTER, Notice, NoticeKind
from candour.cases.showing.case_views import level_in_words
from candour.cases.showing.words import one_line

_WORDS: Mapping[NoticeKind, str] = {
    NoticeKind.ACKNOWLEDGEMENT: "Your report has arrived",
    NoticeKind.HEAD_NOTICE: "New incident report",
    NoticeKind.ASSET_LOSS: "A school device or item was lost",
    NoticeKind.COMPLAINT: "A complaint about personal data: please answer it in time",
    NoticeKind.QUESTIONS: "Some questions about your report",
    NoticeKind.UPDATE: "News on this incident",
    NoticeKind.NOT_DELIVERED: "A notice could not be delivered",
}


def subject(case: Case, notice: Notice) -> str:
    """Return a notice's subject."""
    return f"[{case.reference}] {_words(case, notice)}"


def _words(case: Case, notice: Notice) -> str:
    if notice.kind is NoticeKind.UPDATE and notice.role == REPORTER:
        return "Thank you for your answer"
    if notice.kind is not NoticeKind.ALERT:
        return _WORDS[notice.kind]
    if case.reports[0].unreadable:
        return "A report could not be read: please look at it"
    if case.status is CaseStatus.PROPOSED_NO_INCIDENT:
        return "Probably no incident: please check"
    level = one_line(level_in_words(case.assessment.level.level), limit=40)
    return f"New incident report: please decide (proposed level: {level})"
