"""A real SMTP server on loopback that remembers what it accepted, and when."""

import email
import time
from collections import Counter
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import Message
from threading import Lock
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.dovecot import free_port


@dataclass(frozen=True)
class Accepted:
    """One mail that the server answered with 250, at `at` (seconds of the monotonic clock)."""

    at: float
    recipients: tuple[str, ...]
    message: Message

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(make_header(decode_header(self.message["Subject"])))

    @property
    def text(self) -> str:
        """The plain part."""
        parts = [part for part in self.message.walk() if part.get_content_type() == "text/plain"]
        content = parts[0].get_payload(decode=True)
        assert isinstance(content, bytes)
        return content.decode("utf-8")


@dataclass
class MailSink:
    """The server; use it as a context manager."""

    port: int = field(default_factory=free_port)
    accepted: list[Accepted] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._lock = Lock()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's
        """Take a mail."""
        message = email.message_from_bytes(envelope.original_content or b"")
        with self._lock:
            self.accepted.append(Accepted(time.monotonic(), tuple(envelope.rcpt_tos), message))
        return "250 taken"

    def to(self, address: str) -> list[Accepted]:
        """Return what was accepted for an address, in order."""
        with self._lock:
            return [mail for mail in self.accepted if address in mail.recipients]

    def about_cases(self) -> list[Accepted]:
        """Return the mails that belong to a case; letters, such as a digest, may come at any time."""
        return [mail for mail in self.accepted if not str(mail.message["X-Candour"]).startswith("letter ")]

    def message_ids(self) -> Counter[str]:
        """Count how often each Message-ID was accepted."""
        with self._lock:
            return Counter(str(mail.message["Message-ID"]) for mail in self.accepted)
