"""Names that nobody mentions: data of people and lists of people hardly ever go without them."""

import re

from candour.cases.facts import PLEASE_CHECK
from nlp.data_types.rules import PERSON
from nlp.reading import Reading
from nlp.scope import is_background, is_negated

_LIST = re.compile(
    r"\b(?:register|class lists?|staff list"
    rf"|(?:list|sheet|table|spreadsheet) of (?:\w+ )?(?:the |all )?(?:the )?{PERSON}"
    rf"|{PERSON}'?s? (?:list|spreadsheet|register)|\w+ list|spread ?sheet|census|contact (?:sheet|list)"
    r"|emergency contacts?|entries for|visitors?'? book|membership list"
    r"|letters? (?:about|for|to) (?:a|the|one) (?:child|pupil|boy|girl)"
    r"|rhestr|cofrestr\w*)\b(?! (?:price|shopping|to do|reading))"
)
"""Lists of people name them, whatever else is on them."""
_NOT_LISTS = re.compile(
    r"\b(?:mailing|contact us|distribution|to[- ]do|price|county|all staff|staff email|approved|drop|check|waiting"
    r"|address|shopping|safe|block|white|black|packing|kit|reading intervention) ?list"
)
_NAMELESS = re.compile(
    r"\b(?:(?:no|without|nor|not|n't (?:have|show|give|contain|include))"
    r" (?:any |the |their |full |pupil |pupils'? |children'?s |real )?names"
    r"|not by name|initials only|only initials|just initials|anonymi[sz]ed|pseudonymi[sz]ed"
    r"|no pupil (?:data|information)"
    r"|(?:only|just) (?:the |their )?(?:upns?|ulns?|candidate numbers?|pupil numbers?|id numbers?|codes|totals))\b"
)
_NAMES_NOBODY = frozenset({"email_address", "ip_address"})
"""What is often seen alone."""


def read_implied_name(reading: Reading) -> None:
    """Tick names where other data of people are, or lists of people, unless the text says that there are none."""
    if any(next(page.hits(_NAMELESS), None) for page in reading.pages):
        return
    for tick in reading.ticks.get("data_types", ())[:]:
        if tick.confidence >= PLEASE_CHECK and tick.value not in _NAMES_NOBODY:
            reading.tick("data_types", "name", 0.78, "data.name.of-data", tick.hits)
            return
    for page in reading.pages:
        for hit in page.hits(_LIST):
            if not is_negated(hit) and not is_background(hit) and not _NOT_LISTS.search(hit.low):
                reading.tick("data_types", "name", 0.66, "data.name.of-list", [hit])
                return
