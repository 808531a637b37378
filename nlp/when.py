"""When it happened and when it was discovered: each day and time goes to the verb that governs it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from nlp.answers import Answered
from nlp.dates import DAY, MONTH, Day, find_days
from nlp.pipeline import component
from nlp.reading import Reading
from nlp.text import Hit, Page
from nlp.times import Clock, find_times


class Role(StrEnum):
    """What happened at a moment."""

    OCCURRED = "occurred"
    DISCOVERED = "discovered"
    AFTERWARDS = "afterwards"
    UNSAID = "unsaid"


_CALLED = r"(?:rang|phoned|telephoned|called|contacted|messaged|e-?mailed|texted|wrote|alerted|informed|notified|told|warned|approached|showed|reported(?: it)?)"
_US = r"(?:me|us|(?:to )?(?:me|us|the (?:school|office|dsl|head|bursar|dpo)|reception|our \w+)|in)"

# Read from top to bottom; the first that fits a place wins there.
CUES: tuple[tuple[Role, str], ...] = (
    (Role.AFTERWARDS, rf"\bleft (?:us |the school )?(?:on|in|at) (?:the )?(?:\d|{MONTH}|{DAY}|end of)|\b(?:am|is|are|i'm|they're|he's|she's|we're) (?:now |still )?(?!missing)[a-z]{{3,12}}ing\b|\bwent (?:back|round)\b[^.;]{{0,50}}?\bfound\b"),
    (Role.OCCURRED, r"\b(?:i|we) saw (?:it happen|her|him|them|someone|somebody|this happen)\b|\bhad (?:it|them) (?:in|at|on|with)\b|\blast (?:had|saw|used) (?:it|them|the)\b|\bfirst alert\b|\bmust have (?:fallen|dropped|been)\b"),
    (Role.DISCOVERED, r"\b(?:noticed|noticing|reali[sz]ed|discovered|spotted|identified|found out|find out|came to light|came across|(?:became|made|was|were) aware"
        r"|(?:was|were|been|have been|got) (?:told|informed|alerted|notified|contacted)|only (?:heard|learn(?:ed|t))|heard (?:about|from|this)|pointed out|drew (?:my|our) attention|picked up on|was flagged|flagged)\b"),
    (Role.DISCOVERED, rf"\b(?<!\bi )(?<!\bi've )(?<!\bwe )(?<!have ){_CALLED} {_US}\b"),
    (Role.DISCOVERED, r"\b(?:came|went|got|walked|going|opening) (?:in|back|to)\b(?:[^.;]|\.\d){0,40}?\b(?:saw|found|noticed)\b|\bwhen (?:i|we) (?:got|came|went|returned)(?: back| in)?\b|\b(?:i|we|she|he|they|who) (?:then )?(?:found|saw|see|find)\b|\band found\b|\bfound (?:it|them|the|a|this|that|an|by|on|in|two|three|some)\b"
        r"|\bwhen (?:i|we|he|she|they) found\b|\bhanded (?:it |them )?in\b|\bbrought (?:it |them |this )?(?:in|to reception|to the (?:office|school))|\bknocked\b|\breached me\b|\bcame (?:in|through) to\b|\bwasn't (?:in|there|on)\b|\b(?:was|were|had) (?:missing|gone|not there)\b"
        r"|\b(?:log|audit|console|report|alert)s? (?:showed|shows|flagged)\b|\b(?:shop|parent|mum|dad|neighbour|driver|company|hub|library|police|garage|centre|station|manager|council|lady|man|woman|gentleman|supermarket|team|\w+ services?) (?:then )?(?:rang|phoned|called|telephoned)\b|\b(?:telephoned|phoned) (?:on|at|this|yesterday)\b"),
    (Role.AFTERWARDS, r"\b(?:i|we|i've|we've|ive|weve|have|has|had|then|was|were|been|and|also|they|it) (?:\w+ly |also |now |then |since |both |all |already |been |not )?(?:rang|phoned|rung|told|informed|called|asked|deleted|recalled|removed|reset|changed|blocked|restored|collected|picked|fetched|reported|disabled|wiped|suspended|locked|switched|apologised|retrieved|secured|revoked|spoken|spoke|contacted|stopped|replaced|cancelled|logged(?! in)|shredded|sealed|replied|confirmed)\b"
        r"|(?:^|[.!?;:(]\s{1,3}|\n[ \t]{0,8}[-*]?[ \t]{0,4})(?:rang|phoned|told|asked|deleted|recalled|removed|reset|changed|blocked|restored|collected|picked|reported|disabled|wiped|suspended|locked|switched|apologised|retrieved|spoke)\b|\bdeleted (?:it|the|them)\b|\bwhich i did\b|\bcomplain\w*|\bgrievance\b|\bpolice\b|\bwill\b|\bgoing to\b|\bwas (?:blocked|disabled|reset|changed|restored|removed|wiped|cancelled)\b"),
    (Role.OCCURRED, r"\b(?:sent|send|e-?mail(?:ed|s)?|posted|shared|put|uploaded|pasted|left|lost|drop(?:ped)?|stolen|took|taken|snatched|broken into|opened|accessed|logged in(?:to)?|logged on|signed in|clicked|typed|handed|hand|gave|given|read (?:out|her|him|it|them)|threw|thrown|tipped|moved|mapped|went (?:out|up|wrong|on|missing)|forgot(?:ten)?|disclosed|attached|attach|printed|fell|fallen|happened|occurred"
        r"|looked (?:up|at)|viewed|downloaded|deleted both|published|displayed|mentioned|discussed|overheard|received|delivered|arrived|came|clear(?:ed)? out|misplaced|collected from|got into|hacked|encrypted by|attacked|driv(?:e|ing) off|drove off|disposed|binned|dumped|set (?:it )?up|turned up|had a (?:phone )?call|took a call|added|copied|copying|faxed|transferred|swapped|showed|entered|did it|emailed out|using|used|made|burgl\w+|broke)\b"),
)  # fmt: skip
_CUES = re.compile("|".join(f"(?P<c{number}>{pattern})" for number, (_, pattern) in enumerate(CUES)))
_MODAL = re.compile(r"\b(?:should(?:n't)?|must(?:n't)?|shall|ought|supposed|not to|never)(?: not| never| to)? $")
_LAST_HAD = re.compile(r"\bhad (?:it|them) (?:in|at|on|with)\b|\blast (?:had|saw|used) (?:it|them|the)\b")
_BOUNDARY = re.compile(r"[,;:()]| - | and | but | when | while | who | because | where | before | so | as ")
_GLUE = re.compile(r",? (?:which|that|and that)(?: is|'s| was) when ")
_BOUNDARY_COST, _FAR = 22, 150
_PLUPERFECT = re.compile(r"\b(?:that|because|as|since) [^.;]{0,60}\b(?:had|was|were|has)\b")
_AT_ONCE = re.compile(
    r"\b(?:straight ?away|immediately|at once|right away|instantly|there and then|(?:with)?in (?:a )?(?:seconds?|moments?|minutes?))\b"
)
_WITHIN = re.compile(
    r"\b(?:with)?in (?:about )?(?P<n>\d{1,2}|a|one|two|five|ten|fifteen|twenty|thirty) min(?:ute)?s?\b|\b(?P<n2>\d{1,2}|a|one|two|five|ten|fifteen|twenty|thirty) min(?:ute)?s? (?:later|afterwards|after)\b"
)
_COUNT = {"a": 1, "one": 1, "two": 2, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30}
_WITNESSED = re.compile(r"\b(?:i saw it (?:go|fall)|in front of me|out of my hand|snatched)\b")


@dataclass(frozen=True)
class Moment:
    """A day, a time or both that belong to one event."""

    role: Role
    day: Day | None
    clock: Clock | None
    confidence: float
    sentence: int

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The words that say when."""
        return tuple(part.hit for part in (self.day, self.clock) if part)


@component("candour_when")
def read_when(reading: Reading) -> None:
    """Read occurred_date, occurred_time, discovered_date and discovered_time."""
    today = reading.received.date()
    _read_answers(reading, today)
    moments = _moments(reading.body, find_days(reading.body, today), find_times(reading.body))
    found = reading.shows("incident_type") == "found_in_public"
    if found:
        moments = [replace(m, role=Role.DISCOVERED, confidence=0.7) if m.role is Role.UNSAID else m for m in moments]
    _read_occurred(reading, moments, today)
    _read_discovered(reading, moments, today)


def _moments(page: Page, days: Sequence[Day], clocks: Sequence[Clock]) -> list[Moment]:
    """Pair days with times sentence by sentence, each pair with the role of the verb that governs it."""
    moments: list[Moment] = []
    last: Day | None = None
    for number in sorted({page.sentence_number(found.hit.start) for found in (*days, *clocks)}):
        start, end = page.sentence_at(page.starts[number])
        here = [day for day in days if start <= day.hit.start < end]
        times = [clock for clock in clocks if start <= clock.hit.start < end]
        cues = [
            (match.start(), match.end(), _role(match))
            for match in _CUES.finditer(page.low, start, end)
            if not _MODAL.search(page.before(match.start(), 20))
        ]
        moments += _pair(page, number, here, times, cues, last)
        last = here[-1] if here else last
    return moments


def _role(match: re.Match[str]) -> Role:
    return CUES[int((match.lastgroup or "c0")[1:])][0]


def _governor(page: Page, hit: Hit, cues: Sequence[tuple[int, int, Role]]) -> tuple[Role, float]:
    """Return the role of the nearest verb; a comma or conjunction between makes it farther."""
    best, nearest = Role.UNSAID, float(_FAR)
    for start, end, role in cues:
        left, right = (end, hit.start) if end <= hit.start else (hit.end, start)
        between = _GLUE.sub(" ", page.low[left:right]) if left < right else ""
        distance = len(between) + _BOUNDARY_COST * len(_BOUNDARY.findall(between))
        if distance < nearest:
            best, nearest = role, distance
    return best, nearest


def _pair(
    page: Page,
    number: int,
    days: Sequence[Day],
    clocks: Sequence[Clock],
    cues: Sequence[tuple[int, int, Role]],
    last: Day | None,
) -> Iterator[Moment]:
    roles = {id(found): _governor(page, found.hit, cues)[0] for found in (*days, *clocks)}
    used: set[int] = set()
    for day in days:
        near = _nearest(day, [clock for clock in clocks if id(clock) not in used], roles)
        if near:
            used.add(id(near))
        role = roles[id(near)] if near and roles[id(day)] is Role.UNSAID else roles[id(day)]
        yield Moment(role, day, near, _sure(page, role, day.hit), number)
    for clock in clocks:
        if id(clock) not in used:
            day = days[-1] if days else last
            known = replace(day, confidence=min(day.confidence, 0.72)) if day else None
            yield Moment(roles[id(clock)], known, clock, _sure(page, roles[id(clock)], clock.hit), number)


def _nearest(day: Day, clocks: Sequence[Clock], roles: dict[int, Role]) -> Clock | None:
    """Return the time that goes with a day: close by, and not governed by another verb."""
    close = [
        clock
        for clock in clocks
        if _distance(day.hit, clock.hit) < 45 and roles[id(clock)] in {roles[id(day)], Role.UNSAID}
    ]  # noqa: PLR2004 - characters
    touching = [clock for clock in clocks if _distance(day.hit, clock.hit) < 7]  # noqa: PLR2004 - ", at "
    return min(touching or close, key=lambda clock: _distance(day.hit, clock.hit), default=None)


def _distance(one: Hit, other: Hit) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _sure(page: Page, role: Role, hit: Hit) -> float:
    if role is Role.UNSAID:
        return 0.66
    start, _ = page.sentence_at(hit.start)
    if role is Role.OCCURRED and _PLUPERFECT.search(page.low, start, hit.start):
        return 0.92
    return 0.88 if role is Role.DISCOVERED else 0.85


def _read_answers(reading: Reading, today: date) -> None:
    """Read the lines of a form that ask for a date or a time."""
    written = reading.layout.written
    days, clocks = find_days(written, today), find_times(written)
    for answer in reading.layout.answers:
        if answer.field not in {"occurred", "discovered"} or answer.value is None:
            continue
        field = _asked(answer)
        for day in _inside(days, answer):
            if day.day:
                reading.add(f"{field}_date", day.day.isoformat(), 0.96, f"form.{field}_date+{day.rule}", [day.hit])
                break
        for clock in _inside(clocks, answer):
            if not clock.in_range:
                reading.add(f"{field}_time", clock.text, 0.94, f"form.{field}_time+{clock.rule}", [clock.hit])
            break
        else:
            _read_bare_time(reading, field, answer.value)


def _read_bare_time(reading: Reading, field: str, value: Hit) -> None:
    """Read "1545" or "0930", which is a time only where the form asks for one."""
    match = re.fullmatch(r"(?P<h>[01]?\d|2[0-3])(?P<m>[0-5]\d)\s?(?:h|hrs|hours)?\.?", value.low)
    if match:
        reading.add(f"{field}_time", f"{int(match['h']):02d}:{match['m']}", 0.93, f"form.{field}_time", [value])


def _inside(found: Iterable[Day] | Iterable[Clock], answer: Answered) -> Iterator:
    return (one for one in found if answer.start <= one.hit.start < answer.end)


def _asked(answer: Answered) -> str:
    words = answer.value.low if answer.value else ""
    found = re.search(r"\bwhen (?:i|we|it was) (?:found|noticed|realised|discovered|spotted)", words)
    return "discovered" if found else answer.field


def _read_occurred(reading: Reading, moments: Sequence[Moment], today: date) -> None:
    ranked = [moment for moment in moments if moment.role in {Role.OCCURRED, Role.UNSAID}]
    for moment in ranked:
        if moment.role is Role.UNSAID and reading.shows("occurred_date") and moment.day is None:
            continue
        _add(reading, "occurred", moment, today)


def _read_discovered(reading: Reading, moments: Sequence[Moment], today: date) -> None:
    for moment in moments:
        if moment.role is Role.DISCOVERED:
            _add(reading, "discovered", moment, today)
    if not reading.shows("discovered_date"):
        _discovered_without_words(reading, moments, today)


def _add(reading: Reading, field: str, moment: Moment, today: date) -> None:
    """Add a moment; where a text names no day at all it speaks of the day on which it was written."""
    if moment.day and moment.day.day:
        sure = moment.confidence * moment.day.confidence / 0.92
        reading.add(f"{field}_date", moment.day.day.isoformat(), min(sure, 0.95), moment.day.rule, [moment.day.hit])
    elif moment.day is None and moment.clock and not reading.shows(f"{field}_date"):
        reading.add(f"{field}_date", today.isoformat(), 0.66, "date.day-of-receipt", [moment.clock.hit])
    if moment.clock and (not moment.clock.in_range or _ends_in_discovery(moment)) and not _was_last_had(moment):
        clock = _settled(reading, moment)
        sure = moment.confidence * clock.confidence / 0.92 - (0 if clock.surely else 0.04)
        reading.add(f"{field}_time", clock.text, min(sure, 0.95), clock.rule, [clock.hit])


def _ends_in_discovery(moment: Moment) -> bool:
    """Tell whether a stretch of time ends with the discovery: "between 9 and 10, which is when he found it"."""
    if moment.role is not Role.DISCOVERED or moment.clock is None:
        return False
    hit = max(moment.hits, key=lambda part: part.end)
    return bool(_GLUE.match(hit.page.after(hit.end, 30)))


def _was_last_had(moment: Moment) -> bool:
    """Tell whether the words only say when the thing was last seen: its day is the best guess, its time is not."""
    if moment.role is not Role.OCCURRED or moment.clock is None:
        return False
    return bool(_LAST_HAD.search(moment.clock.hit.page.before(moment.clock.hit.start, 120)))


def _settled(reading: Reading, moment: Moment) -> Clock:
    """Move a guessed half of the day where it would lie after the report arrived."""
    clock = moment.clock
    if clock is None:
        raise AssertionError("only moments with a time are settled")
    received = reading.received
    known = moment.day.day.isoformat() if moment.day and moment.day.day else reading.shows(f"{moment.role}_date")
    late = known in {None, received.date().isoformat()}
    if late and not clock.surely and (clock.hour, clock.minute) > (received.hour, received.minute):
        return replace(clock, hour=(clock.hour - 12) % 24)
    return clock


def _discovered_without_words(reading: Reading, moments: Sequence[Moment], today: date) -> None:
    """Read a discovery whose sentence names no time: "I realised at once", "the shop phoned"."""
    body = reading.body
    occurred = reading.best("occurred_date")
    for match in _CUES.finditer(body.low):
        if _role(match) is not Role.DISCOVERED:
            continue
        hit = Hit(body, match.start(), match.end())
        after = body.after(match.end(), 60)
        before = body.before(match.start(), 60)
        if occurred and (within := _WITHIN.search(after)):
            _after_minutes(reading, hit, within)
            return
        if occurred and (_AT_ONCE.search(after) or _AT_ONCE.search(before)):
            reading.add("discovered_date", occurred.value, 0.8, "date.at-once", [hit])
            return
        number = body.sentence_number(match.start())
        here = [m for m in moments if m.day and m.day.day and m.sentence == number and m.day.hit.start < match.start()]
        near = here or [m for m in moments if m.day and m.day.day and m.sentence == number - 1]
        if near and near[-1].day and near[-1].day.day:
            reading.add(
                "discovered_date", near[-1].day.day.isoformat(), 0.66, "date.same-passage", [hit, near[-1].day.hit]
            )
            return
    _discovered_at_once(reading, today)


def _after_minutes(reading: Reading, hit: Hit, within: re.Match[str]) -> None:
    occurred, at = reading.best("occurred_date"), reading.best("occurred_time")
    if occurred is None:
        return
    reading.add("discovered_date", occurred.value, 0.85, "date.within-minutes", [hit])
    words = within["n"] or within["n2"]
    minutes = int(words) if words.isdigit() else _COUNT[words]
    if at and isinstance(at.value, str):
        hours, past = divmod(int(at.value[:2]) * 60 + int(at.value[3:]) + minutes, 60)
        reading.add("discovered_time", f"{hours % 24:02d}:{past:02d}", 0.7, "time.within-minutes", [hit])


def _discovered_at_once(reading: Reading, today: date) -> None:
    """Read a discovery that the event implies, or the day of receipt where somebody rang just before."""
    occurred = reading.best("occurred_date")
    body = reading.body
    if occurred and occurred.confidence >= 0.5:  # noqa: PLR2004 - shown
        for rule, holds in (
            ("date.received-in-error", reading.shows("incident_type") == "received_in_error"),
            ("date.near-miss", reading.shows("near_miss") is True),
            ("date.witnessed", bool(_WITNESSED.search(body.low))),
        ):
            if holds:
                reading.add("discovered_date", occurred.value, 0.7, rule)
                at = reading.best("occurred_time")
                if at and at.confidence >= 0.5 and rule != "date.received-in-error":  # noqa: PLR2004 - shown
                    reading.add("discovered_time", at.value, 0.55, f"{rule}.time")
                return
    for hit in body.hits(_RANG):
        reading.add("discovered_date", today.isoformat(), 0.58, "date.day-of-receipt", [hit])
        return


_RANG = re.compile(
    r"\b(?<!\bi )(?<!\bi've )(?<!\bwe )(?:rang|phoned|called|telephoned|got in touch|contacted us|handed in)\b"
)
_DAY = timedelta(days=1)
