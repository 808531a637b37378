"""What a writer may be told back: what was read from their own messages, and nothing that others said (R35)."""

from collections.abc import Iterable

from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.facts import Candidate, Facts, Span, Value
from candour.cases.report import Report

_DECIDED = "decided"


def told_by(case: Case, people: Iterable[Person]) -> Facts:
    """Return the facts that stand in these people's own reports, not what others wrote or who decides has put there."""
    addresses = {person.address.strip().casefold() for person in people}
    theirs = [report for report in case.reports if _is_from(report, addresses)]
    values = ((field, _before_decision(field, value, theirs)) for field, value in case.facts.values.items())
    own = {field: value for field, value in values if value is not None}
    if len(theirs) == len(case.reports):
        return Facts(values=own)
    kept = ((field, _kept(field, value, theirs)) for field, value in own.items())
    return Facts(values={field: value for field, value in kept if value is not None})


def _before_decision(field: str, value: Value, theirs: list[Report]) -> Value | None:
    """Return what these people had said where somebody who decides has changed it (`taking.said`)."""
    if value.rule != _DECIDED or _is_said(field, value, theirs):
        return value
    said = next((other for other in value.alternatives if _is_said(field, other, theirs)), None)
    return Value.model_validate(said.model_dump()) if said else None


def _is_from(report: Report, addresses: set[str]) -> bool:
    return report.sender is not None and report.sender.address.strip().casefold() in addresses


def _kept(field: str, value: Value, theirs: list[Report]) -> Value | None:
    if isinstance(value.value, tuple) and value.parts:
        parts = tuple(part for part in value.parts if _stands_in(part, theirs))
        ticks = {tick for part in parts for tick in _ticks(part)}
        chosen = tuple(tick for tick in value.value if tick in ticks)
        return (
            value.model_copy(update={"value": chosen, "parts": parts, "spans": (), "alternatives": ()})
            if chosen
            else None
        )
    if not _is_said(field, value, theirs):
        return None
    return value.model_copy(update={"alternatives": ()})


def _is_said(field: str, candidate: Candidate, theirs: list[Report]) -> bool:
    """Tell whether a value stands in these reports: in their words, or typed into the form by their writers."""
    return _stands_in(candidate, theirs) or any(report.typed.get(field) == candidate.value for report in theirs)


def _stands_in(candidate: Candidate, theirs: list[Report]) -> bool:
    return bool(candidate.spans) and all(any(_says(report, span) for report in theirs) for span in candidate.spans)


def _says(report: Report, span: Span) -> bool:
    if (written := report.own_texts.get(span.source)) is not None:
        return span.text in written
    if span.source == "sender":
        return report.sender is not None and (span.text in report.sender.name or span.text in report.sender.address)
    return any(item.name == span.source for item in report.evidence)


def _ticks(part: Candidate) -> tuple[str, ...]:
    if isinstance(part.value, tuple):
        return part.value
    return (part.value,) if isinstance(part.value, str) else ()
