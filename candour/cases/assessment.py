"""What policy, facts and now amount to: score, level, clocks, routes, open questions. Pure."""

from candour.cases.case import Assessment
from candour.cases.clocks import deadlines
from candour.cases.directory import School
from candour.cases.facts import PLEASE_CHECK, Facts, Method, Value
from candour.cases.form import FormField
from candour.cases.levels import LevelContext, propose_level
from candour.cases.policy import Policy
from candour.cases.ports import WorkingDays
from candour.cases.report import Report
from candour.cases.route_rules import ROUTE_RULES
from candour.cases.routing import implicated_addresses, routes
from candour.cases.scoring import score


def assess(
    policy: Policy, facts: Facts, report: Report, school: School, *, working_days: WorkingDays, context: LevelContext
) -> Assessment:
    """Return the assessment of a case; `report` is its first report, whose receipt starts the clocks at the latest."""
    return Assessment(
        score=score(policy, facts),
        level=propose_level(policy, _with_seniors(facts, school), context),
        deadlines=deadlines(
            policy,
            facts,
            received_at=report.received_at,
            told_at=report.told_at,
            school_country=school.country,
            bank_holidays_as_weekend=school.bank_holidays_as_weekend,
            working_days=working_days,
        ),
        routes=routes(policy, facts, report, school),
        open_questions=open_questions(policy, facts, report),
        offences=_offences(policy, facts),
        implicated=tuple(sorted(implicated_addresses(facts, school))),
    )


def _offences(policy: Policy, facts: Facts) -> tuple[str, ...]:
    """Return the offences that the report's words make one think of (R111): a list to look at, never a verdict."""
    cues = facts.shown("offence_cues")
    return tuple(entry.id for entry in policy.offences if isinstance(cues, tuple) and entry.cue in cues)


def _with_seniors(facts: Facts, school: School) -> Facts:
    """Say so where the responsible employee is, by name, the head teacher or another who holds a role (R76, High 5)."""
    if not implicated_addresses(facts, school):
        return facts
    implicated = Value(value=True, confidence=1.0, method=Method.RULE, rule="routing.implicated_addresses")
    return facts.with_values({"senior_implicated": implicated})


def open_questions(policy: Policy, facts: Facts, report: Report) -> tuple[str, ...]:
    """Return the fields to ask for, what matters most to clock, score and route first.

    None of them holds anything up (R16).
    """
    asked = [field for field in policy.form.fields if _is_open(field, facts, report)]
    return tuple(field.id for field in sorted(asked, key=lambda field: field.priority))


def _is_open(field: FormField, facts: Facts, report: Report) -> bool:
    if not field.question or (field.ask_when and not ROUTE_RULES[field.ask_when](facts, report)):
        return False
    found = facts.value(field.id)
    return found is None or found.confidence < PLEASE_CHECK
