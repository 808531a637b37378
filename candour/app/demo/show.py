"""The demonstration itself: sample mails in, the real `run` loop on them, the terminal says what happens."""

import time
from datetime import datetime, timedelta
from importlib.resources import files
from math import inf
from pathlib import Path
from threading import Event

import typer

from bot.line import ChatLine
from candour.app.compose import Installation
from candour.app.demo.chat_page import PATH, ChatPage
from candour.app.demo.configuration import DPO, OFFICER, SCHOOL, WRITER, demo_configuration
from candour.app.demo.folder import DemoFolder
from candour.app.demo.mailbox import DemoMailbox, free_port
from candour.app.demo.sending import DATALOSS, LOOPBACK
from candour.app.demo.sink import MailSink
from candour.app.demo.telling import LONDON, tell_case, tell_link
from candour.app.demo.unnamed import report_without_a_name
from candour.app.environment import utc_now
from candour.app.log import start_logging
from candour.app.run import running
from candour.app.settings import Settings
from candour.app.switchboard import OpenDoor
from candour.cases.confidential import came_anonymously
from candour.cases.errors import CandourError
from candour.cases.notice import NoticeStatus

_FRIDAY = 4
_PATIENCE_IN_SECONDS = 120.0
_DONE = {NoticeStatus.SENT, NoticeStatus.FAILED}


class DemonstrationUnfinishedError(CandourError):
    """Not every sample came to its end."""


def show_demonstration(
    path: Path, stop: Event, *, once: bool, patience_in_seconds: float = _PATIENCE_IN_SECONDS
) -> None:
    """Run the demonstration in a folder of its own until `stop` is set; with `once` until every sample is done.

    Raises SettingsError where the folder holds something else, MailboxError where the mail servers don't start, and
    DemonstrationUnfinishedError where a part of Candour dies, or samples are not done in time and `once` was asked for.
    """
    folder = DemoFolder(path)
    folder.make_fresh()
    start_logging("warning", "text")
    samples = sorted(files("candour.app").joinpath("samples").iterdir(), key=lambda sample: sample.name)
    typer.echo(f"Starting a mailbox and a mail server on {LOOPBACK}, and reading the language model ...")
    with (
        DemoMailbox() as mailbox,
        MailSink(folder.sent, watched=DATALOSS, deliver=mailbox.deliver, kept=tell_link) as sink,
    ):
        settings, secrets = demo_configuration(
            folder, imap_port=mailbox.port, smtp_port=sink.port, pages_port=free_port()
        )
        folder.note_port(sink.port)
        with Installation(settings, secrets, [chat_page]) as installation, running(installation, stop) as failed:
            typer.echo(f"Staff write {len(samples)} mails to {DATALOSS}:\n")
            for sample in samples:
                mailbox.deliver(sample.read_bytes(), _last_afternoon(utc_now()))
            told = _Told(installation)
            _tell(told, stop, expected=len(samples), patience_in_seconds=patience_in_seconds)
            if not stop.is_set():
                report_without_a_name(installation.service, settings, SCHOOL)
                told.tell_finished()
            unfinished = "" if stop.is_set() else told.unfinished(len(samples), patience_in_seconds)
            _say_where(folder, told, unfinished)
            if not once:
                _say_where_pages_are(settings)
                _say_how_to_send(sink.port, path)
                _tell(told, stop)
    if failed.is_set():
        raise DemonstrationUnfinishedError("the demonstration stopped early; the lines above say why")
    if once and unfinished:
        raise DemonstrationUnfinishedError(unfinished)


def chat_page(line: ChatLine) -> OpenDoor:
    """Return the page on which a member of staff and the officer chat with the line; no setting opens it."""
    people = {"staff": (WRITER, "a member of staff"), "officer": (OFFICER, "Data Protection Officer")}
    return ChatPage(line, people).opened()


def _last_afternoon(now: datetime) -> datetime:
    """Return four o'clock on the last working day: the samples speak of "this morning" and "last night"."""
    moment = now.astimezone(LONDON).replace(hour=16, minute=0, second=0, microsecond=0)
    while moment > now or moment.weekday() > _FRIDAY:
        moment -= timedelta(days=1)
    return moment


class _Told:
    """Which cases the terminal has shown, of all that the installation holds."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._references: set[str] = set()

    def tell_finished(self) -> None:
        """Show each case once, when all its notices have left; those of a case without a name wait for their slot."""
        store = self._installation.store
        for reference in self._untold():
            case = store.load(reference)
            if came_anonymously(case) or all(notice.status in _DONE for notice in case.notices):
                self._references.add(reference)
                tell_case(case)

    def is_done(self, expected: int) -> bool:
        """Tell whether so many mails were accepted, and every case of theirs was shown."""
        return self._installation.accounted_for() >= expected and not self._untold()

    def unfinished(self, expected: int, patience_in_seconds: float) -> str:
        """Return in words what was not done, empty where all was."""
        if self.is_done(expected):
            return ""
        accepted = min(self._installation.accounted_for(), expected)
        return (
            f"not all was done after {patience_in_seconds:g} seconds: {accepted} of {expected} sample mails were "
            f"accepted, and of {len(self._untold())} cases some notices have not left"
        )

    def any_set_aside(self) -> bool:
        """Tell whether a mail was accepted that is in no case (no sample comes twice)."""
        accepted = self._installation.accounted_for()
        store = self._installation.store
        cases = [store.load(entry.reference) for entry in store.register() if not entry.anonymous]
        return accepted > sum(len(case.reports) for case in cases)

    def _untold(self) -> list[str]:
        register = self._installation.store.register()
        return [entry.reference for entry in register if entry.reference not in self._references]


def _tell(told: _Told, stop: Event, *, expected: int | None = None, patience_in_seconds: float = inf) -> None:
    """Show cases as they are finished, until `expected` mails are done, patience has run out, or `stop` is set."""
    deadline = time.monotonic() + patience_in_seconds
    while not stop.is_set() and time.monotonic() < deadline:
        told.tell_finished()
        if expected is not None and told.is_done(expected):
            return
        stop.wait(0.1)


def _say_where(folder: DemoFolder, told: _Told, unfinished: str) -> None:
    if told.any_set_aside():
        typer.echo("The out-of-office answer was set aside: it never becomes a case, and it was not answered.\n")
    if unfinished:
        typer.echo(f"Note: {unfinished}.\n")
    typer.echo(f"Every mail that was sent lies in {folder.sent}, as .txt and .html to read and .eml as sent.")


def _say_where_pages_are(settings: Settings) -> None:
    if settings.web is not None:
        typer.echo(
            f"\nThe Data Protection Officer works on a page: open {settings.web.url} in a browser on this machine,\n"
            f"and sign in as {DPO}. The link that is mailed then stands here too.\n"
            f"The chat, as staff and the officer have it in Slack and in Teams, is at {settings.web.url}{PATH}\n"
            "(and in a terminal: candour chat --demo)."
        )


def _say_how_to_send(port: int, folder: Path) -> None:
    where = "" if folder == Path("candour-demo") else f" --folder {folder}"
    typer.echo(
        f"\nIt goes on watching. Ctrl-C ends it. To report something yourself, in a second terminal:\n"
        f'  .venv/bin/candour demo{where} --send "I have just emailed the Year 3 list to the wrong parent"\n'
        f"or with any mail program: SMTP server {LOOPBACK}, port {port}, no login, to {DATALOSS}\n"
    )
