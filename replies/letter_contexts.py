"""What each kind of letter may say. Subjects hold counts and dates alone: lock screens show them."""

from collections.abc import Callable, Mapping
from datetime import date

from candour.cases.mailing import LetterDispatch
from candour.cases.notice import NoticeKind
from candour.cases.policy import Policy, Review, Wording
from candour.cases.showing.words import LONDON, day_in_words, listed, one_line
from replies.digest_letter import digest_context

Context = Mapping[str, object]


def context_of(dispatch: LetterDispatch) -> Context:
    """Return the context of the letter's templates, its subject included."""
    school = dispatch.schools[0]
    return {
        "school": one_line(listed(tuple(one_line(each.name) for each in dispatch.schools)), limit=1_000),
        "policy_title": dispatch.policies[school.key].title,
        "policy_version": dispatch.policies[school.key].version,
        "report_to": school.reply_address,
        **_BUILDERS[dispatch.letter.notice.kind](dispatch),
    }


def _policy_review(dispatch: LetterDispatch) -> Context:
    """When the policy is due for review, in its own words (R129)."""
    policy = _policy(dispatch)
    review = policy.review or Review(text="", source="project")
    today = dispatch.now.astimezone(LONDON).date()
    when = _when(review.due, today) if review.due else "is due for review"
    return {"subject": f"The data protection incident policy {when}", "when": when, "review": review}


def _when(due: date, today: date) -> str:
    days = (due - today).days
    if days > 0:
        return f"is due for review on {day_in_words(due)}"
    return "is due for review today" if days == 0 else f"was due for review on {day_in_words(due)}"


def _staff_reminder(dispatch: LetterDispatch) -> Context:
    """How to report, with the policy's own advice (R128)."""
    wording = _policy(dispatch).wording
    return {
        "subject": "How to report a data protection incident",
        "never_delay": wording.never_delay,
        "good_faith": wording.good_faith,
        "advice": _advice(wording),
        "whistle_blowing": wording.whistle_blowing,
        "whistle_blowing_link": dispatch.schools[0].whistle_blowing_link,
    }


def _advice(wording: Wording) -> tuple[str, ...]:
    """Return the policy's other sentences to staff; it may have none of a kind."""
    sentences = (
        wording.tell_line_manager,
        wording.no_self_investigation,
        wording.on_doubt,
        wording.anonymity,
    )
    return tuple(sentence for sentence in sentences if sentence)


def _policy(dispatch: LetterDispatch) -> Policy:
    return dispatch.policies[dispatch.schools[0].key]


_BUILDERS: Mapping[NoticeKind, Callable[[LetterDispatch], Context]] = {
    NoticeKind.DIGEST: digest_context,
    NoticeKind.POLICY_REVIEW: _policy_review,
    NoticeKind.STAFF_REMINDER: _staff_reminder,
}
