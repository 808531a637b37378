"""When it happened and when it was discovered: each day and time goes to the verb that governs it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from candour.cases.facts import PLEASE_CHECK
from candour.cases.report import Door
from nlp.answers import Answered
from nlp.date_rules import RULES
from nlp.dates import Day, find_days
from nlp.moments import Moment, find_moments
from nlp.reading import Reading
from nlp.text import Hit, page
from nlp.times import Clock, find_times
from nlp.verb_cues import Role, find_cues

_AT_ONCE = re.compile(
    r"\b(?:straight ?away|as soon as|immediately|at once|right away|instantly|there and then"
    r"|(?:with)?in (?:a )?(?:seconds?|moments?|minutes?))\b"
)
_MINUTES = r"\d{1,2}|a|one|two|five|ten|fifteen|twenty|thirty"
_WITHIN = re.compile(
    rf"\b(?:with)?in (?:about )?(?P<n>{_MINUTES}) min(?:ute)?s?\b"
    rf"|\b(?P<n2>{_MINUTES}) min(?:ute)?s? (?:later|afterwards|after)\b"
)
_COUNT = {"a": 1, "one": 1, "two": 2, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30}
_WITNESSED = re.compile(r"\b(?:i saw it (?:go|fall)|in front of me|out of my hand|snatched)\b")
_RANG = re.compile(
    r"\b(?<!\bi )(?<!\bi've )(?<!\bwe )(?:rang|phoned|called|telephoned|got in touch|contacted us|handed in)\b"
)
_BARE_TIME = re.compile(r"(?P<h>[01]?\d|2[0-3])(?P<m>[0-5]\d)\s?(?:h|hrs|hours)?\.?")
_BARE_DAY = re.compile(r"(?:the )?(?P<d>[0-3]?\d)(?:st|nd|rd|th)\W*")
_DAY_OF_MONTH = next(rule for rule in RULES if rule.id == "date.day-of-month")
_SAME_DAY = re.compile(
    r"\b(?:the |that )?same (?:day|morning|afternoon|evening|date)\b|\b(?:straight ?away|at once|immediately)\b"
)
_AT_HOME = re.compile(
    r"\b(?:at|back|got|reached|came) home\b|\bin bed\b|\bbedtime\b|\b(?:after|over|during) (?:tea|dinner|supper)\b"
)
_MORNING = re.compile(
    r"\b(?:morning|overnight|dawn|early|first thing|(?:came|come|got) in|arrived at (?:work|school)|opened up"
    r"|unlocked)\b"
)
_WENT_ON = re.compile(
    r"\b(?:since|for (?:\w+ )?(?:ages|days|weeks|months|years)|always|every|all (?:term|year)"
    r"|been \w+ing)\b"
)
_EVENING = re.compile(r"\b(?:evening|night|tonight|teatime)\b")
_AFTERNOON = re.compile(r"\b(?:afternoon|evening|night|tonight|teatime|after school)\b")
_PART_OF_DAY = re.compile(r"\b(?:afternoon|lunch|dinner|evening|teatime|night)")
_BEGINS = (("lunch", 12), ("dinner", 12), ("afternoon", 12), ("teatime", 16), ("evening", 17), ("night", 19))
"""The hour before which there can have been no such part of a day."""
_NOON, _OFFERED = 12, 0.4
_FULL_CONFIDENCE = 0.92
"""A rule's confidence is measured for an event that the verb makes plain; a weaker verb lowers it."""


def read_when(reading: Reading) -> None:
    """Read occurred_date, occurred_time, discovered_date and discovered_time."""
    today = reading.received.date()
    _read_answers(reading, today)
    days = [_last_week(day, reading.received) for day in find_days(reading.body, today)]
    moments = find_moments(reading.body, days, find_times(reading.body))
    if reading.shows("incident_type") == "found_in_public":
        moments = [replace(m, role=Role.DISCOVERED, confidence=0.7) if m.role is Role.UNSAID else m for m in moments]
    for moment in moments:
        only_a_time = moment.role is Role.UNSAID and moment.day is None and reading.shows("occurred_date")
        if moment.role in {Role.OCCURRED, Role.UNSAID} and not only_a_time:
            _add(reading, "occurred", moment, today)
    for moment in moments:
        if moment.role is Role.DISCOVERED:
            _add(reading, "discovered", moment, today)
    if not reading.asked and not reading.shows("discovered_date") and not _discovered_in_passing(reading, moments):
        _discovered_at_once(reading, today)
    if reading.report.door is Door.CHAT and not days and not reading.asked:
        _today_as_chats_go(reading, today)


def _today_as_chats_go(reading: Reading, today: date) -> None:
    """Take the day of receipt, to be checked, where a chat names no day: people chat about what just happened."""
    if hit := next(reading.body.sentences(), None):
        fields = ("discovered_date",) if _WENT_ON.search(reading.body.low) else ("occurred_date", "discovered_date")
        for field in fields:
            if not reading.shows(field):
                reading.add(field, today.isoformat(), 0.55, "date.chat", [hit])


def _read_answers(reading: Reading, today: date) -> None:
    """Read the lines of a form that ask for a date or a time."""
    written = reading.layout.written
    days, clocks = find_days(written, today), find_times(written)
    for answer in reading.layout.answers:
        if answer.field not in {"occurred", "discovered"} or answer.value is None:
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


def _add(reading: Reading, field: str, moment: Moment, today: date) -> None:
    """Add a moment; where a text names no day at all it speaks of the day on which it was written."""
    if moment.day is not None and moment.date:
        sure = moment.confidence * moment.day.confidence / _FULL_CONFIDENCE
        reading.add(f"{field}_date", moment.date, min(sure, 0.95), moment.day.rule, [moment.day.hit])
    elif moment.day is None and moment.clock is not None and not reading.asked and not reading.shows(f"{field}_date"):
        ahead = _lies_ahead(reading, field, moment, moment.clock)
        sure = _OFFERED if ahead else 0.66
        reading.add(f"{field}_date", today.isoformat(), sure, "date.day-of-receipt", [moment.clock.hit])
    if moment.clock is not None and moment.tells_time:
        clock = _in_its_half(reading, field, moment, moment.clock)
        sure = moment.confidence * clock.confidence / _FULL_CONFIDENCE - (0 if clock.surely else 0.04)
        if _lies_ahead(reading, field, moment, clock):
            sure = 0.6 if clock.surely else _OFFERED
        reading.add(f"{field}_time", clock.text, min(sure, 0.95), clock.rule, [clock.hit])


def _in_its_half(reading: Reading, field: str, moment: Moment, clock: Clock) -> Clock:
    """Take a guessed morning for the evening where the text leads there: at home, or before it had happened."""
    page, hit = clock.hit.page, clock.hit
    start, end = page.sentence_at(hit.start)
    if not clock.surely and clock.hour > _NOON and _lies_ahead(reading, field, moment, clock):
        early = _MORNING.search(page.low, max(0, start - 90), end) is not None
        return replace(clock, hour=clock.hour - _NOON) if early else clock
    if clock.surely or clock.hour >= _NOON:
        return clock
    day = moment.day.hit.low if moment.day is not None and moment.day.hit.page is page else ""
    evening = replace(clock, hour=clock.hour + _NOON)
    if _lies_ahead(reading, field, moment, evening):
        return clock
    at_home = _AT_HOME.search(page.low, start, end) is not None
    return evening if at_home or _EVENING.search(day) or _before_it_happened(reading, field, moment, clock) else clock


def _before_it_happened(reading: Reading, field: str, moment: Moment, clock: Clock) -> bool:
    """Tell whether a discovery would come before the event: noticed at 08:45 what was left on the bus at 16:25."""
    occurred, at = reading.best("occurred_date"), reading.best("occurred_time")
    if field != "discovered" or occurred is None or (moment.date or occurred.value) != occurred.value:
        return False
    if at is not None:
        return clock.text < str(at.value)
    return any(_AFTERNOON.search(span.text.lower()) for span in occurred.spans)


def _lies_ahead(reading: Reading, field: str, moment: Moment, clock: Clock) -> bool:
    """Tell whether a time would come after the report arrived."""
    received = reading.received
    known = moment.date or reading.shows(f"{field}_date")
    return known in {None, received.date().isoformat()} and clock.text > f"{received:%H:%M}"


def _last_week(day: Day, received: datetime) -> Day:
    """Take "Friday afternoon", written on a Friday morning, for that of the week before."""
    part = _PART_OF_DAY.search(day.hit.low)
    if day.rule != "date.weekday" or part is None or day.day != received.date():
        return day
    begins = next(hour for word, hour in _BEGINS if word in part[0])
    return replace(day, day=received.date() - timedelta(days=7)) if begins > received.hour else day


def _discovered_in_passing(reading: Reading, moments: Sequence[Moment]) -> bool:
    """Read a discovery whose own sentence names no time: "I realised at once"; tell whether there is one."""
    body = reading.body
    occurred = reading.best("occurred_date")
    for cue in find_cues(body):
        if cue.role is not Role.DISCOVERED:
            continue
        after, before = body.after(cue.hit.end), body.before(cue.hit.start)
        if occurred and (within := _WITHIN.search(after)):
            _discovered_after_minutes(reading, str(occurred.value), cue.hit, within)
            return True
        if occurred and (_AT_ONCE.search(after) or _AT_ONCE.search(before)):
            reading.add("discovered_date", occurred.value, 0.8, "date.at-once", [cue.hit])
            return True
        if near := _day_before(cue.hit, moments):
            hits = [cue.hit, near.day.hit] if near.day else [cue.hit]
            reading.add("discovered_date", near.date or "", 0.66, "date.same-passage", hits)
            return True
    return False


def _day_before(hit: Hit, moments: Sequence[Moment]) -> Moment | None:
    """Return the last day named earlier in the sentence, or in the sentence before it."""
    number = hit.page.sentence_number(hit.start)
    dated = [moment for moment in moments if moment.date and moment.day is not None]
    here = [m for m in dated if m.sentence == number and m.day is not None and m.day.hit.start < hit.start]
    near = here or [moment for moment in dated if moment.sentence == number - 1]
    return near[-1] if near else None


def _discovered_after_minutes(reading: Reading, day: str, hit: Hit, within: re.Match[str]) -> None:
    reading.add("discovered_date", day, 0.85, "date.within-minutes", [hit])
    words = within["n"] or within["n2"]
    minutes = int(words) if words.isdigit() else _COUNT[words]
    at = reading.best("occurred_time")
    if at is not None:
        hours, past = divmod(int(str(at.value)[:2]) * 60 + int(str(at.value)[3:]) + minutes, 60)
        reading.add("discovered_time", f"{hours % 24:02d}:{past:02d}", 0.7, "time.within-minutes", [hit])


def _discovered_at_once(reading: Reading, today: date) -> None:
    """Read a discovery that the event implies, or the day of receipt where somebody rang just before."""
    occurred, at = reading.best("occurred_date"), reading.best("occurred_time")
    implied = (
        ("received-in-error", reading.shows("incident_type") == "received_in_error"),
        ("near-miss", reading.shows("near_miss") is True),
        ("witnessed", bool(_WITNESSED.search(reading.body.low))),
    )
    for rule, holds in implied:
        if holds and occurred and occurred.confidence >= PLEASE_CHECK:
            reading.add("discovered_date", occurred.value, 0.7, f"date.{rule}")
            if at and at.confidence >= PLEASE_CHECK and rule != "received-in-error":
                reading.add("discovered_time", at.value, 0.55, f"time.{rule}")
            return
    if hit := next(reading.body.hits(_RANG), None):
        reading.add("discovered_date", today.isoformat(), 0.58, "date.day-of-receipt", [hit])
