"""A school's procedure as data: the shape of policies/<profile>.toml.

A rule is an id with parameters; the predicate behind the id is a small named function in
`level_rules` and `route_rules`. Every entry cites its paragraph as `source`, or "project" where the policy is silent.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Literal

from candour.cases.form import Form, FormField
from candour.cases.record import Record
from candour.cases.score_tables import ScoreNote, ScoreTable


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
    """When `when` holds, `notice` goes to `to`. The table is read from top to bottom, and every rule is asked.

    With `on_decision` it is only proposed: a named person decides whether it is sent (R106, R108, R110, R116).
    """

    id: str
    when: str
    to: str
    notice: str
    text: str
    source: str
    on_decision: bool = False


class Statement(Record):
    """What the policy says, in its words."""

    text: str
    source: str


class Paragraph(Statement):
    """What staff are shown when they ask about one of `topics` (`guidance.TOPICS`)."""

    topics: tuple[str, ...]


class Duty(Statement):
    """What a role does. No role: nobody, unless the Data Protection Officer authorises somebody."""

    role: str = ""


class StepRule(Statement):
    """Something that people do and Candour keeps, such as telling the governing body.

    `by` lists the roles that may record it (the DPO always may). Recording it makes the fact `sets` true, which routes
    may ask for.
    """

    id: str
    by: tuple[str, ...] = ()
    sets: str = ""


class IcoQuestion(Statement):
    """A question to go through before deciding whether the ICO is told; answers are kept with the decision (R101)."""

    id: str


class Offence(Statement):
    """An offence to consider (R111): `section` as enacted, `printed` where the policy prints another number.

    `cue` is the tick of the fact `offence_cues` that makes it worth a look. Never a verdict.
    """

    id: str
    section: str
    printed: str = ""
    cue: str = ""


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
    must_report: str = ""
    sources: Mapping[str, str] = {}


class Policy(Record):
    """One profile. `digest` is the SHA-256 of the file that it was loaded from.

    `levels` go from the highest to the lowest; `level_texts` are the policy's words under each. Without `score` the
    form counts nothing, and no total is shown anywhere. `head_duties` stand in the head teacher's notice.
    `close_needs` are the ids of `closing.CLOSE_RULES` that must hold before a case is closed; `asset_form` is the
    second form, about a lost asset.
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
    close_needs: tuple[str, ...] = ("level", "ico", "data_subjects", "complaint", "proposals", "measures")
    authoriser: Duty = Duty(
        role="dpo", text="The Data Protection Officer lets somebody investigate a case.", source="project"
    )
    classifier: Duty = Duty(role="dpo", text="The Data Protection Officer decides the level.", source="project")
    head_duties: tuple[Statement, ...] = ()
    asset_form: Form | None = None
    steps: tuple[StepRule, ...] = ()
    ico_questions: tuple[IcoQuestion, ...] = ()
    offences: tuple[Offence, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    retention: Statement | None = None
    re_evaluation: Reevaluation | None = None
    review: Review | None = None

    def field(self, field_id: str) -> FormField | None:
        """Return an entry of the form, or of the form about a lost asset; None where neither has it."""
        fields = (*self.form.fields, *(self.asset_form.fields if self.asset_form else ()))
        return next((field for field in fields if field.id == field_id), None)

    def route(self, rule_id: str) -> RouteRule | None:
        """Return a route; None where the policy has none of that id."""
        return next((rule for rule in self.routes if rule.id == rule_id), None)

    def role(self, role_id: str) -> Role:
        """Return a role; raises KeyError where the policy names none of that id."""
        for role in self.roles:
            if role.id == role_id:
                return role
        raise KeyError(role_id)
