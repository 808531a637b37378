"""What the anonymous pages are given: reading as an anonymous report, cleaning elsewhere and within limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from candour.app.anonymous import AnonymousReader, WorkerCleaner
from candour.cases.asked import Asked
from candour.cases.errors import ReadingFailedError, SettingsError, WorkersClosedError
from candour.cases.facts import Facts
from candour.cases.report import Report
from candour.cases.surroundings import UNKNOWN, Surroundings
from candour.cleaning.cleaner import FileCleaner
from tests.builders import some_facts
from tests.cleaning.samples import WRITER, a_picture, exif, saved
from tests.intake.fakes import WorkersHere, WorkersThatFail, WorkersThatGoAway
from tests.service import HandClock, a_stage

WORDS = "The list with the names of my Year 4 class lay on the bus."


@dataclass
class Noting:
    """A reader that notes what it was given."""

    given: list[tuple[Report, Surroundings]] = field(default_factory=list)

    def read(self, report: Report, asked: Sequence[Asked] = (), surroundings: Surroundings = UNKNOWN) -> Facts:
        assert not asked
        self.given.append((report, surroundings))
        return some_facts()


def test_words_are_read_as_the_report_that_they_would_become() -> None:
    noting = Noting()
    facts = AnonymousReader(noting, a_stage().directory, HandClock()).read("st-finnian", WORDS)
    [(report, surroundings)] = noting.given
    assert facts == some_facts()
    assert (report.anonymous, report.confidential, report.sender, report.text) == (True, True, None, WORDS)
    assert (report.received_at.hour, report.received_at.minute) == (0, 0)
    assert surroundings.school == "St Finnian's Primary School"


def test_what_serves_to_sort_mail_is_none_of_a_writers_business() -> None:
    class Sorting(Noting):
        def read(self, report: Report, asked: Sequence[Asked] = (), surroundings: Surroundings = UNKNOWN) -> Facts:
            found = super().read(report, asked, surroundings)
            return found.with_values({"reads_like_incident": found.values["incident_type"]})

    facts = AnonymousReader(Sorting(), a_stage().directory, HandClock()).read("st-finnian", WORDS)
    assert facts == some_facts()


def test_a_school_that_is_not_configured_is_refused() -> None:
    with pytest.raises(SettingsError, match="no school"):
        AnonymousReader(Noting(), a_stage().directory, HandClock()).read("elsewhere", WORDS)


def test_a_file_is_cleaned_in_a_worker() -> None:
    photo = saved(a_picture(), "JPEG", exif=exif())
    cleaned = WorkerCleaner(WorkersHere(), FileCleaner(), 5).clean(photo, "image/jpeg")
    assert WRITER.encode() in photo
    assert cleaned.content is not None
    assert WRITER.encode() not in cleaned.content


def test_a_file_that_is_too_much_for_a_worker_is_refused_with_the_reason() -> None:
    cleaned = WorkerCleaner(WorkersThatFail(), FileCleaner(), 5).clean(b"words", "text/plain")
    assert (cleaned.content, cleaned.reason) == (
        None,
        "a file that can't be cleaned here: it took longer than 5 seconds",
    )


def test_without_workers_nothing_is_said_about_the_file() -> None:
    with pytest.raises(WorkersClosedError):
        WorkerCleaner(WorkersThatGoAway(WorkersClosedError()), FileCleaner(), 5).clean(b"words", "text/plain")
    with pytest.raises(ReadingFailedError):
        WorkersThatFail().run(len, b"", timeout_in_seconds=5)
