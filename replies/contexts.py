"""What each kind of notice may say: the context of its template, no wider than its reader may know."""

from collections.abc import Callable, Mapping
from datetime import datetime

from candour.cases.access import is_deciding
from candour.cases.dispatch import Dispatch
from candour.cases.notice import REPORTER, TO_OFFICERS, NoticeKind
from candour.cases.showing.case_views import role_title
from candour.cases.showing.confidential import confidential_in_words
from candour.cases.showing.headings import heading
from candour.cases.showing.withholding import shown_to_recipients
from candour.cases.showing.words import one_line, paragraph, who_says
from replies.asset import asset_loss
from replies.follow_up import follow_up
from replies.for_officers import action, authorisation
from replies.for_reporter import asset_form, for_reporter
from replies.for_staff import complaint, for_staff, update
from replies.not_delivered import not_delivered
from replies.referral import referral
from replies.reminder import reminder
from replies.subjects import subject

Context = Mapping[str, object]


def context_for(dispatch: Dispatch, now: datetime) -> Context:
    """Return what the notice's template may show. A name that is to be withheld is gone from it already."""
    visible = shown_to_recipients(dispatch)
    return {**_common(visible), **_BUILDERS[visible.notice.kind](visible, now)}


def _common(dispatch: Dispatch) -> Context:
    return {
        "subject": subject(dispatch.case, dispatch.notice),
        "heading": heading(dispatch.case, dispatch.notice),
        "reference": dispatch.case.reference,
        "school": one_line(dispatch.school.name),
        "policy_title": dispatch.policy.title,
        "policy_version": dispatch.policy.version,
        "case_page": _case_page(dispatch),
        "confidential": _confidential(dispatch),
        "away": _away(dispatch),
        "who_says": who_says,
        "paragraph": paragraph,
    }


def _confidential(dispatch: Dispatch) -> tuple[str, ...]:
    """Return what those who see the case must know of its door; nobody else learns that it came so."""
    notice = dispatch.notice
    if notice.role == REPORTER or notice.kind not in TO_OFFICERS:
        return ()
    return confidential_in_words(dispatch.case, decides=is_deciding(notice.role, dispatch.case))


def _case_page(dispatch: Dispatch) -> str:
    """Return where the reader finds the case; empty for whoever can't sign in, and where there are no pages."""
    notice = dispatch.notice
    if not dispatch.pages or notice.role == REPORTER or notice.kind not in TO_OFFICERS:
        return ""
    return f"{dispatch.pages.rstrip('/')}/cases/{dispatch.case.reference}"


def _away(dispatch: Dispatch) -> str:
    """Return the role that is away where somebody reads in its stead; empty where nobody does."""
    notice, school = dispatch.notice, dispatch.school
    if notice.recipient is not None or notice.role == REPORTER:
        return ""
    named = {person.address for person in school.roles.get(notice.role, ())}
    stands_in = any(person.address not in named for person in dispatch.recipients)
    return f"The {role_title(dispatch.policy, notice.role)}" if named and stands_in else ""


_BUILDERS: Mapping[NoticeKind, Callable[[Dispatch, datetime], Context]] = {
    NoticeKind.ACKNOWLEDGEMENT: for_reporter,
    NoticeKind.QUESTIONS: for_reporter,
    NoticeKind.ASSET_FORM: asset_form,
    NoticeKind.UPDATE: update,
    NoticeKind.ALERT: for_staff,
    NoticeKind.HEAD_NOTICE: for_staff,
    NoticeKind.COMPLAINT: complaint,
    NoticeKind.ASSET_LOSS: asset_loss,
    NoticeKind.NOT_DELIVERED: not_delivered,
    NoticeKind.REMINDER: reminder,
    NoticeKind.REFERRAL: referral,
    NoticeKind.ACTION: action,
    NoticeKind.AUTHORISATION: authorisation,
    NoticeKind.FOLLOW_UP: follow_up,
}
"""All kinds but letters, which belong to no case."""
