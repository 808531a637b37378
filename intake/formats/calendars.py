"""Calendar invitations as a few lines of text (RFC 5545). The file itself is kept.

Read line by line: the common library checks far more than is shown here, and answers broken invitations with whatever
exceptions its parts raise.
"""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from candour.cases.showing.words import day_in_words, moment_in_words
from intake.budget import Budget
from intake.charsets import decode_text
from intake.formats.opened import DamagedError, InnerFile, Opened
from intake.headers import one_line
from intake.passages import Passage

_LONGEST_IN_BYTES = 200_000
_LONGEST_TEXT = 10_000
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r'([A-Za-z-]{1,40})((?:;[A-Za-z-]{1,40}=(?:"[^"\n]*"|[^";:\n]*))*):(.*)')
_PARAMETER = re.compile(r';([A-Za-z-]{1,40})=(?:"([^"\n]*)"|([^";:\n]*))')
_ESCAPED = re.compile(r"\\([nN,;\\])")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_KINDS = {"CANCEL": "Calendar: a meeting was cancelled", "REPLY": "Calendar: an answer to an invitation"}


class _Line(NamedTuple):
    """A property: its parameters and its value."""

    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as text (3.3.11)."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


def is_calendar(content: bytes) -> bool:
    """Tell whether bytes are an iCalendar object, by how they begin."""
    return decode_text(content[:200]).lstrip("\ufeff \r\n").upper().startswith("BEGIN:VCALENDAR")


def open_calendar(file: InnerFile, _budget: Budget) -> Opened:
    """Return the first event of a calendar in words: what, when, where, who asks; raises DamagedError without one."""
    lines = _FOLD.sub("", decode_text(file.content[:_LONGEST_IN_BYTES])).splitlines()
    method, event = _event(lines)
    if not event:
        raise DamagedError
    nothing = _Line({}, "")
    title = one_line(event.get("SUMMARY", nothing).text) or "no title"
    said = [
        f"{_KINDS.get(method, 'Calendar: an invitation')}: {title}",
        _labelled("When", _when(event)),
        _labelled("Where", one_line(event.get("LOCATION", nothing).text)),
        _labelled("Asked by", _person(event.get("ORGANIZER", nothing))),
        event.get("DESCRIPTION", nothing).text.strip()[:_LONGEST_TEXT],
    ]
    return Opened(passages=(Passage("\n".join(line for line in said if line)),))


def _event(lines: list[str]) -> tuple[str, dict[str, _Line]]:
    """Return the method and the properties of the first event; the first of a name counts."""
    method = ""
    inside: list[str] = []
    event: dict[str, _Line] = {}
    for line in lines:
        found = _LINE.fullmatch(line)
        if not found:
            continue
        name, value = found[1].upper(), found[3]
        match name:
            case "BEGIN":
                inside.append(value.strip().upper())
            case "END" if inside:
                if inside.pop() == "VEVENT":
                    break
            case "METHOD":
                method = value.strip().upper()
            case _ if inside[-1:] == ["VEVENT"]:
                parameters = {key.upper(): quoted or plain for key, quoted, plain in _PARAMETER.findall(found[2])}
                event.setdefault(name, _Line(parameters, value))
    return method, event


def _labelled(label: str, value: str) -> str:
    return f"{label}: {value}" if value else ""


def _person(line: _Line) -> str:
    name = one_line(line.parameters.get("CN", ""))
    address = one_line(re.sub(r"(?i)^mailto:", "", line.value))
    return f"{name} <{address}>" if name and address else name or address


def _when(event: dict[str, _Line]) -> str:
    start, end = _moment(event.get("DTSTART")), _moment(event.get("DTEND"))
    if not start:
        return ""
    return f"{start} to {end}" if end and end != start else start


def _moment(line: _Line | None) -> str:
    """Return a day or moment: London's time for one in UTC, else as it stands with the name of its zone."""
    found = _MOMENT.fullmatch(line.value.strip()) if line else None
    if not line or not found:
        return ""
    year, month, day, hour, minute, is_utc = found.groups()
    try:
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), tzinfo=UTC)
        if is_utc:
            return moment_in_words(moment)
    except (ValueError, OverflowError):
        return ""
    zone = one_line(line.parameters.get("TZID", ""))
    clock = f", {moment:%H:%M}" if hour else ""
    return f"{day_in_words(moment.date())}{clock}{f' ({zone})' if zone and clock else ''}"
