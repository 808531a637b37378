"""What somebody wants to see of the register: read from an address, applied to lines. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from candour.cases.ports import RegisterEntry
from candour.cases.showing.words import LONDON

LINES_A_PAGE = 50
_LONGEST_REFERENCE = 14
_LONGEST_DAY = 10
_PART = re.compile(r"[A-Z]{0,6}-?([0-9]{0,2}-?)?[A-Z0-9]{0,5}")
"""What can be a part of a reference: nobody is looked for by name, which would stand in the address then."""
_ID = re.compile(r"[a-z0-9_-]{0,40}")
_CHOICES = frozenset({"school", "status", "level", "type"})
_FIELDS = ("school", "status", "level", "type", "q", "from", "to")


@dataclass(frozen=True)
class Wanted:
    """The filter. `q` is a part of a reference, `begins` and `ends` are days in London, both included.

    `errors` maps a field's name to what is wrong with it; such a field filters nothing. `typed` is what stood there.
    """

    typed: Mapping[str, str]
    begins: date | None
    ends: date | None
    page: int
    errors: Mapping[str, str]

    @property
    def query(self) -> str:
        """The same filter as an address has it, without the page; empty where nothing is filtered."""
        kept = {name: text for name, text in self.typed.items() if text and name not in self.errors}
        return urlencode(kept)

    def at(self, page: int) -> str:
        """Return the query of another page of the same filter."""
        return "&".join(part for part in (self.query, f"page={page}" if page > 1 else "") if part)


@dataclass(frozen=True)
class RegisterPage:
    """The lines of one page. `number` starts with 1; `pages` is at least 1."""

    lines: Sequence[RegisterEntry]
    total: int
    number: int
    pages: int


def wanted(query: Mapping[str, str]) -> Wanted:
    """Read a filter; what can't be understood is named in `errors`, never guessed at."""
    typed = {name: query.get(name, "").strip() for name in _FIELDS}
    typed |= {name: text if _ID.fullmatch(text) else "" for name, text in typed.items() if name in _CHOICES}
    typed |= {name: typed[name][:_LONGEST_DAY] for name in ("from", "to")}
    typed["q"] = reference_part(typed["q"])
    begins, ends = _day(typed["from"]), _day(typed["to"])
    errors = {
        name: f"{label}: write the day as year-month-day, for example 2026-11-23"
        for name, label, day in (("from", "From", begins), ("to", "Until", ends))
        if typed[name] and day is None
    }
    if typed["q"] and not _PART.fullmatch(typed["q"]):
        errors["q"] = "Reference: write it like SF-26-K7QM4, or a part of it"
    if begins and ends and begins > ends:
        errors["to"] = "Until: this day is before the first one"
    number = query.get("page", "")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < len("100000") else 1
    return Wanted(typed=typed, begins=begins, ends=None if "to" in errors else ends, page=max(page, 1), errors=errors)


def reference_part(text: str) -> str:
    """Return the capitals, digits and hyphens of a text."""
    kept = (
        character for character in text.upper() if character.isascii() and (character.isalnum() or character == "-")
    )
    return "".join(kept)[:_LONGEST_REFERENCE]


def matching(entries: Sequence[RegisterEntry], filter_: Wanted) -> list[RegisterEntry]:
    """Return the lines that the filter lets through, the newest first."""
    typed = filter_.typed
    part = "" if "q" in filter_.errors else typed["q"]
    begins = _start_of(filter_.begins) if filter_.begins else None
    ends = _start_of(filter_.ends + timedelta(days=1)) if filter_.ends and filter_.ends < date.max else None
    return [
        entry
        for entry in reversed(entries)
        if typed["school"] in {"", entry.school}
        and typed["status"] in {"", entry.status}
        and typed["level"] in {"", entry.level or "none"}
        and typed["type"] in {"", entry.incident_type or "none"}
        and part in entry.reference
        and (begins is None or entry.opened_at >= begins)
        and (ends is None or entry.opened_at < ends)
    ]


def paged(entries: Sequence[RegisterEntry], number: int) -> RegisterPage:
    """Return one page; a number beyond the last page is the last page."""
    pages = max(1, -(-len(entries) // LINES_A_PAGE))
    number = min(number, pages)
    start = (number - 1) * LINES_A_PAGE
    return RegisterPage(lines=entries[start : start + LINES_A_PAGE], total=len(entries), number=number, pages=pages)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)
