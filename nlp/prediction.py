"""Reports and predictions as JSON lines, for measuring: `candour prefill --jsonl`."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from candour.cases.errors import CandourError
from candour.cases.facts import PLEASE_CHECK, Facts
from candour.cases.report import Door, Report, Sender
from nlp import worker
from nlp.reading import LONDON

SINGLE = (
    "occurred_date",
    "occurred_time",
    "discovered_date",
    "discovered_time",
    "reporter_name",
    "responsible_employee",
    "line_manager",
    "school",
    "incident_type",
    "individuals",
    "recovered",
)
FLAGS = ("near_miss", "complaint", "wants_anonymity", "head_teacher_implicated", "not_an_incident")
LISTS = ("data_types", "remedial_action")
ASSET = {"type": "asset_type", "reference": "asset_reference", "encrypted": "asset_encrypted"}


class ExampleLineError(CandourError):
    """A line is no example; the message names the line and what is wrong with it.

    Attributes: line (int, from 1).
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


def prediction(facts: Facts) -> dict[str, object]:
    """Return {"fields": ..., "confidence": ...}: every value that would be shown (confidence of at least 0.5)."""
    shown = {name: value for name, value in facts.values.items() if value.confidence >= PLEASE_CHECK}
    if facts.holds("not_an_incident"):
        sure = facts.values["not_an_incident"].confidence
        return {"fields": {"not_an_incident": True}, "confidence": {"not_an_incident": sure}}
    fields: dict[str, object] = {name: shown[name].value for name in SINGLE if name in shown}
    fields.update({name: True for name in FLAGS if facts.holds(name)})
    fields.update({name: list(facts.ticks(name)) for name in LISTS if facts.ticks(name)})
    confidence = {name: shown[name].confidence for name in fields}
    if circumstances := facts.ticks("circumstances"):
        fields["circumstances"] = circumstances[0]
        confidence["circumstances"] = shown["circumstances"].parts[0].confidence
    if facts.holds("asset_lost"):
        fields["asset"] = {key: shown[name].value if name in shown else None for key, name in ASSET.items()}
        confidence["asset"] = min(shown[name].confidence for name in ("asset_lost", *ASSET.values()) if name in shown)
    return {"fields": fields, "confidence": confidence}


def report_from_example(example: Mapping[str, object]) -> Report:
    """Build a report from an object with id, channel, received, from, subject and body; never looks at labels.

    Raises ValueError naming the key that is missing or wrong.
    """
    sender = example.get("from") or {}
    if not isinstance(sender, Mapping):
        raise ValueError('"from" must be an object with name and email')  # noqa: TRY004 - one error type for a bad line
    name, address = str(sender.get("name") or ""), str(sender.get("email") or "")
    return Report(
        id=_text(example, "id"),
        door=_door(example),
        school="",
        received_at=_moment(example),
        sender=Sender(name=name, address=address) if name or address else None,
        subject=_text(example, "subject", ""),
        text=_text(example, "body", ""),
    )


def predict_lines(lines: Iterable[str], read: Callable[[Report], Facts] = worker.read_report) -> Iterator[str]:
    """Yield a prediction line for each line with an example; empty lines are passed over.

    Raises ExampleLineError at the first line that is none.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        report = _report(number, line)
        yield json.dumps({"id": report.id, **prediction(read(report))}, ensure_ascii=False)


def _report(number: int, line: str) -> Report:
    try:
        example = json.loads(line)
    except ValueError as error:
        raise ExampleLineError(number, "this is no JSON; each line must be one JSON object") from error
    if not isinstance(example, dict):
        raise ExampleLineError(number, "each line must be one JSON object")
    try:
        return report_from_example(example)
    except ValueError as error:
        raise ExampleLineError(number, str(error)) from error


def _text(example: Mapping[str, object], key: str, default: str | None = None) -> str:
    found = example.get(key)
    if found is None:
        found = default
    if not isinstance(found, str):
        raise ValueError(f'"{key}" must be a text')  # noqa: TRY004 - one error type for a bad line
    return found


def _door(example: Mapping[str, object]) -> Door:
    try:
        return Door(_text(example, "channel", "email"))
    except ValueError as error:
        raise ValueError(f'"channel" must be one of {", ".join(Door)}') from error


def _moment(example: Mapping[str, object]) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(example, "received"))
    except ValueError as error:
        raise ValueError('"received" must be a date and time such as 2026-03-17T08:42:00+00:00') from error
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
