"""Times of day in British English: "half four", "ten to three", "9.40", "1545", "noon", "break 10.45"."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from nlp.text import Hit, Page
from nlp.when.time_rules import HOURS, MINUTES, RULES

_KEYS = frozenset(id(pattern) for _, pattern, _ in RULES)
MAX_TIMES = 300
"""How many hits of one rule are looked at."""
_FIRST_AFTERNOON_HOUR, _LAST_AFTERNOON_HOUR, _NOON, _HOURS = 1, 6, 12, 24


class Clock(NamedTuple):
    """A time that the text names. `surely` is False where morning or afternoon was guessed."""

    hit: Hit
    hour: int
    minute: int
    rule: str
    confidence: float
    surely: bool = True
    in_range: bool = False

    @property
    def text(self) -> str:
        """The time as HH:MM."""
        return f"{self.hour:02d}:{self.minute:02d}"


_RANGE_AFTER = re.compile(r"\s?(?:-|to|and|until|till)\s?(?:about |around )?")
_RANGE_BEFORE = re.compile(r"\b(?:between|from|sometime between)\s+(?:about |around )?$")
_ABOUT_PARTS = re.compile(r"\b(?P<part>morning|afternoon|evening|night|tonight|lunchtime)\b")
_NOT_THEN = re.compile(
    r"\b(?:till|until|by|after|before|since|starts?|opens?|closes?|due|from|book(?:ed)?"
    r"|meeting at|assembly (?:is )?at)\s(?:about |around )?$"
)


_NOT_UNTIL = re.compile(r"(?:\b(?:not|never|nobody|no one|none|only|didnt|didnae|wasnt)\b|n't\b)[^.;!?]{0,60}$")


def find_times(page: Page) -> list[Clock]:
    """Return the times that a page names, in their order."""
    if not page.low.strip():
        return []
    taken = bytearray(len(page.low))
    clocks: list[Clock] = []
    worth_trying = page.worth_trying(_KEYS)
    for name, pattern, confidence in [rule for rule in RULES if id(rule[1]) in worth_trying]:
        for match in islice(page.matches(pattern), MAX_TIMES):
            if any(taken[match.start() : match.end()]):
                continue
            clock = _clock(page, name, match, confidence)
            if clock is not None:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                clocks.append(clock)
    return list(_ranges(page, sorted(clocks, key=lambda clock: clock.hit.start)))


def _clock(page: Page, name: str, match: re.Match[str], confidence: float) -> Clock | None:
    hit = Hit(page, *match.span())
    groups = match.groupdict()
    if name in {"noon", "midnight"}:
        return Clock(hit, _NOON if name == "noon" else 0, 0, f"time.{name}", confidence)
    hour_words = groups.get("h") or groups.get("h2") or ""
    hour = HOURS.get(hour_words) or int(hour_words)
    minute = _minute(name, groups)
    if groups.get("to") == "to":
        hour, minute = hour - 1, 60 - minute
    half = groups.get("half") or _half_of_day(
        groups.get("part") or groups.get("part2") or _part_near(page, match), hour
    )
    literal = len(hour_words) == 2 and hour_words[0] == "0" and name in {"colon", "dot", "hundred"}  # noqa: PLR2004 - "09:40"
    settled = hour > _NOON or literal or bool(half)
    return Clock(hit, _hour(hour, half, literal=literal), minute, f"time.{name}", confidence, surely=settled)


def _minute(name: str, groups: dict[str, str | None]) -> int:
    words = groups.get("m") or groups.get("m2")
    if name == "half" or words == "half":
        return 30
    if words is None:
        return 0
    return MINUTES[words.replace("-", " ")] if name == "past" else int(words)


_CLAUSE_BEFORE = re.compile(r"[,;(]| and | when ")
_CLAUSE_AFTER = re.compile(r"[,;.()]| and | when | to ")


def _part_near(page: Page, match: re.Match[str]) -> str | None:
    """Return the part of the day that the same clause names."""
    clause = _CLAUSE_BEFORE.split(page.before(match.start(), 45))[-1] if match.start() else ""
    after = _CLAUSE_AFTER.split(page.after(match.end(), 30))[0]
    found = [*_ABOUT_PARTS.finditer(clause), *_ABOUT_PARTS.finditer(after)]
    return found[0]["part"] if found else None


def _half_of_day(part: str | None, hour: int) -> str | None:
    if part is None or part == "lunchtime":
        return None
    if part.startswith("morn"):
        return "a"
    return None if part == "night" and hour == _NOON else "p"


def _hour(hour: int, half: str | None, *, literal: bool) -> int:
    """Return the hour of 24; without a word for it, school hours are meant: one to six are in the afternoon."""
    if hour > _NOON or literal:
        return hour % _HOURS
    if half == "p":
        return hour % _NOON + _NOON
    if half == "a":
        return hour % _NOON
    afternoon = _FIRST_AFTERNOON_HOUR <= hour <= _LAST_AFTERNOON_HOUR
    return hour + _NOON if afternoon else (hour % _HOURS if hour else _NOON)


def _ranges(page: Page, clocks: list[Clock]) -> Iterator[Clock]:
    """Mark times that are an end of a stretch ("between 12.30 and 1.15") or a limit ("after 2")."""
    ends: set[int] = set()
    for clock, later in pairwise(clocks):
        gap = page.low[clock.hit.end : later.hit.start]
        opened = bool(_RANGE_BEFORE.search(page.before(clock.hit.start, 30)))
        if len(gap) < 80 and "\n" not in gap and (_RANGE_AFTER.fullmatch(gap) or (opened and " and " in gap)):  # noqa: PLR2004 - one clause
            ends |= {clock.hit.start, later.hit.start}
    for clock in clocks:
        limit = _is_limit(page.before(clock.hit.start, 90))
        if clock.hit.start in ends or limit:
            yield clock._replace(in_range=True)
        else:
            yield clock


def _is_limit(before: str) -> bool:
    """Tell whether a time only bounds something: "after 2", but not "I didn't notice until 4"."""
    found = _NOT_THEN.search(before)
    return found is not None and not (
        found[0].startswith(("till", "until")) and _NOT_UNTIL.search(before[: found.start()])
    )
