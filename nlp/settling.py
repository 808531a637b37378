"""From what was found to facts: which of several values is the surest, how sure it is, and what stands beside it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from candour.cases.facts import PLEASE_CHECK, Answer, Facts, Method
from nlp.calibrating import Calibration
from nlp.text import Hit

MAX_ALTERNATIVES = 8
"""How many rivals of a value are kept."""
_Record = dict[str, Any]
"""The parts of a record by their names: all of them are checked and made at once, with the facts that hold them."""


class Found(NamedTuple):
    """A possible value while a report is being read, and why; those that are kept become a `Candidate`."""

    value: Answer
    confidence: float
    method: Method
    rule: str
    hits: tuple[Hit, ...]

    def record(self) -> _Record:
        """Return the parts of a `Candidate`."""
        return {
            "value": self.value,
            "confidence": self.confidence,
            "method": self.method,
            "rule": self.rule,
            "spans": tuple([hit.record() for hit in self.hits]),
        }


def bounded(confidence: float) -> float:
    """Return a confidence between 0 and 1, to three digits."""
    return round(min(max(confidence, 0.0), 1.0), 3)


def settled(
    found: Mapping[str, Sequence[Found]], ticks: Mapping[str, Sequence[Found]], calibration: Calibration
) -> Facts:
    """Return the facts: for each field the surest candidate, its rivals, and the reason for each tick.

    Which candidate is the surest the rules say; how sure that makes it the calibration.
    """
    values = {
        name: _settle(_calibrated(calibration, name, sorted(every, key=lambda one: -one.confidence)))
        for name, every in found.items()
        if every
    }
    values |= {name: _settle_ticks(_calibrated(calibration, name, every)) for name, every in ticks.items() if every}
    return Facts.model_validate({"values": values})


def _calibrated(calibration: Calibration, name: str, every: Iterable[Found]) -> list[Found]:
    """Return what was found for a field with calibrated confidence, each beside the other values."""
    surest: dict[Answer, float] = {}
    for one in every:
        if one.confidence >= surest.get(one.value, 0.0):
            surest[one.value] = one.confidence
    return [
        one._replace(
            confidence=bounded(
                calibration.calibrated(
                    name,
                    one.value,
                    one.rule,
                    one.confidence,
                    [confidence for value, confidence in surest.items() if value != one.value],
                )
            )
        )
        for one in every
    ]


def _settle(ranked: Sequence[Found]) -> _Record:
    best, rivals = ranked[0], dict[Answer, Found]()
    for found in ranked[1:]:
        if found.value != best.value:
            rivals.setdefault(found.value, found)
    alternatives = [rival.record() for rival in list(rivals.values())[:MAX_ALTERNATIVES]]
    return {**best.record(), "alternatives": tuple(alternatives)}


def _settle_ticks(every: Sequence[Found]) -> _Record:
    """Merge ticks: the shown ones are the value, in the order found; weaker ones stay as alternatives."""
    surest: dict[Answer, Found] = {}
    for found in every:
        known = surest.get(found.value)
        if known is None or found.confidence > known.confidence:
            surest[found.value] = found
    shown = [found for found in surest.values() if found.confidence >= PLEASE_CHECK]
    weak = [found for found in surest.values() if found.confidence < PLEASE_CHECK][:MAX_ALTERNATIVES]
    basis, parts = shown or weak, tuple([found.record() for found in shown])
    return {
        "value": tuple([str(found.value) for found in shown]),
        "confidence": min(found.confidence for found in basis),
        "method": basis[0].method,
        "rule": basis[0].rule,
        "spans": tuple([span for part in parts for span in part["spans"]]),
        "alternatives": tuple([found.record() for found in weak]),
        "parts": parts,
    }
