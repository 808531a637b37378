"""Who is told: the policy's ordered table of routes, asked from top to bottom, hits and misses kept.

Who a report is about does not receive it: the route goes to the next named role.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from candour.cases.case import RouteHit
from candour.cases.directory import Person, School, folded
from candour.cases.facts import Facts
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.policy import Policy, RouteRule
from candour.cases.report import Report
from candour.cases.route_rules import ROUTE_RULES

HEAD_TEACHER = "head_teacher"
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "prof", "rev", "fr", "sister"})


def routes(policy: Policy, facts: Facts, report: Report, school: School) -> tuple[RouteHit, ...]:
    """Ask every route of the policy; a hit names the role that is to be told, or None where nobody is left."""
    return tuple(_ask(rule, policy, facts, report, school) for rule in policy.routes)


class Implicated(NamedTuple):
    """Those whom a report is about: the addresses of who holds a role, and every name that stands for one of them."""

    addresses: frozenset[str]
    names: frozenset[str]

    def includes(self, person: Person) -> bool:
        """Tell whether the report is about somebody, who need not hold a role."""
        return folded(person.address) in self.addresses or any(same_person(person.name, name) for name in self.names)


def implicated(roles: Collection[str], responsible: str | None, school: School) -> Implicated:
    """Return whom a report is about that names these roles and this employee.

    It is people who are bypassed, not roles: a head teacher who is also the deputy DPO gets nothing as either, under
    whichever address.
    """
    held = [person for role in roles for person in school.roles.get(role, ())]
    names = frozenset([*(person.name for person in held), *([responsible] if responsible else [])])
    found = Implicated(frozenset(folded(person.address) for person in held), names)
    everybody = (person for people in school.roles.values() for person in people)
    return Implicated(frozenset(folded(person.address) for person in everybody if found.includes(person)), names)


def implicated_roles(facts: Facts) -> tuple[str, ...]:
    """Return the roles that the report is said to be about."""
    suffix = "_implicated"
    return tuple(field.removesuffix(suffix) for field in facts.values if field.endswith(suffix) and facts.holds(field))


def responsible_employee(facts: Facts) -> str | None:
    """Return the name of the employee responsible, where it is known."""
    shown = facts.shown("responsible_employee")
    return shown if isinstance(shown, str) else None


def whom_it_is_about(facts: Facts, school: School) -> Implicated:
    """Return whom the report is about: by a role that was named, or by their full name."""
    return implicated(implicated_roles(facts), responsible_employee(facts), school)


def implicated_addresses(facts: Facts, school: School) -> frozenset[str]:
    """Return the addresses of those who hold a role and whom the report is about."""
    return whom_it_is_about(facts, school).addresses


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are one person's: equal but for titles, or one within the other with first and last name.

    A surname alone is not enough: a school has several Joneses.
    """
    first, second = sorted((_name_words(one), _name_words(other)), key=len)
    return len(first) > 1 and set(first) <= set(second)


def may_be_told(person: Person, report: Report, facts: Facts, school: School) -> bool:
    """Tell whether a notice may go to somebody by name: not to whom the report is about, unless they wrote it."""
    wrote = report.sender is not None and folded(report.sender.address) == folded(person.address)
    return wrote or not whom_it_is_about(facts, school).includes(person)


def recipients(role: str, report: Report, facts: Facts, school: School) -> tuple[Person, ...]:
    """Return the people behind a role now. The reporter's role is whoever sent the report."""
    if role == REPORTER:
        sender = report.sender
        return (Person(name=sender.name, address=sender.address),) if sender else ()
    bypassed = implicated_addresses(facts, school)
    return tuple(person for person in school.roles.get(role, ()) if folded(person.address) not in bypassed)


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
    wanted = folded(address)
    return next(
        (role for role, people in school.roles.items() if any(folded(person.address) == wanted for person in people)),
        None,
    )


def _ask(rule: RouteRule, policy: Policy, facts: Facts, report: Report, school: School) -> RouteHit:
    if not ROUTE_RULES[rule.when](facts, report):
        return RouteHit(rule=rule.id, hit=False, role=None, source=rule.source, on_decision=rule.on_decision)
    if rule.to == REPORTER:
        return RouteHit(rule=rule.id, hit=True, role=REPORTER, source=rule.source, on_decision=rule.on_decision)
    role, bypassed = first_free(rule.to, policy, report, facts, school)
    if role is None and rule.notice == NoticeKind.ALERT:
        role, bypassed = _instead_of_all(rule, bypassed, policy, report, facts, school)
    return RouteHit(
        rule=rule.id, hit=True, role=role, bypassed=bypassed, source=rule.source, on_decision=rule.on_decision
    )


def _instead_of_all(  # noqa: PLR0917  what `first_free` takes, and what it found
    rule: RouteRule, bypassed: tuple[str, ...], policy: Policy, report: Report, facts: Facts, school: School
) -> tuple[str, tuple[str, ...]]:
    """Return who gets the alert where nobody free stands in: along the head teacher's stand-ins.

    Where nobody is left there either, it waits for the role that it is meant for, until somebody else is configured:
    an alert is never given up unseen (R18).
    """
    if HEAD_TEACHER not in {role.id for role in policy.roles}:
        return rule.to, bypassed
    role, further = first_free(HEAD_TEACHER, policy, report, facts, school)
    return role or rule.to, tuple(dict.fromkeys((*bypassed, *further)))


def _name_words(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", name.casefold()) if word not in _TITLES]
