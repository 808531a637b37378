"""What in a confidential report may say who wrote it: names, the writer's role, what is theirs."""

import re
from collections.abc import Iterator
from itertools import islice

from nlp.people.roles import ROLE
from nlp.reading import Reading
from nlp.text import Hit

FIELD = "may_identify"
"""No entry of any form: shown to who decides, as words that they should not pass on without a thought."""
_MOST = 20
_SURE = 0.9
_THEIRS = (
    r"class(?:room)?|form|tutor group|group|year|pupils?|students?|children|lesson|department|team|office|desk|room"
    r"|line manager|mentor|job share|husband|wife|partner|son|daughter|child|sister|brother|mother|mum|father|dad"
    r"|laptop|phone|car|home|house|account|inbox|e-?mail"
)
_WORDS = (
    ("role", rf"\b(?:as|i am|i'm|i was|being|i work as) (?:an? |the |your |their |our )?{ROLE}\b"),
    ("theirs", rf"\bmy (?:own )?(?:year \w+ )?(?:[\w'-]+ ){{0,3}}?(?:{_THEIRS})\b"),
    ("work", r"\bi (?:teach|coach|lead|run|manage|cover|mentor|drive|cook|clean|supervise) [\w' -]{2,40}"),
    ("work", r"\bin my (?:role|job|post|capacity)\b(?: as [\w' -]{2,40})?"),
    ("first", r"\bmy name is [\w' -]{2,40}"),
    ("welsh", r"\b(?:fy|fel) (?:athr\w+|nosbarth|mhlentyn|mab|merch|swyddfa|cynorthw\w+|cydlynydd|pennaeth)\b"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _WORDS)


def read_identifying(reading: Reading) -> None:
    """Tick each name and each saying that may give the writer away; nothing in a report that isn't confidential."""
    if not reading.report.confidential:
        return
    said: dict[str, tuple[str, str, Hit]] = {}
    for rule, hit in _found(reading):
        words = " ".join(hit.text.split())
        said.setdefault(words.casefold(), (words, rule, hit))
    for words, rule, hit in islice(said.values(), _MOST):
        reading.tick(FIELD, words, _SURE, f"identify.{rule}", [hit])


def _found(reading: Reading) -> Iterator[tuple[str, Hit]]:
    for name, pattern in _PATTERNS:
        for page in reading.pages:
            for hit in page.hits(pattern):
                yield name, hit
    for person in reading.people:
        yield "name", person.hit
