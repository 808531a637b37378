"""A row and a column of the exported register: what they are, before anything is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from candour.cases.case import Case
from candour.cases.policy import Policy
from candour.cases.showing.withholding import mask_of, without_writers
from replies.register_cells import Cell, text_cell

TITLE = "Register of data protection incidents"
NOT_READ = "can't be opened: restore it from the backup"
"""What stands in the row of a case that is there but can't be read."""
NARROW, MIDDLE, WIDE = 12, 18, 40
"""Widths of columns, in characters."""


class Line(NamedTuple):
    """A case as its row shows it: without its writers' names where they asked for that (R33).

    `says` returns a text that people wrote about the case as a cell, those names masked as well.
    """

    case: Case
    policy: Policy
    school: str
    now: datetime
    says: Callable[[str], str]


class Column(NamedTuple):
    """A column: its label, its width, and what stands in it. Two columns of one id and one label are the same."""

    id: str
    label: str
    width: int
    cell: Callable[[Line], Cell]


def line_of(case: Case, policy: Policy, school: str, now: datetime) -> Line:
    """Return a case as its row shows it."""
    hide = mask_of(case).hide
    return Line(without_writers(case, policy), policy, school, now, lambda text: text_cell(hide(text)))


@dataclass
class Register:
    """The rows of one policy."""

    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
