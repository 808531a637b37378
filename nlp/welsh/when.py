"""When it happened and when it was noticed, in the Welsh sentences of a report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from nlp.reading import Reading
from nlp.text import Hit
from nlp.welsh.dates import WelshDay, find_welsh_days
from nlp.welsh.times import WelshTime, find_welsh_times

_NOTICED = re.compile(
    r"\b(?:sylwi|sylwais|sylwodd|sylweddol\w*|d?darganf\w*|g?welais|g?welodd|gweles|[cg]lywais|[cg]lywes"
    r"|clywodd|[cg]ael gwybod|ce(?:fai)?s i? ?wybod|ffeind\w+|(?:dod|ddod|daeth|ddaeth) (?:i'r amlwg|o hyd|ata i)"
    r"|canfod|canfuwyd|dywedodd wrth|wedodd|pan (?:agorais|ddes|ddaeth|gyrhaeddais|ffoniodd|es|aeth)|ffoniodd"
    r"|cysylltodd|cwyno|cwynodd|rhoi gwybod i mi|hysbysw\w+|newydd weld)\b"
)
_CLAUSE = re.compile(r"[.;:()\n]|, | ond | ac (?!eto)| a (?=[a-z]{1,12}(?:ais|odd|es i)\b)")
_AFTERWARDS = re.compile(
    r"\b(?:wedi (?:dileu|newid|ffonio|gofyn|cau)|newidi\w+|ffoniais|tynnwyd|tynnais|gofynnais|dileais|ymddiheur\w+)\b"
)
_NO_VERB = re.compile(
    r" ?(?:ddoe|neithiwr|heddiw|heno|echdoe|am|tua|yn|y|ar|d?dydd|nos|[bf]ore|[pb]h?rynhawn)(?: [^ ]{1,14}){0,4}, $"
)
"""A clause that only says when or where; Welsh verbs stand first."""
_SURE_ALL, _SURE_PART, _CARRIED = 0.78, 0.66, 0.6


@dataclass(frozen=True)
class _Moment:
    field: str
    day: WelshDay | None
    time: WelshTime | None


def read_welsh_when(reading: Reading, sentences: Sequence[Hit], *, wholly: bool) -> None:
    """Add when it occurred and was discovered, as Welsh sentences say it; `wholly` where the whole report is Welsh."""
    sure = _SURE_ALL if wholly else _SURE_PART
    today, last = reading.received.date(), None
    for sentence in sentences:
        for moment in _moments(sentence, today):
            if moment.day:
                last = moment.day
            _add(reading, moment, last, sure)


def _moments(sentence: Hit, today: date) -> list[_Moment]:
    """Return the moments of a sentence, a clause at most one of them."""
    days, times = list(find_welsh_days(sentence, today)), list(find_welsh_times(sentence))
    moments: list[_Moment] = []
    for start, end in _clauses(sentence):
        day = next((day for day in days if start <= day.hit.start < end), None)
        found = next((one for one in times if start <= one.hit.start < end), None)
        words = sentence.page.low[start:end]
        if (day or found) and not _AFTERWARDS.search(words):
            moments.append(_Moment("discovered" if _NOTICED.search(words) else "occurred", day, found))
    return moments


def _clauses(sentence: Hit) -> list[tuple[int, int]]:
    low = sentence.page.low
    edges = [match.end() for match in _CLAUSE.finditer(low, sentence.start, sentence.end)]
    bounds = [sentence.start, *edges, sentence.end]
    clauses = [(start, end) for start, end in pairwise(bounds) if start < end]
    return _joined(low, clauses)


def _joined(low: str, clauses: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a clause without a verb to the one behind it: "Ddoe, am ddeg, ..."."""
    joined: list[tuple[int, int]] = []
    for start, end in clauses:
        if joined and _NO_VERB.match(low, *joined[-1]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _add(reading: Reading, moment: _Moment, last: WelshDay | None, sure: float) -> None:
    if moment.day:
        reading.add(f"{moment.field}_date", moment.day.day.isoformat(), sure, "welsh.date", [moment.day.hit])
    elif last and moment.time:
        reading.add(f"{moment.field}_date", last.day.isoformat(), _CARRIED, "welsh.date.carried", [last.hit])
    if moment.time and not _is_ahead(reading, moment, last):
        reading.add(f"{moment.field}_time", f"{moment.time.time:%H:%M}", sure, "welsh.time", [moment.time.hit])


def _is_ahead(reading: Reading, moment: _Moment, last: WelshDay | None) -> bool:
    """Tell whether a time lies after the receipt."""
    day = moment.day or last
    at: time | None = moment.time.time if moment.time else None
    return bool(day and at and day.day == reading.received.date() and at > reading.received.time())
