"""What the components of the pipeline share: the report laid out, and what was found so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from candour.cases.facts import PLEASE_CHECK, Answer, Candidate, Facts, Method, Value
from candour.cases.ports import Asked
from candour.cases.report import Report
from candour.cases.surroundings import UNKNOWN, Surroundings
from nlp.calibrating import NONE, Calibration
from nlp.incidents.signs import TypeSigns, signs_of
from nlp.message.layout import Layout
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


@dataclass
class Reading:
    """A report while it is being read. Components add candidates; `settled` turns them into facts."""

    report: Report
    layout: Layout
    asked: tuple[Asked, ...] = ()
    surroundings: Surroundings = UNKNOWN
    calibration: Calibration = NONE
    people: list[Person] = field(default_factory=list)
    found: dict[str, list[Candidate]] = field(default_factory=dict)
    ticks: dict[str, list[Candidate]] = field(default_factory=dict)

    @property
    def body(self) -> Page:
        """The writer's own text, signature left out."""
        return self.layout.body

    @property
    def pages(self) -> tuple[Page, ...]:
        """Subject and body."""
        return (self.layout.subject, self.layout.body)

    @property
    def received(self) -> datetime:
        """When the report arrived, as the clock showed in London."""
        return self.report.received_at.astimezone(LONDON)

    @cached_property
    def bag(self) -> Bag:
        """The features by which statistical models know the report."""
        return bag_of_report(self.report, self.layout).also("r", self.signs.features())

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
        self.found.setdefault(name, []).append(_candidate(value, confidence, rule, hits, method))

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
        self.ticks.setdefault(name, []).append(_candidate(value, confidence, rule, hits, method))

    def best(self, name: str) -> Candidate | None:
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
        values = {name: _settle(self._ranked(name, found)) for name, found in self.found.items() if found}
        for name, found in self.ticks.items():
            if found:
                values[name] = _settle_ticks([self._calibrated(name, candidate) for candidate in found])
        return Facts(values=values)

    def _ranked(self, name: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return candidates with calibrated confidence, the one that the rules hold for the surest first."""
        ranked = sorted(candidates, key=lambda candidate: -candidate.confidence)
        return [self._calibrated(name, candidate) for candidate in ranked]

    def _calibrated(self, name: str, candidate: Candidate) -> Candidate:
        sure = self.calibration.calibrated(name, candidate.value, candidate.rule, candidate.confidence)
        return candidate.model_copy(update={"confidence": round(min(max(sure, 0.0), 1.0), 3)})


def _candidate(value: Answer, confidence: float, rule: str, hits: Iterable[Hit], method: Method) -> Candidate:
    spans = tuple(hit.span() for hit in hits)
    return Candidate(
        value=value, confidence=round(min(max(confidence, 0.0), 1.0), 3), method=method, rule=rule, spans=spans
    )


def _settle(ranked: Sequence[Candidate]) -> Value:
    best = ranked[0]
    rivals: list[Candidate] = []
    for candidate in ranked[1:]:
        if candidate.value != best.value and all(candidate.value != rival.value for rival in rivals):
            rivals.append(candidate)
    return Value(**dict(best), alternatives=tuple(rivals[:MAX_ALTERNATIVES]))


def _settle_ticks(candidates: Sequence[Candidate]) -> Value:
    """Merge ticks: the shown ones are the value, in the order found; weaker ones stay as alternatives."""
    surest: dict[Answer, Candidate] = {}
    for candidate in candidates:
        known = surest.get(candidate.value)
        if known is None or candidate.confidence > known.confidence:
            surest[candidate.value] = candidate
    shown = tuple(candidate for candidate in surest.values() if candidate.confidence >= PLEASE_CHECK)
    weak = tuple(candidate for candidate in surest.values() if candidate not in shown)[:MAX_ALTERNATIVES]
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
