"""The official form, filled in: what mails, the terminal and the printed form show. A pure view of policy and facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from candour.cases.case import Score, ScoreLine
from candour.cases.facts import CERTAIN, Answer, Candidate, Facts, Value
from candour.cases.form import Form, FormField, Section
from candour.cases.policy import Policy
from candour.cases.showing.answers import answer_in_words
from candour.cases.showing.ticks import TickGroup, tick_groups
from candour.cases.showing.words import one_line, plain, points_in_words, range_in_words


class RowState(StrEnum):
    """How sure the value of an entry is; every entry can be corrected."""

    FILLED = "filled"
    CHECK = "check"
    OPEN = "open"


@dataclass(frozen=True)
class Quote:
    """The words behind a value, and where they stand: "in the text", "in trip.pdf"."""

    text: str
    source: str


@dataclass(frozen=True)
class Row:
    """One entry of the form: the label as printed, the value in words, how sure it is and why.

    `value` is empty while the entry is open. `alternatives` are values that were read as well, or with too
    little confidence to be filled in. `groups` are the tick boxes of an entry that has some.
    """

    field: str
    label: str
    value: str
    state: RowState
    quotes: tuple[Quote, ...] = ()
    alternatives: tuple[str, ...] = ()
    groups: tuple[TickGroup, ...] = ()
    question: str = ""
    confirmed_by: str = ""

    @property
    def quotes_beside_boxes(self) -> tuple[Quote, ...]:
        """The words that no ticked box shows yet."""
        shown = {tick.words for group in self.groups for tick in group.ticks}
        return tuple(quote for quote in self.quotes if quote.text not in shown)

    @property
    def value_beside_boxes(self) -> str:
        """What has to be shown besides the boxes: a number in its band, or a tick that the form has no box for."""
        ticked = {tick.label for group in self.groups for tick in group.ticks if tick.ticked}
        return self.value if not ticked or set(self.value.split("; ")) - ticked else ""


@dataclass(frozen=True)
class ScoreRow:
    """A line of the arithmetic: "Name" and "+1"."""

    section: str
    text: str
    points: str


@dataclass(frozen=True)
class FilledSection:
    """A heading of the form with its entries."""

    title: str
    text: str
    after: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class FilledForm:
    """The whole form, in the order and the words as printed. `total` is empty where no score was given."""

    title: str
    source: str
    return_to: str
    sections: tuple[FilledSection, ...]
    score_rows: tuple[ScoreRow, ...] = ()
    total: str = ""
    total_label: str = "Total Score"
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All entries, in printed order."""
        return tuple(row for section in self.sections for row in section.rows)


def fill_form(
    policy: Policy, facts: Facts, score: Score | None = None, *, viewer: str | None = None, form: Form | None = None
) -> FilledForm:
    """Return a form of the policy with the facts in it (R16: partly filled is enough); its first one unless told.

    With `viewer` (a role) entries that this role may not see are left out; without, all are there. The score is the
    first form's alone.
    """
    if form is not None and form != policy.form:
        policy, score = policy.model_copy(update={"form": form, "score": ()}), None
    rows: dict[str, list[Row]] = {}
    for field in policy.form.fields:
        if viewer is None or not field.visible_to or viewer in field.visible_to:
            rows.setdefault(field.section, []).append(_row(policy, field, facts, score))
    return FilledForm(
        title=policy.form.title,
        source=policy.form.source,
        return_to=policy.form.return_to,
        sections=_sections(policy.form.sections, rows),
        score_rows=tuple(_score_row(policy, line) for line in score.lines) if score else (),
        total=range_in_words(score.low, score.high) if score and policy.score else "",
        total_label=policy.form.total_label or "Total Score",
        notes=score.notes if score else (),
    )


def _sections(sections: Iterable[Section], rows: Mapping[str, list[Row]]) -> tuple[FilledSection, ...]:
    return tuple(
        FilledSection(title=section.title, text=section.text, after=section.after, rows=tuple(rows.get(section.id, ())))
        for section in sections
    )


def _row(policy: Policy, field: FormField, facts: Facts, score: Score | None) -> Row:
    found = facts.value(field.id)
    shown = facts.shown(field.id)
    state = _state(found, shown)
    return Row(
        field=field.id,
        label=field.label,
        value=answer_in_words(field, shown) if shown is not None and state is not RowState.OPEN else "",
        state=state,
        # A long text is its own words: quoting them again would only double the form.
        quotes=_quotes(found) if field.type != "long_text" or state is RowState.OPEN else (),
        alternatives=_alternatives(field, found, state),
        groups=tick_groups(policy, field, found if state is not RowState.OPEN else None, score),
        question=field.question,
        confirmed_by=one_line((found and found.confirmed_by) or ""),
    )


def _state(found: Value | None, shown: Answer | None) -> RowState:
    if found is None or shown is None or (shown in ((), "") and found.confirmed_by is None):
        return RowState.OPEN
    if found.confirmed_by is not None or found.confidence >= CERTAIN:
        return RowState.FILLED
    return RowState.CHECK


def _quotes(found: Value | None) -> tuple[Quote, ...]:
    """Return the words behind a value once each; a field of several ticks has words for every tick."""
    if found is None:
        return ()
    spans = [*found.spans, *(span for part in found.parts for span in part.spans)]
    quotes = (Quote(text=one_line(span.text), source=_place(span.source)) for span in spans)
    return tuple(dict.fromkeys(quote for quote in quotes if quote.text))


def _place(source: str) -> str:
    known = {"body": "in the text", "subject": "in the subject", "sender": "from the sender's line"}
    return known.get(source) or f"in {one_line(source, limit=80)}"  # "in reply 1", "in trip.pdf"


def _alternatives(field: FormField, found: Value | None, state: RowState) -> tuple[str, ...]:
    if found is None:
        return ()
    unsure: tuple[Candidate, ...] = (found,) if state is RowState.OPEN else ()
    words = (answer_in_words(field, candidate.value) for candidate in (*unsure, *found.alternatives))
    return tuple(dict.fromkeys(one_line(text) for text in words if text))


def _score_row(policy: Policy, line: ScoreLine) -> ScoreRow:
    title = next((table.title for table in policy.score if table.id == line.section), line.section)
    return ScoreRow(section=title, text=plain(line.text), points=points_in_words(line.low, line.high))
