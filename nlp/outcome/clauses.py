"""Clauses: the stretches of a sentence that can each say one thing that was done, and by whom."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

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
_MARK = r"(?:[,;()\n!?\"]|:(?!\d))"
_SPLIT = re.compile(
    r"[\s,;:()!?\".](?:"  # a class alone at the front: what passes over letters need not try the rest at each
    r"(?<=[^\S\n])(?:-{1,3}(?=\s)|->?\s|(?:full stop|comma|new line|new paragraph)\b"
    rf"|(?P<join>and|&|\+|n)\s(?=(?:{_AUXILIARY}|{_DONE}"
    r"|(?:the |my |our |all )?(?:\w+ ){1,3}(?:has|have|is|are|was|were)"
    r"|(?:the|my|our|his|her|its|their|both|all) (?:\w+ ){1,2}"
    r"(?:[a-z]{2,12}ed|taken|sent|given|told|put|reset|shut))\b)"
    r"|(?P<turn>but|so|then|because|since|cos|coz|which|who|whose|when|while|whilst|until|till|til|where|although"
    r"|though|if|unless|nobody|only|as (?=(?:i|we|he|she|they|it|soon)\b))\b)"
    rf"|(?<=[,;()\n!?\"]){_MARK}*|(?<=:)(?!\d){_MARK}*|(?<=\.)\.*(?=\s|$))"
)
_SAID_STOPS = frozenset({"full stop", "new line", "new paragraph"})
_OPENING = re.compile(r"[\s*\-.'>]{0,40}\s*")
_LEAD = re.compile(
    r"(?:(?:and|then|so|also|but|since|now|however|therefore|anyway|meanwhile|straight ?away|immediately|at once|i|we"
    r"|i've|we've|ive|weve|(?:have|has|had)(?! (?:it|them|that|this|a|an|the|my|no|had|to)\b)|i'd|both|just|already"
    r"|obviously|of course|she's|he's|they've|they have)\s)*"
)


class Clause(NamedTuple):
    """A clause of a page. `start` and `end` hold all of it, `words` what is left without "and I have"."""

    page: Page
    start: int
    end: int
    said_from: int
    led_by: int
    """How many words at its beginning are left out of `words`."""
    joined: str
    """What joins it to what stands before: a comma, "and", "which"; "." at the beginning of a sentence."""
    number: int
    low: str
    """The clause as the rules see it."""

    @property
    def words(self) -> Hit:
        """What is said to be done."""
        return Hit(self.page, self.said_from, self.end)

    def said(self) -> str:
        """Return `words` as the rules see them."""
        return self.low[self.said_from - self.start :]


def clauses_of(page: Page, start: int = 0, end: int | None = None) -> Iterator[Clause]:
    """Yield the clauses of a stretch, in order."""
    stop = len(page.low) if end is None else end
    at, joined, number = start, ".", 0
    for edge, after, name in _edges(page, start, stop):
        if edge > at and (clause := _clause(page, at, edge, joined, number)):
            yield clause
            number += 1
            joined = name
            if number >= MAX_CLAUSES:
                return
        elif name == "." or joined != ".":
            joined = name
        at = max(at, after)


def _edges(page: Page, start: int, stop: int) -> list[tuple[int, int, str]]:
    """Return where clauses end and the next may begin, and what stands between them; `stop` is the last."""
    edges = [(*match.span(), _name(match[0], match.lastgroup)) for match in _SPLIT.finditer(page.low, start, stop)]
    edges += [(offset, offset, ".") for offset in page.starts if start < offset < stop]
    edges.sort()
    return [*edges, (stop, stop, ".")]


@lru_cache(maxsize=1_000)
def _name(said: str, kind: str | None) -> str:
    if kind is None:
        mark = said.strip(" -") or "-"
        return "." if mark[0] in ".!?\n" or mark in _SAID_STOPS else mark[0]
    return "and" if kind == "join" else said.strip()


def _clause(page: Page, start: int, end: int, joined: str, number: int) -> Clause | None:
    inside = page.low[start:end].rstrip()
    opening = _OPENING.match(inside)
    begin = opening.end() if opening else 0
    if begin == len(inside):
        return None
    low = inside[begin:]
    if len(low) > 2 * MAX_WORDS:
        low = _cut(low)
    lead = _LEAD.match(low)
    led = lead[0] if lead else ""
    begin += start
    return Clause(page, begin, begin + len(low), begin + len(led), len(led.split()), joined, number, low)


def _cut(low: str) -> str:
    """Return the first MAX_WORDS words."""
    rest = low.split(None, MAX_WORDS)[MAX_WORDS:]
    return low[: -len(rest[0])].rstrip() if rest else low
