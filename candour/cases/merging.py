"""What an answer changes: the facts of a case, and the facts read from a further message."""

from collections.abc import Collection, Mapping

from candour.cases.case import Assessment, Case
from candour.cases.facts import CERTAIN, PLEASE_CHECK, Facts, Method, Value
from candour.cases.notice import Change
from candour.cases.record import Record

NOT_ANSWERED = frozenset({"reporter_name", "summary", "school", "not_an_incident", "near_miss"})
"""Fields that a further message doesn't change by being read: they belong to the first report as a whole."""
ANSWERED = frozenset({"reporter_name", "school", "near_miss"})
"""Those of them that it fills or changes where it answers our question about them."""


WISH = "wants_anonymity"
"""A wish not to be named counts however unsurely it was read, and no reading takes it back."""


class FactChange(Record):
    """A field that an answer changed."""

    field: str
    before: Value | None
    after: Value


def merge(known: Facts, answered: Facts, *, held: Collection[str] = ()) -> tuple[Facts, tuple[FactChange, ...]]:
    """Return the facts after an answer, and what changed.

    An answer fills what is open, and replaces what was read with "please check" or what it contradicts with certainty.
    What a person confirmed stays, as do the fields in `held`; the answer stands beside it as an alternative. Nothing
    read is ever forgotten.
    """
    changes = tuple(
        FactChange(field=field, before=known.value(field), after=after)
        for field, value in answered.values.items()
        if (after := _after(field, known.value(field), value, is_held=field in held)) is not None
        and after != known.value(field)
    )
    changes += _an_incident_after_all(known, answered)
    values: Mapping[str, Value] = {change.field: change.after for change in changes}
    return known.with_values(values), changes


def united(first: Case, later: Case) -> Facts:
    """Return what two cases of one event say together, the one that arrived first taken for the answered one.

    What a person confirmed in either stays, and what was answered or corrected since stands before what the other says.
    It is an incident where one of them is, and no near miss where one says so.
    """
    facts, _ = merge(first.facts, later.facts, held=held(first) | (_told_since(first) - _told_since(later)))
    decided: dict[str, Value] = {}
    for field, value in later.facts.values.items():
        known = first.facts.value(field)
        is_decided = value.confirmed_by is not None and (known is None or known.confirmed_by is None)
        is_worse = field == "near_miss" and value.value is False and known is not None and known.confirmed_by is None
        if is_decided or is_worse:
            decided[field] = _with_rival(value, known) if known else value
    if first.facts.holds("not_an_incident") != later.facts.holds("not_an_incident"):
        decided["not_an_incident"] = Value(value=False, confidence=1.0, method=Method.RULE, rule="merged")
    return facts.with_values(decided)


def _told_since(case: Case) -> frozenset[str]:
    """Return the fields that stand as a further message answered or corrected them."""
    changed = (event.details for event in case.events if event.kind == "fact_changed")
    rules = {(details["field"], details["rule"]) for details in changed}
    return frozenset(field for field, value in case.facts.values.items() if (field, value.rule) in rules)


def held(case: Case, *, is_outsider: bool = False) -> frozenset[str]:
    """Return the fields that no reading changes: who a report is said to be about, where that keeps mail from them.

    Only a person takes that back. Else whoever is passed over could reply to a mail that they got before, or write as
    somebody else, and be told again. An outsider names nobody else as responsible either.
    """
    about = {field for field in case.facts.values if field.endswith("_implicated") and case.facts.holds(field)}
    if is_outsider or case.assessment.implicated:
        about.add("responsible_employee")
    return frozenset(about)


def _an_incident_after_all(known: Facts, answered: Facts) -> tuple[FactChange, ...]:
    """Take back "no incident" where a further message tells of one; the words that do so are kept with it."""
    before, kind = known.value("not_an_incident"), answered.value("incident_type")
    if before is None or not known.holds("not_an_incident") or answered.holds("not_an_incident"):
        return ()
    if kind is None or kind.confidence < PLEASE_CHECK:
        return ()
    after = Value(value=False, confidence=kind.confidence, method=kind.method, rule=kind.rule, spans=kind.spans)
    return (FactChange(field="not_an_incident", before=before, after=_with_rival(after, before)),)


def _after(field: str, before: Value | None, answer: Value, *, is_held: bool) -> Value | None:
    if field == WISH:
        return answer if answer.value is True and (before is None or before.value is not True) else None
    is_answered = field not in NOT_ANSWERED or (field in ANSWERED and answer.method is Method.ANSWER)
    if not is_answered or answer.confidence < PLEASE_CHECK:
        return None
    if before is None or before.confidence < PLEASE_CHECK:  # open: doubtful, or a person said that it is not known
        return answer if before is None else _instead_of(before, answer)
    if before.value == answer.value:
        return None
    if isinstance(before.value, tuple) and isinstance(answer.value, tuple):
        return _with_more_ticks(before, answer)
    weightier = answer.confidence >= min(before.confidence, CERTAIN)
    is_kept = is_held or before.confirmed_by is not None
    return _instead_of(before, answer) if weightier and not is_kept else _with_rival(before, answer)


def _instead_of(before: Value, answer: Value) -> Value:
    """Return the answer with what stood there beside it, and with what was first read kept for the next training."""
    return _with_rival(answer, before).model_copy(update={"read": before.as_first_read()})


def _with_more_ticks(before: Value, answer: Value) -> Value | None:
    """Add ticks; an answer about one tick doesn't take back the others."""
    ticks = before.value if isinstance(before.value, tuple) else ()
    new = tuple(tick for tick in answer.value if tick not in ticks) if isinstance(answer.value, tuple) else ()
    if not new or before.confirmed_by is not None:
        return None
    parts = tuple(part for part in answer.parts if part.value in new)
    return before.model_copy(
        update={
            "value": ticks + new,
            "parts": before.parts + parts,
            "spans": before.spans + answer.spans,
            "confidence": max(before.confidence, answer.confidence),
            "read": before.as_first_read(),
        }
    )


def _with_rival(value: Value, rival: Value) -> Value:
    known = {value.value, *(candidate.value for candidate in value.alternatives)}
    if rival.value in known:
        return value
    return value.model_copy(update={"alternatives": (*value.alternatives, rival.as_candidate())})


def differing(before: Case, after: Case) -> tuple[Change, ...]:
    """List what is shown otherwise now: fields, then score, level and clocks."""
    fields = [*before.facts.values, *(field for field in after.facts.values if field not in before.facts.values)]
    pairs = [(field, before.facts.shown(field), after.facts.shown(field)) for field in fields]
    pairs += [
        ("score", _total(before.assessment), _total(after.assessment)),
        ("level", before.assessment.level.level, after.assessment.level.level),
    ]
    earlier = {clock.id: clock.due_at.isoformat() for clock in before.assessment.deadlines}
    pairs += [(clock.id, earlier.get(clock.id), clock.due_at.isoformat()) for clock in after.assessment.deadlines]
    return tuple(Change(what=what, before=old, after=new) for what, old, new in pairs if old != new)


def _total(assessment: Assessment) -> str:
    low, high = assessment.score.low, assessment.score.high
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
