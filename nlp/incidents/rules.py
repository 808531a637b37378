"""The words that speak for a type of incident: all the rules, from first to last."""

from nlp.incidents.rules_of_people import PEOPLE
from nlp.incidents.rules_of_systems import SYSTEMS
from nlp.incidents.rules_of_things import THINGS
from nlp.incidents.words import TypeRule

RULES: tuple[TypeRule, ...] = (*SYSTEMS, *THINGS, *PEOPLE)
