"""How a form is scored: its tables as data, with the words as printed."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from candour.cases.record import Record


class Band(Record):
    """A range of a number, both ends included, and its score. No `min`: from 0; no `max`: without end."""

    label: str
    score: float
    min: int = 0
    max: int | None = None


class Table(Record):
    """What all tables have. `columns` are the printed column heads, `total_label` the printed name of the sum's row."""

    id: str
    field: str
    title: str
    source: str
    columns: tuple[str, ...] = ()
    total_label: str = ""


class BandTable(Table):
    """Baseline: the score of the band that a number falls in. Unknown gives the lowest to the highest."""

    kind: Literal["bands"]
    bands: tuple[Band, ...]


class EachTable(Table):
    """`each` for every tick among `options`."""

    kind: Literal["each"]
    each: float
    options: tuple[str, ...]


class OneTable(Table):
    """The score of the single choice; of several the highest counts (A3). Unknown gives the lowest to the highest."""

    kind: Literal["one"]
    scores: Mapping[str, float]


class GroupsTable(Table):
    """At most one option a group counts, the highest; groups add up."""

    kind: Literal["groups"]
    groups: Mapping[str, Mapping[str, float]]


ScoreTable = Annotated[BandTable | EachTable | OneTable | GroupsTable, Field(discriminator="kind")]


class ScoreNote(Record):
    """A remark under the score: shown where none, any, or several (two or more) of `options` are ticked.

    "none" needs an answer: it is not shown where nothing is known of the field.
    """

    id: str
    field: str
    ticked: Literal["none", "any", "several"]
    options: tuple[str, ...]
    text: str
    source: str
