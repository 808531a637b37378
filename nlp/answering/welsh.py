"""Short answers in Welsh, said in English word for word: "tua deg ar hugain" is "about thirty"."""

import re

_MONTHS = (
    *(("ionawr", "january"), ("chwefror", "february"), ("mawrth", "march"), ("ebrill", "april"), ("mai", "may")),
    *(("mehefin", "june"), ("gorffennaf", "july"), ("awst", "august"), ("medi", "september"), ("hydref", "october")),
    *(("tachwedd", "november"), ("rhagfyr", "december")),
)
_DAYS = (
    *(("llun", "monday"), ("mawrth", "tuesday"), ("mercher", "wednesday"), ("iau", "thursday"), ("gwener", "friday")),
    *(("sadwrn", "saturday"), ("sul", "sunday")),
)
_UNITS = (
    *(("un", 1), ("dau", 2), ("dwy", 2), ("ddau", 2), ("ddwy", 2), ("tri", 3), ("tair", 3), ("dri", 3), ("dair", 3)),
    *(("pedwar", 4), ("pedair", 4), ("bedwar", 4), ("bedair", 4), ("pump", 5), ("bump", 5), ("pum", 5), ("chwech", 6)),
    *(("chwe", 6), ("saith", 7), ("wyth", 8), ("naw", 9), ("deg", 10), ("ddeg", 10), ("deng", 10)),
    *(("unarddeg", 11), ("deuddeg", 12), ("ddeuddeg", 12), ("pymtheg", 15), ("bymtheg", 15), ("deunaw", 18)),
    *(("ddeunaw", 18), ("un ar ddeg", 11), ("tri ar ddeg", 13), ("pedwar ar ddeg", 14), ("pedair ar ddeg", 14)),
    *(("un ar bymtheg", 16), ("dau ar bymtheg", 17), ("pedwar ar bymtheg", 19), ("tair ar ddeg", 13)),
)
_TWENTIES = (("hugain", 20), ("ugain", 20), ("deugain", 40), ("ddeugain", 40), ("trigain", 60), ("drigain", 60))
_DOZENS = (("hanner dwsin", 6), ("dwsin", 12), ("ddwsin", 12), ("hanner cant", 50), ("cant", 100), ("gant", 100))
_TENS = tuple((f"{word} {ten}", 10 * worth) for word, worth in _UNITS if 1 < worth < 10 for ten in ("deg", "ddeg"))  # noqa: PLR2004 - from twenty to ninety
_UPON = tuple(
    (f"{unit} ar {link}", one + twenty)
    for unit, one in _UNITS
    for link, twenty in (("hugain", 20), ("ddeugain", 40), ("drigain", 60))
)
_TENS_AND = tuple((f"{ten} {unit}", tens + one) for ten, tens in _TENS for unit, one in _UNITS if one < 10)  # noqa: PLR2004 - units
_NUMBERS = dict((*_UNITS, *_TWENTIES, *_DOZENS, *_TENS, *_UPON, *_TENS_AND))
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
    *(
        ("nac ydi", "no"),
        ("nac oes", "no"),
        ("nac oedd", "no"),
        ("naddo", "no"),
        ("nage", "no"),
        ("ddim eto", "not yet"),
    ),
    *(
        ("ydy", "yes"),
        ("ydi", "yes"),
        ("oes", "yes"),
        ("oedd", "yes"),
        ("ie", "yes"),
        ("do", "yes"),
        ("dim syniad", "no idea"),
    ),
    *(("wn i ddim", "i don't know"), ("rhai", "some"), ("rhan", "part"), ("fi", "me"), ("fi oedd e", "it was me")),
    *(
        ("gliniadur", "laptop"),
        ("llechen", "tablet"),
        ("ffôn", "phone"),
        ("cofbin", "memory stick"),
        ("camera", "camera"),
    ),
)
_MONTH_AFTER = re.compile(
    rf"(?P<d>\d{{1,2}}(?:af|ain|fed|eg|ydd|il)?)\s+(?:o )?(?P<m>{'|'.join(one for one, _ in _MONTHS)})\b"
)
_DAY = re.compile(rf"\b(?:dydd|nos|bore|prynhawn|p'nawn|ddydd)\s+(?P<d>{'|'.join(one for one, _ in _DAYS)})\b")
_WORDS = {**{word: str(worth) for word, worth in _NUMBERS.items()}, **dict(_PHRASES)}
_KNOWN = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))})\b")
_ONLY_WELSH = re.compile(
    r"\b(?:tua|oddeutu|rhyw|dydd|ddydd|ddoe|heddiw|echdoe|neithiwr|bore|prynhawn|p'nawn|hanner|chwarter|gloch|wedi|nac|naddo"
    r"|nage|ydy|ydi|oes|oedd|ie|fi|ugain|hugain|dwsin|ddwsin|dim|gliniadur|llechen|ffôn|cofbin|unwaith|syth|rhai|rhan|ddim"
    r"|plentyn|disgybl(?:ion)?|ddisgyblion|blant|bobl|dau|dwy|tri|tair|pedwar|pedair|pump|chwech|saith|wyth|naw|deg|deuddeg"
    r"|pymtheg|cant|gant|deugain|trigain|wn)\b|\d\s?(?:o )?(?:ionawr|chwefror|mawrth|ebrill|mehefin|gorffennaf|awst"
    r"|medi|hydref|tachwedd|rhagfyr)\b|^\W*do\W*$"
)


def in_english(low: str) -> str:
    """Return a short answer in lower case with its Welsh words in English; any other as it stands.

    Lone "do" is Welsh for yes.
    """
    if not _ONLY_WELSH.search(low):
        return low
    low = _MONTH_AFTER.sub(lambda match: f"{re.sub(r'[a-z]', '', match['d'])} {dict(_MONTHS)[match['m']]}", low)
    low = _DAY.sub(lambda match: dict(_DAYS)[match["d"]], low)
    said = _KNOWN.sub(lambda match: _WORDS[match[0]], low)
    return " ".join(said.split())
