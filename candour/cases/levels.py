"""The level that the policy's rules propose. A person decides; every rule's answer is kept."""

from collections.abc import Iterable
from datetime import datetime

from candour.cases.case import CaseStatus, LevelProposal, RuleHit
from candour.cases.facts import Answer, Facts
from candour.cases.level_rules import LEVEL_RULES, EarlierIncident, LevelContext
from candour.cases.policy import LevelRule, Policy
from candour.cases.ports import RegisterEntry

__all__ = ["LevelContext", "earlier_incidents", "propose_level"]

_NO_INCIDENTS = frozenset({CaseStatus.NO_INCIDENT, CaseStatus.PROPOSED_NO_INCIDENT})


def propose_level(policy: Policy, facts: Facts, context: LevelContext) -> LevelProposal:
    """Ask every rule, and propose the highest level among those that match (A8, R76-R79).

    The total of the score plays no part: the form maps no total to a level (A6). What was read as no incident has no
    level, and no rule matches it.
    """
    matches = tuple(_ask(rule, facts, context) for rule in policy.level_rules)
    hit = {rule.level for rule, match in zip(policy.level_rules, matches, strict=True) if match.hit}
    return LevelProposal(level=next((level for level in policy.levels if level in hit), None), matches=matches)


def earlier_incidents(
    entries: Iterable[RegisterEntry],
    *,
    school: str,
    incident_type: Answer | None,
    now: datetime,
    reference: str | None = None,
) -> LevelContext:
    """Pick the incidents of this type at this school from the register; `reference` is the case itself, left out.

    How far back and which levels count is the rule's to say. No type is like no other: an unknown type has no earlier
    incidents. A case that was merged into another one is the same incident as that one. One without a name counts from
    its slot on: before, a level that it raised would tell that it is there.
    """
    earlier = (
        EarlierIncident(level=entry.level, opened_at=entry.opened_at)
        for entry in entries
        if entry.school == school
        and entry.level is not None
        and entry.reference != reference
        and entry.incident_type == incident_type
        and entry.status not in _NO_INCIDENTS
        and entry.merged_into is None
        and (entry.told_at or entry.opened_at) <= now
    )
    return LevelContext(now=now, earlier=tuple(earlier) if incident_type is not None else ())


def _ask(rule: LevelRule, facts: Facts, context: LevelContext) -> RuleHit:
    is_incident = not facts.holds("not_an_incident")
    hit = is_incident and LEVEL_RULES[rule.when](facts, rule.parameters, context)
    return RuleHit(rule=rule.id, hit=hit, text=rule.text, source=rule.source)
