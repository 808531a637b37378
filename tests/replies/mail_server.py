"""A real SMTP server on loopback that takes mail, or refuses it as a test asks."""

import base64
import socket
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.certificates import SelfMadeAuthority

USER, PASSWORD = "incidents", "correct horse"


@dataclass(frozen=True)
class Taken:
    """A mail that the server said 250 to."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    encrypted: bool
    options: tuple[str, ...]


@dataclass
class Clerk:
    """What the server answers. `data_answers` are used up one by one, then mail is taken again."""

    taken: list[Taken] = field(default_factory=list)
    transports: dict[int, Any] = field(default_factory=dict)
    recipient_answers: dict[str, str] = field(default_factory=dict)
    sender_answer: str = ""
    data_answers: list[str] = field(default_factory=list)
    drops: int = 0
    good_tokens: set[str] = field(default_factory=set)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 - named by aiosmtpd
        """Take a good token; refuse any other as Microsoft and Google do: with a reason, and then for good."""
        shown = base64.b64decode(args[1]).decode()
        if shown in {f"user={USER}\1auth=Bearer {token}\1\1" for token in self.good_tokens}:
            return AuthResult(success=True)
        await server.challenge_auth(b'{"status":"401","schemes":"bearer"}')
        return AuthResult(success=False, handled=False)

    async def handle_EHLO(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        del envelope
        session.host_name = hostname
        self.transports[id(session)] = server.transport
        return responses

    async def handle_MAIL(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if address in self.recipient_answers:
            return self.recipient_answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        transport: Any = server.transport
        if self.drops:
            self.drops -= 1
            # Gone in the middle of the transaction, without an answer.
            transport.abort()
            return "250 never sent"
        if self.data_answers:
            return self.data_answers.pop(0)
        self.taken.append(
            Taken(
                sender=str(envelope.mail_from),
                recipients=tuple(str(address) for address in envelope.rcpt_tos),
                content=bytes(envelope.original_content or b""),
                encrypted=transport.get_extra_info("sslcontext") is not None,
                options=tuple(str(option) for option in envelope.mail_options),
            )
        )
        return "250 taken"


class MailServer(Controller):
    """The server; `port` is the free one that it got."""

    clerk: Clerk
    trusted_by: Path | None = None

    def __init__(
        self,
        *,
        tls: SelfMadeAuthority | None = None,
        starttls: SelfMadeAuthority | None = None,
        login: bool = False,
        smtputf8: bool = True,
    ) -> None:
        self.clerk = Clerk()
        options: dict[str, Any] = {"enable_SMTPUTF8": smtputf8}
        if starttls:
            options |= {"tls_context": _context(starttls), "require_starttls": True}
        if login:
            # With TLS from the first byte aiosmtpd believes itself unencrypted, and would not offer AUTH.
            options |= {"auth_required": True, "authenticator": _check, "auth_require_tls": tls is None}
        super().__init__(
            self.clerk, hostname="127.0.0.1", port=0, ssl_context=_context(tls) if tls else None, **options
        )

    def _trigger_server(self) -> None:
        """Learn the port before aiosmtpd tries it."""
        listening: Any = self.server
        self.port = listening.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd's own, without annotations

    @property
    def sessions(self) -> int:
        """How many clients said EHLO."""
        return len(self.clerk.transports)

    def cut_connections(self) -> None:
        """End every connection, as a server does to clients that are silent for long."""
        done = Event()

        def cut() -> None:
            for transport in self.clerk.transports.values():
                transport.abort()
            done.set()

        self.loop.call_soon_threadsafe(cut)
        done.wait(10)


def _check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    del server, session, envelope, mechanism
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


def _context(authority: SelfMadeAuthority) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.certificate, authority.key)
    return context


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
