"""A further entry of the form needs one entry of the policy, one component and three examples: docs/reading.md.

Nothing else is touched: no other module names the entry.
"""

import re
from pathlib import Path

import pytest

from candour.cases.asking import asked_of
from candour.cases.assessment import open_questions
from candour.cases.facts import Facts
from candour.cases.merging import merge
from candour.cases.policy import Policy
from candour.cases.policy_file import load_file
from candour.cases.showing.form import RowState, fill_form
from nlp import ReportReader
from nlp.calibrating import NONE
from nlp.pipeline import of_rules, register
from nlp.reader import ORDER
from nlp.reading import Reading
from tests.builders import an_assessment
from tests.nlp.conftest import report
from tests.nlp.replying import a_reply
from tests.replies.stage import a_told_case

SHIPPED = Path(__file__).parents[2] / "candour/cases/policies/generic-school.toml"
QUESTION = "On what was it left: a bus, a train, or in a car?"
ENTRY = f"""
[[form.fields]]
id = "vehicle"
section = "information"
label = "Left on or in"
type = "choice"
source = "project"
question = "{QUESTION}"
priority = 3
options = [
    {{ id = "bus", label = "A bus" }},
    {{ id = "train", label = "A train" }},
    {{ id = "car", label = "A car" }},
]

"""

_VEHICLE = re.compile(r"\b(?:on|in|from|under) (?:the|a|my|your|his|her) (?:[\w'-]+ ){0,2}?(?P<v>bus|train|car)\b")


def read_vehicle(reading: Reading) -> None:
    """Read on what something was left, said in the report or in answer to the question."""
    for hit in reading.body.hits(_VEHICLE, "v"):
        reading.add("vehicle", hit.low, 0.85, "vehicle.left", [hit])
    for answer in reading.layout.answers:
        if answer.field == "vehicle" and answer.value and (match := re.search(r"bus|train|car\b", answer.value.low)):
            reading.add("vehicle", match[0], 0.95, "form.vehicle", [answer.value])


COMPONENTS = (*ORDER, register("candour_vehicle", of_rules(read_vehicle)))

EXAMPLES = [
    ("I have left the Year 5 register on the 176 bus.", "bus"),
    ("The folder with the reading ages is still on the train to Leeds, I think.", "train"),
    ("My laptop was taken from my car outside the gym last night.", "car"),
]


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    text = SHIPPED.read_text(encoding="utf-8")
    first = '[[form.fields]]\nid = "summary"'
    assert first in text
    file = tmp_path_factory.mktemp("policies") / "our-school.toml"
    file.write_text(text.replace(first, f"{ENTRY.lstrip()}{first}"), encoding="utf-8")
    return load_file(file)


@pytest.fixture(scope="module")
def wider() -> ReportReader:
    return ReportReader("", components=COMPONENTS, calibration=NONE)


@pytest.mark.parametrize(("text", "value"), EXAMPLES)
def test_the_entry_is_read_with_its_words_when_it_is_said(text: str, value: str, wider: ReportReader) -> None:
    found = wider.read(report(text)).value("vehicle")
    assert found is not None
    assert (found.value, found.rule) == (value, "vehicle.left")
    assert [text[span.start : span.end] for span in found.spans] == [value]


def test_it_is_shown_on_the_form_by_the_policy_s_words(policy: Policy, wider: ReportReader) -> None:
    facts = wider.read(report(EXAMPLES[0][0]))
    row = next(row for row in fill_form(policy, facts).rows if row.field == "vehicle")
    assert (row.label, row.value, row.state) == ("Left on or in", "A bus", RowState.FILLED)


def test_it_is_asked_for_when_it_is_missing_and_only_then(policy: Policy, wider: ReportReader) -> None:
    silent, told = (report(text) for text in ("I have lost the Year 5 register.", EXAMPLES[0][0]))
    assert "vehicle" in open_questions(policy, wider.read(silent), silent)
    assert "vehicle" not in open_questions(policy, wider.read(told), told)


def test_an_answer_to_its_question_is_read_in_its_light(policy: Policy, wider: ReportReader) -> None:
    case = a_told_case(Facts()).model_copy(update={"assessment": an_assessment(open_questions=("vehicle",))})
    reply = a_reply(f"> 1. {QUESTION}\n\ntrain\n")
    facts, _ = merge(Facts(), wider.read(reply, asked_of(policy, case, reply)))
    assert facts.shown("vehicle") == "train"


def test_what_else_is_read_stays_as_it_was(wider: ReportReader, rules: ReportReader) -> None:
    letter = report(EXAMPLES[2][0])
    assert wider.read(letter).without({"vehicle"}) == rules.read(letter)
