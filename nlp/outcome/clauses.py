"""Clauses: the stretches of a sentence that can each say one thing that was done, and by whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from nlp.text import Hit, Page

MAX_CLAUSES = 240
"""How many clauses of a page are looked at."""
MAX_WORDS = 14
"""A clause is cut after so many words."""

_AUXILIARY = (
    r"i|we|he|she|they|it|you|this|that|there|nobody|no one|someone|i've|we've|i'm|have|has|had|was|were|is|are|am|will"
)
_DONE = (
    r"[a-z-]{2,14}ed|rang|rung|told|asked|took|taken|put|got|gone|went|wrote|written|sent|spoke|spoken|left|made|found"
    r"|gave|given|kept|held|hid|shut|set|let|brought|drove|ran|swept|tore|torn|withdrew|withdrawn|froze|frozen|bought"
    r"|paid|met|said|redid|rewrote|re-sent|resent|rebuilt|dug|been|done|stuck|caught|swapped|locked|down|now|then|also"
)
_SPLIT = re.compile(
    r"(?P<mark>(?:[,;()\n!?\"]|:(?!\d))+|\.+(?=\s|$)|\s-{1,3}(?=\s)|\s->?\s"
    r"|\s(?:full stop|comma|new line|new paragraph)\b)"
    rf"|\s(?P<join>and|&|\+|n)\s(?=(?:{_AUXILIARY}|{_DONE}"
    r"|(?:the |my |our |all )?(?:\w+ ){1,3}(?:has|have|is|are|was|were)"
    r"|(?:the|my|our|his|her|its|their|both|all) (?:\w+ ){1,2}"
    r"(?:[a-z]{2,12}ed|taken|sent|given|told|put|reset|shut))\b)"
    r"|\s(?P<turn>but|so|then|because|since|cos|coz|which|who|whose|when|while|whilst|until|till|til|where|although"
    r"|though|if|unless|nobody|only|as (?=(?:i|we|he|she|they|it|soon)\b))\b"
)
_SAID_STOPS = frozenset({"full stop", "new line", "new paragraph"})
_WORD = re.compile(r"\S+")
_NOTHING = re.compile(r"[\s*\-.'>]{0,40}")
_LEAD = re.compile(
    r"(?:(?:and|then|so|also|but|since|now|however|therefore|anyway|meanwhile|straight ?away|immediately|at once|i|we"
    r"|i've|we've|ive|weve|(?:have|has|had)(?! (?:it|them|that|this|a|an|the|my|no|had|to)\b)|i'd|both|just|already"
    r"|obviously|of course|she's|he's|they've|they have)\s)*"
)


@dataclass(frozen=True)
class Clause:
    """A clause of a page. `start` and `end` hold all of it, `words` what is left without "and I have"."""

    page: Page
    start: int
    end: int
    said_from: int
    joined: str
    """What joins it to what stands before: a comma, "and", "which"; "." at the beginning of a sentence."""
    number: int

    @property
    def low(self) -> str:
        """The clause as the rules see it."""
        return self.page.low[self.start : self.end]

    @property
    def lead(self) -> str:
        """Who is named at its beginning and left out of `words`: "i have", "and then"."""
        return self.page.low[self.start : self.said_from].strip()

    @property
    def words(self) -> Hit:
        """What is said to be done."""
        return Hit(self.page, self.said_from, self.end)


def clauses_of(page: Page, start: int = 0, end: int | None = None) -> Iterator[Clause]:
    """Yield the clauses of a stretch, in order."""
    stop = len(page.low) if end is None else end
    at, joined, number = start, ".", 0
    starts = set(page.starts)
    edges = [(match.start(), match.end(), _name(match)) for match in _SPLIT.finditer(page.low, start, stop)]
    edges += [(offset, offset, ".") for offset in starts if start < offset < stop]
    for edge, after, name in [*sorted(edges), (stop, stop, ".")]:
        if edge > at and (clause := _clause(page, at, edge, joined, number)):
            yield clause
            number += 1
            joined = name
            if number >= MAX_CLAUSES:
                return
        elif name == "." or joined != ".":
            joined = name
        at = max(at, after)


def _name(match: re.Match[str]) -> str:
    if match["mark"]:
        mark = match["mark"].strip(" -") or "-"
        return "." if mark[0] in ".!?\n" or mark in _SAID_STOPS else mark[0]
    return (match["join"] and "and") or match["turn"].strip()


def _clause(page: Page, start: int, end: int, joined: str, number: int) -> Clause | None:
    opening = _NOTHING.match(page.low, start, end)
    start = opening.end() if opening else start
    hit = page.trim(start, end)
    if hit is None:
        return None
    if len(hit.low.split()) > MAX_WORDS:
        *_, last = islice(_WORD.finditer(hit.low), MAX_WORDS)
        hit = Hit(page, hit.start, hit.start + last.end())
    lead = _LEAD.match(hit.low)
    said_from = hit.start + (lead.end() if lead else 0)
    return Clause(page, hit.start, hit.end, said_from, joined, number)
