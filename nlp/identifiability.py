"""How easily the people can be identified from the data: the form's four steps."""

import re

from nlp.reading import Reading
from nlp.text import Hit

IDENTIFIABILITY = (
    (
        "extremely_difficult",
        0.7,
        (
            r"\b(?:anonymised|anonymous (?:data|results)|pseudonymised|no (?:names|way (?:to"
            r"|of) identif\w+)|can't be identified|cannot be identified|aggregate\w*|only (?:numbers"
            r"|totals|codes))\b"
        ),
    ),
    (
        "indirect_basic_research",
        0.72,
        (
            r"\b(?:anyone (?:in the \w+ )?could (?:work (?:it )?out|guess)|(?:easy"
            r"|easily) to (?:work out|identify)|easily identif\w+|identifiable from"
            r"|could (?:be )?(?:worked out|work out) who|initials and (?:form|class|year)"
            r"|photos? (?:only|without names)|faces? (?:very )?clear)\b"
        ),
    ),
    (
        "with_additional_sources",
        0.68,
        (
            r"\b(?:only (?:initials|upns?|candidate numbers?|pupil numbers?|employee numbers?"
            r"|id numbers?)|initials only|just (?:initials|numbers|the upn)|e-?mail addresses only"
            r"|no names,? (?:just|only)|candidate numbers only|usernames? only)\b"
        ),
    ),
)


def read_identifiability(reading: Reading) -> None:
    """Read identifiability where the text supports it; data with names identify directly."""
    for value, sure, pattern in IDENTIFIABILITY:
        for hit in reading.body.hits(re.compile(pattern)):
            reading.add("identifiability", value, sure, f"identifiability.{value}", [hit])
            break
    names = [tick for tick in reading.ticks.get("data_types", ()) if tick.value == "name" and tick.confidence > 0.6]  # noqa: PLR2004
    if names and not any(
        candidate.value == "with_additional_sources" for candidate in reading.found.get("identifiability", ())
    ):
        spans = names[0].spans
        hits = [
            Hit(page, span.start, span.end) for span in spans for page in reading.pages if page.source == span.source
        ]
        reading.add("identifiability", "direct", min(names[0].confidence, 0.8), "identifiability.names", hits)
