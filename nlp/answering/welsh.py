"""Short answers in Welsh, said in English word for word: "tua deg ar hugain" is "about thirty"."""

import re

from nlp.welsh.dates import DAY_OF, MONTH_OF
from nlp.welsh.numbers import WELSH_NUMBER, welsh_number

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PHRASES = (
    *(("yr un diwrnod", "the same day"), ("ar unwaith", "straight away"), ("yn syth", "straight away")),
    *(("bore ddoe", "yesterday morning"), ("prynhawn ddoe", "yesterday afternoon"), ("neithiwr", "last night")),
    *(("bore 'ma", "this morning"), ("bore ma", "this morning"), ("y bore yma", "this morning")),
    *(("bore heddiw", "this morning"), ("echdoe", "the day before yesterday"), ("ddoe", "yesterday")),
    *(("heddiw", "today"), ("hanner dydd", "noon"), ("hanner nos", "midnight"), ("hanner awr wedi", "half past")),
    *(("hanner wedi", "half past"), ("chwarter wedi", "quarter past"), ("chwarter i", "quarter to")),
    *(("o'r gloch", "o'clock"), ("y bore", "in the morning"), ("y prynhawn", "pm")),
    *(("yr hwyr", "pm"), ("yn y bore", "in the morning"), ("diwethaf", ""), ("tua", "about"), ("oddeutu", "about")),
    *(("rhyw", "about"), ("o gwmpas", "about"), ("dim ond", "only"), ("o blant", "children"), ("plentyn", "children")),
    *(("o ddisgyblion", "pupils"), ("disgybl", "pupils"), ("o bobl", "people"), ("wedi", "past"), ("nac ydy", "no")),
    *(("nac ydi", "no"), ("nac oes", "no"), ("nac oedd", "no"), ("naddo", "no"), ("nage", "no")),
    *(("ydy", "yes"), ("ydi", "yes"), ("oes", "yes"), ("oedd", "yes"), ("ie", "yes"), ("do", "yes")),
    *(("ddim eto", "not yet"), ("dim syniad", "no idea")),
    *(("wn i ddim", "i don't know"), ("rhai", "some"), ("rhan", "part"), ("fi", "me"), ("fi oedd e", "it was me")),
    *(("gliniadur", "laptop"), ("llechen", "tablet"), ("ffôn", "phone"), ("cofbin", "memory stick")),
)
_MONTH_AFTER = re.compile(rf"(?P<d>\d{{1,2}}(?:af|ain|fed|eg|ydd|il)?)\s+(?:o )?(?P<m>{'|'.join(MONTH_OF)})\b")
_DAY = re.compile(rf"\b(?:dydd|nos|bore|prynhawn|p'nawn|ddydd)\s+(?P<d>{'|'.join(DAY_OF)})\b")
_SAID = dict(_PHRASES)
_KNOWN = re.compile(
    rf"\b(?:(?P<said>{'|'.join(re.escape(words) for words in sorted(_SAID, key=len, reverse=True))})"
    rf"|(?P<count>{WELSH_NUMBER}))\b"
)
_ONLY_WELSH = re.compile(
    r"\b(?:tua|oddeutu|rhyw|dydd|ddydd|ddoe|heddiw|echdoe|neithiwr|bore|prynhawn|p'nawn|hanner|chwarter|gloch|wedi|nac|naddo"
    r"|nage|ydy|ydi|oes|oedd|ie|fi|ugain|hugain|dwsin|ddwsin|dim|gliniadur|llechen|ffôn|cofbin|unwaith|syth|rhai|rhan|ddim"
    r"|plentyn|disgybl(?:ion)?|ddisgyblion|blant|bobl|dau|dwy|tri|tair|pedwar|pedair|pump|chwech|saith|wyth|naw|deg|deuddeg"
    r"|pymtheg|cant|gant|chant|dd?eugain|trigain|drigain|wn)\b"
    r"|\d\s?(?:o )?(?:ionawr|chwefror|mawrth|ebrill|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\b"
    r"|^\W*do\W*$"
)


def in_english(low: str) -> str:
    """Return a short answer in lower case with its Welsh words in English; any other as it stands.

    Lone "do" is Welsh for yes.
    """
    if not _ONLY_WELSH.search(low):
        return low
    low = _MONTH_AFTER.sub(lambda match: f"{re.sub(r'[a-z]', '', match['d'])} {_MONTHS[MONTH_OF[match['m']] - 1]}", low)
    low = _DAY.sub(lambda match: _DAYS[DAY_OF[match["d"]]], low)
    return " ".join(_KNOWN.sub(_in_english, low).split())


def _in_english(match: re.Match[str]) -> str:
    if match["said"]:
        return _SAID[match["said"]]
    worth = welsh_number(match["count"])
    return match[0] if worth is None else str(worth)
