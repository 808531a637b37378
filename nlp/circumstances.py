"""The circumstances that the form scores, how identifiable the people are, and the cues of the level rules."""

import re

from nlp.pipeline import component
from nlp.reading import Reading
from nlp.scope import is_negated
from nlp.text import Hit

INTENT = re.compile(
    r"\b(?:malicious(?:ly)?|deliberate(?:ly)?|on purpose|intentional(?:ly)?|revenge|out of spite|spite(?:ful)?|to (?:hurt|harm|embarrass|humiliate|intimidate|get back at|upset) (?:\w+ ){0,3}(?:people|him|her|them|staff|us|the school|colleagues|someone)?|meant to (?:hurt|harm|embarrass|upset)|blackmail\w*|threaten\w*|rude comments|don't believe it was (?:a slip|an accident)|sabotag\w*|disgruntled|after a disciplinary)\b"
)
_ALTERED = re.compile(
    r"\b(?:ransomware|encrypted by|files? (?:were|was|have been|had been) (?:deleted|encrypted|overwritten|corrupted|wiped|changed|altered)|(?:deleted|overwrote|overwritten|corrupted|wiped) (?:both|the|all|all the|our|whole) (?:\w+ ){0,2}(?:folders?|files?|records?|drive|database|data|spreadsheet|register)|flood\w*|burst pipe|pulp|import went wrong|columns? one out|changed (?:a|the|some|their|his|her) (?:\w+ )?(?:detention|marks?|grades?|records?|scores?|attendance)|altered|tampered|got moved to the (?:next|wrong)|destroyed by|water damage|data loss|lost all|accidentally deleted|fire damage)\b"
)
_RECOVERABLE = re.compile(
    r"\b(?:restor\w+|back-?ups? (?:which |that )?(?:looks?|is|are|was) (?:clean|fine|ok|good)|from (?:the |a |last night's )?(?:back-?up|snapshot|audit trail)|back as it was|put (?:\w+ ){1,3}back|can be (?:restored|recovered)|recovered from|previous version|recycle bin)\b"
)
_UNRECOVERABLE = re.compile(
    r"\b(?:cannot be (?:saved|recovered|restored)|can't be (?:saved|recovered|restored)|gone for good|no back-?up|wasn't in the backup|not backed up|pulp|permanently|lost for ever|not be (?:saved|recovered)|beyond (?:saving|repair))\b"
)
_KNOWN_HOLDER = re.compile(
    r"\b(?:(?:company|shop|hotel|school|museum|centre|club|driver|garage|restaurant|taxi firm|library|cafe|volunteers?|parent) (?:have|has|had) (?:found|got|kept|opened|it)\b|they have (?:it|found it)|have found it)\b"
)
_PUBLIC_RECIPIENTS = re.compile(
    r"\b(?:group chat|social media|facebook|twitter|instagram|public(?:ly)?(?: by default)?|website|internet|online|google|anyone (?:could|with the link)|no idea who|don't know who|do not know (?:who|whether)|unknown|screenshots? (?:on|are|going)|newspaper|local paper|went viral)\b"
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


@component("candour_circumstances")
def read_circumstances(reading: Reading) -> None:
    """Read circumstances, the main one first."""
    if reading.shows("near_miss") is True or reading.shows("not_an_incident") is True:
        return
    best = reading.best("incident_type")
    if best is None or best.confidence < 0.5:  # noqa: PLR2004 - shown
        return
    _read_intent(reading)
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
    if (
        tick == "unknown_recipients"
        and type_ not in {"cyber_attack"}
        and (reason := next(body.hits(_KNOWN_HOLDER), None))
    ):
        tick, sure = "known_recipients", 0.66
    elif type_ in {"unauthorised_access", "shared_credentials", "unauthorised_disclosure"} and (
        reason := next(body.hits(_PUBLIC_RECIPIENTS), None)
    ):
        tick, sure = "unknown_recipients", 0.6
    elif type_ == "unapproved_service" and (reason := next(body.hits(_CLOSED_GROUP), None)):
        tick, sure = "known_recipients", 0.72
    best = reading.best("incident_type")
    hits = [reason] if reason else []
    spans = {span.start for hit in hits for span in [hit.span()]}
    del spans, best
    reading.tick("circumstances", tick, min(sure, sure_type + 0.05), f"circumstances.{type_}", hits)


_CLOSED_GROUP = re.compile(
    r"\b(?:whats ?app|telegram|signal|group (?:chat|for|with)|messenger|\d+ of us in it|members)\b"
)

IDENTIFIABILITY = (
    ("extremely_difficult", 0.7, r"\b(?:anonymised|anonymous (?:data|results)|pseudonymised|no (?:names|way (?:to|of) identif\w+)|can't be identified|cannot be identified|aggregate\w*|only (?:numbers|totals|codes))\b"),
    ("indirect_basic_research", 0.72, r"\b(?:anyone (?:in the \w+ )?could (?:work (?:it )?out|guess)|(?:easy|easily) to (?:work out|identify)|easily identif\w+|identifiable from|could (?:be )?(?:worked out|work out) who|initials and (?:form|class|year)|photos? (?:only|without names)|faces? (?:very )?clear)\b"),
    ("with_additional_sources", 0.68, r"\b(?:only (?:initials|upns?|candidate numbers?|pupil numbers?|employee numbers?|id numbers?)|initials only|just (?:initials|numbers|the upn)|e-?mail addresses only|no names,? (?:just|only)|candidate numbers only|usernames? only)\b"),
)  # fmt: skip


@component("candour_identifiability")
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


CUES = (
    ("third_party_processor", 0.85, r"\b(?:our|the|a) (?:\w+ ){0,4}(?:supplier|provider|processor|vendor|contractor|software company|payroll (?:company|provider|bureau)|hosting company)\b[^.\n]{0,120}?\b(?:breach\w*|hack\w*|attack\w*|hosting|database|compromised|wrote to us|incident|told us|stolen|lost|access\w*)\b|\bsupplier breach\b|\bgot into their (?:hosting|systems?|servers?)\b"),
    ("outside_network", 0.82, r"\b(?:whats ?app|personal (?:gmail|e-?mail|account|dropbox|phone|device|laptop|cloud|google)|private (?:e-?mail|gmail|account)|free (?:website|\w+ ?(?:viewer|tool|converter|app)|app|tool|online)|home (?:computer|e-?mail)|own (?:laptop|phone|device|gmail|e-?mail)|hosted in|stores data in|outside the (?:school's|school|council's) (?:network|systems?)|chat ?gpt|dropbox|wetransfer|public (?:by default|social media page))\b"),
    ("individual_at_risk", 0.88, r"\b(?:non-molestation|restraining order|court order|injunction|domestic (?:abuse|violence)|violent (?:relationship|ex|partner|father|mother|husband)|(?:flagged|marked|kept|is|was) (?:as )?confidential|confidential address|refuge|witness protection|at risk (?:of|from)|at risk\b|safety|in danger|abusive|stalk\w*|fle(?:d|eing)|no[- ]contact order|put (?:\w+ ){1,4}at risk|self[- ]harm)\b"),
)  # fmt: skip


@component("candour_cues")
def read_cues(reading: Reading) -> None:
    """Read what the level rules ask beside the form: suppliers, networks, danger to a person."""
    for field, sure, pattern in CUES:
        for page in (reading.body, reading.layout.quoted):
            own = page is reading.body
            for hit in page.hits(re.compile(pattern)):
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
