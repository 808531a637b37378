"""The circumstances that the form scores: who got the data, whether it was altered, whether it was intended."""

import re
from collections.abc import Mapping

from candour.cases.facts import Method
from nlp.reading import Reading
from nlp.scope import is_negated
from nlp.statistics.model import because, probabilities, report_model

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
TASK = "circumstances"
_NONE = "none"
_ALTERED_TICKS = ("altered_recoverable", "altered_unrecoverable")
_SHOWN_FROM, _AHEAD = 0.4, 0.1
"""How likely a circumstance must be: of strangers' reports 76 of 100 that the model held for so likely were right."""
_HARDLY = 0.04
"""What a rule finds is not believed where the model holds it for less likely than this."""


def read_circumstances(reading: Reading) -> None:
    """Read circumstances, the main one first: intent and altered data by rules, who has the data by the model."""
    if reading.shows("near_miss") is True or reading.shows("not_an_incident") is True:
        return
    _read_intent(reading)
    if reading.asked and reading.shows("incident_type") is None:
        return
    likely = probabilities(reading, TASK)
    if not _read_altered(reading, sum(likely.get(tick, 0.0) for tick in _ALTERED_TICKS)):
        _read_likeliest(reading, likely)


def _read_intent(reading: Reading) -> None:
    for hit in reading.body.hits(INTENT):
        if is_negated(hit) and "believe" not in hit.low:
            continue
        sure = 0.62 if re.match(r"after a disc|threat|disgruntled", hit.low) else 0.84
        reading.tick("circumstances", "intentional_harm", sure, "circumstances.intent", [hit])
        reading.add("deliberate", value=True, confidence=sure, rule="deliberate.said", hits=[hit])
        return


def _read_altered(reading: Reading, likely: float) -> bool:
    body = reading.body
    for hit in body.hits(_ALTERED):
        if is_negated(hit) or likely < _HARDLY:
            continue
        lost = next(body.hits(_UNRECOVERABLE), None)
        back = next((found for found in body.hits(_RECOVERABLE) if not is_negated(found)), None)
        tick = "altered_unrecoverable" if lost else "altered_recoverable"
        sure = 0.84 if lost or back else 0.55
        reading.tick(TASK, tick, sure, f"circumstances.{tick}", [found for found in (hit, lost or back) if found])
        return True
    return False


def _read_likeliest(reading: Reading, likely: Mapping[str, float]) -> None:
    """Read what the model holds for the likeliest; the others stay as alternatives."""
    lost_encrypted = reading.shows("asset_encrypted") is True and _is_loss(reading)
    for tick, share in sorted(likely.items(), key=lambda item: -item[1])[:3]:
        if tick == _NONE or lost_encrypted:
            continue
        is_first = share == max(share for tick, share in likely.items() if tick != _NONE)
        sure = share + _AHEAD if is_first and share >= _SHOWN_FROM else min(share, _SHOWN_FROM)
        rule, hits = f"circumstances.{report_model().version}", because(reading, TASK, tick) if is_first else []
        reading.tick(TASK, tick, min(sure, 0.95), rule, hits, method=Method.MODEL)


def _is_loss(reading: Reading) -> bool:
    return str(reading.shows("incident_type") or "").startswith("lost_or_stolen")
