"""Words that make legal, civil or criminal action likely (R86): solicitors, courts, the police."""

import re

from nlp.outcome.offences import first_said
from nlp.reading import Reading

# Rule, confidence, pattern.
_SIGNS: tuple[tuple[str, float, str], ...] = (
    (
        "solicitor",
        0.85,
        (
            r"\binstruct(?:ed|ing) (?:a |his |her |their )?(?:solicitor|lawyer)s?\b"
            r"|\b(?:hear|hearing|letter|heard) from (?:a|my|his|her|their|the \w+'?s?) (?:solicitor|lawyer)s?\b"
            r"|\b(?:see|seeing|speak(?:ing)? to|spoken to|consult(?:ed|ing)?|getting|get"
            r"|involv(?:ed|ing)|contact(?:ed|ing)?) (?:a|my|his|her|their) (?:solicitor|lawyer)s?\b"
            r"|\b(?:solicitor|lawyer)s? (?:has |have )?(?:wr(?:itten|ote)|threaten\w*)\b|\btaking legal advice\b"
        ),
    ),
    (
        "court",
        0.88,
        (
            r"\b(?:going to|threaten\w* to|wants? to|intends? to|'ll|will|could|may|might|would)"
            r" sue (?:us|me|you|the|for|over|if)\b"
            r"|\bsuing (?:us|me|the|for|over)\b|\bsued (?:for|over|by)\b"
            r"|\b(?:tak(?:e|es|ing)|start(?:ing)?|threaten(?:ed|ing|s)?(?: us with)?|consider(?:ing)?|begin|began)"
            r" legal (?:action|proceedings)\b|\btak(?:e|es|ing) (?:us|me|you|the school|this) to court\b"
            r"|\bletter before (?:claim|action)\b"
            r"|\b(?:claim|claiming|claims|wants?|demand\w*) (?:for )?(?:damages|compensation)\b"
        ),
    ),
    (
        "police",
        0.75,
        (
            r"\bpolice (?:are|is|have|has)(?: now| already)?(?: been)?"
            r" (?:involved|investigat\w+|arrested|opened|taken|taking)\b"
            r"|\b(?:called|rang|phoned|contacted|informed|told|notified|reported (?:\w+ ){0,3}?to"
            r"|spoke to|spoken to|gone to|went to|going to) (?:the )?police\b|\bcrime (?:number|reference)\b"
        ),
    ),
)
_PATTERNS = tuple((rule, sure, re.compile(pattern)) for rule, sure, pattern in _SIGNS)
_THEFTS = frozenset({"lost_or_stolen_equipment", "lost_or_stolen_information"})
_LEFT_OPEN = 0.4


def read_legal_action(reading: Reading) -> None:
    """Read legal_action_likely."""
    for rule, sure, pattern in _PATTERNS:
        if hit := first_said(reading, pattern):
            # A theft is reported to the police as a matter of course: a crime number alone makes no lawsuit.
            routine = rule == "police" and reading.shows("incident_type") in _THEFTS
            confidence = _LEFT_OPEN if routine else sure
            reading.add(
                "legal_action_likely",
                value=True,
                confidence=confidence,
                rule=f"legal_action_likely.{rule}",
                hits=[hit],
            )
