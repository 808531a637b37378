"""The exported register's columns: what Article 33(5) asks to record of every case, in the policy's words (R89)."""

from collections.abc import Iterable, Iterator

from candour.cases.case import Case
from candour.cases.facts import CERTAIN, Answer, Facts
from candour.cases.form import FormField
from candour.cases.notice import NoticeKind
from candour.cases.policy import Policy
from candour.cases.showing.words import id_in_words
from replies.register_cells import Cell, answer_cell, noted_cell, text_cell
from replies.register_clocks import clock_columns
from replies.register_decisions import decision_columns, level_columns
from replies.register_line import MIDDLE, NARROW, WIDE, Column, Line

_ABOUT_ASSETS = frozenset({NoticeKind.ASSET_LOSS, NoticeKind.ASSET_FORM})
_WIDTHS = {"number": NARROW, "yes_no": NARROW, "time": NARROW, "date": NARROW, "long_text": WIDE, "ticks": WIDE}


def columns_of(policy: Policy) -> tuple[Column, ...]:
    """Return the columns of a policy's register, the entries of its forms in printed order among them."""
    return (
        *_beginning(),
        *_entries(policy),
        *_score(policy),
        *level_columns(),
        *clock_columns(policy),
        *decision_columns(policy),
        Column("policy", "Policy", MIDDLE, _policy_version),
    )


def united(registers: Iterable[Iterable[Column]]) -> tuple[Column, ...]:
    """Return the columns of several registers in one: each once, what only one has beside its neighbours there."""
    found: list[Column] = []
    for columns in registers:
        place = 0
        for column in columns:
            names = [(entry.id, entry.label) for entry in found]
            if (column.id, column.label) in names:
                place = names.index((column.id, column.label)) + 1
            else:
                found.insert(place, column)
                place += 1
    return tuple(found)


def _status(line: Line) -> str:
    return "part of another case" if line.case.merged_into else id_in_words(line.case.status)


def _received(line: Line) -> Cell:
    first = line.case.reports[0]
    return noted_cell(first.received_at, only_day=first.anonymous)


def _opened(line: Line) -> Cell:
    return noted_cell(line.case.opened_at, only_day=line.case.reports[0].anonymous)


def _beginning() -> Iterator[Column]:
    yield Column("reference", "Reference", 14, lambda line: line.case.reference)
    yield Column("school", "School", 26, lambda line: text_cell(line.school))
    yield Column("status", "Status", MIDDLE, _status)
    yield Column("received", "Received", MIDDLE, _received)
    yield Column("opened", "Opened", MIDDLE, _opened)
    yield Column("door", "Came by", NARROW, lambda line: id_in_words(line.case.reports[0].door))


def _entries(policy: Policy) -> Iterator[Column]:
    """Yield each entry under its printed label; those of the form about a lost asset under its title as well."""
    for field in policy.form.fields:
        yield _entry(field, field.label)
    if policy.asset_form:
        for field in policy.asset_form.fields:
            yield _only_of_assets(_entry(field, f"{policy.asset_form.title}: {field.label}"))
    yield Column("to_check", "Entries that Candour read and is not sure of", WIDE, _to_check)


def _entry(field: FormField, label: str) -> Column:
    def cell(line: Line) -> Cell:
        shown = _shown(line.case.facts, field.id)
        return None if shown is None else answer_cell(field, shown)

    return Column(f"form.{field.id}", text_cell(label), _WIDTHS.get(field.type, MIDDLE), cell)


def _only_of_assets(column: Column) -> Column:
    """Leave an entry of the second form empty in a case that it is not for."""
    return column._replace(cell=lambda line: column.cell(line) if _is_about_an_asset(line.case) else None)


def _is_about_an_asset(case: Case) -> bool:
    return any(notice.kind in _ABOUT_ASSETS for notice in case.notices)


def _to_check(line: Line) -> Cell:
    facts = line.case.facts
    unsure = (field.label for field in line.policy.form.fields if _is_unsure(facts, field.id))
    return text_cell("; ".join(unsure)) or None


def _score(policy: Policy) -> Iterator[Column]:
    """Yield both ends of the total, which is a range where something is unknown; none where the form counts nothing."""
    if policy.score:
        total = policy.form.total_label or "Total Score"
        yield Column("score.low", f"{total}: lowest", NARROW, lambda line: line.case.assessment.score.low)
        yield Column("score.high", f"{total}: highest", NARROW, lambda line: line.case.assessment.score.high)


def _shown(facts: Facts, field_id: str) -> Answer | None:
    """Return what the form shows; an empty text is none."""
    shown = facts.shown(field_id)
    return None if shown in {(), ""} else shown


def _is_unsure(facts: Facts, field_id: str) -> bool:
    found = facts.value(field_id)
    is_shown = found is not None and _shown(facts, field_id) is not None
    return found is not None and is_shown and found.confirmed_by is None and found.confidence < CERTAIN


def _policy_version(line: Line) -> Cell:
    return text_cell(f"{line.case.policy.profile}, version {line.case.policy.version}")
