"""Handing mails to the mail server, over one connection that is kept open between them."""

import smtplib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP

from candour.cases.errors import SendError, ServerUnreachableError
from replies.mail_headers import usable_address
from replies.smtp_check import check_smtp
from replies.smtp_connection import connect, failure_of, hang_up
from replies.smtp_settings import SmtpSettings

__all__ = ["SmtpSender", "SmtpSettings", "check_smtp"]

_REMEMBERED = 1_000
"""Partly delivered mails whose reached recipients are kept in mind; after a restart such a one may arrive twice."""
_TEMPORARY = range(400, 500)


class SmtpSender:
    """Sends mails one after another; not to be shared between threads. Raises SettingsError for an unusable CA file.

    A mail that some recipients were refused for is remembered by its Message-ID, so that the next try reaches only
    those who don't have it yet.
    """

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._tls = settings.tls_context()
        self._connection: smtplib.SMTP | None = None
        self._reached: OrderedDict[str, set[str]] = OrderedDict()

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> None:
        """Hand over a mail for these addresses.

        Raises SendError. Permanent: 5xx to the sender, to every or some recipients ("partial-550") or to the
        content. Temporary: 4xx, no connection, no answer in time, TLS trouble, refused login.
        """
        message_id = str(message["Message-ID"])
        wanted = [self._deliverable(address) for address in recipients]
        missing = [address for address in wanted if address not in self._reached.get(message_id, set())]
        if not missing:
            return
        international = not all(address.isascii() for address in (*missing, self._settings.bounces_to))
        content = message.as_bytes(policy=SMTP.clone(max_line_length=998, utf8=international))
        refused = self._hand_over(content, missing, international=international)
        self._remember(message_id, set(missing) - set(refused), complete=not refused)
        if refused:
            raise _partial(refused, reached=len(refused) < len(wanted))

    def close(self) -> None:
        """End the connection. Calling it twice is no error."""
        hang_up(self._connection)
        self._connection = None

    def _deliverable(self, address: str) -> str:
        found = usable_address(address)
        if found is None:
            raise SendError("bad-address", permanent=True)
        return f"{found.username}@{found.domain}"

    def _hand_over(self, content: bytes, recipients: list[str], *, international: bool) -> Mapping[str, int]:
        """Send within one SMTP transaction; return who was refused, with the code. A stale connection is renewed."""
        connection = self._open()
        try:
            if international and not connection.has_extn("smtputf8"):
                raise SendError("smtputf8", permanent=True)
            return _transact(connection, self._settings.bounces_to, content, recipients, international=international)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            # Not chained: the server's own words quote addresses, and a traceback would show them.
            raise failure_of(error) from None

    def _open(self) -> smtplib.SMTP:
        """Return a live connection: servers close idle ones, so it is asked before it is used.

        Raises ServerUnreachableError.
        """
        if self._connection is not None and _is_alive(self._connection):
            return self._connection
        self.close()
        try:
            self._connection = connect(self._settings, self._tls)
        except SendError as error:
            raise ServerUnreachableError(error.code) from None
        except (smtplib.SMTPException, OSError) as error:
            raise ServerUnreachableError(failure_of(error).code) from None  # not chained, as in _hand_over
        return self._connection

    def _remember(self, message_id: str, reached: set[str], *, complete: bool) -> None:
        if complete:
            self._reached.pop(message_id, None)
        elif reached:
            self._reached.setdefault(message_id, set()).update(reached)
            while len(self._reached) > _REMEMBERED:
                self._reached.popitem(last=False)


def _transact(
    connection: smtplib.SMTP, sender: str, content: bytes, recipients: list[str], *, international: bool
) -> Mapping[str, int]:
    """Run MAIL, RCPT and DATA (RFC 5321, 3.3). All recipients refused is no exception here: the codes tell."""
    options = ["smtputf8"] if international else []
    try:
        refused = connection.sendmail(sender, recipients, content, mail_options=options)
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
    return {address: code for address, (code, _text) in refused.items()}


def _is_alive(connection: smtplib.SMTP) -> bool:
    try:
        code, _text = connection.noop()
    except (smtplib.SMTPException, OSError):
        return False
    return code == 250  # noqa: PLR2004 - RFC 5321, 4.2.3: requested action okay


def _partial(refused: Mapping[str, int], *, reached: bool) -> SendError:
    """Return the error for refused recipients: as long as one refusal is temporary, trying again can help."""
    codes = sorted(refused.values())
    temporary = [code for code in codes if code in _TEMPORARY]
    code = str(temporary[0] if temporary else codes[0])
    return SendError(f"partial-{code}" if reached else code, permanent=not temporary)
