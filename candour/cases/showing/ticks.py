"""The tick boxes of the form, with the score that is printed beside each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from candour.cases.case import Score
from candour.cases.facts import CERTAIN, Candidate, Value
from candour.cases.form import FormField, Option
from candour.cases.policy import Policy
from candour.cases.score_tables import Band, BandTable, EachTable, GroupsTable, OneTable, ScoreTable
from candour.cases.showing.words import one_line, points_in_words, range_in_words


@dataclass(frozen=True)
class Tick:
    """A box: its printed label, its points as printed ("+2", or empty), and the words that it was ticked for."""

    label: str
    ticked: bool
    points: str = ""
    check: bool = False
    words: str = ""


@dataclass(frozen=True)
class TickGroup:
    """Boxes under one heading of the form, such as "Special Category (+2 for every type identified)"."""

    title: str
    ticks: tuple[Tick, ...]
    columns: str = ""
    total_label: str = ""
    total: str = ""


def tick_groups(policy: Policy, field: FormField, found: Value | None, score: Score | None) -> tuple[TickGroup, ...]:
    """Return a field's boxes in printed order, grouped by the score tables that read the field.

    A printed row for a sum ("Baseline Score") adds up all tables of the field since the last such row.
    """
    tables = [table for table in policy.score if table.field == field.id]
    groups = []
    counted: set[str] = set()
    for table in tables:
        counted |= {table.id, table.title}
        groups.append(_group(table, field, found, _sum(score, counted) if table.total_label else ""))
        counted = set() if table.total_label else counted
    scored = {option for table in tables for option in _scored_options(table)}
    unscored = [option for option in field.options if option.id not in scored]
    if unscored:
        groups.append(TickGroup(title="", ticks=tuple(_tick(option, found, "") for option in unscored)))
    return tuple(group for group in groups if group.ticks)


def _group(table: ScoreTable, field: FormField, found: Value | None, total: str) -> TickGroup:
    return TickGroup(
        # The title of a field's only table repeats the field's own label.
        title=table.title if isinstance(table, EachTable) else "",
        ticks=tuple(_table_ticks(table, field, found)),
        columns=" | ".join(table.columns),
        total_label=table.total_label,
        total=total,
    )


def _sum(score: Score | None, sections: set[str]) -> str:
    lines = [line for line in score.lines if line.section in sections] if score else []
    return range_in_words(sum(line.low for line in lines), sum(line.high for line in lines)) if score else ""


def _table_ticks(table: ScoreTable, field: FormField, found: Value | None) -> Iterator[Tick]:
    if isinstance(table, BandTable):
        yield from _band_ticks(table.bands, found)
        return
    points = _scored_options(table)
    for option in field.options:
        if option.id in points:
            yield _tick(option, found, points_in_words(points[option.id], points[option.id]))


def _scored_options(table: ScoreTable) -> dict[str, float]:
    match table:
        case EachTable():
            return dict.fromkeys(table.options, table.each)
        case OneTable():
            return dict(table.scores)
        case GroupsTable():
            return {option: score for group in table.groups.values() for option, score in group.items()}
        case BandTable():
            return {}


def _band_ticks(bands: Iterable[Band], found: Value | None) -> Iterator[Tick]:
    number = found.value if found else None
    unsure = found is not None and _is_unsure(found, found.confidence)
    for band in bands:
        inside = (
            isinstance(number, int | float)
            and not isinstance(number, bool)
            and band.min <= number <= (number if band.max is None else band.max)
        )
        yield Tick(
            label=band.label,
            ticked=inside,
            points=points_in_words(band.score, band.score),
            check=inside and unsure,
            words=_words(found) if inside and found else "",
        )


def _tick(option: Option, found: Value | None, points: str) -> Tick:
    if found is None or option.id not in _ticked(found):
        return Tick(label=option.label, ticked=False, points=points)
    part = next((part for part in found.parts if part.value in (option.id, (option.id,))), None)
    confidence = part.confidence if part else found.confidence
    reasons = part or (found if len(_ticked(found)) == 1 else None)
    return Tick(
        label=option.label,
        ticked=True,
        points=points,
        check=_is_unsure(found, confidence),
        words=_words(reasons) if reasons else "",
    )


def _ticked(found: Value) -> tuple[str, ...]:
    if isinstance(found.value, tuple):
        return found.value
    return (found.value,) if isinstance(found.value, str) else ()


def _is_unsure(found: Value, confidence: float) -> bool:
    return found.confirmed_by is None and confidence < CERTAIN


def _words(reasons: Candidate) -> str:
    return one_line(" … ".join(dict.fromkeys(span.text for span in reasons.spans)))
