"""What must fit together in a policy's duties: who classifies, closes and investigates, steps, offences."""

from collections.abc import Iterator

from candour.cases.access import INVESTIGATOR
from candour.cases.closing import CLOSE_RULES
from candour.cases.form_checks import Mistake, forms_of, unknown
from candour.cases.offence_cues import OFFENCE_CUES
from candour.cases.policy import Policy
from candour.cases.route_rules import RECORDED

_OUTCOME_REPORT = "outcome_report"


def duty_mistakes(policy: Policy) -> Iterator[Mistake]:
    """Yield duties of unknown roles, needs that no rule knows, steps and offences that lead nowhere."""
    yield from _holder_mistakes(policy)
    yield from _closing_mistakes(policy)
    yield from _step_mistakes(policy)
    for offence in policy.offences:
        if offence.cue and offence.cue not in OFFENCE_CUES:
            yield f"offences.{offence.id}.cue", unknown("cue", offence.cue, OFFENCE_CUES)
    if policy.re_evaluation and policy.re_evaluation.months < 1:
        yield "re_evaluation.months", f"must be a whole number from 1 on, not {policy.re_evaluation.months}"


def _holder_mistakes(policy: Policy) -> Iterator[Mistake]:
    known = [role.id for role in policy.roles]
    duties = {
        "authoriser": policy.authoriser,
        "classifier": policy.classifier,
        "closer": policy.closer,
        "investigator": policy.investigator,
    }
    for place, duty in duties.items():
        if duty.role and duty.role not in known:
            yield f"{place}.role", unknown("role", duty.role, known)
    if not policy.closer.role:
        yield "closer.role", "is missing: somebody must be able to close a case"
    if not policy.authoriser.role:
        yield "authoriser.role", "is missing: somebody must be able to let others investigate"
    if not policy.classifier.role:
        yield "classifier.role", "is missing: somebody must be able to decide the level"


def _closing_mistakes(policy: Policy) -> Iterator[Mistake]:
    for need in policy.close_needs:
        if need not in CLOSE_RULES:
            yield f"close_needs.{need}", unknown("rule", need, CLOSE_RULES)
    if _OUTCOME_REPORT in policy.close_needs and _OUTCOME_REPORT not in {step.id for step in policy.steps}:
        yield f"close_needs.{_OUTCOME_REPORT}", "can never be met: the policy has no step of that id"


def _step_mistakes(policy: Policy) -> Iterator[Mistake]:
    roles = [*(role.id for role in policy.roles), INVESTIGATOR]
    yes_no = [field.id for _, form in forms_of(policy) for field in form.fields if field.type == "yes_no"]
    facts = RECORDED.union(yes_no)
    for step in policy.steps:
        for role in step.by:
            if role not in roles:
                yield f"steps.{step.id}.by", unknown("role", role, roles)
        if step.sets and step.sets not in facts:
            yield f"steps.{step.id}.sets", unknown("yes/no entry or recorded fact", step.sets, facts)
