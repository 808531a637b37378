"""Whether what was read is what was labelled, candidate by candidate."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from candour.cases.facts import Candidate, Facts
from nlp import ReportReader, report_from_example
from nlp.prediction import FLAGS, SINGLE
from training.corpus import Row
from training.scoring import NAMES, same_name, same_words

_ASSET = {"asset_type": "type", "asset_reference": "reference", "asset_encrypted": "encrypted"}


class Judged(NamedTuple):
    """A candidate for a field, and whether it is right."""

    field: str
    candidate: Candidate
    is_right: bool
    others: Sequence[float] = ()
    """How sure the reader was of other values of the field."""


def judged(rows: Sequence[Row], reader: ReportReader) -> Iterator[Judged]:
    """Yield the surest candidate of each field, and each tick, of the reports that are incidents."""
    for row in rows:
        yield from judged_facts(row, reader.read(report_from_example(row)))


def judged_facts(row: Row, facts: Facts) -> Iterator[Judged]:
    """Yield the surest candidate of each field, and each tick, of what was read of a report, if it is an incident."""
    wanted = row["expected"]
    if verdict := facts.value("not_an_incident"):
        yield _judged(facts, "not_an_incident", verdict, is_right=verdict.value == wanted["not_an_incident"])
    if not wanted["not_an_incident"]:
        yield from _of_incident(facts, wanted)


def _of_incident(facts: Facts, wanted: Mapping[str, Any]) -> Iterator[Judged]:
    for field in (*SINGLE, *FLAGS[:-1]):
        if (found := facts.value(field)) and found.value is not False:
            yield _judged(facts, field, found, is_right=_is_same(field, found.value, wanted[field]))
    for tick in _ticks(facts, "data_types"):
        if tick.value != "other":
            yield _judged(facts, "data_types", tick, is_right=tick.value in wanted["data_types"])
    for tick in _ticks(facts, "circumstances")[:1]:
        yield _judged(facts, "circumstances", tick, is_right=tick.value == wanted["circumstances"])
    for tick in _ticks(facts, "remedial_action"):
        right = any(same_words(str(tick.value), span) for span in wanted["remedial_action"])
        yield _judged(facts, "remedial_action", tick, is_right=right)
    yield from _of_asset(facts, wanted["asset"])


def _of_asset(facts: Facts, wanted: Mapping[str, Any] | None) -> Iterator[Judged]:
    lost = facts.value("asset_lost")
    if lost is None or lost.value is not True:
        return
    yield _judged(facts, "asset_lost", lost, is_right=wanted is not None)
    for field, key in _ASSET.items():
        if found := facts.value(field):
            yield _judged(facts, field, found, is_right=wanted is not None and found.value == wanted[key])


def _judged(facts: Facts, field: str, candidate: Candidate, *, is_right: bool) -> Judged:
    """Return a candidate judged, with how sure the reader was of the other values of its field."""
    value = facts.values[field]
    every = (*value.parts, *value.alternatives)
    return Judged(field, candidate, is_right, [other.confidence for other in every if other.value != candidate.value])


def _ticks(facts: Facts, field: str) -> Sequence[Candidate]:
    found = facts.value(field)
    if found is None:
        return ()
    shown = [part for part in found.parts if part.confidence > 0]
    return [*shown, *found.alternatives]


def _is_same(field: str, have: object, want: object) -> bool:
    if field in NAMES:
        return want is not None and same_name(str(have), str(want))
    return have == want
