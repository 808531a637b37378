"""`candour probe`: a marked test mail through the real mail server and mailbox, and how long it took to be assessed."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid
from pathlib import Path

import typer

from candour.app.environment import configured, utc_now
from candour.app.mail_servers import smtp_settings
from candour.app.people import directory_of
from candour.app.probe_marks import ProbeMarks
from candour.app.stores import installation_key
from candour.cases.directory import WatchedMailbox
from candour.cases.errors import SendError, SettingsError
from candour.cases.probes import KIND, Probe, probe_of
from candour.store.beside import record_beside
from replies.smtp import SmtpSender
from replies.smtp_settings import SmtpSettings

_LOOK_EVERY_IN_SECONDS = 0.1
_TEXT = """\
This is a test by `candour probe`. Nothing happened, and nobody needs to do anything.

Yesterday at about ten to three I sent the list for the school trip to the wrong parent by e-mail. It has the names of
12 pupils. She has deleted it.
"""


def probe_mailbox(config: Path, *, name: str = "", timeout_in_seconds: float = 120.0, quiet: bool = False) -> bool:
    """Send a test mail to a mailbox (the first, where none is named) and wait for it; print one line.

    Return whether it came through; with `quiet` only failures are printed. Raises SettingsError.
    """
    settings, secrets = configured(config)
    mailbox = _mailbox(directory_of(settings).mailboxes, name)
    key = installation_key(settings, secrets)
    smtp = smtp_settings(settings, secrets)
    sent_at = utc_now()
    token, mark = ProbeMarks(key).make(sent_at)
    try:
        _send(smtp, _test_mail(smtp, mailbox, mark, sent_at), mailbox.address)
    except SendError as error:
        return _fail(f"{mailbox.name}: the mail server did not take the test mail ({error.code}): run `candour check`")
    store = Path(settings.store.folder)
    found = _waited_for(lambda: _probe(record_beside(store, key, KIND, token)), timeout_in_seconds)
    if found is None:
        return _fail(f"{mailbox.name}: {_not_arrived(timeout_in_seconds)}")
    taken, done = found.received_at - sent_at, found.assessed_at - sent_at
    if found.failure:
        return _fail(
            f"{mailbox.name}: the test mail was taken after {_seconds(taken)} but could not be read: {found.failure}"
        )
    if not quiet:
        typer.echo(
            f"{mailbox.name}: a test report was read and assessed after {_seconds(done)} "
            f"({_seconds(taken)} of that until Candour had it from the mailbox)"
        )
    return True


def _mailbox(mailboxes: tuple[WatchedMailbox, ...], name: str) -> WatchedMailbox:
    if not name:
        return mailboxes[0]
    for mailbox in mailboxes:
        if mailbox.name == name:
            return mailbox
    known = ", ".join(mailbox.name for mailbox in mailboxes)
    raise SettingsError(f"there is no mailbox {name!r} in the configuration; it has: {known}")


def _test_mail(smtp: SmtpSettings, mailbox: WatchedMailbox, mark: str, now: datetime) -> EmailMessage:
    message = EmailMessage()
    message["From"] = formataddr((smtp.sender_name, smtp.sender))
    message["To"] = mailbox.address
    message["Subject"] = "Test by candour probe"
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid("probe", domain=smtp.sender.rpartition("@")[2])
    message["X-Candour-Probe"] = mark
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(_TEXT)
    return message


def _send(smtp: SmtpSettings, message: EmailMessage, address: str) -> None:
    sender = SmtpSender(smtp)
    try:
        sender.send(message, [address])
    finally:
        sender.close()


def _probe(record: Mapping[str, str] | None) -> Probe | None:
    return probe_of(record) if record is not None else None


def _waited_for(look: Callable[[], Probe | None], timeout_in_seconds: float) -> Probe | None:
    end = time.monotonic() + timeout_in_seconds
    while True:
        if (found := look()) is not None:
            return found
        if time.monotonic() >= end:
            return None
        time.sleep(_LOOK_EVERY_IN_SECONDS)


def _not_arrived(timeout_in_seconds: float) -> str:
    return (
        f"the mail server took the test mail, but after {timeout_in_seconds:g} s Candour had not. Is `candour run` "
        "running, and what does its log say? Does `candour check` get into the mailbox? Else look for the mail in its "
        "junk folder (subject: Test by candour probe)"
    )


def _seconds(span: timedelta) -> str:
    return f"{max(0.0, span.total_seconds()):.1f} s"


def _fail(text: str) -> bool:
    typer.echo(f"candour: {text}", err=True)
    return False
