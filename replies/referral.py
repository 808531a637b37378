"""What somebody outside of the case's work is told: why, and figures; never evidence, names or a report's words."""

from collections.abc import Mapping
from datetime import datetime

from candour.cases.confidential import came_anonymously
from candour.cases.dispatch import Dispatch
from candour.cases.follow_up import recorded
from candour.cases.showing.actions import actions_in_words
from candour.cases.showing.case_views import role_title
from candour.cases.showing.words import noted_in_words, plain
from replies.short_case import short_case


def referral(dispatch: Dispatch, now: datetime) -> Mapping[str, object]:
    """Return the context (R106, R108, R110, R116, R118): the route's words and paragraph, figures, whom to ask."""
    case, notice = dispatch.case, dispatch.notice
    overdue = [action for action in actions_in_words(case, now) if action.state == "overdue"]
    return {
        **short_case(dispatch),
        "told_as": role_title(dispatch.policy, notice.role),
        "route": dispatch.policy.route(notice.rule),
        "word": plain(notice.text),
        "reported": noted_in_words(case.opened_at, only_day=came_anonymously(case)),
        "actions": len(case.actions),
        "overdue": len(overdue),
        "reduction": recorded(case),
    }
