"""The labelled reports keep to their schema (training/reports/README.md), and their parts to what they are for."""

import re
from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest

from nlp.prediction import ASSET, FLAGS
from training.corpus import Part, Row, by_style, rows, styles
from training.schema import ASSETS, CIRCUMSTANCES, DATA_TYPES, FIELDS, INCIDENT_TYPES

STYLES = {style: found for part in Part for style, found in by_style(part).items()}
EVERY = [row for found in STYLES.values() for row in found]
KEYS = {"id", "channel", "received", "from", "subject", "body", "expected", "tags"}


def words_of(row: Row) -> str:
    return " ".join(f"{row['subject']} {row['body']} {(row['from'] or {}).get('name', '')}".casefold().split())


def test_there_are_enough_reports_and_a_fifth_of_them_is_kept_back() -> None:
    counts = {part: len(rows(part)) for part in Part}
    assert sum(counts.values()) >= 1000
    assert 0.19 <= counts[Part.KEPT_BACK] / sum(counts.values()) <= 0.3


def test_no_style_of_writing_is_in_two_parts() -> None:
    every = [style for part in Part for style in styles(part)]
    assert len(every) == len(set(every)) >= 20
    assert all(by_style(part) for part in Part)


def test_no_report_stands_there_twice() -> None:
    assert max(Counter(row["id"] for row in EVERY).values()) == 1
    assert max(Counter(words_of(row) for row in EVERY).values()) == 1


def test_every_incident_type_and_data_type_is_taught_and_measured() -> None:
    for part in (Part.LESSONS, Part.KEPT_BACK):
        expected = [row["expected"] for row in rows(part)]
        assert {one["incident_type"] for one in expected} == {*INCIDENT_TYPES, None}
        assert {data for one in expected for data in one["data_types"]} == set(DATA_TYPES)


@pytest.mark.parametrize("style", STYLES)
def test_a_label_is_of_the_schema_and_what_it_says_stands_in_the_text(style: str) -> None:
    for row in STYLES[style]:
        check_label(row)


def check_label(row: Row) -> None:
    expected = row["expected"]
    assert set(row) == KEYS, row["id"]
    assert set(expected) == set(FIELDS), row["id"]
    assert expected["incident_type"] in {*INCIDENT_TYPES, None}, row["id"]
    assert expected["circumstances"] in {*CIRCUMSTANCES, None}, row["id"]
    assert expected["recovered"] in {"yes", "no", "partly", None}, row["id"]
    assert set(expected["data_types"]) <= set(DATA_TYPES), row["id"]
    assert all(expected[flag] in {True, False} for flag in FLAGS), row["id"]
    assert (expected["incident_type"] is None) is expected["not_an_incident"], row["id"]
    assert not (expected["wants_anonymity"] and expected["reporter_name"]), row["id"]
    if asset := expected["asset"]:
        assert set(asset) == set(ASSET)
        assert asset["type"] in ASSETS
    if expected["not_an_incident"]:
        assert not any(value for field, value in expected.items() if field != "not_an_incident")
    said = words_of(row)
    for action in expected["remedial_action"]:
        assert " ".join(action.casefold().split()) in said
    for field in ("reporter_name", "responsible_employee", "line_manager", "school"):
        assert not expected[field] or expected[field].casefold().split()[-1] in said


@pytest.mark.parametrize("style", STYLES)
def test_days_and_times_are_possible(style: str) -> None:
    for row in STYLES[style]:
        check_days(row)


def check_days(row: Row) -> None:
    received, expected = datetime.fromisoformat(row["received"]), row["expected"]
    assert received.tzinfo is not None
    days = [date.fromisoformat(expected[field]) for field in ("occurred_date", "discovered_date") if expected[field]]
    assert days == sorted(days)
    assert all(day <= received.date() for day in days)
    for field in ("occurred_time", "discovered_time"):
        assert expected[field] is None or re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", expected[field])


ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")


@pytest.mark.parametrize("style", STYLES)
def test_nobody_real_can_be_written_to(style: str) -> None:
    for row in STYLES[style]:
        sender: Any = row["from"] or {}
        text = f"{sender.get('email', '')} {row['subject']} {row['body']}"
        assert all(domain.rstrip(".").endswith(".example") for domain in ADDRESS.findall(text)), row["id"]
