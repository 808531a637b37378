"""Conversations as text files: `> ` is what somebody types, `[...]` what else they do, `<` and `=` what must come."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "scripts"
_HEAD = re.compile(r"(policy|now|writer): (.+)")
_STARTS = {">": "says", "[": "does", "<": "then", "=": "finally"}


class ScriptError(Exception):
    """A script holds something that nobody understands; it says where."""


@dataclass(frozen=True)
class Line:
    """A step or an expectation. `kind` is "says", "does", "then" or "finally"."""

    number: int
    kind: str
    text: str


@dataclass(frozen=True)
class Script:
    """A conversation of one person; `now` is when it begins."""

    name: str
    title: str
    policy: str
    now: datetime
    writer: tuple[str, str]
    lines: tuple[Line, ...]


def scripts() -> list[Script]:
    """Return all conversations, by their names."""
    return [script_of(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))]


def script_of(name: str, text: str) -> Script:
    """Return a script; raises ScriptError."""
    rows = text.splitlines()
    head = {found[1]: found[2] for row in rows if (found := _HEAD.fullmatch(row))}
    title = next((row.removeprefix("# ") for row in rows if row.startswith("# ")), name)
    writer = head.get("writer", "Seren Vaughan, s.vaughan@saint-finnian.example").split(", ")
    return Script(
        name=name,
        title=title,
        policy=head.get("policy", "saints-cardiff"),
        now=_moment(head.get("now", "Friday 20 November 2026, 12:00")),
        writer=(writer[0], writer[1]),
        lines=tuple(_lines(name, rows)),
    )


def _lines(name: str, rows: list[str]) -> Iterator[Line]:
    """Yield what is to be done and looked at; an indented row goes on with the one before it."""
    held: Line | None = None
    for number, row in enumerate(rows, start=1):
        if held and row.startswith("  "):
            held = Line(held.number, held.kind, f"{held.text}\n{row.strip()}")
            continue
        if held:
            yield held
        held = None
        if row and not row.startswith("#") and not _HEAD.fullmatch(row):
            held = _line(name, number, row)
    if held:
        yield held


def _line(name: str, number: int, row: str) -> Line:
    kind = _STARTS.get(row[0])
    if kind is None or (kind == "does" and not row.endswith("]")):
        raise ScriptError(f"{name}, line {number}: {row}")
    return Line(number, kind, row[1:].strip() if kind != "does" else row[1:-1])


def _moment(text: str) -> datetime:
    """Return a moment in winter, when London's clocks show UTC."""
    return datetime.strptime(text, "%A %d %B %Y, %H:%M").replace(tzinfo=UTC)
