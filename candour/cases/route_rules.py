"""The predicates that a policy's routes and questions may name: pure questions to the facts of a case."""

from collections.abc import Callable, Mapping

from candour.cases.facts import Facts
from candour.cases.report import Report

DEVICES = frozenset({"laptop", "tablet", "phone", "usb", "camera"})
MANY_PEOPLE = 101
"""From how many people on the council may be concerned: where Appendix 1's baseline rises to +2 (our choice)."""
RECORDED = frozenset({"ico_investigates", "legal_action_likely", "offence_found"})
"""Facts that a step of a policy may set beside the form's own: rules here ask for them."""
_NOTHING_COMES_BACK = frozenset({"unauthorised_access", "shared_credentials", "cyber_attack"})
_HEALTH = frozenset({"health", "nhs_number"})

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


def device_can_be_asked_about(facts: Facts, report: Report) -> bool:
    """A device is lost, and whoever reported it can be sent the form about it (saints-cardiff 4.4, Appendix 2)."""
    return device_lost(facts, report) and can_be_answered(facts, report)


def complaint(facts: Facts, _report: Report) -> bool:
    """Somebody has complained (saints-cardiff 4.3)."""
    return facts.holds("complaint")


def nothing_to_recover(facts: Facts, _report: Report) -> bool:
    """A near miss: nothing left the school's hands."""
    return facts.holds("near_miss")


def data_may_be_out(facts: Facts, _report: Report) -> bool:
    """Not a near miss: there may be something to recover or to copy."""
    return not facts.holds("near_miss")


def information_can_come_back(facts: Facts, report: Report) -> bool:
    """Something went out that can be had back or deleted: nobody gets back what was looked at, or a password."""
    return data_may_be_out(facts, report) and facts.shown("incident_type") not in _NOTHING_COMES_BACK


def may_have_been_stopped(facts: Facts, _report: Report) -> bool:
    """Nothing says yet what became of the information: it may have been stopped in time."""
    return not facts.ticks("circumstances") and facts.shown("recovered") is None


def name_may_be_asked(facts: Facts, _report: Report) -> bool:
    """Nothing says that the writer may want not to be named (R31, R33), however unsurely that was read."""
    wish = facts.value("wants_anonymity")
    return wish is None or wish.value is not True


def health_data_out(facts: Facts, report: Report) -> bool:
    """Health data may have got out: what a Caldicott Guardian watches over (R106, generic-school L48)."""
    may_be_out = may_be_incident(facts, report) and data_may_be_out(facts, report)
    return may_be_out and not _HEALTH.isdisjoint(facts.ticks("data_types"))


def wide_consequences(facts: Facts, report: Report) -> bool:
    """Many people, an attack on systems, another organisation or the ICO: the council may be concerned (R106, R120)."""
    individuals = facts.shown("individuals")
    are_many = isinstance(individuals, int | float) and individuals >= MANY_PEOPLE
    reaches_others = any(facts.holds(name) for name in ("third_party_processor", "ico_complaint", "ico_investigates"))
    is_attack = facts.shown("incident_type") == "cyber_attack"
    return may_be_incident(facts, report) and (are_many or is_attack or reaches_others)


def head_teacher_implicated(facts: Facts, _report: Report) -> bool:
    """The report is about the head teacher, who would otherwise inform the governing body (R107)."""
    return facts.holds("head_teacher_implicated")


def ico_investigates(facts: Facts, _report: Report) -> bool:
    """A person recorded that the Information Commissioner investigates further (R108, saints-cardiff 5.8)."""
    return facts.holds("ico_investigates")


def action_overdue(facts: Facts, _report: Report) -> bool:
    """An action was not carried out in its time (R116, saints-cardiff 6.4)."""
    return facts.holds("action_overdue")


def not_reduced(facts: Facts, _report: Report) -> bool:
    """A person recorded that incidents of this type have not become fewer (R118, generic-school L58)."""
    return facts.holds("not_reduced")


def offence_possible(facts: Facts, _report: Report) -> bool:
    """The report's words make one think of an offence, or a person recorded one as found (R110): never a verdict."""
    return facts.holds("offence_found") or bool(facts.ticks("offence_cues"))


def legal_action_likely(facts: Facts, _report: Report) -> bool:
    """Legal, civil or criminal action is likely, read or recorded (R86, saints-cardiff 5.2)."""
    return facts.holds("legal_action_likely")


def police_may_be_needed(facts: Facts, report: Report) -> bool:
    """An offence is possible, or legal action likely (R86, R110)."""
    return offence_possible(facts, report) or legal_action_likely(facts, report)


def misused_by_staff(facts: Facts, _report: Report) -> bool:
    """Somebody looked at or passed on data outside their role (R123, R125, saints-cardiff 4.6).

    Deliberate deeds count too; an attack from outside is no matter for Audit.
    """
    is_attack = facts.shown("incident_type") == "cyber_attack"
    is_meant = facts.holds("deliberate") or "intentional_harm" in facts.ticks("circumstances")
    return "unlawful_obtaining" in facts.ticks("offence_cues") or (is_meant and not is_attack)


ROUTE_RULES: Mapping[str, Predicate] = {
    rule.__name__: rule
    for rule in (
        always,
        may_be_incident,
        can_be_answered,
        asset_lost,
        device_lost,
        device_can_be_asked_about,
        complaint,
        nothing_to_recover,
        data_may_be_out,
        information_can_come_back,
        may_have_been_stopped,
        name_may_be_asked,
        health_data_out,
        wide_consequences,
        head_teacher_implicated,
        ico_investigates,
        action_overdue,
        not_reduced,
        offence_possible,
        legal_action_likely,
        police_may_be_needed,
        misused_by_staff,
    )
}
