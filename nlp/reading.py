"""What the components of the pipeline share: the report laid out, and what was found so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from candour.cases.asked import Asked
from candour.cases.facts import PLEASE_CHECK, Answer, Facts, Method
from candour.cases.report import Report
from candour.cases.surroundings import UNKNOWN, Surroundings
from nlp.calibrating import NONE, Calibration
from nlp.incidents.signs import TypeSigns, signs_of
from nlp.message.layout import Layout
from nlp.outcome.recovery import cues_of, weighed
from nlp.settling import Found, bounded, settled
from nlp.statistics.shape import bag_of_report
from nlp.statistics.words import Bag
from nlp.text import Hit, Page

LONDON = ZoneInfo("Europe/London")


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
        self.found.setdefault(name, []).append(Found(value, bounded(confidence), method, rule, tuple(hits)))

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
        self.ticks.setdefault(name, []).append(Found(value, bounded(confidence), method, rule, tuple(hits)))

    def best(self, name: str) -> Found | None:
        """Return the surest candidate so far; of equals the first."""
        return max(self.found.get(name, ()), key=lambda candidate: candidate.confidence, default=None)

    def shows(self, name: str) -> Answer | None:
        """Return the surest value so far where it would be shown."""
        best = self.best(name)
        return best.value if best and best.confidence >= PLEASE_CHECK else None

    def settled(self) -> Facts:
        """Return the facts: for each field the surest candidate, its rivals, and the reason for each tick."""
        return settled(self.found, self.ticks, self.calibration)
