"""A school's procedure as data: the shape of policies/<profile>.toml.

A rule is an id with parameters; the predicate behind the id is a small named function in
`level_rules` and `route_rules`. Every entry cites its paragraph as `source`, or "project" where the policy is silent.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field

from candour.cases.record import Record

FieldType = Literal["text", "long_text", "date", "time", "number", "choice", "ticks", "yes_no", "file"]


class Option(Record):
    """One tick box or choice: its id, and the words as printed."""

    id: str
    label: str


class FormField(Record):
    """One entry of the form.

    `label` is printed as in the policy, its oddities included. `question` is what a person is asked; empty where
    nobody is asked, and only where the predicate `ask_when` holds (the ids of `route_rules`). `priority` orders the
    questions: 1 matters most to clock, score and route. `visible_to` lists roles; empty means everybody whom the
    policy sends the form to.
    """

    id: str
    section: str
    label: str
    type: FieldType
    source: str
    question: str = ""
    ask_when: str = ""
    priority: int = 9
    options: tuple[Option, ...] = ()
    visible_to: tuple[str, ...] = ()


class Section(Record):
    """A heading of the form, with the words printed under it and under its last entry."""

    id: str
    title: str
    text: str = ""
    after: str = ""
    source: str


class Form(Record):
    """The official form, in the order in which it is printed.

    `return_to` is the printed sentence, an address in it included: it is shown, never sent to.
    """

    id: str
    title: str
    source: str
    return_to: str
    total_label: str = ""
    sections: tuple[Section, ...]
    fields: tuple[FormField, ...]

    def field(self, field_id: str) -> FormField:
        """Return a field; raises KeyError where the form has none of that id."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)


class Band(Record):
    """A range of a number, both ends included, and its score. No `min`: from 0; no `max`: without end."""

    label: str
    score: float
    min: int = 0
    max: int | None = None


class BandTable(Record):
    """Baseline: the score of the band that a number falls in. Unknown gives the lowest to the highest.

    Of every table, `columns` are the printed column heads and `total_label` is the printed name of the row of its sum.
    """

    kind: Literal["bands"]
    id: str
    field: str
    title: str
    source: str
    columns: tuple[str, ...] = ()
    total_label: str = ""
    bands: tuple[Band, ...]


class EachTable(Record):
    """`each` for every tick among `options`."""

    kind: Literal["each"]
    id: str
    field: str
    title: str
    source: str
    columns: tuple[str, ...] = ()
    total_label: str = ""
    each: float
    options: tuple[str, ...]


class OneTable(Record):
    """The score of the single choice; of several the highest counts (A3). Unknown gives the lowest to the highest."""

    kind: Literal["one"]
    id: str
    field: str
    title: str
    source: str
    columns: tuple[str, ...] = ()
    total_label: str = ""
    scores: Mapping[str, float]


class GroupsTable(Record):
    """At most one option a group counts, the highest; groups add up."""

    kind: Literal["groups"]
    id: str
    field: str
    title: str
    source: str
    columns: tuple[str, ...] = ()
    total_label: str = ""
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


class LevelRule(Record):
    """A statement of the policy under a level, and the predicate of `level_rules` that recognises it."""

    id: str
    level: str
    when: str
    text: str
    source: str
    parameters: Mapping[str, int | str | tuple[str, ...]] = {}


class DeadlineRule(Record):
    """A clock: `kind` says from when it runs, `hours` how long (days_from_receipt: 24 for each calendar day).

    at_once stands where a policy says "immediately" and names no hours: it ends when the report arrives.
    `weekend_until` is the local time on the next working day by which a weekend's incident is due. `only_if` names a
    yes/no field: the clock runs only where that is yes.
    """

    id: str
    kind: Literal["report_by", "at_once", "elapsed_from_occurrence", "elapsed_from_awareness", "days_from_receipt"]
    label: str
    source: str
    hours: int = 0
    weekend_until: time | None = None
    only_if: str = ""


class Role(Record):
    """Somebody whom the policy names. `stands_in` is the next named role, asked where this one is bypassed."""

    id: str
    title: str
    source: str
    required: bool = False
    stands_in: str = ""


class RouteRule(Record):
    """When `when` holds, `notice` goes to `to`. The table is read from top to bottom, and every rule is asked."""

    id: str
    when: str
    to: str
    notice: str
    text: str
    source: str


class Statement(Record):
    """What the policy says, in its words."""

    text: str
    source: str


class Duty(Statement):
    """What a role does. No role: nobody, unless the Data Protection Officer authorises somebody."""

    role: str = ""


class Review(Statement):
    """When the policy itself is to be reviewed; no `due` where it names no date."""

    due: date | None = None


class Reevaluation(Statement):
    """After how many months the number of incidents of a type is looked at again."""

    months: int


class Wording(Record):
    """The sentences of every reply, the policy's own where it has them; `sources` cites each by its name here.

    An empty one is left out of every reply: the policy says nothing of the kind.
    """

    no_self_investigation: str
    good_faith: str
    tell_line_manager: str
    never_delay: str
    on_doubt: str = ""
    whistle_blowing: str = ""
    anonymity: str = ""
    sources: Mapping[str, str] = {}


class Policy(Record):
    """One profile. `digest` is the SHA-256 of the file that it was loaded from.

    `levels` go from the highest to the lowest; `level_texts` are the policy's words under each. Without `score` the
    form counts nothing, and no total is shown anywhere. `head_duties` stand in the head teacher's notice.
    """

    profile: str
    title: str
    organisation: str
    version: str
    approved: str
    digest: str
    form: Form
    score: tuple[ScoreTable, ...] = ()
    score_notes: tuple[ScoreNote, ...] = ()
    levels: tuple[str, ...]
    level_texts: Mapping[str, str] = {}
    level_rules: tuple[LevelRule, ...]
    deadlines: tuple[DeadlineRule, ...]
    roles: tuple[Role, ...]
    routes: tuple[RouteRule, ...]
    wording: Wording
    investigator: Duty = Duty(
        text="Nobody investigates whom the Data Protection Officer has not asked.", source="project"
    )
    closer: Duty = Duty(role="dpo", text="The Data Protection Officer closes the case.", source="project")
    head_duties: tuple[Statement, ...] = ()
    retention: Statement | None = None
    re_evaluation: Reevaluation | None = None
    review: Review | None = None

    def role(self, role_id: str) -> Role:
        """Return a role; raises KeyError where the policy names none of that id."""
        for role in self.roles:
            if role.id == role_id:
                return role
        raise KeyError(role_id)
