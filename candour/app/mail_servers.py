"""What the settings say of mail servers, as the packages that speak to them want it."""

from pathlib import Path

from pydantic import SecretStr

from candour.app.mail_tables import MailboxTable
from candour.app.settings import Secrets, Settings
from candour.app.tokens import authorisation
from candour.cases.directory import Person
from candour.cases.errors import SettingsError
from intake.limits import Limits
from intake.settings import MailboxSettings
from replies.smtp_settings import SmtpSettings


def smtp_settings(settings: Settings, secrets: Secrets) -> SmtpSettings:
    """Return the mail server's settings; raises SettingsError where the password is missing."""
    smtp = settings.smtp
    tokens = authorisation(smtp.auth, "smtp", smtp.user, settings, secrets)
    if smtp.user and tokens is None and secrets.smtp_password is None:
        raise SettingsError(f"smtp.user is {smtp.user!r} but there is no password: set CANDOUR_SMTP_PASSWORD")
    return SmtpSettings(
        host=smtp.host,
        port=smtp.port,
        security=smtp.security,
        user=smtp.user,
        password=secrets.smtp_password.get_secret_value() if smtp.user and not tokens and secrets.smtp_password else "",
        authorisation=tokens,
        ca_file=Path(smtp.ca_file) if smtp.ca_file else None,
        sender=smtp.from_address,
        sender_name=smtp.from_name,
    )


def mailbox_settings(table: MailboxTable, settings: Settings, secrets: Secrets) -> MailboxSettings:
    """Return a mailbox's settings; raises SettingsError where the password, or what tokens need, is missing."""
    tokens = authorisation(table.auth, f"mailbox {table.name!r}", table.user, settings, secrets)
    return MailboxSettings(
        name=table.name,
        school=table.school,
        address=table.address,
        host=table.host,
        port=table.port,
        security=table.security,
        user=table.user,
        password=secrets.imap_password(table) if tokens is None else SecretStr(""),
        authorisation=tokens,
        folders=table.watched,
        subfolders=table.subfolders,
        since=table.since,
        processed_folder=table.processed_folder,
        aside_folder=table.aside_folder,
        ca_file=Path(table.ca_file) if table.ca_file else None,
        mode=table.mode,
        among=(table.school, *table.other_schools),
        authserv_id=table.authserv_id,
        own_addresses=frozenset(
            {settings.smtp.from_address.casefold(), *(other.address.casefold() for other in settings.mailbox)}
        ),
    )


def limits_of(settings: Settings) -> Limits:
    """Return the bounds of parsing a message."""
    reading = settings.reading
    return reading.limits.limits(message_in_mb=reading.message_in_mb, seconds=reading.seconds)


def sender_of(smtp: SmtpSettings) -> Person:
    """Return as whom Candour writes."""
    return Person(name=smtp.sender_name, address=smtp.sender)
