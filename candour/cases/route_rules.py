"""The predicates that a policy's routes and questions may name: pure questions to the facts of a case."""

from collections.abc import Callable, Mapping

from candour.cases.facts import Facts
from candour.cases.report import Report

DEVICES = frozenset({"laptop", "tablet", "phone", "usb", "camera"})

Predicate = Callable[[Facts, Report], bool]


def always(_facts: Facts, _report: Report) -> bool:
    """Every report."""
    return True


def may_be_incident(facts: Facts, _report: Report) -> bool:
    """Everything but what was read as no incident; on doubt it is one (R10)."""
    return not facts.holds("not_an_incident")


def can_be_answered(facts: Facts, report: Report) -> bool:
    """A person wrote it about an incident, and there is an address (RFC 3834: programs and lists get no answer)."""
    return may_be_incident(facts, report) and report.sender is not None and report.automatic is None


def asset_lost(facts: Facts, _report: Report) -> bool:
    """A thing was lost, stolen, found or thrown away."""
    equipment = facts.shown("incident_type") == "lost_or_stolen_equipment"
    return equipment or facts.holds("asset_lost") or facts.shown("asset_type") is not None


def device_lost(facts: Facts, report: Report) -> bool:
    """A laptop, storage device, phone and the like (saints-cardiff 4.4: the Asset Loss Procedure)."""
    kind = facts.shown("asset_type")
    unnamed = kind is None and facts.shown("incident_type") == "lost_or_stolen_equipment"
    return unnamed or (asset_lost(facts, report) and kind in DEVICES)


def complaint(facts: Facts, _report: Report) -> bool:
    """Somebody has complained (saints-cardiff 4.3)."""
    return facts.holds("complaint")


def nothing_to_recover(facts: Facts, _report: Report) -> bool:
    """A near miss: nothing left the school's hands."""
    return facts.holds("near_miss")


def data_may_be_out(facts: Facts, _report: Report) -> bool:
    """Not a near miss: there may be something to recover or to copy."""
    return not facts.holds("near_miss")


ROUTE_RULES: Mapping[str, Predicate] = {
    rule.__name__: rule
    for rule in (
        always,
        may_be_incident,
        can_be_answered,
        asset_lost,
        device_lost,
        complaint,
        nothing_to_recover,
        data_may_be_out,
    )
}
