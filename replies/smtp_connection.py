"""One authenticated connection to a mail server, and what its failures mean."""

import smtplib
import ssl
from contextlib import suppress

from candour.cases.authorisation import Authorisation
from candour.cases.errors import AuthorisationError, SendError
from replies.smtp_settings import SmtpSettings

_CODES: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPAuthenticationError, "authentication"),
    (smtplib.SMTPNotSupportedError, "authentication"),
    (ssl.SSLError, "tls"),
    (TimeoutError, "timeout"),
)
"""Errors with a code of their own. SMTPNotSupportedError is what login raises where a server knows no AUTH."""
_TEMPORARY = range(400, 500)


def connect(settings: SmtpSettings, context: ssl.SSLContext) -> smtplib.SMTP:
    """Return a connection that is encrypted as the settings ask, and logged in.

    Raises SendError where the server doesn't offer STARTTLS, or takes none of the tokens that can be had,
    smtplib.SMTPException, OSError (ssl.SSLError among them); nothing stays open then.
    """
    timeout = settings.timeout_in_seconds
    if settings.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=timeout, context=context)
    else:
        connection = smtplib.SMTP(settings.host, settings.port, timeout=timeout)
    try:
        connection.ehlo_or_helo_if_needed()
        if settings.security == "starttls":
            _start_tls(connection, context)
        _sign_in(connection, settings)
    except BaseException:
        connection.close()
        raise
    return connection


def _sign_in(connection: smtplib.SMTP, settings: SmtpSettings) -> None:
    """Sign in with tokens or a password, or not at all where no user is named."""
    tokens = settings.authorisation
    if tokens is None:
        if settings.user:
            connection.login(settings.user, settings.password)
        return
    if "XOAUTH2" not in connection.esmtp_features.get("auth", "").split():
        raise SendError("no-tokens", permanent=False)
    # A token that was good may have been withdrawn since: only a fresh one shows who is to blame.
    if not (_is_let_in(connection, settings.user, tokens) or _is_let_in(connection, settings.user, tokens)):
        raise SendError("permission", permanent=False)


def _is_let_in(connection: smtplib.SMTP, user: str, tokens: Authorisation) -> bool:
    """Show a token; where it is refused, see to it that the next one is another."""
    try:
        token = tokens.token()
    except AuthorisationError:
        raise SendError("token", permanent=False) from None

    def answer(challenge: bytes | None = None) -> str:
        # After a refusal the server says why, and waits for an empty line (Microsoft and Google, XOAUTH2).
        return f"user={user}\1auth=Bearer {token}\1\1" if challenge is None else ""

    try:
        connection.auth("XOAUTH2", answer)
    except smtplib.SMTPAuthenticationError as refusal:
        if refusal.smtp_code in _TEMPORARY:
            raise
        tokens.refused(token)
        return False
    return True


def _start_tls(connection: smtplib.SMTP, context: ssl.SSLContext) -> None:
    """Encrypt or give up: without STARTTLS nothing is sent in clear (RFC 3207, section 6)."""
    if not connection.has_extn("starttls"):
        raise SendError("tls", permanent=False)
    connection.starttls(context=context)
    connection.ehlo()


def hang_up(connection: smtplib.SMTP | None) -> None:
    """Say goodbye and close; a server that is gone already needs no goodbye."""
    if connection is None:
        return
    with suppress(smtplib.SMTPException, OSError):
        connection.quit()
    connection.close()


def failure_of(error: smtplib.SMTPException | OSError) -> SendError:
    """Return what a failure means for the notice (RFC 5321, 4.2.1): a code, and whether trying again can help.

    Wrong credentials and a refused sender are temporary, since a mended setting heals them, and so is refused content,
    since filters change their mind: only a refused recipient is for good. A server's own words are never kept,
    because they quote addresses.
    """
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return SendError(str(error.smtp_code), permanent=False)
    for kind, code in _CODES:
        if isinstance(error, kind):
            return SendError(code, permanent=False)
    if isinstance(error, smtplib.SMTPResponseException):
        return SendError(str(error.smtp_code), permanent=False)
    return SendError("connection", permanent=False)
