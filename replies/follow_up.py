"""What who decides is told long after the report: actions that are overdue, and whether incidents became fewer."""

from collections.abc import Mapping
from datetime import datetime

from candour.cases.dispatch import Dispatch
from candour.cases.follow_up import recorded
from candour.cases.register import re_evaluation_is_due
from candour.cases.showing import telling
from candour.cases.showing.actions import actions_in_words
from candour.cases.showing.steps import action_of, step_id
from replies.short_case import short_case


def follow_up(dispatch: Dispatch, now: datetime) -> Mapping[str, object]:
    """Return the context (R115-R118): the actions meant, the re-evaluation with its figures, what is proposed."""
    case, topics = dispatch.case, dispatch.notice.topics
    meant = {found.id for topic in topics if (found := action_of(case, topic)) is not None}
    is_about_kind = any(step_id(topic).kind == "re_evaluation" for topic in topics)
    rule = dispatch.policy.re_evaluation
    return {
        **short_case(dispatch),
        "actions": tuple(action for action in actions_in_words(case, now) if action.id in meant),
        "re_evaluation": rule if is_about_kind else None,
        "reduction": recorded(case) if is_about_kind else None,
        "re_evaluated": is_about_kind and not re_evaluation_is_due(case),
        "proposals": telling.proposals(dispatch),
    }
