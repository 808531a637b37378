"""What the level rules ask beside the form: suppliers, other people's networks, danger to a person."""

import re

from nlp.reading import Reading
from nlp.scope import is_negated

CUES = (
    (
        "third_party_processor",
        0.85,
        (
            r"\b(?:our|the|a) (?:\w+ ){0,4}(?:supplier|provider|processor|vendor|contractor"
            r"|software company|payroll (?:company|provider|bureau)"
            r"|hosting company)\b[^.\n]{0,120}?\b(?:breach\w*|hack\w*|attack\w*|hosting|database"
            r"|compromised|wrote to us|incident|told us|stolen|lost|access\w*)\b|\bsupplier breach\b"
            r"|\bgot into their (?:hosting|systems?|servers?)\b"
        ),
    ),
    (
        "outside_network",
        0.82,
        (
            r"\b(?:whats ?app|personal (?:gmail|e-?mail|account|dropbox|phone|device|laptop|cloud"
            r"|google)|private (?:e-?mail|gmail|account)|free (?:website|\w+ ?(?:viewer|tool|converter"
            r"|app)|app|tool|online)|home (?:computer|e-?mail)|own (?:laptop|phone|device|gmail"
            r"|e-?mail)|hosted in|stores data in|outside the (?:school's|school|council's) (?:network"
            r"|systems?)|chat ?gpt|dropbox|wetransfer|public (?:by default|social media page))\b"
        ),
    ),
    (
        "individual_at_risk",
        0.88,
        (
            r"\b(?:non-molestation|restraining order|court order|injunction|domestic (?:abuse"
            r"|violence)|violent (?:relationship|ex|partner|father|mother|husband)|(?:flagged|marked"
            r"|kept|is|was) (?:as )?confidential|confidential address|refuge|witness protection"
            r"|at risk (?:of|from)|at risk\b|safety|in danger|abusive|stalk\w*|fle(?:d|eing)"
            r"|no[- ]contact order|put (?:\w+ ){1,4}at risk|self[- ]harm)\b"
        ),
    ),
)
_CUES = tuple((field, sure, re.compile(pattern)) for field, sure, pattern in CUES)


def read_level_cues(reading: Reading) -> None:
    """Read what the level rules ask beside the form: suppliers, networks, danger to a person."""
    for field, sure, pattern in _CUES:
        for page in (reading.body, reading.layout.quoted):
            own = page is reading.body
            for hit in page.hits(pattern):
                if not is_negated(hit):
                    reading.add(
                        field,
                        value=True,
                        confidence=sure if own else 0.6,
                        rule=f"{field}.{'said' if own else 'quoted'}",
                        hits=[hit],
                    )
                    break
    if reading.shows("incident_type") == "unapproved_service" and not reading.shows("outside_network"):
        reading.add("outside_network", value=True, confidence=0.7, rule="outside_network.unapproved-service")
