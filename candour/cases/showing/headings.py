"""What a notice says in a line: fixed words, at most the level, never a name or detail (lock screens show it)."""

from collections.abc import Mapping

from candour.cases.case import Case, CaseStatus
from candour.cases.notice import REPORTER, Notice, NoticeKind
from candour.cases.showing.case_views import level_in_words
from candour.cases.showing.steps import action_of, step_id
from candour.cases.showing.words import one_line

_WORDS: Mapping[NoticeKind, str] = {
    NoticeKind.ACKNOWLEDGEMENT: "Your report has arrived",
    NoticeKind.HEAD_NOTICE: "New incident report",
    NoticeKind.ASSET_LOSS: "A school device or item was lost",
    NoticeKind.ASSET_FORM: "The form about the lost item",
    NoticeKind.COMPLAINT: "A complaint about personal data: please answer it in time",
    NoticeKind.QUESTIONS: "Some questions about your report",
    NoticeKind.NOT_DELIVERED: "A notice could not be delivered",
    NoticeKind.REFERRAL: "An incident that you are told about",
    NoticeKind.AUTHORISATION: "You are asked to investigate an incident",
}
_STAGES = {50: "Half of the time {} has passed", 80: "Four fifths of the time {} have passed"}
_PURPOSES = {
    "ico_occurrence": "to decide about the ICO",
    "ico_awareness": "to tell the ICO, if it must be told,",
    "complaint": "to answer the complaint",
}


def heading(case: Case, notice: Notice) -> str:
    """Return what a notice is about: the subject of its mail, and what stands first in a chat."""
    if notice.kind is NoticeKind.ALERT:
        return _alert(case)
    if notice.kind is NoticeKind.UPDATE:
        return "Thank you for your answer" if notice.role == REPORTER else "News on this incident"
    if notice.kind is NoticeKind.REMINDER:
        return _reminder(notice)
    if notice.kind is NoticeKind.ACTION:
        return _action(notice)
    return _follow_up(case, notice) if notice.kind is NoticeKind.FOLLOW_UP else _WORDS[notice.kind]


def _alert(case: Case) -> str:
    if case.reports[0].unreadable:
        return "A report could not be read: please look at it"
    if case.status is CaseStatus.PROPOSED_NO_INCIDENT:
        return "Probably no incident: please check"
    level = one_line(level_in_words(case.assessment.level.level), limit=40)
    return f"New incident report: please decide (proposed level: {level})"


def _reminder(notice: Notice) -> str:
    """Name the clock that has run furthest."""
    step = max((step_id(topic) for topic in notice.topics), key=lambda step: step.stage, default=step_id(""))
    purpose = _PURPOSES.get(step.about, "of a deadline")
    return _STAGES.get(step.stage, "The time {} has run out").format(purpose).rstrip(",")


def _action(notice: Notice) -> str:
    stage = max((step_id(topic).stage for topic in notice.topics), default=0)
    if not stage:
        return "An action for you"
    return "An action of yours is due soon" if stage in _STAGES else "An action of yours is due now"


def _follow_up(case: Case, notice: Notice) -> str:
    kinds = {step_id(topic).kind for topic in notice.topics}
    if "re_evaluation" not in kinds:
        return "An action has to be followed up"
    has_action = any(action_of(case, topic) for topic in notice.topics)
    return f"Time to look at this incident again{', and an action to follow up' if has_action else ''}"
