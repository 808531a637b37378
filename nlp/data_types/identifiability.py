"""How easily the people can be identified from the data: the form's four steps."""

import re

from nlp.reading import Reading
from nlp.scope import is_negated
from nlp.table import Table
from nlp.text import Hit

_SURE_NAMES = 0.6
_SAID, _IMPLIED = 0.8, 0.65
"""Data with names identify directly; names that nobody mentions do so unless the text says otherwise."""
_NUMBERED = (
    r"(?:initials|upns?|ulns?|candidate (?:numbers?|nos?)|pupil (?:numbers?|nos?)"
    r"|(?:employee|payroll|staff) (?:numbers?|nos?)|(?:student |pupil )?ids?|id numbers?|user ?names?|e-?mail addresses"
    r"|codes|first names|nicknames|ref(?:erence)? numbers?)"
)
IDENTIFIABILITY = (
    (
        "extremely_difficult",
        0.7,
        re.compile(
            r"\b(?:(?:fully |properly )?anonymi[sz]ed|anonymous (?:data|results|answers|survey|questionnaire)"
            r"|pseudonymi[sz]ed|no (?:names|way (?:to|of) (?:identif\w+|tell\w*|know\w*) who)"
            r"|(?:can't|cannot|couldn't|could not) be identified"
            r"|(?:nobody|no one|no-one) (?:can|could) (?:be identified|tell who|work out who|be recognised)"
            r"|aggregate\w*|only (?:numbers|totals|percentages|figures)|just (?:totals|percentages|figures))\b"
        ),
    ),
    (
        "indirect_basic_research",
        0.72,
        re.compile(
            r"\b(?:(?:any(?:one|body)|every(?:one|body)|people|folk|they|you|parents|the kids|the others)(?: \w+){0,3}"
            r" (?:could|can|would|will|might) (?:easily |soon |probably |well )?"
            r"(?:work (?:it )?out|guess|tell|know|figure (?:it )?out|see) (?:exactly )?(?:who|which)"
            r"|any(?:one|body) (?:in the \w+ )?could (?:work (?:it )?out|guess)|(?:easy|easily|not hard)"
            r" to (?:work out|identify|guess|tell who)"
            r"|easily (?:identif\w+|recogni\w+)"
            r"|(?:knew|known|obvious|clear) (?:exactly )?who (?:it was|it is|\w+ meant)"
            r"|identifiable from|could (?:be )?(?:worked|work) out who|initials and (?:form|class|year|tutor)"
            r"|recogni[sz]able|photos? (?:only|without names)|faces? (?:\w+ )?clear"
            r"|you can (?:see|make out) (?:their|his|her) faces?)\b"
        ),
    ),
    (
        "with_additional_sources",
        0.68,
        re.compile(
            rf"\b(?:(?:only|just|nothing but|by) (?:the |their |his |her )?{_NUMBERED}(?! (?:and|to|of|were in))"
            rf"|{_NUMBERED},? (?:only|not names|instead of names|rather than names|but no names)"
            r"|no names,? (?:just|only))\b"
        ),
    ),
)
_TABLE = Table((pattern, (value, sure)) for value, sure, pattern in IDENTIFIABILITY)


def read_identifiability(reading: Reading) -> None:
    """Read identifiability where the text supports it; data with names identify directly."""
    for (value, sure), found in _TABLE.on(reading.pages):
        if hit := next((hit for hits in found for hit in hits if not _is_denied(hit)), None):
            reading.add("identifiability", value, sure, f"identifiability.{value}", [hit])
    _read_direct(reading)


def _is_denied(hit: Hit) -> bool:
    """Tell whether the text takes it back; words that deny by themselves stand for what they say."""
    return not re.match(r"no\b|not\b|can|could|nothing", hit.low) and is_negated(hit)


def _read_direct(reading: Reading) -> None:
    names = [
        tick for tick in reading.ticks.get("data_types", ()) if tick.value == "name" and tick.confidence > _SURE_NAMES
    ]
    codes = any(found.value == "with_additional_sources" for found in reading.found.get("identifiability", ()))
    if names and not codes:
        sure = _IMPLIED if names[0].rule.startswith("data.name.of-") else _SAID
        reading.add("identifiability", "direct", min(names[0].confidence, sure), "identifiability.names", names[0].hits)
