"""What staff bring to the incident line that is none: told from reports about the same things."""

import pytest

from candour.cases.report import Door
from nlp import ReportReader
from tests.builders import a_report


def _is_none(rules: ReportReader, text: str) -> bool:
    return rules.read(a_report(text=text, subject="", door=Door.CHAT, mailbox="")).holds("not_an_incident")


@pytest.mark.parametrize(
    "text",
    [
        "the printer in the staff room is broken again",
        "my laptop won't turn on",
        "wifi is down",
        "The projector in 4B isn't working",
        "I've forgotten my password for the registers, can you reset it",
        "can't log in this morning",
        "I lost my own phone at the weekend, nothing from school on it",
        "left my own purse on the bus, no school stuff in it",
    ],
)
def test_what_does_not_work_and_what_is_theirs_alone_is_no_incident(rules: ReportReader, text: str) -> None:
    assert _is_none(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "the photocopier is jammed with someone's payslips in it",
        "the lock of the archive is broken and pupil files are gone",
        "I can't log in, somebody has changed my password",
        "I forgot my password so I used Dave's",
        "lost my own phone, it has school emails on it",
        "my laptop was stolen",
        "the screen isn't working and there are pop ups asking for money",
        "my computer is frozen since I clicked a link",
    ],
)
def test_a_report_about_the_same_things_is_one(rules: ReportReader, text: str) -> None:
    assert not _is_none(rules, text)
