"""Whether the message is a report at all: newsletters, adverts, out-of-office answers and enquiries are none."""

import re

from candour.cases.facts import Method
from candour.cases.report import Automatic
from nlp.incidents.no_incident import signs_of_none
from nlp.reading import Reading
from nlp.statistics.model import because, probability, report_model
from nlp.text import Hit

SIGNS = (
    (
        "automatic",
        0.94,
        (
            r"\bautomatic reply\b|\bout of (?:the )?office\b|\bauto-?reply\b"
            r"|\bi am (?:currently )?(?:on|away on) (?:annual|maternity|sick)? ?leave\b"
            r"|\bthank you for your (?:message|e-?mail)\b[^.]{0,20}\. (?:i am|we are|the office)"
        ),
    ),
    (
        "newsletter",
        0.9,
        (
            r"\bunsubscribe\b|\bview (?:it |this )?in (?:your )?browser\b|\byou are receiving this\b"
            r"|\b(?:monthly|weekly) (?:round-?up|newsletter|update|bulletin)\b"
            r"|\bmanage (?:your )?preferences\b"
        ),
    ),
    (
        "advert",
        0.88,
        (
            r"\b(?:special offer|% off|free (?:trial|delivery|quote|demo|audit)|limited time"
            r"|your (?:website|ranking|competitors)|kindly (?:share|reply|send)"
            r"|order (?:before|now)|discount|book a demo|webinar|click here to|full audit|seo"
            r"|dear business owner|our (?:products?|services|solutions?|platform|range))\b"
        ),
    ),
)
_SIGNS = tuple((name, sure, re.compile(pattern)) for name, sure, pattern in SIGNS)
_SELLS = re.compile(
    r"\b(?:(?:your|school's|the) (?:\w+ )?(?:subscription|renewal|licen[cs]e|contract|free (?:place|seat))"
    r"|renew(?:s|al)? (?:this|by|before|now|today)|(?:quick|short|brief|\d+[- ]minute) (?:chat|call|demo|phone call)"
    r"|following (?:our|up on our|my) (?:call|conversation|e-?mail|chat)|(?:getting|be) in touch (?:because|to|about)"
    r"|did you know(?: that)?|\d+ (?:in|out of) \d+ schools|account (?:manager|executive)|sales (?:team|manager)"
    r"|free (?:\w+ ){0,3}training|save (?:up to )?(?:\d+%|£)|schools (?:that|who|like yours)|per (?:pupil|seat|user)"
    r"|pencil (?:you )?in|existing customers?|no obligation)\b"
)
_SURELY_SELLS = 3
"""How many different phrases of a seller make an offer of a message."""
_ASKS = re.compile(
    r"\b(?:can|could|would|will|do|does|is|are|may|shall|what|when|where|how"
    r"|please)\b[^.!?\n]{0,140}\?|\bplease (?:could|can|send|let me know|advise|would)"
    r"|\b(?:i'd|i would|we'd|we would) like to (?:book|ask|arrange|request|order|know|come"
    r"|visit|enquire|apply)|\bcan (?:someone|somebody|you|i|anyone)\b"
    r"|\bis this the right form\b|\bare you (?:still )?free\b|\bneed (?:help|someone"
    r"|somebody) (?:with|to)\b"
)
_ENQUIRY = re.compile(
    r"\b(?:book(?:ing)?|visit|appointment|jumper|cardigan|coat|uniform|lunch ?box|water bottle"
    r"|pe kit|hat|glove|lanyard|umbrella|shoes?|parents'? evening|open day|dinner money|club"
    r"|trip money|projector|printer|toner|wifi|wi-fi|signal|screen|whiteboard pen|refresher"
    r"|training (?:slot|session|date|course)|inset|slot|newsletter|menu|term dates?"
    r"|leave (?:form|request)|annual leave|unpaid leave|timetable|invoice for|quote for"
    r"|subject access request form|policy template|reporting form|the form|password reset"
    r"|reset my password|can't log in|cannot log in|place for|school place|absence form"
    r"|meeting room|reference number)\b"
)
_REPORTS = re.compile(
    r"\bwho (?:do|should) (?:i|we) (?:tell|report|inform|contact)|\bwhat (?:do|should) (?:i"
    r"|we) do\b|\b(?:is|was) (?:this|that|it) (?:a|an|count\w* as)? ?(?:data )?(?:breach"
    r"|incident)|\bdo(?:es)? (?:i need to|this|it|that) (?:report|count)|\bif (?:this"
    r"|it) counts\b|\b(?:need|want|have|like) to report\b|\bi am reporting\b"
    r"|\breport(?:ing)? (?:a|an|this) (?:data|incident|breach|loss|theft|near)|\bis it (?:bad"
    r"|ok)\b"
)
_PERSONAL = re.compile(
    r"\b(?:pupils?|child(?:ren)?'?s?|kids?|students?|staff|parents?|famil(?:y|ies)|names?"
    r"|addresses|records?|reports?|files?|list|data|details|medical|scores?|grades?|password"
    r"|login|account|laptop|usb|memory stick|phone|mailbox)\b"
)
_OURS = re.compile(r"\b(?:i|we|my|our|us|me)\b")


TASK = "not_an_incident"
_LIKELY, _HARDLY = 0.6, 0.03
"""How likely the model must hold it to be none, and below what the rules' weaker signs are not believed.

From 0.3 on 96 of 100 were none, but a report that is taken for an enquiry costs more than ten enquiries that are kept.
"""
_AHEAD = 0.2
_LIKELY_TYPE = 0.6
"""From where a type of incident counts: there is always one that is the likeliest."""
_SURE_IT_IS_ONE = 0.5
"""How likely it must be an incident to be worth a sign for sorting a shared mailbox."""
_FEW_WORDS = 9
_MUCH, _SOME, _LITTLE = 8, 5, 3
"""How much speaks for an incident: a report with a newsletter's word in it; more than one weak sign; one of them."""


def read_verdict(reading: Reading) -> None:
    """Read not_an_incident, and reads_like_incident where the model sees one.

    A lost incident costs more than an enquiry that is kept: rules and model each need strong signs to set one aside,
    and nothing that is said is taken for "no incident" by an answer alone.
    """
    if reading.report.automatic in {Automatic.REPLY, Automatic.BOUNCE, Automatic.OWN}:
        reading.add(TASK, value=True, confidence=0.97, rule="verdict.automatic-mail")
        return
    none = 0.0 if reading.asked else probability(reading, TASK)
    strength = _incident_strength(reading)
    _read_automatic(reading)
    if reading.asked or none >= _HARDLY:
        _read_offers(reading, strength)
        _read_enquiry(reading, strength)
    if not reading.asked:
        for name, sure, hit in signs_of_none(reading.layout.written):
            reading.add(TASK, value=True, confidence=sure, rule=f"verdict.{name}", hits=[hit])
    if none >= _LIKELY and strength < _MUCH:
        _read_model(reading, none)
    if not reading.asked and 1 - none >= _SURE_IT_IS_ONE:
        rule = f"verdict.{report_model().version}"
        reading.add("reads_like_incident", value=True, confidence=1 - none, rule=rule, method=Method.MODEL)


def _read_model(reading: Reading, likely: float) -> None:
    """Read what the model says; where a rule says so too, it is the rule's, and surer.

    A few words hold too little for the model to speak against a rule that sees a type of incident in them.
    """
    if reading.signs.by_type and len(reading.body.low.split()) < _FEW_WORDS:
        return
    ruled, version = reading.best(TASK), report_model().version
    rule, method = (f"{ruled.rule}+{version}", Method.RULE) if ruled else (f"verdict.{version}", Method.MODEL)
    sure = max(likely + _AHEAD, ruled.confidence if ruled else 0.0)
    reading.add(TASK, value=True, confidence=min(sure, 0.96), rule=rule, hits=because(reading, TASK), method=method)


def _read_automatic(reading: Reading) -> None:
    name, sure, pattern = _SIGNS[0]
    if hit := _sign(reading, pattern):
        reading.add(TASK, value=True, confidence=sure, rule=f"verdict.{name}", hits=[hit])


def _read_offers(reading: Reading, strength: float) -> None:
    """Read newsletters, adverts and offers, where little speaks for an incident."""
    if strength >= _MUCH:
        return
    for name, sure, pattern in _SIGNS[1:]:
        if hit := _sign(reading, pattern):
            reading.add(TASK, value=True, confidence=sure, rule=f"verdict.{name}", hits=[hit])
    offers = {hit.low: hit for hit in reading.layout.written.hits(_SELLS)}
    if len(offers) >= _SURELY_SELLS and not reading.shows("responsible_employee"):
        reading.add(TASK, value=True, confidence=0.82, rule="verdict.sales", hits=list(offers.values())[:3])


def _read_enquiry(reading: Reading, strength: float) -> None:
    """Read enquiries, and messages with no sign of an incident at all; an answered form is neither."""
    asks, enquiry = next(reading.body.hits(_ASKS), None), _sign(reading, _ENQUIRY)
    if reading.layout.answers:
        return
    if asks and enquiry and strength < _SOME and next(reading.body.hits(_REPORTS), None) is None:
        sure = 0.84 if strength < _LITTLE else 0.66
        reading.add(TASK, value=True, confidence=sure, rule="verdict.enquiry", hits=[asks, enquiry])
    elif strength == 0 and (asks or not _PERSONAL.search(reading.body.low)):
        sure, hits = (0.66, [asks]) if asks else (0.55, [])
        reading.add(TASK, value=True, confidence=sure, rule="verdict.no-sign-of-an-incident", hits=hits)


def _says_it_is_one(reading: Reading) -> bool:
    return any(next(page.hits(_REPORTS), None) for page in reading.pages)


def _sign(reading: Reading, pattern: re.Pattern[str]) -> Hit | None:
    for page in (reading.layout.subject, reading.layout.written):
        if hit := next(page.hits(pattern), None):
            return hit
    return None


def _incident_strength(reading: Reading) -> float:
    """Return how much speaks for an incident: its type, the data, what was done, when it was found."""
    best = reading.best("incident_type")
    strength = 0.0
    if best and best.confidence >= _LIKELY_TYPE:
        strength += 2 + 4 * (best.confidence - _LIKELY_TYPE)
    ticks = [tick for tick in reading.ticks.get("data_types", ()) if tick.confidence > 0.6]  # noqa: PLR2004
    strength += min(len(ticks), 4) * 0.8
    if _says_it_is_one(reading):
        strength += 3
    for field in ("near_miss", "discovered_time", "recovered", "complaint", "wants_anonymity"):
        strength += 1 if reading.shows(field) else 0
    return strength
