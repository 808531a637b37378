"""The form's score with its arithmetic. Pure: what is unknown makes a range, and nothing is invented.

A1, A2 ... are the ambiguities of the printed form and how they are resolved: docs/scoring.md.
"""

import re
from collections.abc import Iterator

from candour.cases.case import Score, ScoreLine
from candour.cases.facts import Answer, Facts
from candour.cases.form import FormField
from candour.cases.policy import Policy
from candour.cases.score_tables import BandTable, EachTable, GroupsTable, OneTable, ScoreNote, ScoreTable

_SEVERAL = 2


def score(policy: Policy, facts: Facts) -> Score:
    """Add up what the facts tick (A5: a plain sum); only values that are shown count (R55-R61).

    An unknown number or choice gives the range of its table (A2). Unknown ticks add nothing and a note says so. A
    line's `section` is the id of its table, and its points are `low` to `high`.
    """
    lines = tuple(line for table in policy.score for line in _lines(table, policy.form.field(table.field), facts))
    notes = (*_open_notes(policy, facts), *_printed_notes(policy, facts), *_strange_notes(policy, facts))
    return Score(
        lines=lines,
        low=sum(line.low for line in lines),
        high=sum(line.high for line in lines),
        notes=tuple(dict.fromkeys(notes)),
    )


def _lines(table: ScoreTable, field: FormField, facts: Facts) -> Iterator[ScoreLine]:
    shown = facts.shown(table.field)
    labels = {option.id: option.label for option in field.options}
    match table:
        case BandTable():
            yield _band_line(table, shown)
        case EachTable():
            for option in _ticked(shown, table.options):
                yield _line(table, labels[option], table.each)
        case OneTable():
            yield _choice_line(table, shown, labels)
        case GroupsTable():
            yield from _group_lines(table, shown, labels)


def _band_line(table: BandTable, shown: Answer | None) -> ScoreLine:
    number = _number(shown)
    if number is None:
        scores = [band.score for band in table.bands]
        return ScoreLine(section=table.id, text="number unknown", low=min(scores), high=max(scores))
    band = next(band for band in reversed(table.bands) if band.min <= max(number, 0))
    return _line(table, band.label, band.score)


def _choice_line(table: OneTable, shown: Answer | None, labels: dict[str, str]) -> ScoreLine:
    chosen = _ticked(shown, tuple(table.scores))
    if not chosen:
        scores = table.scores.values()
        return ScoreLine(section=table.id, text="not known", low=min(scores), high=max(scores))
    highest = max(chosen, key=lambda option: table.scores[option])
    return _line(table, labels[highest], table.scores[highest])


def _group_lines(table: GroupsTable, shown: Answer | None, labels: dict[str, str]) -> Iterator[ScoreLine]:
    """At most one of a group counts, the highest (A4); the others stand there with what they add: nothing."""
    for group in table.groups.values():
        chosen = sorted(_ticked(shown, tuple(group)), key=lambda option: group[option], reverse=True)
        for place, option in enumerate(chosen):
            counts = place == 0
            text = labels[option] if counts else f"{labels[option]} (not added: only the highest of its kind counts)"
            yield _line(table, text, group[option] if counts else 0)


def _open_notes(policy: Policy, facts: Facts) -> Iterator[str]:
    """Say what is unknown. A field that three tables count is unknown once."""
    for table in {table.field: table for table in policy.score}.values():
        shown = facts.shown(table.field)
        heading = _heading(policy.form.field(table.field))
        match table:
            case BandTable() if _number(shown) is None:
                yield f"{heading}: not known yet, so the total is a range."
            case OneTable() if not _ticked(shown, tuple(table.scores)):
                yield f"{heading}: not known yet, so the total is a range."
            case EachTable() if shown is None:
                yield f"{heading}: not known yet, so nothing is counted for it."
            case GroupsTable() if shown is None:
                yield _why_none(facts) or f"{heading}: not known yet, so nothing is counted for it."
            case _:
                continue


def _why_none(facts: Facts) -> str | None:
    """Say why no circumstance of the form may fit although something happened (A4)."""
    if facts.holds("near_miss"):
        return "A near miss: nothing got out in the end, and the form has no row for this."
    if facts.holds("asset_encrypted"):
        return "The device is encrypted, so nobody is thought to have read it: the form has no row for this."
    return None


def _printed_notes(policy: Policy, facts: Facts) -> Iterator[str]:
    for note in policy.score_notes:
        if _applies(note, facts):
            yield note.text


def _applies(note: ScoreNote, facts: Facts) -> bool:
    shown = facts.shown(note.field)
    ticked = len(_ticked(shown, note.options))
    match note.ticked:
        case "none":
            return shown is not None and ticked == 0
        case "any":
            return ticked > 0
        case "several":
            return ticked >= _SEVERAL


def _strange_notes(policy: Policy, facts: Facts) -> Iterator[str]:
    """Say that something was read which the form has no box for; what it is stands with the facts, not here."""
    for field_id in dict.fromkeys(table.field for table in policy.score):
        field = policy.form.field(field_id)
        known = {option.id for option in field.options}
        if field.options and any(tick not in known for tick in _all_ticks(facts.shown(field_id))):
            yield f"{_heading(field)}: something was read that the form has no row for, and it is not counted."


def _heading(field: FormField) -> str:
    """Return the question of a printed label, without its instructions ("Tick and adjust ...")."""
    return re.split(r"[?.]", field.label)[0]


def _number(shown: Answer | None) -> float | None:
    return shown if isinstance(shown, int | float) and not isinstance(shown, bool) else None


def _line(table: ScoreTable, text: str, points: float) -> ScoreLine:
    return ScoreLine(section=table.id, text=text, low=points, high=points)


def _ticked(shown: Answer | None, among: tuple[str, ...]) -> list[str]:
    ticks = _all_ticks(shown)
    return [option for option in among if option in ticks]


def _all_ticks(shown: Answer | None) -> tuple[str, ...]:
    """A single choice is one tick."""
    if isinstance(shown, str):
        return (shown,)
    return shown if isinstance(shown, tuple) else ()
