"""The demonstration itself: sample mails in, the real `run` loop on them, the terminal says what happens."""

import json
import shutil
import smtplib
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from importlib.resources import files
from pathlib import Path
from threading import Event

import typer

from candour.app.compose import Installation, utc_now
from candour.app.demo.mailbox import LOOPBACK, PASSWORD, USER, DemoMailbox
from candour.app.demo.sink import MailSink
from candour.app.demo.telling import LONDON, tell_case
from candour.app.log import start_logging
from candour.app.run import running, stop_on_signals
from candour.app.settings import Secrets, Settings, read_secrets
from candour.cases.case import Case
from candour.cases.errors import SettingsError
from candour.cases.notice import NoticeStatus
from candour.store.keys import create_key_file

DATALOSS = "dataloss@stteilos.example"
_MARKER = "demo.json"
_FRIDAY = 4
_PATIENCE_IN_SECONDS = 120.0
_DONE = {NoticeStatus.SENT, NoticeStatus.FAILED}


def show_demonstration(folder: Path, *, once: bool) -> None:
    """Run the demonstration in a folder of its own; with `once` until every sample is accounted for.

    Raises SettingsError where the folder holds something else, MailboxError where the mail servers don't start.
    """
    _make_fresh(folder)
    start_logging("warning", "text")
    samples = sorted(files("candour.app").joinpath("samples").iterdir(), key=lambda sample: sample.name)
    typer.echo(f"Starting a mailbox and a mail server on {LOOPBACK}, and reading the language model ...")
    with DemoMailbox() as mailbox, MailSink(folder / "sent", watched=DATALOSS, deliver=mailbox.deliver) as sink:
        settings, secrets = _settings(folder, mailbox, sink)
        (folder / _MARKER).write_text(json.dumps({"smtp_port": sink.port}), encoding="utf-8")
        stop = Event()
        with (
            stop_on_signals(stop),
            Installation(settings, secrets) as installation,
            running(installation, stop) as failed,
        ):
            typer.echo(f"Staff write {len(samples)} mails to {DATALOSS}:\n")
            for sample in samples:
                mailbox.deliver(sample.read_bytes(), _last_afternoon(utc_now()))
            told = _tell(installation, stop, failed, expected=len(samples))
            _say_where(folder)
            if not once:
                _say_how_to_send(sink.port, folder)
                _tell(installation, stop, failed, expected=None, told=told)
    if failed.is_set():
        raise SettingsError("the demonstration stopped early; the lines above say why")


def send_report(folder: Path, text: str) -> None:
    """Mail a text to the running demonstration, as a member of staff would; raises SettingsError where none runs."""
    try:
        port = json.loads((folder / _MARKER).read_text(encoding="utf-8"))["smtp_port"]
    except FileNotFoundError:
        raise SettingsError(f"no demonstration runs in {folder}: start one with `candour demo`") from None
    message = EmailMessage()
    message["From"] = "Robin Example <robin.example@stteilos.example>"
    message["To"] = DATALOSS
    message["Subject"] = "Something went wrong"
    message["Message-ID"] = make_msgid(domain="stteilos.example")
    message.set_content(text)
    try:
        with smtplib.SMTP(LOOPBACK, port, timeout=10) as client:
            client.send_message(message)
    except OSError:
        raise SettingsError(f"no demonstration answers on port {port}: start one with `candour demo`") from None
    typer.echo("Sent. The other terminal shows what becomes of it.")


def _make_fresh(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARKER).exists():
        raise SettingsError(f"{folder} holds other files; name an empty folder with --folder")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / _MARKER).write_text("{}", encoding="utf-8")


def _last_afternoon(now: datetime) -> datetime:
    """Return four o'clock on the last working day: the samples speak of "this morning" and "last night"."""
    moment = now.astimezone(LONDON).replace(hour=16, minute=0, second=0, microsecond=0)
    while moment > now or moment.weekday() > _FRIDAY:
        moment -= timedelta(days=1)
    return moment


def _settings(folder: Path, mailbox: DemoMailbox, sink: MailSink) -> tuple[Settings, Secrets]:
    key_file = folder / "candour.key"
    create_key_file(key_file)
    people = {
        "dpo": "Dilys Marlow", "head_teacher": "Alun Prosser", "chair_of_governors": "Mair Tennant",
        "service_desk": "Service Desk",
    }  # fmt: skip
    plain = {"host": LOOPBACK, "security": "plain"}
    settings = Settings.model_validate(
        {
            "store": {"folder": str(folder / "data"), "key_file": str(key_file)},
            "smtp": {**plain, "port": sink.port, "from_address": DATALOSS, "from_name": "St Teilo's data protection"},
            "mailbox": [
                {
                    **plain, "name": "dataloss", "school": "st-teilos", "address": DATALOSS,
                    "port": mailbox.port, "user": USER,
                }
            ],
            "school": [
                {
                    "key": "st-teilos", "name": "St Teilo's Primary School", "prefix": "ST",
                    "profile": "saints-cardiff", "country": "WLS", "reply_address": DATALOSS,
                    "roles": {
                        role: [{"name": name, "address": f"{role.replace('_', '-')}@stteilos.example"}]
                        for role, name in people.items()
                    },
                }
            ],
        }
    )  # fmt: skip
    return settings, read_secrets({"CANDOUR_IMAP_PASSWORD": PASSWORD})


def _tell(
    installation: Installation, stop: Event, failed: Event, *, expected: int | None, told: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Print each case once all its notices have left; return whom was told about, when `expected` mails are done."""
    deadline = time.monotonic() + _PATIENCE_IN_SECONDS
    known = set(told)
    while not stop.is_set() and not failed.is_set() and (expected is None or time.monotonic() < deadline):
        for case in _finished(installation, known):
            known.add(case.reference)
            tell_case(case)
        if expected is not None and installation.accounted_for() >= expected and not _waiting(installation, known):
            break
        stop.wait(0.1)
    return frozenset(known)


def _finished(installation: Installation, known: set[str]) -> Iterator[Case]:
    for entry in installation.store.register():
        if entry.reference not in known:
            case = installation.store.load(entry.reference)
            if all(notice.status in _DONE for notice in case.notices):
                yield case


def _waiting(installation: Installation, known: set[str]) -> bool:
    return any(entry.reference not in known for entry in installation.store.register())


def _say_where(folder: Path) -> None:
    typer.echo(
        "The out-of-office answer was set aside: it never becomes a case, and it was not answered.\n\n"
        f"Every mail that was sent lies in {folder / 'sent'}, as .txt and .html to read and .eml as sent."
    )


def _say_how_to_send(port: int, folder: Path) -> None:
    where = "" if folder == Path("candour-demo") else f" --folder {folder}"
    typer.echo(
        f"\nIt goes on watching. Ctrl-C ends it. To report something yourself, in a second terminal:\n"
        f'  .venv/bin/candour demo{where} --send "I have just emailed the Year 3 list to the wrong parent"\n'
        f"or with any mail program: SMTP server {LOOPBACK}, port {port}, no login, to {DATALOSS}\n"
    )
