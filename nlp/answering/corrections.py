"""Corrections: "no, it was Tuesday", "sorry, I meant 31 not 13", "not me, Gareth"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from nlp.numbers import NUMBER, number
from nlp.people.identity import known_as
from nlp.reading import Reading
from nlp.text import Hit, Page, lower
from nlp.when.date_arithmetic import DAY, MONTH
from nlp.when.dates import Day, find_days
from nlp.when.moments import find_moments
from nlp.when.times import Clock, find_times
from nlp.when.verb_cues import Role

_MOST_CORRECTIONS = 20
CORRECTED, DOUBTED = 0.97, 0.6
"""Confidence in a correction, and in one that denies a number which nobody had said."""
_CUE = re.compile(
    r"^\W{0,4}(?:(?:oh|ah|um|er|wait|oops|whoops|hi|hello)\W{1,3}){0,2}(?:(?:no|nope|nah|nage|na)"
    rf"(?=\W{{1,3}}(?:(?:it|that|they|there|the|i|not|about|around|more|sorry|actually|only|just|on|{DAY})\b|\d))"
    r"|(?:actually|correction|scrap that|ignore that|update|cywiriad)\b"
    r"|(?:sorry|apologies|my mistake|my bad|sori)\W{1,3}(?:but )?(?:i meant|it was|it's|that (?:was|should)|not\b|wrong"
    rf"|i (?:got|put)|the \d|\d|meant|should|actually|{DAY}))"
    r"|\b(?:i|we) meant\b|\bmeant to (?:say|put|write|type)\b|\bshould (?:have )?(?:be|been|read|say|said)\b"
    r"|\b(?:got|put|said|wrote|typed|gave|told)\b[^.;!?]{0,40}\bwrong\b|\b(?:was|is|were) (?:wrong|a typo|a mistake)\b"
    r"|\b(?:scrap|ignore) (?:that|what|my)\b|\btypo\b|\bin fact\b|\b(?:re-?counted|counted (?:again|them|up))\b"
    r"|\bturns out\b|\bnot me\b|\b(?:wasn't|was not|isn't) me\b|\bmewn gwirionedd\b|\ba oedd yn anghywir\b"
    r"|\bnot (?:on )?(?:the )?[\w'/-]{1,12},? but\b"
    rf"|,? not (?:on )?(?:the )?(?:{DAY}|yesterday|today|\d[\d/]*(?:st|nd|rd|th)?)\b"
)
_DENIED = re.compile(r"(?:\bnot|n't|\brather than|\binstead of|\bnid)(?: (?:it was|on|at|the|about|me and))* ?$")
_PERSON_WORD = (
    r"(?:pupils?|children|kids|people|students?|families|names|staff|parents|of them|in all|in total|altogether)"
)
_NUMBER = re.compile(
    rf"(?<![\w£$.,:/-])(?P<n>{NUMBER})(?![\d:/%]|(?:st|nd|rd|th|am|pm)\b| ?(?:am|pm|mins?|minutes?|hours?|o'clock)\b)"
)
_STATED = re.compile(
    r"(?:\b(?:meant|was|were|is|are|it's|its|be|been|say|read|actually|counted|only|just|about|around|like|no|nope|sorry"
    r"|again|to|got|not|correction|that)\W{0,3})$"
)
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?[A-Z][\w'\u2019-]{1,20}(?: [A-Z][\w'\u2019-]{1,25}){0,2}"
_NOT_ME = (
    re.compile(
        r"(?i:\bnot me\b|\b(?:wasn't|was not|isn't) me\b)(?i: (?:who|that) [a-z' ]{1,30})?"
        rf"[\W]{{1,4}}(?:(?i:but|it was|it's|that was) )*(?P<n>{_NAME})"
    ),
    re.compile(rf"(?P<n>{_NAME}),? (?:did it,? )?(?:and )?not me\b"),
    re.compile(
        rf"\b(?i:not) (?P<denied>{_NAME})[,;:.\u2014-]{{0,2}} (?:(?i:but|it was|it's|that was) )*(?P<n>{_NAME})"
    ),
    re.compile(rf"\b(?i:it was|it's|meant|actually|is|be) (?P<n>{_NAME}),? not (?P<denied>{_NAME})"),
)
_NO_NAME = re.compile(rf"(?:{DAY}|{MONTH}|it|the|sorry|no|not|actually|i|yes|and|but)\b")
_SAYS_WHAT_IS_RIGHT = re.compile(
    r"(?:it|that|there|they|the \w+|we|i) (?:was|were|is|are|should|noticed|found|counted)\b|it's\b"
)


def read_corrections(reading: Reading) -> None:
    """Read what a reply puts right of what its writer was shown."""
    if not reading.asked:
        return
    shown = {entry.field: entry.shown for entry in reading.asked if entry.field}
    days, clocks = find_days(reading.body, reading.received.date()), find_times(reading.body)
    for sentence in islice(_correcting(reading.body), _MOST_CORRECTIONS):
        here = [day for day in days if sentence.start <= day.hit.start < sentence.end]
        times = [clock for clock in clocks if sentence.start <= clock.hit.start < sentence.end]
        _read_moments(reading, here, times)
        taken = [*(day.hit for day in here), *(clock.hit for clock in times)]
        _read_number(reading, sentence, taken, shown.get("individuals", ""))
        _read_name(reading, sentence, shown.get("line_manager", ""))


def _correcting(body: Page) -> Iterator[Hit]:
    """Yield the sentences that correct, each with the one after it where that one says what is right."""
    sentences = list(body.sentences())
    for place, sentence in enumerate(sentences):
        if not _CUE.search(sentence.low):
            continue
        later = sentences[place + 1] if place + 1 < len(sentences) else None
        goes_on = later is not None and _SAYS_WHAT_IS_RIGHT.match(later.low) is not None
        yield Hit(body, sentence.start, later.end) if later is not None and goes_on else sentence


def _read_moments(reading: Reading, days_here: Sequence[Day], times_here: Sequence[Clock]) -> None:
    """Read the day and the time that are not denied; what somebody did afterwards is no correction."""
    page = reading.body
    days = [day for day in days_here if _is_stated(day.hit)]
    clocks = [clock for clock in times_here if _is_stated(clock.hit) and not clock.in_range]
    for moment in find_moments(page, days, clocks):
        if moment.role not in {Role.OCCURRED, Role.DISCOVERED, Role.UNSAID}:
            continue
        field = "discovered" if moment.role is Role.DISCOVERED else "occurred"
        if moment.day is not None and moment.day in days and moment.date:
            reading.add(f"{field}_date", moment.date, CORRECTED, f"correction.{moment.day.rule}", [moment.day.hit])
        if moment.clock:
            reading.add(
                f"{field}_time", moment.clock.text, CORRECTED, f"correction.{moment.clock.rule}", [moment.clock.hit]
            )


def _is_stated(hit: Hit) -> bool:
    return not _DENIED.search(hit.page.before(hit.start, 24))


def _read_number(reading: Reading, sentence: Hit, taken: Sequence[Hit], shown: str) -> None:
    """Read "31 not 13": a number of people, where the one that is denied was shown, or people are counted."""
    page = sentence.page
    stated: list[Hit] = []
    denied: list[int] = []
    for match in islice(_NUMBER.finditer(page.low, sentence.start, sentence.end), 20):
        hit, count = Hit(page, *match.span("n")), number(match["n"])
        if not count or any(hit.start < other.end and other.start < hit.end for other in taken):
            continue
        if _DENIED.search(page.before(hit.start, 24)):
            denied.append(count)
        elif _STATED.search(page.before(hit.start, 24)) or re.match(
            rf" ?{_PERSON_WORD}\b| ?,? ?not\b|\W*$", page.after(hit.end, 24)
        ):
            stated.append(hit)
    if len(stated) == 1 and (count := number(stated[0].low)):
        sure = CORRECTED if not denied or str(denied[0]) == shown.replace(",", "") else DOUBTED
        reading.add("individuals", count, sure, "correction.individuals", stated)


def _read_name(reading: Reading, sentence: Hit, manager: str) -> None:
    cased = sentence.page.cased
    for pattern in _NOT_ME:
        match = pattern.search(cased, sentence.start, sentence.end)
        if match is None or _NO_NAME.match(lower(match["n"])):
            continue
        hit = Hit(sentence.page, *match.span("n"))
        denied = match.groupdict().get("denied") or ""
        field = "line_manager" if _speaks_of_manager(sentence, denied, manager) else "responsible_employee"
        reading.add(field, known_as(reading, hit.text), CORRECTED, f"correction.{field}", [hit])
        return


def _speaks_of_manager(sentence: Hit, denied: str, manager: str) -> bool:
    return "manager" in sentence.low or bool(denied and manager and lower(denied) in lower(manager))
