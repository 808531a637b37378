"""The form about a lost asset comes back in a reply, typed behind its printed labels or behind our questions (R28)."""

import pytest

from candour.cases.policy_file import load
from nlp import ReportReader
from nlp.message.asset_answers import ASSET_ENTRIES
from tests.nlp.conftest import report

ANSWERS = {
    "reporter_name": "Gwen Hartley",
    "employee_number": "E40417",
    "service_area": "Year 4",
    "asset_reference": "HW-LT-0427",
    "asset_contents": "Names and reading ages of 28 pupils",
    "employee_role": "Class teacher of Year 4, and I run the choir",
    "device_duties_known": "We signed the device agreement in September",
    "asset_training": "The online course on keeping laptops safe",
    "asset_training_kind": "Online, with a quiz of ten questions",
    "asset_training_date": "September 2025",
    "asset_comments": "I have changed my password",
}
FORM = load("saints-cardiff").asset_form


def filled_in(*, by_label: bool) -> str:
    assert FORM is not None
    fields = {field.id: field for field in FORM.fields}
    asked = {entry: (fields[entry].label if by_label else fields[entry].question) for entry in ANSWERS}
    lines = (
        f"{text.rstrip('?.')}{'?' if text.endswith('?') else ':'} {ANSWERS[entry]}" for entry, text in asked.items()
    )
    return "\n".join(lines)


def test_r28_r68_to_r74_what_stands_behind_the_printed_labels_is_read(rules: ReportReader) -> None:
    facts = rules.read(report(filled_in(by_label=True), subject="Re: the form about the lost laptop"))
    assert {entry: facts.shown(entry) for entry in ANSWERS} == ANSWERS


@pytest.mark.parametrize("entry", sorted(ASSET_ENTRIES))
def test_r28_what_stands_behind_our_own_questions_is_read(entry: str, rules: ReportReader) -> None:
    assert FORM is not None
    question = FORM.field(entry).question
    facts = rules.read(report(f"{question.split('?')[0]}? {ANSWERS[entry]}"))
    assert facts.shown(entry) == ANSWERS[entry]


def test_r74_a_long_answer_runs_to_the_next_label(rules: ReportReader) -> None:
    text = "Please detail your role and responsibilities? I teach Year 4\nand run the choir.\nEmployee number: E40417"
    assert rules.read(report(text)).shown("employee_role") == "I teach Year 4\nand run the choir."


def test_other_forms_have_no_asset_entries(rules: ReportReader) -> None:
    text = "Summary: I lost the register.\nData involved: names\nAny other comments: none of note"
    facts = rules.read(report(text))
    assert not [entry for entry in (*ASSET_ENTRIES, "asset_contents") if facts.value(entry)]
