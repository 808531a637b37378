"""The replies of tests/nlp/data/replies: what they change on their case's form, and how that is scored."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from candour.cases.facts import Facts
from candour.cases.merging import merge
from candour.cases.report import Report
from nlp import ReportReader
from tests.nlp.replying import OURS, SCENES, Scene, a_reply, parsed

FOLDER = Path(__file__).parent / "data" / "replies"
_BESIDE_THE_FORM = frozenset({"wants_anonymity"})
_KEPT_BACK_EACH = 3


@dataclass(frozen=True)
class Reply:
    """A reply with what it should change: a value for each entry, True where any text will do."""

    name: str
    scene: Scene
    report: Report
    expected: Mapping[str, Any]
    is_kept_back: bool

    def changes(self, reader: ReportReader) -> dict[str, Any]:
        """Return the entries of the form that are shown otherwise once the reply has been read and merged."""
        read = reader.read(self.report, self.scene.asked(self.report.answers_to[0]))
        before = Facts(values=self.scene.known)
        after, changed = merge(before, read)
        policy = self.scene.policy
        forms = (policy.form, policy.asset_form) if policy.asset_form else (policy.form,)
        fields = {field.id for form in forms for field in form.fields} | _BESIDE_THE_FORM
        shown = {change.field: after.shown(change.field) for change in changed if change.field in fields}
        return {field: value for field, value in shown.items() if value != before.shown(field)}


def replies() -> list[Reply]:
    """Return all replies; each third was kept back while the rules were written."""
    rows = [json.loads(line) for line in (FOLDER / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        Reply(
            row["file"],
            SCENES[row["scene"]],
            _report(row["file"], row.get("answers_to", OURS)),
            row["expected"],
            number % _KEPT_BACK_EACH == _KEPT_BACK_EACH - 1,
        )
        for number, row in enumerate(rows)
    ]


def _report(name: str, answers_to: str) -> Report:
    raw = (FOLDER / name).read_bytes()
    return parsed(raw) if name.endswith(".eml") else a_reply(raw.decode(), answers_to=answers_to)


def score(reply: Reply, changes: Mapping[str, Any]) -> Counter[str]:
    """Count what is right, wrong (another value, or one that nobody gave) and missed."""
    counts: Counter[str] = Counter()
    for field, wanted in reply.expected.items():
        if field not in changes and not _holds(reply.scene.known, field, wanted):
            counts["missed"] += 1
        elif _is_right(wanted, changes.get(field, wanted)):
            counts["right"] += 1
        else:
            counts["wrong"] += 1
    counts["wrong"] += len(set(changes) - set(reply.expected))
    return counts


def _holds(known: Mapping[str, Any], field: str, wanted: Any) -> bool:
    return field in known and known[field].value == wanted


def _is_right(wanted: Any, value: Any) -> bool:
    if wanted is True:
        return bool(value)
    return set(wanted) == set(value) if isinstance(wanted, list) and isinstance(value, tuple) else bool(wanted == value)
