"""Who is told: the policy's ordered table of routes, asked from top to bottom, hits and misses kept.

Who a report is about does not receive it: the route goes to the next named role.
"""

import re
from collections.abc import Collection

from candour.cases.case import RouteHit
from candour.cases.directory import Person, School
from candour.cases.facts import Facts
from candour.cases.notice import REPORTER
from candour.cases.policy import Policy, RouteRule
from candour.cases.report import Report
from candour.cases.route_rules import ROUTE_RULES

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "prof", "rev", "fr", "sister"})


def routes(policy: Policy, facts: Facts, report: Report, school: School) -> tuple[RouteHit, ...]:
    """Ask every route of the policy; a hit names the role that is to be told, or None where nobody is left."""
    return tuple(_ask(rule, policy, facts, report, school) for rule in policy.routes)


def implicated_addresses(facts: Facts, school: School) -> frozenset[str]:
    """Return the addresses of those whom the report is about, by a role that was named or by their full name.

    It is people who are bypassed, not roles: a head teacher who is also the deputy DPO gets nothing as either.
    """
    responsible = facts.shown("responsible_employee")
    return frozenset(
        person.address.casefold()
        for role, people in school.roles.items()
        for person in people
        if facts.holds(f"{role}_implicated") or (isinstance(responsible, str) and same_person(person.name, responsible))
    )


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are one person's: equal but for titles, or one within the other with first and last name.

    A surname alone is not enough: a school has several Joneses.
    """
    first, second = sorted((_name_words(one), _name_words(other)), key=len)
    return len(first) > 1 and set(first) <= set(second)


def recipients(role: str, report: Report, facts: Facts, school: School) -> tuple[Person, ...]:
    """Return the people behind a role now. The reporter's role is whoever sent the report."""
    if role == REPORTER:
        sender = report.sender
        return (Person(name=sender.name, address=sender.address),) if sender else ()
    implicated = implicated_addresses(facts, school)
    return tuple(person for person in school.roles.get(role, ()) if person.address.casefold() not in implicated)


def first_free(
    role: str, policy: Policy, report: Report, facts: Facts, school: School, *, besides: Collection[str] = ()
) -> tuple[str | None, tuple[str, ...]]:
    """Follow `stands_in` past roles that nobody free holds, and past `besides`; return the role and who was passed.

    Policy loading refuses circles.
    """
    bypassed: list[str] = []
    while role:
        if role not in besides and recipients(role, report, facts, school):
            return role, tuple(bypassed)
        bypassed.append(role)
        role = policy.role(role).stands_in
    return None, tuple(bypassed)


def role_of(address: str, school: School) -> str | None:
    """Return the role of the school's table that an address belongs to."""
    wanted = address.casefold()
    return next(
        (
            role
            for role, people in school.roles.items()
            if any(person.address.casefold() == wanted for person in people)
        ),
        None,
    )


def _ask(rule: RouteRule, policy: Policy, facts: Facts, report: Report, school: School) -> RouteHit:
    if not ROUTE_RULES[rule.when](facts, report):
        return RouteHit(rule=rule.id, hit=False, role=None, source=rule.source, on_decision=rule.on_decision)
    if rule.to == REPORTER:
        return RouteHit(rule=rule.id, hit=True, role=REPORTER, source=rule.source)
    role, bypassed = first_free(rule.to, policy, report, facts, school)
    return RouteHit(
        rule=rule.id, hit=True, role=role, bypassed=bypassed, source=rule.source, on_decision=rule.on_decision
    )


def _name_words(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", name.casefold()) if word not in _TITLES]
