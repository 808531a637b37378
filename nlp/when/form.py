"""The lines of a form that ask for a date or a time."""

import re
from datetime import date

from nlp.message.answers import Answered
from nlp.reading import Reading
from nlp.text import Hit, page
from nlp.when.choosing import Known
from nlp.when.date_rules import RULES
from nlp.when.dates import find_days
from nlp.when.times import find_times

_BARE_TIME = re.compile(r"(?P<h>[01]?\d|2[0-3])(?P<m>[0-5]\d)\s?(?:h|hrs|hours)?\.?")
_BARE_DAY = re.compile(r"(?:the )?(?P<d>[0-3]?\d)(?:st|nd|rd|th)\W*")
_DAY_OF_MONTH = next(rule for rule in RULES if rule.id == "date.day-of-month")
_SAME_DAY = re.compile(
    r"\b(?:the |that )?same (?:day|morning|afternoon|evening|date)\b|\b(?:straight ?away|at once|immediately)\b"
)


def read_form(reading: Reading) -> None:
    """Read the lines of a form that ask for a date or a time."""
    answers = [one for one in reading.layout.answers if one.field in {"occurred", "discovered"} and one.value]
    if not answers:
        return
    today = reading.received.date()
    written = reading.layout.written
    days, clocks = find_days(written, today), find_times(written)
    for answer in answers:
        if answer.value is None:
            continue
        field = _asked(answer)
        day = next((day for day in days if _is_inside(day.hit, answer) and day.day), None)
        if day is not None and day.day is not None:
            reading.add(f"{field}_date", day.day.isoformat(), 0.96, f"form.{field}_date+{day.rule}", [day.hit])
        elif day is None:
            _read_bare_day(reading, field, answer.value, today)
        clock = next((clock for clock in clocks if _is_inside(clock.hit, answer)), None)
        if clock is None:
            _read_bare_time(reading, field, answer.value)
        elif not clock.in_range:
            reading.add(f"{field}_time", clock.text, 0.94, f"form.{field}_time+{clock.rule}", [clock.hit])


def _read_bare_day(reading: Reading, field: str, value: Hit, today: date) -> None:
    """Read "3rd", which is a day only where a date was asked for, and "the same day" as the other date."""
    if (match := _BARE_DAY.fullmatch(value.low)) and (found := _DAY_OF_MONTH.resolve(match, today)):
        reading.add(f"{field}_date", found.isoformat(), 0.93, f"form.{field}_date", [value])
    elif field == "discovered" and _SAME_DAY.search(value.low) and (same := _occurred(reading, today)):
        reading.add("discovered_date", same, 0.9, "form.discovered_date.same-day", [value])


def _occurred(reading: Reading, today: date) -> str | None:
    """Return the day on which it happened: as this reply says, or as its writer was shown."""
    if best := reading.best("occurred_date"):
        return str(best.value)
    shown = next((entry.shown for entry in reading.asked if entry.field == "occurred_date"), "")
    days = find_days(page("shown", shown, [(0, len(shown))]), today)
    return days[0].day.isoformat() if days and days[0].day else None


def _read_bare_time(reading: Reading, field: str, value: Hit) -> None:
    """Read "1545" or "0930", which is a time only where the form asks for one."""
    if match := _BARE_TIME.fullmatch(value.low):
        reading.add(f"{field}_time", f"{int(match['h']):02d}:{match['m']}", 0.93, f"form.{field}_time", [value])


def _is_inside(hit: Hit, answer: Answered) -> bool:
    return answer.start <= hit.start < answer.end


def _asked(answer: Answered) -> str:
    """Return the field that an answer is for: "twenty past four (when I found it)" is a discovery."""
    words = answer.value.low if answer.value else ""
    found = re.search(r"\bwhen (?:i|we|it was) (?:found|noticed|realised|discovered|spotted)", words)
    return "discovered" if found else answer.field


def known_from_form(reading: Reading, unit: str) -> Known:
    """Return what the lines of a form say of both dates ("date") or times ("time")."""
    found = [reading.best(f"{field}_{unit}") for field in ("occurred", "discovered")]
    said = [str(best.value) if best and best.rule.startswith("form.") else None for best in found]
    return Known(*said)
