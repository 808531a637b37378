"""The words that speak for a type of incident: all the rules, from first to last."""

from nlp.incident_rules_people import PEOPLE
from nlp.incident_rules_systems import SYSTEMS
from nlp.incident_rules_things import THINGS
from nlp.incident_words import TypeRule

RULES: tuple[TypeRule, ...] = (*SYSTEMS, *THINGS, *PEOPLE)
