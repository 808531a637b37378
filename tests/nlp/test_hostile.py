"""Text that was written to break the reader: it may not fail, and it may not take long."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.cases.facts import Facts
from nlp import ReportReader
from nlp.text import MAX_CHARACTERS, fold, lower
from tests.nlp.conftest import report
from tests.nlp.replying import SCENES

MEGABYTE = 1_000_000

RULES = ReportReader("")


@pytest.mark.parametrize(
    "piece",
    [
        *("a", " ", "\n", ".", "?", "-", "(", "A", "1", "\u0130", "\x00", "\u2028", "\u202e\u200f", "\U0001f62c"),
        *("3/4/2026 ", "half past four ", "Mrs Jane Smith ", "Abc ", "the ", "i ", "sent to the wrong person "),
        *("> a\n", "From: a\nSent: b\nTo: c\n", "Date of incident: 12/01/26\n", "On a wrote:\n", "no a or b, "),
        *("28 pupils ", "i deleted the ", "St Abc School ", "and told the ", "1,111,", "this email is confidential "),
    ],
)
def test_a_megabyte_of_one_thing_is_read(piece: str, rules: ReportReader) -> None:
    """The suite's time limit is the test: a rule that needs more than linear time would never end."""
    text = (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
    facts = rules.read(report(text, subject=text, name=text[:2000], address=f"a@{text[:2000]}"))
    assert facts.holds("text_cut") or text.count("\n") > 2000


@pytest.mark.parametrize("piece", ["A", "Mrs Jane Smith ", "i deleted the ", "\U0001f62c"])
def test_a_megabyte_of_names_is_read_with_the_recogniser_of_names(piece: str, reader: ReportReader) -> None:
    text = (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
    assert reader.read(report(text, subject=text)).holds("text_cut")


@pytest.mark.parametrize(
    "piece",
    [
        *("1. ", "> 1. 2. ", "what is ", "on what date did it happen? ", "open questions\n", "no, it was not 1 "),
        *("> on what date did it happen\n? ", "thank you. your report has been recorded as\n", "Ann, not me "),
        *(
            "_____\nfrom: a\nsent: b\nto: c\n",
            "on 1:\n",
            "not Ann but ",
            "date of incident: 1\n",
            "no, it was 31 not 13. ",
        ),
    ],
)
def test_a_megabyte_of_one_thing_is_read_as_a_reply(piece: str, rules: ReportReader) -> None:
    text = (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
    assert rules.read(report(text), SCENES["trip"].asked()) is not None


def test_how_much_is_read_is_said(rules: ReportReader) -> None:
    text = "I lost the register. " * 5_000
    value = rules.read(report(text)).value("text_cut")
    assert value is not None
    assert value.rule == f"text.cut.{MAX_CHARACTERS}"
    assert rules.read(report("I lost the register.")).value("text_cut") is None


def assert_spans_hold(text: str, subject: str, facts: Facts) -> None:
    for value in facts.values.values():
        for one in (value, *value.alternatives, *value.parts):
            for span in one.spans:
                assert {"body": text, "subject": subject}[span.source][span.start : span.end] == span.text


VOCABULARY = """I sent lost laptop the wrong parent on Monday at half four 3/4/26 names of 28 pupils Mrs Ann Brown
told us > From: Sent: To: Date of incident: What happened? no not nothing anonymous Regards - , . :"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n", "\t", "\u202e", "\u0130", "\U0001f62c"])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_order_of_the_words_of_reports_is_read_without_an_error(text: str) -> None:
    assert_spans_hold(text, text[:60], RULES.read(report(text, subject=text[:60])))


REPLIES = st.sampled_from(
    [
        *VOCABULARY.split(),
        "\n\n",
        "> ",
        "1. ",
        "2) ",
        "not",
        "me",
        "13",
        "31",
        "On what date did it happen?",
        "Open questions",
    ]
)
ASKED = SCENES["trip"].asked()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(REPLIES, max_size=60).map(" ".join))
def test_any_order_of_the_words_of_replies_is_read_without_an_error(text: str) -> None:
    assert_spans_hold(text, text[:60], RULES.read(report(text, subject=text[:60]), ASKED))


@given(st.text())
def test_folding_and_lowering_keep_every_character_at_its_place(text: str) -> None:
    assert len(lower(fold(text))) == len(text)
