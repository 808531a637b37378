"""A row and a column of the exported register: what they are, before anything is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from candour.cases.case import Case
from candour.cases.policy import Policy
from candour.cases.showing.actions import ActionView, actions_in_words
from candour.cases.showing.decisions import as_read_by
from replies.register_cells import Cell

TITLE = "Register of data protection incidents"
NOT_READ = "can't be opened: restore it from the backup"
"""What stands in the row of a case that is there but can't be read."""
NARROW, MIDDLE, WIDE = 12, 18, 40
"""Widths of columns, in characters."""


class Line(NamedTuple):
    """A case as its row shows it: without its writers' names where they asked for that (R33), in what others wrote."""

    case: Case
    policy: Policy
    school: str
    now: datetime
    actions: tuple[ActionView, ...]


class Column(NamedTuple):
    """A column: its label, its width, and what stands in it. Two columns of one id and one label are the same."""

    id: str
    label: str
    width: int
    cell: Callable[[Line], Cell]


def line_of(case: Case, policy: Policy, school: str, now: datetime, *, reader: str = "") -> Line:
    """Return a case as its row shows it to `reader` (a name; see `as_read_by`)."""
    return Line(as_read_by(case, policy, reader), policy, school, now, actions_in_words(case, now))


@dataclass
class Register:
    """The rows of one policy."""

    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
