"""Where numbers, addresses and codes stand that point at a person: mail, web, telephone, post, pupils, machines."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a stretch is, and so what stands in its place."""

    MAIL = "mail"
    WEB = "web"
    PHONE = "phone"
    POSTCODE = "postcode"
    NETWORK = "network"
    CODE = "code"
    DAY = "day"
    NAME = "name"


class Stretch(NamedTuple):
    """Something to replace: text[start:end], by `new` where that is known already."""

    start: int
    end: int
    kind: Kind
    new: str = ""


_CUE = (
    r"(?:candidate|pupil|student|staff|employee|payroll|admission|exam|uci|upn|uln|reference|ref|number|no|asset|tag"
    r"|serial|account|acc|card|case|ticket|order|invoice|passport|licence|license|pin|code|ext|extension|id|batch|bag)"
)
_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.MAIL, re.compile(r"[\w.+'%-]{1,80}@[\w-]{1,60}(?:\.[\w-]{1,60}){0,5}")),
    (Kind.WEB, re.compile(r"\b(?:https?://|www\.)[^\s<>\"')]{1,400}", re.IGNORECASE)),
    (
        Kind.WEB,
        re.compile(
            r"\b[a-z0-9][a-z0-9-]{1,40}(?:\.[a-z0-9-]{2,40}){0,3}\.(?:sch\.uk|gov\.uk|ac\.uk|org\.uk"
            r"|co\.uk|example|org|net|cymru|wales|com)\b(?:/[^\s<>\"')]{0,200})?",
            re.IGNORECASE,
        ),
    ),
    (Kind.NETWORK, re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")),
    (Kind.PHONE, re.compile(r"(?<![\w.])(?:\+44 ?(?:\(0\) ?)?|\(?0)\d(?:[ ()-]{0,2}\d){7,10}(?!\d)")),
    (Kind.POSTCODE, re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)),
    (Kind.CODE, re.compile(r"\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b", re.IGNORECASE)),
    (Kind.CODE, re.compile(r"(?<![\w,.£$€/:-])\d(?:[ -]?\d){5,18}(?![\w/:]|[,.]\d)")),
    (
        Kind.CODE,
        re.compile(r"\b(?=[\w/-]{0,40}\d)(?=[\w/-]{0,40}[A-Za-z])[A-Za-z0-9]{1,40}(?:[-/_][A-Za-z0-9]{1,12}){0,4}\b"),
    ),
    (
        Kind.CODE,
        re.compile(
            rf"\b{_CUE}s?\b\.?(?: (?:is|was|number|no\.?|code))?[ :#]{{0,3}}(?P<code>\d{{3,12}})\b", re.IGNORECASE
        ),
    ),
    (Kind.CODE, re.compile(r"#(?P<code>\d{2,12})\b")),
    (
        Kind.CODE,
        re.compile(
            r"(?<![\w,.£$€/:-])(?P<code>\d{1,4}[a-z]?),? (?:[A-Z][\w'-]{1,20} ){1,3}(?:Street|St|Road|Rd|Lane"
            r"|Avenue|Ave|Drive|Close|Crescent|Way|Terrace|Gardens|Grove|Court|Place|Parade|Row|Hill|Walk"
            r"|Square|Mews|Rise|View|Park)\b"
        ),
    ),
)
_NO_CODE = re.compile(
    r"\d+(?:st|nd|rd|th)|(?:q|u|ho?y|tier-|post-|f)\d{1,2}s?|matb1|t1dm|s2s|y\d{1,2}-y?\d{1,2}|\d{1,2}(?:am|pm|h|hrs?|mins?|k|m|gb|mb|tb|p|x|cm|mm|kg|yrs?|yo|s|ish|%)"
    r"|(?:y|yr|year|ks|p|s|room|rm|block|class|key|stage|bl)\d{1,2}[a-z]{0,3}|\d{1,2}[a-z]{1,3}(?:[/-]\d?[a-z]{1,3})?"
    r"|[a-z]\d|(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?s?|\d{1,2}(?:/\d{1,2}){1,2}|\d{1,2}-\d{1,2}|mp[34]|co2|a[345]|b[12]|web2|g4s"
    r"|(?:office|m|o|microsoft)365|covid-19|\d{1,2}-(?:page|year|week|day|pupil|month|hour|minute|strong)s?"
    r"|\d+(?:to|of|x)\d*|(?:win|windows|ios|version|v)\d+(?:\.\d+)*|t[1-6]|h[1-6]|\d{1,2}[.:h]\d\d(?:am|pm)?"
    r"|\d{1,3}-?(?:pages?|pupils?|year-olds?|digit|gb|page|seater|weekly|day)",
    re.IGNORECASE,
)
"""Times, classes, years, sizes: digits beside letters that point at nobody."""


def find_numbers(text: str) -> Iterator[Stretch]:
    """Yield stretches that may overlap: what comes first counts."""
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            group = "code" if "code" in pattern.groupindex else 0
            if kind is Kind.CODE and group == 0 and _NO_CODE.fullmatch(match[0]):
                continue
            if match.start(group) >= 0:
                yield Stretch(*match.span(group), kind)
