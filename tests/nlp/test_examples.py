"""The labelled reports: how well they are read, and that every value shows its words (R54)."""

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from candour.cases.facts import Candidate, Facts
from candour.cases.report import Report
from nlp import ReportReader, prediction, report_from_example
from training.scoring import micro, tally

FILES = {path.stem: path for path in sorted((Path(__file__).parent / "data").glob("*.jsonl"))}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILES[name].read_text(encoding="utf-8").splitlines() if line]


def predictions(name: str, reader: ReportReader) -> dict[str, dict[str, Any]]:
    return {row["id"]: prediction(reader.read(report_from_example(row))) for row in rows(name)}


@pytest.mark.parametrize(
    ("name", "least"), [("examples", 0.94), ("held_out", 0.92), ("unseen", 0.88), ("fresh", 0.90), ("later", 0.84)]
)
def test_reports_are_read_at_least_this_well(name: str, least: float, reader: ReportReader) -> None:
    read = {key: value["fields"] for key, value in predictions(name, reader).items()}
    assert micro(tally(rows(name), read))[2] >= least


@pytest.mark.parametrize("name", ["examples", "held_out", "unseen", "fresh", "later"])
def test_values_that_are_filled_in_without_a_mark_are_right(name: str, reader: ReportReader) -> None:
    sure = {
        key: {field: value for field, value in read["fields"].items() if read["confidence"][field] >= 0.8}
        for key, read in predictions(name, reader).items()
    }
    assert micro(tally(rows(name), sure))[0] >= 0.93


def test_rules_alone_read_nearly_as_well_without_a_model(rules: ReportReader) -> None:
    read = {key: value["fields"] for key, value in predictions("examples", rules).items()}
    assert micro(tally(rows("examples"), read))[2] >= 0.93


def candidates(facts: Facts) -> list[Candidate]:
    return [one for value in facts.values.values() for one in (value, *value.alternatives, *value.parts)]


def source(report: Report, name: str) -> str:
    return {"subject": report.subject, "body": report.text}[name]


@pytest.mark.parametrize("name", FILES)
def test_every_span_is_exactly_the_words_at_its_place(name: str, reader: ReportReader) -> None:
    for row in rows(name):
        report = report_from_example(row)
        for candidate in candidates(reader.read(report)):
            for span in candidate.spans:
                assert source(report, span.source)[span.start : span.end] == span.text
                assert span.text.strip()


@pytest.mark.parametrize("name", FILES)
def test_every_value_has_a_rule_and_nothing_is_confirmed_by_itself(name: str, reader: ReportReader) -> None:
    for row in rows(name):
        facts = reader.read(report_from_example(row))
        assert all(candidate.rule for candidate in candidates(facts))
        assert all(value.confirmed_by is None for value in facts.values.values())


@pytest.mark.parametrize("name", FILES)
def test_no_date_lies_in_the_future(name: str, reader: ReportReader) -> None:
    for row in rows(name):
        report = report_from_example(row)
        facts, today = reader.read(report), report.received_at.astimezone(ZoneInfo("Europe/London")).date()
        for field in ("occurred_date", "discovered_date"):
            if value := facts.value(field):
                assert all(str(one.value) <= today.isoformat() for one in (value, *value.alternatives))


def test_labels_are_never_looked_at(reader: ReportReader) -> None:
    row = rows("examples")[0]
    bare = {key: value for key, value in row.items() if key not in {"expected", "tags"}}
    assert prediction(reader.read(report_from_example(bare))) == prediction(reader.read(report_from_example(row)))


def test_nobody_who_asks_not_to_be_named_is_named_as_reporter(reader: ReportReader) -> None:
    """Show that identity is protected where it is asked for (R33)."""
    asking = [row for name in FILES for row in rows(name) if row["expected"]["wants_anonymity"]]
    assert len(asking) >= 6
    for row in asking:
        facts = reader.read(report_from_example(row))
        assert facts.holds("wants_anonymity"), row["id"]
        assert facts.value("reporter_name") is None, row["id"]
