"""The words that the rules of incident types share, and what such a rule is."""

import re
from dataclasses import dataclass

DEVICE = (
    r"(?:laptop|chromebook|macbook|netbook|notebook computer|i-?pads?|tablets?|kindle|(?:work "
    r"|school |trip |mobile )*(?:phone|mobile)|smartphone|iphone"
    r"|memory[- ]?(?:stick|card)|usb(?: (?:stick|drive|key))?|pen[- ]?drive|flash[- ]?drive"
    r"|thumb[- ]?drive|hard[- ]?drive|external drive|sd card|camera|camcorder|go-?pro"
    r"|dictaphone|voice recorder|computer tower|desktop pc|walkie|smart ?watch)s?"
)
PAPER = (
    r"(?:registers?|folders?|papers?|paperwork|files?|letters?|notebooks?|notepads?|diar(?:y"
    r"|ies)|lists?|sheets?|forms?|reports?|documents?|packs?|envelopes?|mark ?books?|planners?"
    r"|binders?|records?|booklets?|books|exercise books?"
    r"|printouts?|print-?outs?|copies|passports?|certificates?|cards?|minutes|slips?|payslips?"
    r"|care plans?|plans?|contracts?|wallet|scripts|test papers)"
)
LOSS = (
    r"(?:lost|losing|mislaid|misplaced|missing|(?:can't|cannot|cant|can not|couldn't|could not"
    r"|unable to) (?:find|locate)|(?:cannot|can't|could not|couldn't) be (?:found|located"
    r"|traced)|not (?:been seen|come to light|turned up|where (?:it|they) should be)"
    r"|left (?:it |them |my |the |our |a |his "
    r"|her )?[^.;]{0,40}?\b(?:on|in|at|behind)|disappeared|vanished|gone (?:missing|off|from)"
    r"|(?:has|have|had|is|was|it's|it is) gone|never arrived|fell (?:out|in(?:to)?|off"
    r"|overboard)|dropped|stolen|theft|nicked|pinched|burgl\w+|broken into|snatched|taken from"
    r"|was taken|were taken|mugg\w+)"
)
PUBLIC = (
    r"(?:bus|train|tram|street|pavement|road|car park|park|shop|supermarket|trolley|library"
    r"|cafe|pub|station|platform|taxi|bench|hedge|gutter|playground|field|public|path|footpath"
    r"|photocopier|copier|beach|bus stop|airport|hotel|restaurant|bin lorry|gate|layby|verge"
    r"|toilets?|(?:community|leisure|sports) (?:hub|centre)|museum|church hall|hall|lane|alley(?:way)?|drive(?:way)?)"
)


LINK = r"[^.;\n]{0,60}?"
SENT = (
    r"(?:sent|send|e-?mail(?:ed|ing)?|posted|shared|forwarded|gave|given|giving|handed|hand"
    r"|delivered|addressed|attached|faxed|copied|cc'?d|went (?:out )?(?:to|home)|texted"
    r"|messaged|returned|stuffed|put)"
)


@dataclass(frozen=True)
class TypeRule:
    """Words that speak for a type of incident. The weights of a type's rules add up."""

    id: str
    type: str
    weight: float
    pattern: re.Pattern[str]


def rule(type_: str, name: str, weight: float, pattern: str) -> TypeRule:
    """Return a rule by the name that it has among its type's."""
    return TypeRule(f"incident.{type_}.{name}", type_, weight, re.compile(pattern))
