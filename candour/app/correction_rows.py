"""A corrected case as a line of the labelled reports: the schema of training/reports, and what was read before."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from candour.cases.case import Case
from candour.cases.corrections import Correction, corrections, is_in_first
from candour.cases.facts import PLEASE_CHECK, Answer, Candidate, Method, Value
from candour.cases.surroundings import Surroundings
from nlp.prediction import ASSET, FLAGS, SINGLE
from nlp.pseudonyms.disguise import Disguise, Rewritten, moved_spans
from nlp.pseudonyms.names import NamesOf
from nlp.pseudonyms.pseudonyms import Pseudonyms
from nlp.reading import LONDON

LABELLED = frozenset({*SINGLE, *FLAGS, *ASSET.values(), "data_types", "remedial_action", "circumstances", "asset_lost"})
"""The entries that the labelled reports know; what else a school's form asks stays in the store."""
_NAMES = ("reporter_name", "responsible_employee", "line_manager", "school")


def lessons(case: Case) -> Sequence[Correction]:
    """Return the corrections of a case that a training can learn from."""
    return tuple(correction for correction in corrections(case) if correction.field in LABELLED)


def names_in(case: Case, around: Surroundings) -> Iterator[str]:
    """Yield the names that are known of a case: who wrote, the school and its people, who was read or typed as one."""
    yield from (around.school, *around.staff)
    for holders in around.role_holders.values():
        yield from holders
    for report in case.reports:
        for sender in (report.sender, *(message.sender for message in report.forwarded)):
            if sender is not None:
                yield from (sender.name, sender.address.partition("@")[0])
    for field in _NAMES:
        if (value := case.facts.value(field)) is not None:
            yield from (str(one.value) for one in _candidates(value))


def row(case: Case, number: int, pseudonyms: Pseudonyms, names: NamesOf) -> Mapping[str, Any]:
    """Return a case's first report with what stands now as its labels, everything in it that names anybody replaced.

    What was told only later is no label, since the text doesn't say it: it is listed under `told_later`. `checked` are
    the entries for which a person or an answer stands; the others are as they were read. `read` is what was read before
    anybody changed it, at its place in the new text.
    """
    first = case.reports[0]
    received = first.received_at.astimezone(LONDON)
    disguise = Disguise(pseudonyms, names, received.date(), pseudonyms.shift(case.reference))
    texts = {"subject": disguise.rewritten(first.subject), "body": disguise.rewritten(first.text)}
    known = {field: value for field, value in case.facts.values.items() if field in LABELLED}
    labels = {field: label for field, value in known.items() if (label := _label(case, value)) is not None}
    said = lessons(case)
    return {
        "id": f"correction-{number:04d}",
        "channel": str(first.door),
        "received": (received - disguise.shift).isoformat(timespec="minutes"),
        "from": {
            "name": disguise.answer(first.sender.name if first.sender else ""),
            "email": disguise.address(first.sender.address if first.sender else ""),
        },
        "subject": texts["subject"].text,
        "body": texts["body"].text,
        "expected": _expected({field: disguise.answer(label) for field, label in labels.items()}, texts["body"].text),
        "tags": ["correction"],
        "checked": sorted(one.field for one in said if one.field in labels),
        "told_later": sorted(one.field for one in said if one.stands is not None and one.field not in labels),
        "corrections": [_told(one, disguise) for one in said],
        "read": {
            field: _read(value.as_first_read(), disguise, texts)
            for field, value in known.items()
            if value.as_first_read().method is not Method.PERSON and is_in_first(case, value.as_first_read())
        },
    }


def _candidates(value: Value) -> Sequence[Candidate]:
    return (value, *((value.read,) if value.read else ()), *value.alternatives)


def _label(case: Case, value: Value) -> Answer | None:
    """Return what a careful person would say of the first report: not what only a later message tells."""
    if value.confidence < PLEASE_CHECK:
        return None
    if value.method is Method.PERSON:
        return value.value
    if isinstance(value.value, tuple):
        later = {part.value for part in value.parts if not is_in_first(case, part)}
        return tuple(tick for tick in value.value if tick not in later)
    said_at_first = (one for one in _candidates(value) if one.method is not Method.ANSWER and is_in_first(case, one))
    return value.value if any(one.value == value.value for one in said_at_first) else None


def _expected(labels: Mapping[str, Answer], body: str) -> Mapping[str, Any]:
    if labels.get("not_an_incident") is True:
        labels = {"not_an_incident": True}
    actions = labels.get("remedial_action", ())
    circumstances = labels.get("circumstances") or (None,)
    has_asset = labels.get("asset_lost") is True or "asset_type" in labels
    return {
        **{field: labels.get(field) for field in SINGLE},
        **{field: labels.get(field) is True for field in FLAGS},
        "data_types": list(_ticks(labels.get("data_types", ()))),
        "circumstances": _ticks(circumstances)[0],
        "remedial_action": [action for action in _ticks(actions) if action in body],
        "asset": {key: labels.get(field) for key, field in ASSET.items()} if has_asset else None,
    }


def _ticks(answer: Any) -> tuple[Any, ...]:
    return answer if isinstance(answer, tuple) else (answer,)


def _told(correction: Correction, disguise: Disguise) -> Mapping[str, Any]:
    return {
        "field": correction.field,
        "change": str(correction.change),
        "stands": None if correction.stands is None else disguise.answer(correction.stands),
        "by": correction.by,
        "on": (correction.on - disguise.shift).isoformat() if correction.on else None,
    }


def _read(candidate: Candidate, disguise: Disguise, texts: Mapping[str, Rewritten]) -> Mapping[str, Any]:
    return {
        "value": disguise.answer(candidate.value),
        "confidence": candidate.confidence,
        "method": str(candidate.method),
        "rule": candidate.rule,
        "spans": [span.model_dump() for span in moved_spans(candidate, texts)],
    }
