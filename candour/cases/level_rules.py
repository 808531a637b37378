"""The predicates that a policy's level rules may name: pure questions to the facts of a case.

Each recognises one kind of statement ("Loss of assets which are not adequately protected"); the lists and numbers that
it goes by are the rule's parameters, so that a policy can set them. On doubt a predicate says yes: a person decides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from candour.cases.facts import Facts
from candour.cases.months import months_later

Parameters = Mapping[str, int | str | tuple[str, ...]]

_ALTERED = frozenset({"altered_recoverable", "altered_unrecoverable"})


@dataclass(frozen=True)
class EarlierIncident:
    """An incident of the same type at the same school, with its level (decided, else proposed)."""

    level: str
    opened_at: datetime


@dataclass(frozen=True)
class LevelContext:
    """What a level depends on beside the facts: the time, and what happened before."""

    now: datetime
    earlier: tuple[EarlierIncident, ...] = ()


Predicate = Callable[[Facts, Parameters, LevelContext], bool]


def widespread_risk(facts: Facts, parameters: Parameters, _context: LevelContext) -> bool:
    """An attack on systems, or listed kinds of data about at least `individuals` people."""
    individuals = facts.shown("individuals")
    is_wide = isinstance(individuals, int | float) and individuals >= _number(parameters, "individuals")
    return _is_of_type(facts, parameters) or (is_wide and _has_listed(facts, "data_types", parameters))


def outside_network(facts: Facts, parameters: Parameters, _context: LevelContext) -> bool:
    """Data was handled outside the supported systems: said so, or a service that nobody approved (R8)."""
    return facts.holds("outside_network") or _is_of_type(facts, parameters)


def unprotected_asset_lost(facts: Facts, parameters: Parameters, _context: LevelContext) -> bool:
    """A thing was lost that is not known to be encrypted; paper never is.

    Information that was only altered or deleted is no lost thing, and a near miss lost nothing in the end.
    """
    if facts.holds("near_miss") or facts.holds("asset_encrypted"):
        return False
    gone = _is_of_type(facts, parameters) and not _ALTERED.intersection(_chosen(facts, "circumstances"))
    return facts.holds("asset_lost") or facts.shown("asset_type") is not None or gone


def deliberate(facts: Facts, parameters: Parameters, _context: LevelContext) -> bool:
    """Somebody meant to compromise personal data: said so, ticked so, or an attack."""
    meant = facts.holds("deliberate") or _has_listed(facts, "circumstances", parameters)
    return meant or _is_of_type(facts, parameters)


def senior_person_implicated(facts: Facts, _parameters: Parameters, _context: LevelContext) -> bool:
    """The report is about the head teacher or another senior person."""
    return facts.holds("senior_implicated") or facts.holds("head_teacher_implicated")


def repeated(_facts: Facts, parameters: Parameters, context: LevelContext) -> bool:
    """At least `incidents` of this type and of the listed levels in `months`, this one included (A9, R79)."""
    since = months_later(context.now, -_number(parameters, "months"))
    levels = _listed(parameters, "levels")
    earlier = sum(1 for incident in context.earlier if incident.level in levels and incident.opened_at >= since)
    return earlier + 1 >= _number(parameters, "incidents")


def person_or_sensitive_data_at_risk(facts: Facts, parameters: Parameters, _context: LevelContext) -> bool:
    """Listed kinds of data (financial, safeguarding), or somebody may come to harm."""
    return facts.holds("individual_at_risk") or _has_listed(facts, "data_types", parameters)


def third_party_processor(facts: Facts, _parameters: Parameters, _context: LevelContext) -> bool:
    """A company or another organisation handled the data for the school."""
    return facts.holds("third_party_processor")


def ico_complaint(facts: Facts, _parameters: Parameters, _context: LevelContext) -> bool:
    """Somebody complained to the Information Commissioner."""
    return facts.holds("ico_complaint")


def personal_data_involved(facts: Facts, _parameters: Parameters, _context: LevelContext) -> bool:
    """Every incident but one of which a person says that it concerns nobody's data: the floor under all rules (R4)."""
    said = [facts.value("data_types"), facts.value("individuals")]
    return not any(value and value.confirmed_by is not None and value.value in ((), 0) for value in said)


def any_incident(_facts: Facts, _parameters: Parameters, _context: LevelContext) -> bool:
    """Every incident, whether personal data is concerned or not: the floor where a policy takes all seriously (R10)."""
    return True


LEVEL_RULES: Mapping[str, Predicate] = {
    rule.__name__: rule
    for rule in (
        widespread_risk,
        outside_network,
        unprotected_asset_lost,
        deliberate,
        senior_person_implicated,
        repeated,
        person_or_sensitive_data_at_risk,
        third_party_processor,
        ico_complaint,
        personal_data_involved,
        any_incident,
    )
}

NUMBERS = frozenset({"individuals", "incidents", "months"})
"""Parameters that are whole numbers from 1 on; all others are lists of ids."""
PARAMETERS: Mapping[str, frozenset[str]] = {
    "widespread_risk": frozenset({"individuals", "data_types", "incident_types"}),
    "outside_network": frozenset({"incident_types"}),
    "unprotected_asset_lost": frozenset({"incident_types"}),
    "deliberate": frozenset({"circumstances", "incident_types"}),
    "repeated": frozenset({"incidents", "months", "levels"}),
    "person_or_sensitive_data_at_risk": frozenset({"data_types"}),
}
"""Predicate -> the parameters that it needs, all of them. Policy loading holds rules to it."""


def _is_of_type(facts: Facts, parameters: Parameters) -> bool:
    return facts.shown("incident_type") in _listed(parameters, "incident_types")


def _has_listed(facts: Facts, field: str, parameters: Parameters) -> bool:
    return any(tick in _listed(parameters, field) for tick in _chosen(facts, field))


def _chosen(facts: Facts, field: str) -> tuple[str, ...]:
    """Return the shown ticks of a field; a single choice is one tick."""
    shown = facts.shown(field)
    return (shown,) if isinstance(shown, str) else facts.ticks(field)


def _listed(parameters: Parameters, name: str) -> tuple[str, ...]:
    found = parameters[name]
    return found if isinstance(found, tuple) else ()


def _number(parameters: Parameters, name: str) -> int:
    found = parameters[name]
    return found if isinstance(found, int) else 0
