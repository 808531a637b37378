"""Words that may say who wrote a confidential report, for the Data Protection Officer to look at."""

import pytest

from nlp.reader import ReportReader
from tests.builders import a_report


@pytest.fixture(scope="module")
def reader() -> ReportReader:
    return ReportReader(model="")


def pointed_out(reader: ReportReader, text: str, *, confidential: bool = True) -> tuple[str, ...]:
    report = a_report(confidential=confidential, sender=None, subject="", text=text)
    found = reader.read(report).shown("may_identify")
    assert found is None or isinstance(found, tuple)
    return tuple(words.casefold() for words in found or ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The list of my Year 4 class went to the wrong parent.", "my year 4 class"),
        ("As SENCO I keep the list of needs. It was left on the printer.", "as senco"),
        ("I am the school secretary and I saw it happen.", "i am the school secretary"),
        ("I teach Year 4 and the list has gone.", "i teach year 4 and the list has gone"),
        ("It was on my husband's phone.", "my husband"),
        ("I told Bethan Ellis that the list had gone.", "bethan ellis"),
        ("Aeth y rhestr o fy nosbarth i'r rhiant anghywir.", "fy nosbarth"),
    ],
)
def test_names_roles_and_what_is_the_writers_own_are_pointed_out(reader: ReportReader, text: str, words: str) -> None:
    assert words in pointed_out(reader, text)


def test_a_report_that_says_nothing_of_its_writer_has_nothing_pointed_out(reader: ReportReader) -> None:
    assert pointed_out(reader, "A list of pupils was left on the printer in the hall this morning.") == ()


def test_nothing_is_pointed_out_in_a_report_whose_writer_is_known(reader: ReportReader) -> None:
    assert pointed_out(reader, "As SENCO I keep the list of my Year 4 class.", confidential=False) == ()


def test_r33_whoever_writes_to_a_confidential_mailbox_asks_by_it_not_to_be_named(reader: ReportReader) -> None:
    report = a_report(confidential=True, sender=None, text="Name: Seren Vaughan\nA list was left on the printer.")
    facts = reader.read(report)
    assert facts.shown("wants_anonymity") is True
    assert facts.value("reporter_name") is None
