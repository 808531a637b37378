"""What was understood: a value for each field, with the words that it was read from."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from candour.cases.record import Record

Answer = bool | int | float | str | tuple[str, ...]
"""A field's value. Dates are "YYYY-MM-DD" and times "HH:MM", both as Europe/London people say them."""

CERTAIN = 0.8
"""From this confidence on a value is pre-filled."""
PLEASE_CHECK = 0.5
"""From this confidence on a value is pre-filled and marked "please check"; below, the field stays open."""


class Method(StrEnum):
    """How a value was found."""

    RULE = "rule"
    NER = "ner"
    MODEL = "model"
    ATTACHMENT = "attachment"
    SENDER = "sender"
    ANSWER = "answer"
    """Typed behind a question or a label of ours."""
    PERSON = "person"


class Span(Record):
    """The words behind a value: `text` is source[start:end], counted in characters.

    `source` is "subject", "body", "reply 1" (the first of `Report.replies`), "sender" or the name of an attachment.
    """

    source: str
    start: int
    end: int
    text: str


class Candidate(Record):
    """One possible value, and why."""

    value: Answer
    confidence: Annotated[float, Field(ge=0.0, le=1.0)]
    method: Method
    rule: str
    spans: tuple[Span, ...] = ()


class Value(Candidate):
    """The value of a field, its rivals, and for a field of several ticks the reason for each tick.

    `read` is what stood here before anybody changed or confirmed it: what it was read from, by which rule, how surely.
    """

    alternatives: tuple[Candidate, ...] = ()
    parts: tuple[Candidate, ...] = ()
    confirmed_by: str | None = None
    read: Candidate | None = None

    def as_candidate(self) -> Candidate:
        """Return the value alone, as a rival of another one."""
        return Candidate(
            value=self.value, confidence=self.confidence, method=self.method, rule=self.rule, spans=self.spans
        )

    def as_first_read(self) -> Candidate:
        """Return what stood here first, whoever has changed it since."""
        return self.read or self.as_candidate()


class Facts(Record):
    """Field id -> value. Knows nothing of the form: a policy says which fields it wants."""

    values: Mapping[str, Value] = {}

    def value(self, field: str) -> Value | None:
        """Return what is known of a field, however uncertain."""
        return self.values.get(field)

    def shown(self, field: str) -> Answer | None:
        """Return the value to pre-fill, or None where confidence is below PLEASE_CHECK."""
        found = self.values.get(field)
        return found.value if found and found.confidence >= PLEASE_CHECK else None

    def holds(self, field: str) -> bool:
        """Tell whether a yes/no field is shown as yes."""
        return self.shown(field) is True

    def ticks(self, field: str) -> tuple[str, ...]:
        """Return the shown ticks of a field that takes several."""
        shown = self.shown(field)
        return shown if isinstance(shown, tuple) else ()

    def with_values(self, values: Mapping[str, Value]) -> "Facts":
        """Return facts in which `values` replace what stood there."""
        return Facts(values={**self.values, **values})

    def without(self, fields: Collection[str]) -> "Facts":
        """Return facts without these fields."""
        return Facts(values={field: value for field, value in self.values.items() if field not in fields})
