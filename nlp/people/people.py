"""Who reports, who was responsible, and who their line manager is."""

import re

from candour.cases.facts import Method
from nlp.people.identity import sender_name, writer_name
from nlp.people.managers import doubt_managers_of_others, read_line_manager
from nlp.people.names import FULL, TITLED
from nlp.people.responsible import read_responsible
from nlp.people.role_holders import read_role_holders
from nlp.reading import Reading
from nlp.text import Hit, lower

_ME = re.compile(r"(?:me|myself|i|self|i am|that's me|it was me)(?:\s*\(.*\))?")
_NOBODY = re.compile(
    r"\W{0,3}(?:not (?:known|yet known|identified|sure|applicable|one of ours|us|staff)|unknown"
    r"|un-?identified|nobody"
    r"|no ?-?one|none|n/?a\b|n/?k\b|external|third party"
    r"|supplier|contractor|don'?t know|dont know|tbc|to be confirmed|\?+$)"
)
_NO_NAMES = """
    of is not no none nobody dont don't know unknown the a an and or applicable mine me same above yes who to tbc sure
    external head chair see my us it was our both various several staff someone
"""
_NO_NAME_WORDS = frozenset(_NO_NAMES.split())
"""Words of answers that name a role or nobody."""
_LONGEST_NAME = 4
"""In words."""


def read_people(reading: Reading) -> None:
    """Read reporter_name, responsible_employee and line_manager."""
    sender, writer = sender_name(reading), writer_name(reading)
    _read_reporter(reading, sender, writer)
    _read_form(reading, writer)
    read_line_manager(reading, sender)
    if not _says_nobody(reading):
        read_responsible(reading, writer)
    read_role_holders(reading)
    doubt_managers_of_others(reading, writer)


def _read_reporter(reading: Reading, sender: str, writer: str) -> None:
    """Take the sender, or who signed; nobody where the writer asks not to be named."""
    if not writer or reading.shows("wants_anonymity") is True:
        return
    hits = [person.hit for person in reading.people if person.name == writer][:1]
    if sender:
        reading.add("reporter_name", writer, 0.9, "reporter.sender", hits, method=Method.SENDER)
    elif hits:
        reading.add("reporter_name", writer, 0.8, "reporter.signature", hits)
    else:
        reading.add("reporter_name", writer, 0.55, "reporter.sender.unclear", method=Method.SENDER)


def _read_form(reading: Reading, writer: str) -> None:
    for answer in reading.layout.answers:
        if answer.field not in {"reporter_name", "responsible_employee", "line_manager"} or answer.value is None:
            continue
        if answer.field == "reporter_name" and reading.shows("wants_anonymity") is True:
            continue
        if _ME.fullmatch(answer.value.low.strip(" .")):
            if writer:
                reading.add(answer.field, writer, 0.92, f"form.{answer.field}.me", [answer.value])
            continue
        if hit := _name_in(answer.value):
            reading.add(answer.field, hit.text, 0.95, f"form.{answer.field}", [hit])


def _says_nobody(reading: Reading) -> bool:
    """Tell whether a form asks who was responsible, and is told that nobody is known, or nobody of ours."""
    return any(
        answer.field == "responsible_employee" and answer.value is not None and _NOBODY.match(answer.value.low)
        for answer in reading.layout.answers
    )


def _name_in(answer: Hit) -> Hit | None:
    """Return the name that an answer begins with, without role or school."""
    text = answer.page.cased[answer.start : answer.end]
    for pattern in (TITLED, FULL):
        if match := pattern.match(text):
            return Hit(answer.page, answer.start, answer.start + match.end())
    head = re.match(r"[\w'. -]{2,60}", text)
    if (
        head is None
        or not re.match(r"[^\W\d_]", text)
        or len(head[0].split()) > _LONGEST_NAME
        or not re.search(r"[A-Z]|^[a-z]+ [a-z]+$", head[0])
        or not _NO_NAME_WORDS.isdisjoint(lower(head[0]).split())
    ):
        return None
    return Hit(answer.page, answer.start, answer.start + len(head[0].rstrip(" -.'")))
