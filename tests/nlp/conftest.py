from datetime import datetime

import pytest

from candour.cases.report import Door, Report, Sender
from nlp import ReportReader
from nlp.calibrating import NONE

RECEIVED = datetime.fromisoformat("2026-11-19T15:00:00+00:00")
"""A Thursday."""


@pytest.fixture(scope="session")
def rules() -> ReportReader:
    """A reader of rules alone: a blank pipeline, and confidence as the rules weigh it."""
    return ReportReader("", calibration=NONE)


@pytest.fixture(scope="session")
def reader() -> ReportReader:
    """The reader as it runs."""
    return ReportReader()


def report(
    text: str, *, subject: str = "", name: str = "Jo Bloggs", address: str = "j.bloggs@elmfield.example"
) -> Report:
    """Build a mail of Thursday 19 November 2026, 15:00."""
    return Report(
        id="r1",
        door=Door.EMAIL,
        school="elmfield",
        received_at=RECEIVED,
        sender=Sender(name=name, address=address),
        subject=subject,
        text=text,
    )
