"""Short answers to what was asked, where the rules for whole sentences find nothing: "think so", "dydd Mawrth"."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from candour.cases.facts import Answer
from nlp.answering.welsh import in_english
from nlp.message.answers import Answered
from nlp.numbers import NUMBER, number
from nlp.outcome.asset import KINDS
from nlp.people.identity import sender_name
from nlp.reading import Reading
from nlp.text import Hit, lower, page
from nlp.when.dates import find_days
from nlp.when.times import find_times

_SURE = 0.93
_THINKS = 0.75
_YES = re.compile(r"^\W*(?:yes|yeah|yep|yup|y|it (?:is|was|does)|they (?:are|were)|we (?:have|did)|i have|already)\b")
_NO = re.compile(
    r"^\W*(?:no|nope|nah|n|not (?:yet|so far|that i know)|never|nothing|nobody|no[- ]one|none|it (?:isn't|wasn't)"
    r"|haven't|hasn't|still (?:missing|out|there|waiting))\b"
)
_MAYBE = re.compile(
    r"^\W*(?:i )?(?:(?P<no>(?:don't|dont|do not) think so|doubt it|probably not|shouldn't think so)|think so|believe so"
    r"|should be|probably|pretty sure|fairly sure|as far as i know|i'd think so)\b"
)
_PARTLY = re.compile(r"^\W*(?:partly|partially|part|some|half|most|a few|not all|all but)\b")
_BACK = re.compile(
    r"\b(?:delet\w+|destroy\w+|shred\w+|binn?ed|recalled|back|returned|retrieved|recovered|handed (?:it )?in|brought it"
    r"|found it|picked (?:it|them) up|wiped)\b"
)
_NOT = re.compile(r"\b(?:not|n't|never|no|nobody|still|hasn't|haven't|yet to|refus\w+|won't|can't|waiting)\b|n't\b")
_KNOWN_PEOPLE = re.compile(
    r"^\W*(?:just |only )?(?:the|a|an|one|two|three|four|five|six|\d+|another|my|our|some|all|other)\s(?:\w+ ){0,3}?"
    r"(?:parents?|mums?|dads?|mother|father|famil(?:y|ies)|pupils?|child(?:ren)?|students?|teachers?|colleagues?|staff"
    r"|class|governors?|TAs?|people in|members? of staff|school|carers?|agency|firm|company|supplier|coach|team)\b",
    re.IGNORECASE,
)
_UNKNOWN_PEOPLE = re.compile(
    r"\b(?:any(?:one|body)|who ?ever|strangers?|the (?:general )?public|passers?[- ]?by|nobody knows|no[- ]one knows"
    r"|(?:no|not any) idea|(?:don't|dont|do not) know who|could be any\w+|every(?:one|body) on"
    r"|the (?:whole )?internet)\b"
)
_PLACE = re.compile(r"\bthe (?:(?P<first>first|former|earlier)|second|latter|last|later)\b")
_ME = re.compile(
    r"\W*(?:(?:it|that|this) was |that(?:'s| would be) )?(?:me|myself|i was|i did|i am|mine)\b(?!,? (?:and|with|&))"
)


def read_short_answers(reading: Reading) -> None:
    """Read the answers of a reply that no other component has read by what was asked."""
    if not reading.asked:
        return
    for answer in reading.layout.answers:
        if (hit := answer.value) is not None and (rule := _RULES.get(answer.field)) is not None:
            rule(reading, answer, hit)


def _said(reading: Reading, field: str, value: Answer, hit: Hit, sure: float = _SURE) -> None:
    """Add an answer where none was read from a form's line yet."""
    if not any(found.rule.startswith("form.") for found in reading.found.get(field, ())):
        reading.add(field, value, sure, f"form.{field}.short", [hit])


def _moment(reading: Reading, answer: Answered, hit: Hit) -> None:
    said = in_english(hit.low)
    if (chosen := _chosen(reading, f"{answer.field}_date", said)) is not None:
        reading.found.pop(f"{answer.field}_date", None)
        reading.add(f"{answer.field}_date", chosen.isoformat(), _SURE, f"form.{answer.field}_date.offered", [hit])
        return
    if said == hit.low:
        return
    there = page("answer", said, [(0, len(said))])
    for day in find_days(there, reading.received.date()):
        if day.day is not None:
            _said(reading, f"{answer.field}_date", day.day.isoformat(), hit)
            break
    for clock in find_times(there):
        if not clock.in_range:
            _said(reading, f"{answer.field}_time", clock.text, hit)
            break


def _chosen(reading: Reading, field: str, said: str) -> date | None:
    """Return the day of those that the question offered which an answer names by its weekday alone, or as the first."""
    entry = next((entry for entry in reading.asked if entry.field == field and entry.offered), None)
    if entry is None or re.search(r"\d", said):
        return None
    offer = lower(entry.offered)
    days = [one.day for one in find_days(page("offer", offer, [(0, len(offer))]), reading.received.date()) if one.day]
    if (place := _PLACE.search(said)) and len(days) > 1:
        return days[0] if place["first"] else days[-1]
    named = [day for day in days if re.search(rf"\b{day:%a}".lower(), said)]
    return named[0] if len(named) == 1 else None


def _count(reading: Reading, _answer: Answered, hit: Hit) -> None:
    said = in_english(hit.low)
    match = re.search(rf"(?<!\w){NUMBER}", said)
    if said != hit.low and match and (found := number(match[0])):
        _said(reading, "individuals", found, hit)


def _yes_no(field: str) -> Callable[[Reading, Answered, Hit], None]:
    def read(reading: Reading, _answer: Answered, hit: Hit) -> None:
        said = in_english(hit.low)
        if said != hit.low:
            reading.found.pop(field, None)
        maybe = _MAYBE.match(said)
        if maybe is not None:
            _said(reading, field, maybe["no"] is None, hit, _THINKS)
        elif _NO.match(said):
            _said(reading, field, value=False, hit=hit)
        elif _YES.match(said):
            _said(reading, field, value=True, hit=hit)

    return read


def _recovered(reading: Reading, _answer: Answered, hit: Hit) -> None:
    said = in_english(hit.low)
    if _PARTLY.match(said):
        _said(reading, "recovered", "partly", hit)
    elif _NO.match(said) or (_BACK.search(said) and _NOT.search(said)):
        _said(reading, "recovered", "no", hit)
    elif _YES.match(said) or _BACK.search(said):
        _said(reading, "recovered", "yes", hit)


def _asset_type(reading: Reading, _answer: Answered, hit: Hit) -> None:
    said = in_english(hit.low)
    kind = next((kind for kind, pattern in KINDS if re.search(pattern, said)), None)
    if kind is not None:
        reading.found.pop("asset_type", None)
        _said(reading, "asset_type", kind, hit)


def _person(field: str) -> Callable[[Reading, Answered, Hit], None]:
    def read(reading: Reading, _answer: Answered, hit: Hit) -> None:
        if _ME.match(in_english(hit.low)) and (name := sender_name(reading)):
            reading.found.pop(field, None)
            reading.add(field, name, _SURE, f"form.{field}.me", [hit])

    return read


def _circumstances(reading: Reading, _answer: Answered, hit: Hit) -> None:
    if reading.ticks.get("circumstances"):
        return
    if _UNKNOWN_PEOPLE.search(hit.low):
        reading.tick("circumstances", "unknown_recipients", _SURE, "form.circumstances.short", [hit])
    elif _KNOWN_PEOPLE.match(hit.low):
        reading.tick("circumstances", "known_recipients", _SURE, "form.circumstances.short", [hit])


_RULES: Mapping[str, Callable[[Reading, Answered, Hit], None]] = {
    "occurred": _moment,
    "discovered": _moment,
    "individuals": _count,
    "recovered": _recovered,
    "asset_type": _asset_type,
    "circumstances": _circumstances,
    "responsible_employee": _person("responsible_employee"),
    "line_manager": _person("line_manager"),
    **{field: _yes_no(field) for field in ("complaint", "near_miss", "asset_encrypted", "line_manager_told")},
}
"""The entries by the names under which answers are known."""
