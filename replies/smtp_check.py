"""Trying the outgoing mail settings against the real server, without sending anything."""

import smtplib

from candour.cases.authorisation import Vendor
from candour.cases.errors import AuthorisationError, SendError, SettingsError
from candour.cases.finding import Finding, Grade
from candour.cases.showing.failures import explain
from replies.smtp_connection import connect, failure_of, hang_up
from replies.smtp_settings import SmtpSettings

_OKAY = 250  # RFC 5321, 4.2.3: requested action okay
_TO_DO = {
    "authentication": "check smtp.user and the SMTP password; some services need an application password",
    "tls": "check smtp.security and smtp.port (465 goes with tls, 587 with starttls), and smtp.ca_file",
    "connection": "check smtp.host and smtp.port, and that a firewall lets this machine reach them",
    "no-tokens": "check smtp.host and smtp.port, or set smtp.auth to 'password'",
    "timeout": "check smtp.host and smtp.port, and that a firewall lets this machine reach them",
}
_PERMISSION: dict[Vendor, str] = {
    "microsoft": (
        "let the application have SMTP.SendAsApp of Office 365 Exchange Online with admin consent, register it in "
        "Exchange (New-ServicePrincipal), let it use the mailbox smtp.user (Add-MailboxPermission), and switch "
        "Authenticated SMTP on for that mailbox"
    ),
    "google": (
        "check that smtp.user is a mailbox of the Workspace, and that the service account may use "
        "https://mail.google.com/ for the whole domain (domain-wide delegation)"
    ),
}


def check_smtp(settings: SmtpSettings) -> tuple[Finding, ...]:
    """Connect, encrypt, log in, offer the sender address, and take it back (RSET): no mail is sent. Raises nothing."""
    try:
        if settings.authorisation is not None:
            settings.authorisation.token()
        connection = connect(settings, settings.tls_context())
    except AuthorisationError as error:
        return (Finding(grade=Grade.FAIL, what=f"{explain('token').what} ({error.code})", advice=error.advice),)
    except SettingsError as error:
        return (
            Finding(grade=Grade.FAIL, what=str(error), advice="give smtp.ca_file a readable file of PEM certificates"),
        )
    except SendError as error:
        return (_refused(error, settings),)
    except (smtplib.SMTPException, OSError) as error:
        return (_refused(failure_of(error), settings),)
    try:
        return (_connected(settings), _offered(connection, settings))
    except (smtplib.SMTPException, OSError) as error:
        return (_connected(settings), _refused(failure_of(error), settings))
    finally:
        hang_up(connection)


def _connected(settings: SmtpSettings) -> Finding:
    how = {"tls": "with TLS", "starttls": "with STARTTLS", "plain": "without encryption"}[settings.security]
    login = f", logged in as {settings.user}" if settings.user else ", without login"
    what = f"connected to {settings.host}:{settings.port} {how}{login}"
    if settings.security == "plain":
        return Finding(
            grade=Grade.WARN, what=what, advice="only for trying things out: nothing leaves this machine encrypted"
        )
    return Finding(grade=Grade.OK, what=what)


def _offered(connection: smtplib.SMTP, settings: SmtpSettings) -> Finding:
    """Return what the server says to our sender address."""
    code, _text = connection.mail(settings.bounces_to)
    connection.rset()
    if code == _OKAY:
        return Finding(grade=Grade.OK, what=f"the server takes mail from {settings.bounces_to}")
    return Finding(
        grade=Grade.FAIL,
        what=f"the server refuses mail from {settings.bounces_to} ({code})",
        advice="let this user send as that address, or change smtp.sender or smtp.envelope_sender",
    )


def _refused(error: SendError, settings: SmtpSettings) -> Finding:
    advice = _TO_DO.get(error.code, "ask whoever runs the mail server what this code means")
    if error.code == "permission" and settings.authorisation is not None:
        advice = _PERMISSION[settings.authorisation.vendor]
    return Finding(grade=Grade.FAIL, what=f"{explain(error.code).what} ({error.code})", advice=advice)
