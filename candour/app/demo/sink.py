"""The demonstration's mail server: takes every mail on 127.0.0.1 and leaves it as readable files."""

import email
import re
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from candour.app.demo.mailbox import free_port
from candour.app.demo.sending import LOOPBACK


class MailSink:
    """An SMTP server: mail to `watched` goes to `deliver`, all other mail into `folder` as .eml, .txt and .html.

    `kept` is called with each mail that lies in the folder.
    """

    def __init__(
        self, folder: Path, *, watched: str, deliver: Callable[[bytes], None], kept: Callable[[EmailMessage], None]
    ) -> None:
        self.port = free_port()
        self._folder = folder
        self._watched = watched
        self._deliver = deliver
        self._kept = kept
        self._count = 0
        self._lock = Lock()

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._controller = Controller(self, hostname=LOOPBACK, port=self.port)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        """Take a mail; aiosmtpd calls this after DATA."""
        raw = envelope.original_content or b""
        local, _, domain = self._watched.partition("@")
        recipients = [address.casefold() for address in envelope.rcpt_tos]
        inward = [address for address in recipients if re.fullmatch(rf"{local}(\+[^@]*)?@{domain}", address)]
        if inward:
            self._deliver(raw)
        if len(inward) < len(recipients):
            self._keep(raw)
        return "250 taken"

    def _keep(self, raw: bytes) -> None:
        message = email.message_from_bytes(raw, policy=default)
        with self._lock:
            self._count += 1
            name = (
                f"{self._count:03d}-{_slug(str(message['Subject']))}-to-{_slug(str(message['To']).partition('@')[0])}"
            )
        (self._folder / f"{name}.eml").write_bytes(raw)
        for kind, ending in (("plain", "txt"), ("html", "html")):
            part = message.get_body(preferencelist=(kind,))
            if part is not None:
                (self._folder / f"{name}.{ending}").write_text(part.get_content(), encoding="utf-8")
        self._kept(message)


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")[:60]
