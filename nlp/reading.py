"""What the components of the pipeline share: the report laid out, and what was found so far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from candour.cases.asked import Asked
from candour.cases.facts import PLEASE_CHECK, Answer, Candidate, Facts, Method, Span, Value
from candour.cases.report import Report
from candour.cases.surroundings import UNKNOWN, Surroundings
from nlp.calibrating import NONE, Calibration
from nlp.incidents.signs import TypeSigns, signs_of
from nlp.message.layout import Layout
from nlp.outcome.recovery import cues_of, weighed
from nlp.statistics.shape import bag_of_report
from nlp.statistics.words import Bag
from nlp.text import Hit, Page

LONDON = ZoneInfo("Europe/London")
MAX_ALTERNATIVES = 8
"""How many rivals of a value are kept."""


@dataclass(frozen=True)
class Person:
    """A person's name at a place of the text."""

    hit: Hit
    confidence: float
    rule: str

    @property
    def name(self) -> str:
        """The name as typed, its title included."""
        return self.hit.text


class Found(NamedTuple):
    """A possible value while a report is being read, and why; those that are kept become a `Candidate`."""

    value: Answer
    confidence: float
    method: Method
    rule: str
    hits: tuple[Hit, ...]

    def spans(self) -> tuple[Span, ...]:
        """Return the records of the words that it was read from."""
        return tuple(hit.span() for hit in self.hits)

    def candidate(self) -> Candidate:
        """Return the record of it."""
        return Candidate(
            value=self.value, confidence=self.confidence, method=self.method, rule=self.rule, spans=self.spans()
        )


@dataclass
class Reading:
    """A report while it is being read. Components add candidates; `settled` turns them into facts."""

    report: Report
    layout: Layout
    asked: tuple[Asked, ...] = ()
    surroundings: Surroundings = UNKNOWN
    calibration: Calibration = NONE
    people: list[Person] = field(default_factory=list)
    found: dict[str, list[Found]] = field(default_factory=dict)
    ticks: dict[str, list[Found]] = field(default_factory=dict)

    @property
    def body(self) -> Page:
        """The writer's own text, signature left out."""
        return self.layout.body

    @property
    def pages(self) -> tuple[Page, ...]:
        """Subject and body; a subject without words is none."""
        return self.layout.pages

    @property
    def received(self) -> datetime:
        """When the report arrived, as the clock showed in London."""
        return self.report.received_at.astimezone(LONDON)

    @cached_property
    def bag(self) -> Bag:
        """The features by which statistical models know the report."""
        words = bag_of_report(self.report, self.layout)
        return words.also("r", self.signs.features()).also("d", weighed(self.layout, self.recovery_cues))

    @cached_property
    def recovery_cues(self) -> Mapping[str, Hit]:
        """What is said for and against the data being back."""
        return cues_of(self.layout)

    @cached_property
    def signs(self) -> TypeSigns:
        """What the rules of incident types find."""
        return signs_of(self.layout)

    def add(  # each argument is a part of the record
        self,
        name: str,
        value: Answer,
        confidence: float,
        rule: str,
        hits: Iterable[Hit] = (),
        *,
        method: Method = Method.RULE,
    ) -> None:
        """Add a candidate for a field that takes one value."""
        self.found.setdefault(name, []).append(Found(value, _bounded(confidence), method, rule, tuple(hits)))

    def tick(  # each argument is a part of the record
        self,
        name: str,
        value: str,
        confidence: float,
        rule: str,
        hits: Iterable[Hit] = (),
        *,
        method: Method = Method.RULE,
    ) -> None:
        """Add a candidate for one tick of a field that takes several."""
        self.ticks.setdefault(name, []).append(Found(value, _bounded(confidence), method, rule, tuple(hits)))

    def best(self, name: str) -> Found | None:
        """Return the surest candidate so far; of equals the first."""
        return max(self.found.get(name, ()), key=lambda candidate: candidate.confidence, default=None)

    def shows(self, name: str) -> Answer | None:
        """Return the surest value so far where it would be shown."""
        best = self.best(name)
        return best.value if best and best.confidence >= PLEASE_CHECK else None

    def settled(self) -> Facts:
        """Return the facts: for each field the surest candidate, its rivals, and the reason for each tick.

        Which candidate is the surest the rules say; how sure that makes it the calibration.
        """
        values = {
            name: _settle(self._calibrated(name, sorted(found, key=lambda one: -one.confidence)))
            for name, found in self.found.items()
            if found
        }
        for name, found in self.ticks.items():
            if found:
                values[name] = _settle_ticks(self._calibrated(name, found))
        return Facts(values=values)

    def _calibrated(self, name: str, every: Sequence[Found]) -> list[Found]:
        """Return what was found for a field with calibrated confidence, each beside the other values."""
        surest: dict[Answer, float] = {}
        for one in every:
            surest[one.value] = max(one.confidence, surest.get(one.value, 0.0))
        calibrated: list[Found] = []
        for one in every:
            others = [confidence for value, confidence in surest.items() if value != one.value]
            sure = self.calibration.calibrated(name, one.value, one.rule, one.confidence, others)
            calibrated.append(one._replace(confidence=_bounded(sure)))
        return calibrated


def _bounded(confidence: float) -> float:
    return round(min(max(confidence, 0.0), 1.0), 3)


def _settle(ranked: Sequence[Found]) -> Value:
    best = ranked[0]
    rivals: list[Found] = []
    for found in ranked[1:]:
        if found.value != best.value and all(found.value != rival.value for rival in rivals):
            rivals.append(found)
    return Value(
        value=best.value,
        confidence=best.confidence,
        method=best.method,
        rule=best.rule,
        spans=best.spans(),
        alternatives=tuple(rival.candidate() for rival in rivals[:MAX_ALTERNATIVES]),
    )


def _settle_ticks(every: Sequence[Found]) -> Value:
    """Merge ticks: the shown ones are the value, in the order found; weaker ones stay as alternatives."""
    surest: dict[Answer, Found] = {}
    for found in every:
        known = surest.get(found.value)
        if known is None or found.confidence > known.confidence:
            surest[found.value] = found
    shown = tuple(found.candidate() for found in surest.values() if found.confidence >= PLEASE_CHECK)
    unsure = [found for found in surest.values() if found.confidence < PLEASE_CHECK][:MAX_ALTERNATIVES]
    weak = tuple(found.candidate() for found in unsure)
    basis = shown or weak
    return Value(
        value=tuple(str(candidate.value) for candidate in shown),
        confidence=min(candidate.confidence for candidate in basis),
        method=basis[0].method,
        rule=basis[0].rule,
        spans=tuple(span for candidate in shown for span in candidate.spans),
        alternatives=weak,
        parts=shown,
    )
