"""The circumstances that the form scores: who got the data, whether it was altered, whether it was intended."""

import re

from nlp.reading import Reading
from nlp.scope import is_negated
from nlp.text import Hit

INTENT = re.compile(
    r"\b(?:malicious(?:ly)?|deliberate(?:ly)?|on purpose|intentional(?:ly)?|revenge"
    r"|out of spite|spite(?:ful)?|to (?:hurt|harm|embarrass|humiliate|intimidate|get back at"
    r"|upset) (?:\w+ ){0,3}(?:people|him|her|them|staff|us|the school|colleagues|someone)?"
    r"|meant to (?:hurt|harm|embarrass|upset)|blackmail\w*|threaten\w*|(?:rude|nasty|abusive"
    r"|hurtful) (?:comments|remarks|messages|notes)"
    r"|don't believe it was (?:a slip|an accident)|sabotag\w*|disgruntled"
    r"|after a disciplinary)\b"
)
_ALTERED = re.compile(
    r"\b(?:ransomware|encrypted by (?!default)|files? (?:were|was|have been|had been) (?:deleted|encrypted"
    r"|overwritten|corrupted|wiped|changed|altered)|(?:deleted|overwrote|overwritten|corrupted"
    r"|wiped) (?:both|the|all|all the|our|whole) (?:\w+ ){0,2}(?:folders?|files?|records?"
    r"|drive|database|data|spreadsheet|register)|flood\w*|burst pipe|pulp|import went wrong"
    r"|(?:columns?|rows?|cells?) (?:\w+ )?(?:one|two) (?:out|along|down|up|off)|changed (?:a"
    r"|the|some|their|his|her) (?:\w+ )?(?:detention|marks?"
    r"|grades?|records?|scores?|attendance)|altered|tampered|got moved to the (?:next|wrong)"
    r"|destroyed by|water damage|data loss|lost all|accidentally deleted|fire damage)\b"
)
_RECOVERABLE = re.compile(
    r"\b(?:restor\w+|back-?ups? (?:which |that )?(?:looks?|is|are|was) (?:clean|fine|ok|good)"
    r"|from (?:the |a |last night's )?(?:back-?up|snapshot|audit trail)|back as it was"
    r"|put (?:\w+ ){1,3}back|can be (?:restored|recovered)|recovered from|previous version"
    r"|recycle bin)\b"
)
_UNRECOVERABLE = re.compile(
    r"\b(?:cannot be (?:saved|recovered|restored)|can't be (?:saved|recovered|restored)"
    r"|gone for good|no back-?up|wasn't in the backup|not backed up|pulp|permanently"
    r"|lost for ever|not be (?:saved|recovered)|beyond (?:saving|repair))\b"
)
_KNOWN_HOLDER = re.compile(
    r"\b(?:(?:company|shop|hotel|school|museum|centre|club|driver|garage|restaurant|taxi firm"
    r"|library|cafe|volunteers?|parent) (?:have|has|had) (?:found|got|kept|opened|it)\b"
    r"|they have (?:it|found it)|have found it)\b"
)
_PUBLIC_RECIPIENTS = re.compile(
    r"\b(?:group chat|social media|facebook|twitter|instagram|public(?:ly)?(?: by default)?"
    r"|website|internet|online|google|anyone (?:could|with the link)|no idea who"
    r"|don't know who|do not know (?:who|whether)|unknown|screenshots? (?:on|are|going)"
    r"|newspaper|local paper|went viral|carriage|train|bus|strangers?|passengers?|passers?-?by|members? of the public"
    r"|coffee shop|cafe|pub|shop|car park|street)\b"
)

RECIPIENTS: dict[str, tuple[str, float]] = {
    "sent_to_wrong_person": ("known_recipients", 0.83),
    "received_in_error": ("known_recipients", 0.84),
    "unauthorised_disclosure": ("known_recipients", 0.8),
    "unauthorised_access": ("known_recipients", 0.74),
    "shared_credentials": ("known_recipients", 0.74),
    "lost_or_stolen_equipment": ("unknown_recipients", 0.82),
    "lost_or_stolen_information": ("unknown_recipients", 0.74),
    "found_in_public": ("unknown_recipients", 0.82),
    "poor_disposal": ("unknown_recipients", 0.78),
    "unapproved_service": ("unknown_recipients", 0.7),
    "cyber_attack": ("unknown_recipients", 0.76),
}


def read_circumstances(reading: Reading) -> None:
    """Read circumstances, the main one first."""
    if reading.shows("near_miss") is True or reading.shows("not_an_incident") is True:
        return
    _read_intent(reading)
    best = reading.best("incident_type")
    if best is None or best.confidence < 0.5:  # noqa: PLR2004 - shown
        return
    altered = _read_altered(reading, str(best.value))
    if not altered:
        _read_recipients(reading, str(best.value), best.confidence)


def _read_intent(reading: Reading) -> None:
    for hit in reading.body.hits(INTENT):
        if is_negated(hit) and "believe" not in hit.low:
            continue
        sure = 0.62 if re.match(r"after a disc|threat|disgruntled", hit.low) else 0.84
        reading.tick("circumstances", "intentional_harm", sure, "circumstances.intent", [hit])
        reading.add("deliberate", value=True, confidence=sure, rule="deliberate.said", hits=[hit])
        return


def _read_altered(reading: Reading, type_: str) -> bool:
    body = reading.body
    for hit in body.hits(_ALTERED):
        if is_negated(hit) or type_ in {"received_in_error", "found_in_public"}:
            continue
        lost = next(body.hits(_UNRECOVERABLE), None)
        back = next((found for found in body.hits(_RECOVERABLE) if not is_negated(found)), None)
        tick = "altered_unrecoverable" if lost else "altered_recoverable"
        sure = 0.84 if lost or back else 0.55
        reading.tick(
            "circumstances", tick, sure, f"circumstances.{tick}", [found for found in (hit, lost or back) if found]
        )
        return True
    return False


def _read_recipients(reading: Reading, type_: str, sure_type: float) -> None:
    if type_ not in RECIPIENTS:
        return
    tick, sure = RECIPIENTS[type_]
    body = reading.body
    if type_.startswith("lost_or_stolen") and reading.shows("asset_encrypted") is True:
        return
    reason: Hit | None = None
    if tick == "unknown_recipients" and type_ != "cyber_attack" and (reason := next(body.hits(_KNOWN_HOLDER), None)):
        tick, sure = "known_recipients", 0.66
    elif type_ in {"unauthorised_access", "shared_credentials", "unauthorised_disclosure"} and (
        reason := next(body.hits(_PUBLIC_RECIPIENTS), None)
    ):
        tick, sure = "unknown_recipients", 0.6
    elif type_ == "unapproved_service" and (reason := next(body.hits(_CLOSED_GROUP), None)):
        tick, sure = "known_recipients", 0.72
    reading.tick(
        "circumstances", tick, min(sure, sure_type + 0.05), f"circumstances.{type_}", [reason] if reason else []
    )


_CLOSED_GROUP = re.compile(
    r"\b(?:whats ?app|telegram|signal|group (?:chat|for|with)|messenger|\d+ of us in it|members)\b"
)
