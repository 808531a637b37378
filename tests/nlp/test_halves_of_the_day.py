"""Times without "am" or "pm", and days that a word before them turns round: what the rest of the text makes of them."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from candour.cases.facts import Facts
from nlp import ReportReader, report_from_example
from tests.nlp.conftest import RECEIVED, report

DATA = sorted((Path(__file__).parent / "data").glob("*.jsonl"))


def read(text: str, rules: ReportReader, received: datetime = RECEIVED) -> Facts:
    return rules.read(report(text).model_copy(update={"received_at": received}))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("I left the folder on the bus on Friday afternoon. I only realised at home at ten past six.", "18:10"),
        ("I left the folder on the bus on Monday at 4.25pm. I noticed on Monday at quarter to nine.", "20:45"),
        ("I left the folder on the bus on Monday afternoon and noticed on Monday at quarter to eight.", "19:45"),
        ("I left the folder on the bus yesterday at 8.10am and noticed yesterday at quarter to nine.", "08:45"),
        ("I emailed the wrong parent yesterday. I noticed yesterday morning at ten past six.", "06:10"),
        ("I emailed the wrong parent on Monday. Nobody noticed until yesterday at 4pm.", "16:00"),
    ],
)
def test_the_half_of_the_day_follows_from_what_went_before(text: str, time: str, rules: ReportReader) -> None:
    found = read(text, rules).value("discovered_time")
    assert found is not None
    assert found.value == time


def test_an_hour_after_school_is_never_read_as_one_of_the_small_hours(rules: ReportReader) -> None:
    early = datetime.fromisoformat("2026-11-20T08:30:00+00:00")
    facts = read("I left the folder on the bus. I only realised at home at ten past six.", rules, early)
    assert facts.shown("discovered_time") in {None, "18:10"}
    value = facts.value("discovered_time")
    assert value is None or "06:10" not in {one.value for one in (value, *value.alternatives)}


def test_the_morning_is_meant_where_somebody_came_in(rules: ReportReader) -> None:
    early = datetime.fromisoformat("2026-11-20T07:30:00+00:00")
    assert read("I came in at 6.50 today and saw that files were encrypted.", rules, early).shown(
        "discovered_time"
    ) == ("06:50")


def test_friday_afternoon_written_on_a_friday_morning_is_that_of_the_week_before(rules: ReportReader) -> None:
    morning = datetime.fromisoformat("2026-11-20T08:30:00+00:00")
    text = "I left the register on the bus on Friday afternoon."
    assert read(text, rules, morning).shown("occurred_date") == "2026-11-13"
    evening = datetime.fromisoformat("2026-11-20T18:30:00+00:00")
    assert read(text, rules, evening).shown("occurred_date") == "2026-11-20"


def test_until_names_the_day_of_a_discovery_after_a_no(rules: ReportReader) -> None:
    text = "I left the register on the bus on Monday and nobody noticed until yesterday."
    assert read(text, rules).shown("discovered_date") == "2026-11-18"


@pytest.mark.parametrize(
    "text", ["I left it on the bus. I sat down to mark.", "They wed in June, I lost the register."]
)
def test_a_verb_is_no_day_of_the_week(text: str, rules: ReportReader) -> None:
    facts = read(text, rules)
    for field in ("occurred_date", "discovered_date"):
        if value := facts.value(field):
            assert all("weekday" not in one.rule for one in (value, *value.alternatives))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_no_time_that_is_filled_in_lies_after_the_receipt(path: Path, reader: ReportReader) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        facts = reader.read(report_from_example(row))
        for event in ("occurred", "discovered"):
            day, time = facts.shown(f"{event}_date"), facts.value(f"{event}_time")
            if day and time and time.confidence >= 0.8:
                assert f"{day}T{time.value}" <= row["received"][:16], row["id"]
