"""Who is told now what waits for a decision: the role that got the alert, or the next one that may be told."""

from collections.abc import Collection

from candour.cases.case import Case
from candour.cases.directory import School
from candour.cases.notice import NoticeKind, NoticeStatus
from candour.cases.policy import Policy
from candour.cases.routing import HEAD_TEACHER, first_free, recipients

DPO = "dpo"
STOOD_IN = "stood_in"
"""The event of a notice that went to the role `role` too, because everybody behind `instead_of` was away."""


def deciding_role(case: Case, policy: Policy, school: School) -> str | None:
    """Return the role that decides about a case: it got the alert, the alert arrived, and the case is not about it."""
    alerts = [notice for notice in case.originals if notice.kind is NoticeKind.ALERT]
    arrived = [notice.role for notice in alerts if notice.status is not NoticeStatus.FAILED]
    for role in (*arrived, *(notice.role for notice in alerts)):
        if recipients(role, case.reports[0], case.facts, school):
            return role
    return next_reader(case, policy, school)


def next_reader(case: Case, policy: Policy, school: School, *, besides: Collection[str] = ()) -> str | None:
    """Return who is told in the DPO's place: along the policy's stand-ins, then the head teacher's."""
    named = {role.id for role in policy.roles}
    for first in (DPO, HEAD_TEACHER):
        if first in named:
            role, _ = first_free(first, policy, case.reports[0], case.facts, school, besides=besides)
            if role is not None:
                return role
    return None
