"""The thing that was lost, stolen, found or thrown away: what it is, its number, whether it is encrypted."""

import re

from nlp.incidents.words import PAPER
from nlp.message.asset_answers import ASSET_ENTRIES
from nlp.outcome.summary import MAX_SUMMARY
from nlp.reading import Reading
from nlp.scope import is_negated
from nlp.text import Hit, Page

KINDS = (
    ("laptop", r"\b(?:laptops?|chromebooks?|macbooks?|netbooks?|notebook computer|surface pro)\b"),
    ("tablet", r"\b(?:tablets?|i[ -]?pads?|kindles?|surface go)\b"),
    (
        "usb",
        (
            r"\b(?:memory[- ]?sticks?|usbs?|usb (?:sticks?|drives?|keys?)|pen[- ]?drives?"
            r"|flash[- ]?drives?|thumb[- ]?drives?|external (?:hard )?drives?|hard[- ]?drives?"
            r"|memory keys?)\b"
        ),
    ),
    ("camera", r"\b(?:cameras?|camcorders?|go-?pros?|(?:helmet|dash|body|web)[- ]?cams?|canon|nikon|sd cards?)\b"),
    (
        "phone",
        (
            r"\b(?:(?:mobile|work|school|trip|smart) ?(?:mobile )?phones?|(?:work|school) mobiles?"
            r"|iphones?|handsets?|(?<!to )(?<!man )(?<!we )(?<!i )(?<!they )phone"
            r"|(?<!old )mobile)\b(?! (?:number|call|numbers|line|prompt|up|her|him|classroom"
            r"|them|me))"
        ),
    ),
    (
        "other",
        (
            r"\b(?:servers?|desktops?|desktop computers?|dictaphones?|voice recorders?"
            r"|smart ?watch(?:es)?|photocopiers?|hard disks?)\b"
        ),
    ),
    ("paper", rf"\b{PAPER}\b"),
)
*_DEVICES, (_, _PAPER) = ((kind, re.compile(pattern)) for kind, pattern in KINDS)
_SHARED_LABELS = {"data": "asset_contents", "other": "asset_comments"}
_LOST_TYPES = frozenset({"lost_or_stolen_information", "lost_or_stolen_equipment", "found_in_public", "poor_disposal"})
_REFERENCE = re.compile(
    r"\b(?:asset|inventory|serial|tag|label(?:led)?|device|equipment|s/n|barcode)(?: (?:tag|no"
    r"|number|ref|reference|id|code|label))*\.?(?: is"
    r"| was)?[ :#(]*(?P<r>[a-z0-9]{1,8}(?:[-/._][a-z0-9]{1,8}){0,4})\b"
)
_NUMBERED = re.compile(
    r"\b(?:sticker(?:ed)?|labelled|tagged|marked|badged)(?: (?:on|underneath|on the (?:back|bottom|lid|front)))?"
    r"(?: (?:says|saying|is|was|reads|with))?[ :,(\"']{1,3}(?P<r>[a-z]{1,8}(?:[-/. ]?[a-z0-9]{1,6}){0,3}\d|\d{1,8})\b"
    r"|\b(?:no\.? ?|number |num )(?P<n>\d{1,6})\b(?= (?:on|written|in) (?:the|its|it|tippex)|\)"
    r"|, (?:not )?encrypted|, bitlocker)"
)
"""A number on a sticker, or painted on the thing."""
_OTHERS_NUMBER = re.compile(
    r"\b(?:crime|police|incident|case|log|cad|booking|ticket|phone|tel|flight|train|bus"
    r"|ref(?:erence)?)\W{0,3}(?:\w+\W{1,2}){0,2}$"
)
_CODE = re.compile(r"\b(?P<r>[A-Z]{1,5}(?:[-/][A-Z]{1,5}){0,2}[-/]\d{1,6}(?:[-/]\d{1,4})?)\b")
_NOT_ENCRYPTED = re.compile(
    r"\b(?:not|isn't|wasn't|isnt|wasnt|never|un|aren't|weren't)[- ]?(?:\w+ )?encrypt\w*"
    r"|\b(?:won't|wont|can't|cannot|couldn't|hasn't been|not been|doesn't|isn't|never)(?: be| been)? encrypt\w*"
    r"|\b(?:hadn't|hasn't|hadnt|hasnt|didn't have|doesn't have|had no|has no|have no|having no"
    r"|without|no) (?:a |any |a proper )?"
    r"(?:password|passcode|pin|lock|code|screen lock|encryption|protection|security)\b|\bno (?:pin"
    r"|password|passcode|lock) (?:or|and|nor)\b"
    r"|\bnot (?:even )?(?:password|passcode|pin)(?:[- ](?:protected|locked|anything))?\b"
    r"|\bnot (?:protected|locked|secured|passworded)\b"
    r"|\b(?:isn't|wasn't|aren't|weren't) (?:password|passcode|pin|locked|protected)\w*"
    r"|\bpassword[- ]less\b|\bnothing (?:on it )?(?:to stop|locked)\b"
    r"|\bunencrypted\b|\b(?:no|without|lacks?|any) (?:encryption|password|passcode|pin)\b"
    r"|\bno (?:way to|encryption or)\b[^.;]{0,20}\block|\bnot (?:password"
    r"|passcode)[- ]protected"
)
_ENCRYPTED = re.compile(r"\bencrypt(?:ed|ion|s|id)?\b|\bbit ?locker(?:ed)?\b|\bfile ?vault\b")
_DOUBTED = re.compile(r"(?:\bnot|n't|\bdont) (?:think|believe) (?:it|they)(?:'s| is| was| were| are) encrypted\b")
_UNSURE = re.compile(
    r"\b(?:not sure|don't know|dont know|do not know|no idea|unsure|unclear|can't say|whether"
    r"|if it)\b[^.;]{0,40}$|\?"
)


def read_asset(reading: Reading) -> None:
    """Read asset_lost, asset_type, asset_reference, asset_encrypted, and the answers to the asset form (R28)."""
    for answer in reading.layout.answers:
        _read_answer(reading, answer.field, answer.value)
    _read_asset_form(reading)
    if any(entry.field == "asset_encrypted" and (entry.is_open or entry.shown) for entry in reading.asked):
        _read_encryption(reading, reading.body)
    type_ = reading.shows("incident_type")
    if type_ not in _LOST_TYPES:
        return
    best = reading.best("incident_type")
    sure = best.confidence if best else 0.5
    reading.add("asset_lost", value=True, confidence=sure, rule=f"asset.{type_}")
    _read_kind(reading, str(type_), sure)
    _read_reference(reading)
    _read_encryption(reading, reading.body)


def _read_answer(reading: Reading, field: str, value: Hit | None) -> None:
    if value is None:
        return
    if field == "asset_reference" and re.search(r"\d", value.low):
        reading.add(field, value.text, 0.95, "form.asset_reference", [value])
    elif field == "asset_type":
        kind = next((kind for kind, pattern in KINDS if re.search(pattern, value.low)), "other")
        reading.add(field, kind, 0.93, "form.asset_type", [value])
    elif field == "asset_encrypted" and re.match(r"(?:yes|yeah|yep|y\b|no\b|nope|n\b|oedd|ydy|nac)", value.low):
        reading.add(field, not value.low.startswith("n"), 0.94, "form.asset_encrypted", [value])


def _read_asset_form(reading: Reading) -> None:
    """Read the form about a lost asset; two of its labels are others' too, so one of its own must be there."""
    answers = reading.layout.answers
    if not any(answer.field in ASSET_ENTRIES for answer in answers):
        return
    for answer in answers:
        entry = _SHARED_LABELS.get(answer.field, answer.field)
        if entry in ASSET_ENTRIES | {"asset_contents"} and answer.value:
            reading.add(entry, answer.value.text[:MAX_SUMMARY], 0.95, f"form.{entry}", [answer.value])


def _read_kind(reading: Reading, type_: str, sure: float) -> None:
    """Take the first device of a lost device, else paper; papers found or thrown away may lie on a device."""
    for page in (reading.layout.body, reading.layout.subject):
        devices = [
            (hit.start, kind, hit) for kind, pattern in _DEVICES for hit in page.hits(pattern) if not is_negated(hit)
        ]
        if devices and (type_ == "lost_or_stolen_equipment" or _is_what_was_found(reading, min(devices)[2])):
            _, kind, hit = min(devices, key=lambda device: device[0])
            reading.add("asset_type", kind, min(sure + 0.03, 0.93), f"asset.{kind}", [hit])
            return
    if type_ == "lost_or_stolen_equipment":
        reading.add("asset_type", "other", 0.55, "asset.other")
        return
    if reading.asked:  # what the first report lost is known better than by a guess
        return
    papers = [hit for page in reading.pages for hit in page.hits(_PAPER)]
    reading.add("asset_type", "paper", min(sure, 0.85) if papers else 0.6, "asset.paper", papers[:1])


def _is_what_was_found(reading: Reading, hit: Hit) -> bool:
    paper = next(hit.page.hits(_PAPER), None)
    del reading
    return paper is None or (
        hit.start < paper.start
        and bool(
            re.search(
                r"\b(?:found|find|dispos\w+|thrown|sold|in the|an?|old)\b[^.;]{0,25}$", hit.page.before(hit.start, 30)
            )
        )
    )


def _read_reference(reading: Reading) -> None:
    for page in (reading.body, reading.layout.subject):
        for match in page.matches(_REFERENCE):
            if any(character.isdigit() for character in match["r"]):
                hit = Hit(page, *match.span("r"))
                reading.add("asset_reference", hit.text, 0.9, "asset.reference.labelled", [hit])
        for match in page.matches(_NUMBERED):
            hit = Hit(page, *match.span("r" if match["r"] else "n"))
            reading.add("asset_reference", hit.text, 0.8, "asset.reference.sticker", [hit])
        for match in _CODE.finditer(page.cased):
            hit = Hit(page, *match.span("r"))
            if _OTHERS_NUMBER.search(page.before(hit.start, 30)):
                continue
            reading.add("asset_reference", hit.text, 0.74, "asset.reference.code", [hit])


def _read_encryption(reading: Reading, body: Page) -> None:
    for hit in body.hits(_NOT_ENCRYPTED):
        word = "encrypt" in hit.low
        if not _UNSURE.search(body.before(hit.start, 40)):
            reading.add(
                "asset_encrypted", value=False, confidence=0.9 if word else 0.76, rule="asset.not-encrypted", hits=[hit]
            )
    for hit in body.hits(_DOUBTED):
        reading.add("asset_encrypted", value=False, confidence=0.66, rule="asset.encryption-doubted", hits=[hit])
    if reading.shows("asset_encrypted") is not None:
        return
    for hit in body.hits(_ENCRYPTED):
        if (
            not is_negated(hit)
            and not _UNSURE.search(body.before(hit.start, 40))
            and "?" not in body.after(hit.end, 25)
        ):
            reading.add("asset_encrypted", value=True, confidence=0.88, rule="asset.encrypted", hits=[hit])
