"""The level of a case without a name is asked anew at its slot: what is told at the same one counts from then on."""

from datetime import datetime

from candour.cases.case import Case
from candour.cases.content_free import in_message_ids
from candour.cases.desk import Desk
from candour.cases.joining import consequences
from candour.cases.notice import REPORTER
from candour.cases.notices import make_notice
from candour.cases.opening import assessed, newly_told, with_events


def with_level(desk: Desk, case: Case, now: datetime) -> Case:
    """Return a case with the level that it has since its slot, and the notices that follow where it is a higher one.

    Unchanged before its slot, and once that is done.
    """
    told_at = case.reports[0].told_at
    if not case.is_level_open or told_at is None or told_at > now:
        return case
    school = desk.directory.school(case.school)
    asked = case.model_copy(update={"is_level_open": False})
    assessment = desk.assess(case.facts, case.reports[0], school, case.reference)
    proposed, before = assessment.level.level, case.assessment.level.level
    heights = {level: -number for number, level in enumerate(desk.policy_of(school).levels, start=1)}
    if proposed is None or (before in heights and heights[proposed] <= heights[before]):
        return asked
    higher = asked.model_copy(update={"assessment": assessment})
    notices = tuple(
        make_notice(kind, role, rule, reference=in_message_ids(case), school=school, now=now, random=desk.random)
        for rule, kind, role in newly_told(desk.policy_of(school), higher)
        if role != REPORTER
    )
    after = higher.model_copy(update={"notices": (*case.notices, *notices)})
    entries = [("candour", "assessed", assessed(assessment)), *consequences(desk, case, higher, notices)]
    return with_events(after, entries, now=now, random=desk.random)
