"""What is passed on: the words above it count first, the original fills in what they leave open."""

import pytest

from nlp import ReportReader
from tests.nlp.conftest import report

STORY = (
    "I emailed the list of 28 pupils with their home addresses to the wrong parent yesterday at 16:10."
    " I have recalled the email."
)
SHAPES = [
    "From: Sam Reid <s.reid@elmfield.example>\nSent: 17 November 2026 08:12\nTo: Jo Bloggs\nSubject: help",
    "________________________________\nFrom: Sam Reid\nSent: Tuesday, November 17, 2026 8:12 AM\nTo: Jo\nSubject: help",
    "---------- Forwarded message ---------\nFrom: Sam Reid <s.reid@elmfield.example>\nDate: Tue, 17 Nov 2026 at 08:12",
    "Begin forwarded message:\n\nFrom: Sam Reid <s@elmfield.example>\nDate: 17 November 2026 at 08:12:03 GMT\nTo: Jo",
    "-----Original Message-----\nFrom: Sam Reid\nSent: 17/11/2026 08:12\nTo: Jo Bloggs\nSubject: help",
    "---- Forwarded message ----\nFrom: Sam Reid\nDate: 2026-11-17 08:12\nSubject: help",
]


def forwarded(cover: str, head: str, story: str = STORY) -> str:
    return f"{cover}\n\nJo Bloggs\n\n{head}\n\n{story}\n"


def marked(head: str) -> str:
    return "\n".join(f"> {line}" for line in [*head.split("\n"), "", STORY])


@pytest.mark.parametrize("head", SHAPES)
@pytest.mark.parametrize("cover", ["FYI", "Please log this, I am forwarding it for Sam."])
def test_an_original_is_read_with_its_own_date_and_author(rules: ReportReader, cover: str, head: str) -> None:
    facts = rules.read(report(forwarded(cover, head), subject="FW: help"))
    assert facts.shown("occurred_date") == "2026-11-16"
    assert facts.shown("occurred_time") == "16:10"
    assert facts.shown("responsible_employee") == "Sam Reid"
    assert facts.shown("reporter_name") == "Jo Bloggs"
    assert facts.shown("individuals") == 28


def test_an_original_marked_line_by_line_is_read_as_well(rules: ReportReader) -> None:
    facts = rules.read(report(f"Forwarding this.\n\nJo Bloggs\n\n{marked(SHAPES[3])}", subject="Fwd: help"))
    assert facts.shown("occurred_date") == "2026-11-16"
    assert facts.shown("individuals") == 28


def test_what_comes_from_an_original_says_so_and_shows_its_words(rules: ReportReader) -> None:
    mail = report(forwarded("Please log this, I am forwarding it for Sam.", SHAPES[0]), subject="FW: help")
    value = rules.read(mail).value("occurred_time")
    assert value is not None
    assert value.rule.endswith("+forwarded")
    assert [mail.text[span.start : span.end] for span in value.spans] == ["16:10"]


def test_the_words_above_an_original_count_first(rules: ReportReader) -> None:
    cover = "Forwarding this, see below. It happened on 12 November at 09:30 and the data of 14 pupils was on it."
    facts = rules.read(report(forwarded(cover, SHAPES[0]), subject="FW: help"))
    assert facts.shown("occurred_date") == "2026-11-12"
    assert facts.shown("occurred_time") == "09:30"
    assert facts.shown("responsible_employee") == "Sam Reid"


def test_whoever_tells_it_all_above_is_read_by_that_alone(rules: ReportReader) -> None:
    cover = "Forwarding this. " + "On 12 November I posted a letter about one pupil to the wrong family. " * 6
    facts = rules.read(report(forwarded(cover, SHAPES[0]), subject="FW: help"))
    assert not any(value.rule.endswith("+forwarded") for value in facts.values.values())


def test_what_somebody_answers_is_not_passed_on(rules: ReportReader) -> None:
    facts = rules.read(report(forwarded("Thanks, I will look for the register.", SHAPES[0]), subject="RE: help"))
    assert facts.shown("occurred_time") is None
    assert facts.shown("responsible_employee") != "Sam Reid"


def test_a_head_with_an_impossible_date_is_read_from_the_day_of_receipt(rules: ReportReader) -> None:
    head = SHAPES[0].replace("17 November 2026 08:12", "31 November 2026 08:12")
    assert rules.read(report(forwarded("FYI", head), subject="FW: help")).shown("occurred_date") == "2026-11-18"
