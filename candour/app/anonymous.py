"""What the anonymous pages are given by an installation: reading and cleaning in its workers, its store, its keys."""

from dataclasses import dataclass
from random import SystemRandom
from uuid import uuid4

from candour.app.compose import Installation
from candour.app.stores import installation_key
from candour.cases.confidential import to_the_day
from candour.cases.directory import Directory
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Facts
from candour.cases.ports import Cleaned, Cleaner, Now, Reader, Workers
from candour.cases.report import Door, Report
from candour.cases.sorting_signs import FOR_SORTING
from candour.cleaning.cleaner import FileCleaner
from candour.store.keys import subkey
from candour.store.proofs import SigningProofs
from candour.web.anonymous.door import AnonymousDoor


def anonymous_door(installation: Installation, now: Now) -> AnonymousDoor:
    """Return the door of an installation that is running."""
    key, store = installation_key(installation.settings, installation.secrets), installation.store
    proofs = SigningProofs(key)
    return AnonymousDoor(
        read=AnonymousReader(installation.reader, installation.directory, now).read,
        clean=WorkerCleaner(installation.workers, FileCleaner(), installation.settings.reading.seconds).clean,
        hold=lambda content, name, media_type: store.hold([content], name=name, media_type=media_type),
        release=store.release,
        sign=proofs.sign,
        is_genuine=proofs.is_genuine,
        ticket_key=subkey(key.secret, b"candour tickets of anonymous forms"),
        random=SystemRandom(),
    )


@dataclass(frozen=True)
class AnonymousReader:
    """Reads a text as the report that it would become, so that what may name its writer is found before it is sent."""

    reader: Reader
    directory: Directory
    now: Now

    def read(self, school: str, text: str) -> Facts:
        """Return what was understood; raises ReadingFailedError, and SettingsError for an unknown school."""
        report = Report(
            id=uuid4().hex,
            door=Door.WEB,
            school=school,
            received_at=to_the_day(self.now()),
            text=text,
            confidential=True,
            anonymous=True,
        )
        return self.reader.read(report, (), self.directory.school(school).surroundings()).without(FOR_SORTING)


@dataclass(frozen=True)
class WorkerCleaner:
    """A `Cleaner` that works in a worker process, within limits: a file may be made to hurt whoever opens it.

    Raises WorkersUnavailableError and WorkersClosedError, which say nothing about the file.
    """

    workers: Workers
    cleaner: Cleaner
    timeout_in_seconds: float

    def clean(self, content: bytes, media_type: str) -> Cleaned:
        """See `Cleaner.clean`; a file that takes too long or too much memory is refused like one of unknown kind."""
        try:
            return self.workers.run(self.cleaner.clean, content, media_type, timeout_in_seconds=self.timeout_in_seconds)
        except ReadingFailedError as error:
            return Cleaned(content=None, media_type="", reason=f"a file that can't be cleaned here: {error.reason}")
