"""The dates that mail programs write above what they forward, as people read them: day before month, London time."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")
_BEFORE_MAIL = datetime(1990, 1, 1, tzinfo=UTC)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ion ionawr", "feb february chw chwef chwefror", "mar march maw mawrth", "apr april ebr ebrill",
            "may mai", "jun june meh mehefin", "jul july gor gorff gorffennaf", "aug august aws awst",
            "sep sept september med medi", "oct october hyd hydref", "nov november tach tachwedd",
            "dec december rhag rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|ain|eg|fed)?\.?[ -](?:o )?(?P<month>{_MONTH})\b\.?,?[ -]"
        r"(?P<year>\d{4})"
    ),
    re.compile(rf"\b(?P<month>{_MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"),
    re.compile(r"\b(?P<year>\d{4})[-/](?P<month>\d\d)[-/](?P<day>\d\d)"),
    re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})\b"),
)
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?(?:\s?([ap])\.?m\b\.?)?")
_ZONE = re.compile(r"(?:\b(?:gmt|utc))?([+-])(\d\d):?(\d\d)|\b(gmt|utc|bst)\b|(?<=\d)(z)\b")
_LONGEST = 200
_TWELVE = 12


def forwarded_at(text: str, received_at: datetime) -> datetime | None:
    """Return the moment that a forwarding mail program wrote down, in UTC; None without day and time.

    A time without a zone is London's. As for `sent_at`, one before mail or after the arrival counts as none.
    """
    low = " ".join(text[:_LONGEST].casefold().split())
    date = next((found for pattern in _DATES if (found := pattern.search(low))), None)
    time = _TIME.search(low, date.end()) if date else None
    if not date or not time:
        return None
    hour = int(time[1]) % _TWELVE + (_TWELVE if time[3] == "p" else 0) if time[3] else int(time[1])
    day, month = int(date["day"]), _month(date["month"])
    if month > _TWELVE:  # an American order that can't be meant otherwise
        day, month = month, day
    try:
        local = datetime(int(date["year"]), month, day, hour, int(time[2]), tzinfo=_zone(low[time.end() :]))
        moment = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if _BEFORE_MAIL <= moment <= received_at + timedelta(days=1) else None


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS[written]


def _zone(text: str) -> tzinfo:
    found = _ZONE.search(text)
    if not found:
        return _LONDON
    sign, hours, minutes, name, _ = found.groups()
    if name == "bst":
        return timezone(timedelta(hours=1))
    if not sign:
        return UTC
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(offset if sign == "+" else -offset) if offset < timedelta(days=1) else UTC
