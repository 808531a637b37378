"""One connection to an IMAP server, and the driver's errors in our own words. The only module that opens sockets."""

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types
from imapclient.exceptions import LoginError  # type: ignore[import-untyped]  # likewise

from candour.cases.network import is_loopback
from intake.errors import MailboxMisconfiguredError, MailboxUnusableError
from intake.settings import MailboxSettings
from intake.signing_in import is_passing, sign_in, without_permission

_TIMEOUT_IN_SECONDS = 30.0
_NO_MAILBOX = "authenticated but not connected"
"""What Exchange says to every command of an application that signed in and may not open the mailbox."""


def connected(settings: MailboxSettings) -> IMAPClient:
    """Return a connection that is logged in; raises MailboxUnusableError with what to look at."""
    if settings.security == "plain" and not is_loopback(settings.host):
        raise MailboxMisconfiguredError(
            "plain",
            settings.name,
            "security is 'plain', which would send the password and the reports unencrypted; "
            "set it to 'tls' (port 993) or 'starttls' (port 143). 'plain' is for 127.0.0.1 alone",
        )
    with translated(settings):
        client = IMAPClient(
            settings.host,
            port=settings.port,
            ssl=settings.security == "tls",
            ssl_context=_context(settings) if settings.security == "tls" else None,
            timeout=_TIMEOUT_IN_SECONDS,
        )
    try:
        with translated(settings):
            _secure_and_log_in(client, settings)
    except MailboxUnusableError:
        hang_up(client)
        raise
    client.normalise_times = False
    return client


def _secure_and_log_in(client: IMAPClient, settings: MailboxSettings) -> None:
    if settings.security == "starttls":
        if not client.has_capability("STARTTLS"):
            raise MailboxMisconfiguredError(
                "starttls",
                settings.name,
                "the server offers no STARTTLS on this port; set security to 'tls' (port 993)",
            )
        client.starttls(_context(settings))
    sign_in(client, settings)


def hang_up(client: IMAPClient) -> None:
    """Close a connection in whatever state it is."""
    try:
        client.shutdown()
    except (OSError, imaplib.IMAP4.error):
        return  # it is closed already


def _context(settings: MailboxSettings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=settings.ca_file)
    except OSError as error:
        raise MailboxMisconfiguredError(
            "ca_file", settings.name, f"ca_file {settings.ca_file} can't be read as certificates in PEM form"
        ) from error


@contextmanager
def translated(settings: MailboxSettings) -> Iterator[None]:
    """Turn the errors of imapclient, sockets and TLS into MailboxUnusableError.

    The server's own texts are left out: they quote addresses.
    """
    try:
        yield
    except (OSError, imaplib.IMAP4.error) as error:
        raise _in_our_words(error, settings) from error


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What an error of the driver means; `advice` may name {host} and {server}."""

    error: type[Exception]
    code: str
    advice: str
    setting: bool = False
    """A setting is wrong: trying again can't help."""


_TROUBLES = (
    _Trouble(
        ssl.SSLCertVerificationError,
        "certificate",
        "the certificate of {server} can't be trusted; if it is the school's own, name its certificate authority in "
        "ca_file; otherwise check that host is the name that stands in it",
        setting=True,
    ),
    _Trouble(
        ssl.SSLError,
        "tls",
        "no encrypted connection to {server}; do port and security belong together (993 'tls', 143 'starttls')?",
    ),
    _Trouble(socket.gaierror, "name", "no server is called {host}; check host, or the network"),
    _Trouble(ConnectionRefusedError, "refused", "nothing answers at {server}; check host and port"),
    _Trouble(TimeoutError, "timeout", "{server} does not answer in time; check host, port and firewall"),
    _Trouble(
        LoginError,
        "login",
        "{server} refuses user or password; check user and the environment variable of the password",
        setting=True,
    ),
    _Trouble(
        imaplib.IMAP4.readonly,
        "read_only",
        "the folder can only be read at {server}; give the user the right to change flags and to delete in it",
        setting=True,
    ),
    _Trouble(imaplib.IMAP4.abort, "dropped", "the connection to {server} was lost"),
    _Trouble(OSError, "dropped", "the connection to {server} was lost"),
    _Trouble(imaplib.IMAP4.error, "protocol", "{server} refused a command"),
)
"""The first line that fits counts: the order goes from the special to the general."""


def _in_our_words(error: Exception, settings: MailboxSettings) -> MailboxUnusableError:
    trouble = next(trouble for trouble in _TROUBLES if isinstance(error, trouble.error))
    server = f"{settings.host}:{settings.port}"
    if isinstance(error, LoginError) and is_passing(error):
        return MailboxUnusableError("unavailable", settings.name, f"{server} lets nobody in at the moment")
    if _NO_MAILBOX in str(error).casefold() and settings.authorisation is not None:
        return without_permission(settings, settings.authorisation)
    kind = MailboxMisconfiguredError if trouble.setting else MailboxUnusableError
    return kind(trouble.code, settings.name, trouble.advice.format(host=settings.host, server=server))
