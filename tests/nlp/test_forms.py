"""Lines of a form are read by their labels, however they are shortened, marked and laid out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from nlp import ReportReader, prediction, report_from_example
from nlp.beginnings import beginnings
from nlp.message.labels import OPENINGS, QUESTIONS, label_of, may_open
from nlp.message.layout import lay_out
from training.scoring import micro, tally

UNSEEN = Path(__file__).parent / "data" / "forms_unseen.jsonl"

LABELS = [
    ("Employee Responsible for the Incident", "responsible_employee"),
    ("Resp. employee", "responsible_employee"),
    ("EmpResp", "responsible_employee"),
    ("PERSON WHO DID IT", "responsible_employee"),
    ("Gweithiwr cyfrifol / Employee responsible", "responsible_employee"),
    ("L/M", "line_manager"),
    ("Who is your line manager?", "line_manager"),
    ("Manager informed", ""),
    ("Reporting / Investigation Officer", "reporter_name"),
    ("Form completed by", "reporter_name"),
    ("Name of the member of staff who reports", "reporter_name"),
    ("D.O.I.", "occurred"),
    ("Date occ'd", "occurred"),
    ("When did it happen?", "occurred"),
    ("Date disc'd", "discovered"),
    ("Date and time it came to light", "discovered"),
    ("Found out", "discovered"),
    ("Nos. affected", "individuals"),
    ("NO. OF INDIVS", "individuals"),
    ("How many people's data", "individuals"),
    ("Approx. how many people does it concern?", "individuals"),
    ("Employee number", "employee_number"),
    ("What sort of data?", "data"),
    ("Nature and amount of personal data", "data"),
    ("Asset tag", "asset_reference"),
    ("Asset type / ref", "asset_type"),
    ("Has the data been got back", "recovered"),
    ("Any complaints?", "complaint"),
    ("Steps taken to contain", "action"),
    ("What have you done so far?", "action"),
    ("Desc. of incident", "summary"),
    ("How did the incident occur?", "summary"),
    ("Is this a near miss or an actual incident?", "near_miss"),
    ("Anonymity requested?", "wants_anonymity"),
    ("Service area", "service_area"),
    ("Establishment", "school"),
]


@pytest.mark.parametrize(("typed", "field"), LABELS)
def test_a_label_is_known_by_its_words(typed: str, field: str) -> None:
    label = label_of(typed)
    assert label is not None
    assert label.field == field


def test_a_line_may_open_with_every_label() -> None:
    assert [label for label, _ in LABELS if not may_open(label)] == []


@pytest.mark.parametrize("gap", ["  ", " \t", "\t"])
@pytest.mark.parametrize("typed", ["The nature and amount of personal data", "a copy of data", *dict(LABELS)])
def test_a_label_may_have_gaps_between_its_words(typed: str, gap: str) -> None:
    spaced = gap.join(typed.split())
    assert label_of(spaced) is not None
    assert may_open(spaced)


def test_the_first_words_of_all_printed_questions_are_known() -> None:
    every = [beginnings(re.compile(rf"\b(?:{pattern})")) for pattern, _ in QUESTIONS]
    begun = {letters.replace(",", "") for one in every if one for letters in one.letters}
    assert None not in every
    assert [one for one in begun if not _is_opening(one)] == []


def _is_opening(letters: str) -> bool:
    """Tell whether the first letters of a question are those of an opening, or go on behind one."""
    return any(f"{one} ".startswith(letters) or letters.startswith(f"{one} ") for one in OPENINGS)


@pytest.mark.parametrize(
    "typed",
    ["The file has three things in it", "Date of birth", "A near miss", "01/07/2026, first thing", "Three things", ""],
)
def test_other_words_are_no_label(typed: str) -> None:
    assert label_of(typed) is None


ROWS = (("Date of incident", "3 May"), ("Line manager", "Bo Jones"), ("Complaints", "two"))


@pytest.mark.parametrize(
    "row",
    [
        *(
            "{}: {}",
            "{} = {}",
            "{} -> {}",
            "{} ---> {}",
            "{}\t{}",
            "| {} | {} |",
            "{} ....... {}",
            "[{}] {}",
            "<{}> {}",
        ),
        *("{} - {}", "{} / {}", "{}      {}", "{}\n{}", "{}\n{}\n", "*Q: {}?*\nA: {}", "* {} | {}", "(a) {}: {}"),
    ],
)
def test_every_layout_of_a_form_is_read(row: str) -> None:
    layout = lay_out("", "\n".join(row.format(*each) for each in ROWS), "Ann Pugh")
    assert [(one.field, one.value and one.value.text) for one in layout.answers] == [
        ("occurred", "3 May"),
        ("line_manager", "Bo Jones"),
        ("complaint", "two"),
    ]


def test_columns_of_a_row_are_labels_of_their_own() -> None:
    text = "Date: 14 Oct 2026          Time: 2.45 pm\nDiscovered: 15 Oct 2026          Time: 9 am"
    assert [(one.field, one.value and one.value.text) for one in lay_out("", text, "").answers] == [
        ("occurred", "14 Oct 2026"),
        ("occurred", "2.45 pm"),
        ("discovered", "15 Oct 2026"),
        ("discovered", "9 am"),
    ]


POINTERS = [
    ("Employee responsible: Ann Pugh\nReporting officer: as above", "reporter_name", "Ann Pugh"),
    ("Employee responsible: Ann Pugh\nManager: Bo Jones\nReporter: ditto", "reporter_name", "Ann Pugh"),
    ("EmpResp: Ann Pugh\nLM: Bo Jones\nRepOff: as LM", "reporter_name", "Bo Jones"),
    ("1. Who was responsible? Ann Pugh\n2. Who is reporting? 1.", "reporter_name", "Ann Pugh"),
    ("Date of incident: 3 May\nTime of incident: 14:00\nDate discovered: same", "discovered", "3 May"),
]


@pytest.mark.parametrize(("text", "field", "value"), POINTERS)
def test_an_answer_that_points_at_another_is_that_one(text: str, field: str, value: str) -> None:
    found = [answer.value for answer in lay_out("", text, "").answers if answer.field == field]
    assert [hit.text for hit in found if hit] == [value]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Recovered: (X) yes ( ) no ( ) partly", "yes"),
        ("Recovered: yes [ ] no [x] partly [ ]", "no"),
        ("Recovered: ☐ yes ☑ no", "no"),
        ("Recovered: Y / *N*", "N"),
    ],
)
def test_of_options_the_marked_one_is_the_answer(line: str, left: str) -> None:
    (answer,) = lay_out("", line, "").answers
    assert answer.value is not None
    assert answer.value.text == left


def test_options_that_nobody_ticked_are_not_the_report() -> None:
    body = lay_out("", "Type of incident\n[ ] stolen laptop\n[x] sent to wrong person\n[ ] shared password", "").body
    assert "sent to wrong person" in body.low
    assert "stolen" not in body.low
    assert "password" not in body.low


def test_forms_laid_out_by_other_hands_are_read(reader: ReportReader) -> None:
    rows = [json.loads(line) for line in UNSEEN.read_text(encoding="utf-8").splitlines()]
    read: dict[str, Any] = {row["id"]: prediction(reader.read(report_from_example(row)))["fields"] for row in rows}
    assert micro(tally(rows, read))[2] >= 0.88
