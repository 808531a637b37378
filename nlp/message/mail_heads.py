"""What the head of a passed-on message tells: who wrote it, and when; as mail programs print it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from candour.cases.report import Report, Sender
from nlp.text import lower

_FROM = re.compile(
    r"^[>\s*]{0,9}(?:from|oddi wrth)\s?:\*?\s{0,3}\"?(?P<name>[^<\n\"\[(]{0,80}?)\"?\s{0,3}"
    r"(?:[<\[(](?:mailto:)?(?P<address>[^\s<>\])]{3,120})[>\])]|$)",
    re.MULTILINE | re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:\d{4}|\d[:.]\d\d(?: ?[ap]m)?)[,\s]{1,3}(?P<name>[^\d<>\n,:]{2,60}?)(?:\s?<(?P<address>\S{3,120})>)?"
    r"\s?wrote\s?:"
)
_SENT = re.compile(
    r"^[>\s*]{0,9}(?:sent|date|anfonwyd|dyddiad)\s?:(?P<when>[^\n]{4,90})|^\W{0,9}on (?P<on>[^\n]{8,80})",
    re.MULTILINE | re.IGNORECASE,
)
_DAY = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<m>[a-z]{3,9})\.?,? (?P<y>20\d\d)"
    r"|(?P<m2>[a-z]{3,9})\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? (?P<y2>20\d\d)"
    r"|(?P<d3>\d{1,2})[/.-](?P<m3>\d{1,2})[/.-](?P<y3>(?:20)?\d\d)|(?P<y4>20\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)"
)
_CLOCK = re.compile(r"(?P<h>\d{1,2})[:.](?P<min>\d\d)(?:[:.]\d\d)? ?(?P<half>[ap])?\.?m?")
_LONDON = ZoneInfo("Europe/London")
_NOON = 12
_HALF_A_DAY = timedelta(hours=_NOON)
_MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "ion chw maw ebr mai meh gor aws med hyd tac rha",
    )
    for number, name in enumerate(names.split(), start=1)
}
"""The first three letters of their names, in English and Welsh."""


def author_of(report: Report, original: str) -> Sender | None:
    """Return who wrote an original, as the parsed message or its head tells."""
    if report.forwarded and report.forwarded[0].sender:
        return report.forwarded[0].sender
    found = _FROM.search(original[:1500]) or _WROTE.search(original[:400])
    if found is None:
        return None
    name = " ".join((found["name"] or "").split()).strip("*' ")
    return Sender(name=name, address=found["address"] or "") if name or found["address"] else None


def written_at(report: Report, original: str) -> datetime:
    """Return when the original was written; when the message came, where that can't be told or lies after it."""
    told = report.forwarded[0].sent_at if report.forwarded else None
    if told is None:
        found = next(_SENT.finditer(original[:2000]), None)
        told = _moment(lower(found["when"] or found["on"])) if found else None
    return told if told is not None and told <= report.received_at else report.received_at


def _moment(words: str) -> datetime | None:
    day = _DAY.search(words)
    if day is None:
        return None
    clock = _CLOCK.search(words, day.end()) or _CLOCK.search(words[: day.start()])
    named = day.groupdict()
    try:
        date = datetime(_year(named), _month(named), _number(named, "d"), tzinfo=_LONDON)
        return (date + (_since_midnight(clock) if clock else _HALF_A_DAY)).astimezone(UTC)
    except (ValueError, KeyError):
        return None


def _since_midnight(clock: re.Match[str]) -> timedelta:
    hour = int(clock["h"]) % _NOON + _NOON * (clock["half"] == "p") if clock["half"] else int(clock["h"])
    return timedelta(hours=hour, minutes=int(clock["min"]))


def _number(named: Mapping[str, str | None], key: str) -> int:
    return int(next(value for name, value in named.items() if value and name.rstrip("234") == key))


def _year(named: Mapping[str, str | None]) -> int:
    year = _number(named, "y")
    return year if year > 99 else year + 2000  # noqa: PLR2004 - a year of two digits


def _month(named: Mapping[str, str | None]) -> int:
    word = named["m"] or named["m2"]
    return _MONTHS[word[:3]] if word else _number(named, "m")
