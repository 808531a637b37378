"""What people changed or confirmed of what was read of a case: the lessons of the next training. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from candour.cases.case import Case, Event
from candour.cases.confidential import came_confidentially
from candour.cases.facts import PLEASE_CHECK, Answer, Candidate, Method, Value
from candour.cases.record import Record
from candour.cases.starts import LONDON

_WISH = "wants_anonymity"
_DECIDED, _WRITTEN = "decided", "message_received"


class Change(StrEnum):
    """What became of a value."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    ADDED = "added"
    """Nothing had been read that would have been shown."""
    TAKEN_BACK = "taken_back"
    """A person said that it is not known."""


class Correction(Record):
    """An entry that somebody changed or confirmed.

    `read` is what was read (None where nothing was), `stands` what stands now (None where it is not known), `by` the
    role of who said so ("reporter", "dpo" ...; empty where no event tells) and `on` the day in London.
    """

    field: str
    change: Change
    read: Candidate | None
    stands: Answer | None
    by: str
    on: date | None


def corrections(case: Case) -> Sequence[Correction]:
    """Return what people changed or confirmed in a case, in the order of its entries."""
    return tuple(
        _correction(case, field, value) for field, value in case.facts.values.items() if _is_said(case, field, value)
    )


def may_be_taught(case: Case) -> bool:
    """Tell whether a case may serve as a lesson: never where a writer is not to be named, or came confidentially.

    Nor where nobody is known to have written, or it could not be read. However unsurely a wish not to be named was
    read, whatever became of it, and whoever of several writers said so: a text given away can't be taken back.
    """
    first = case.reports[0]
    if came_confidentially(case) or any(report.sender is None for report in case.reports):
        return False
    return not _may_ask_not_to_be_named(case.facts.value(_WISH)) and not first.unreadable and bool(first.text.strip())


def _may_ask_not_to_be_named(wish: Value | None) -> bool:
    if wish is None:
        return False
    return any(one.value is True for one in (wish, wish.as_first_read(), *wish.alternatives))


def is_in_first(case: Case, candidate: Candidate) -> bool:
    """Tell whether a candidate was read from the words of a case's first report, and not from a later message."""
    texts = case.reports[0].own_texts
    return all(
        texts[span.source][span.start : span.end] == span.text for span in candidate.spans if span.source in texts
    )


def _is_said(case: Case, field: str, value: Value) -> bool:
    if value.method in {Method.ANSWER, Method.PERSON} or value.read is not None:
        return True
    return not is_in_first(case, value) and any(True for _ in _changes(case, field))


def _correction(case: Case, field: str, value: Value) -> Correction:
    by, event = _teller(case, field, value)
    stands = value.value if value.confidence >= PLEASE_CHECK else None
    return Correction(
        field=field,
        change=_change(value.read, stands),
        read=value.read,
        stands=stands,
        by=by,
        on=event.at.astimezone(LONDON).date() if event else None,
    )


def _change(read: Candidate | None, stands: Answer | None) -> Change:
    if stands is None:
        return Change.TAKEN_BACK
    if read is None or read.confidence < PLEASE_CHECK:
        return Change.ADDED
    return Change.CONFIRMED if _is_same(read.value, stands) else Change.CHANGED


def _is_same(one: Answer, other: Answer) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return one == other


def _teller(case: Case, field: str, value: Value) -> tuple[str, Event | None]:
    """Return the role of who said what stands, and the event of the change."""
    wanted = _DECIDED if value.method is Method.PERSON else _WRITTEN
    told = [(by, change) for by, source, change in _changes(case, field) if source == wanted]
    return told[-1] if told else ("", None)


def _changes(case: Case, field: str) -> Iterator[tuple[str, str, Event]]:
    """Yield (role, kind of event that brought it about, event) of each change of a field."""
    by, source = "", ""
    for event in case.events:
        if event.kind == _DECIDED:
            by, source = event.details.get("role", ""), event.kind
        elif event.kind == _WRITTEN:
            by, source = event.actor, event.kind
        elif event.kind == "fact_changed" and event.details.get("field") == field:
            yield by, source, event
