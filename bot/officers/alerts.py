"""What officers are told: a heading, what is new, the case as it stands. No word of a report, unless configured."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.messages import Message
from bot.officers.cards import card, clock_in_words, running_clocks, short_card
from bot.officers.desk import Seen
from candour.cases.access import Right
from candour.cases.dispatch import Dispatch
from candour.cases.notice import Notice, NoticeKind, NoticeStatus
from candour.cases.policy import Policy
from candour.cases.showing.actions import actions_in_words
from candour.cases.showing.case_views import role_title
from candour.cases.showing.changes import changes_in_words
from candour.cases.showing.failures import explain
from candour.cases.showing.headings import heading
from candour.cases.showing.steps import action_of, stage_in_words, step_id
from candour.cases.showing.telling import notice_in_words
from candour.cases.showing.withholding import shown_to_recipients
from candour.cases.showing.words import one_line

_Lines = Iterator[str]


def alert(dispatch: Dispatch, seen: Seen) -> Message:
    """Return a notice to an officer as they may see it: what is new, then the case with their buttons."""
    shown = shown_to_recipients(dispatch)
    notice, title = shown.notice, f"{heading(shown.case, shown.notice)}."
    if notice.kind is NoticeKind.ALERT:
        return card(seen, notice.id, title)
    if notice.kind is NoticeKind.HEAD_NOTICE:
        return card(seen, notice.id, title, *_head_notice(shown))
    said = _SAYS[notice.kind](shown, seen)
    return short_card(seen, notice.id, title, *said, quotes=notice.kind is NoticeKind.UPDATE)


def _head_notice(dispatch: Dispatch) -> _Lines:
    yield dispatch.policy.wording.no_self_investigation
    yield "Please don't hold it against anybody who reported in good faith. Your mail says what the policy asks of you."


def _complaint(_dispatch: Dispatch, seen: Seen) -> _Lines:
    yield "A complaint about personal data came in, or a report speaks of one. A person must answer it."
    yield from (clock_in_words(clock) for clock in running_clocks(seen) if clock.id == "complaint")


def _update(dispatch: Dispatch, seen: Seen) -> _Lines:
    """Say which entries changed, and of figures how: what stands in an entry may be anybody's words."""
    changes = changes_in_words(dispatch, everything=Right.DECIDE in seen.view.rights)
    if not changes:
        yield "A message was added. No entry of the form changed."
    for change in changes:
        how = f"{change.label}: was {change.before}, is now {change.after}."
        yield how if seen.detail or change.is_figure else f"Changed: {change.label}."


def _reminder(dispatch: Dispatch, seen: Seen) -> _Lines:
    """Say how far clocks have run, and by when they run out."""
    by_id = {clock.id: clock for clock in running_clocks(seen)}
    for step in (step_id(topic) for topic in dispatch.notice.topics):
        if step.about in by_id:
            clock = replace(by_id[step.about], passed=False)  # its stage says so
            yield f"{stage_in_words(step.stage)}. {clock_in_words(clock)}"
        else:
            yield "This was done in the meantime."


def _not_delivered(dispatch: Dispatch, _seen: Seen) -> _Lines:
    """Say what did not arrive, at which role, and what to do."""
    case, notice = dispatch.case, dispatch.notice
    for other in case.originals:
        if other.id == notice.about or (not notice.about and other.status is NoticeStatus.FAILED):
            yield _undelivered(dispatch.policy, other)


def _undelivered(policy: Policy, notice: Notice) -> str:
    failure = explain(one_line(notice.error or "unknown", limit=40))
    to = role_title(policy, notice.role)
    return f"Not delivered: {notice_in_words(notice.kind)}, to {to}. {failure.what} {failure.to_do}"


def _follow_up(dispatch: Dispatch, seen: Seen) -> _Lines:
    """Say by when actions are due, and that the case is to be looked at again; an action's text is somebody's words."""
    case, topics = seen.case, dispatch.notice.topics
    meant = {found.id for topic in topics if (found := action_of(case, topic)) is not None}
    for action in actions_in_words(case, seen.now):
        if action.id in meant:
            yield f"An action: due on {action.due}, {action.state_in_words}. Please ask how it stands, and record it."
    rule = dispatch.policy.re_evaluation
    if rule and any(step_id(topic).kind == "re_evaluation" for topic in topics):
        yield "Please record whether incidents of this kind have become fewer, and why you think so."


_SAYS: Mapping[NoticeKind, Callable[[Dispatch, Seen], _Lines]] = {
    NoticeKind.COMPLAINT: _complaint,
    NoticeKind.UPDATE: _update,
    NoticeKind.REMINDER: _reminder,
    NoticeKind.NOT_DELIVERED: _not_delivered,
    NoticeKind.FOLLOW_UP: _follow_up,
}
"""What is new, by the kind of notice; an alert and a head teacher's notice show the whole case."""
