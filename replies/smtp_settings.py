"""Where mail is handed over, and how: checked when it is made."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from candour.cases.authorisation import Authorisation
from candour.cases.errors import SettingsError
from candour.cases.network import is_loopback
from replies.mail_headers import usable_address

Security = Literal["tls", "starttls", "plain"]
_SECURITIES = ("tls", "starttls", "plain")
_HIGHEST_PORT = 65_535


@dataclass(frozen=True)
class SmtpSettings:
    """A mail server for outgoing mail. Raises SettingsError for what can't work or isn't safe.

    `security`: tls (from the first byte, RFC 8314), starttls (RFC 3207, never without), plain (loopback alone).
    `user` signs in with `password`, or with the tokens of `authorisation`. `sender` stands in From, `envelope_sender`
    gets the bounces (the sender where it is empty). `ca_file` adds to the system's authorities.
    """

    host: str
    port: int
    security: Security
    sender: str
    sender_name: str = ""
    envelope_sender: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    authorisation: Authorisation | None = field(default=None, repr=False)
    ca_file: Path | None = None
    timeout_in_seconds: float = 30.0

    def __post_init__(self) -> None:
        if not _is_host(self.host):
            raise SettingsError("smtp.host must be the name or address of the mail server, such as smtp.school.example")
        if not 1 <= self.port <= _HIGHEST_PORT:
            raise SettingsError("smtp.port must be a number from 1 to 65535, often 465 (tls) or 587 (starttls)")
        if self.security not in _SECURITIES:
            raise SettingsError("smtp.security must be tls, starttls or plain")
        if self.security == "plain" and not is_loopback(self.host):
            raise SettingsError("smtp.security may be plain only for a server on this machine; use tls or starttls")
        self._check_sign_in()
        if self.timeout_in_seconds <= 0:
            raise SettingsError("smtp.timeout_in_seconds must be more than 0")
        for name, address in (("sender", self.sender), ("envelope_sender", self.envelope_sender or self.sender)):
            found = usable_address(address)
            if found is None or not found.username.isascii():
                raise SettingsError(
                    f"smtp.{name} must be a single mail address in plain letters, such as incidents@school.example"
                )

    def _check_sign_in(self) -> None:
        if self.authorisation is not None and not self.user:
            raise SettingsError("smtp.user must name the mailbox for which smtp.auth gets tokens")
        if self.authorisation is None and bool(self.user) != bool(self.password):
            raise SettingsError("smtp.user and the SMTP password belong together; give both or neither")
        if not (self.user + self.password).isascii():
            raise SettingsError("smtp.user and the SMTP password may hold ASCII letters, digits and signs only")

    @property
    def bounces_to(self) -> str:
        """The address of the envelope, its domain in ASCII."""
        found = usable_address(self.envelope_sender or self.sender)
        return f"{found.username}@{found.domain}" if found else ""

    def tls_context(self) -> ssl.SSLContext:
        """Return a context that checks certificate and name; raises SettingsError where the CA file can't be used."""
        context = ssl.create_default_context()
        if self.ca_file is not None:
            try:
                context.load_verify_locations(cafile=self.ca_file)
            except OSError as error:
                raise SettingsError("smtp.ca_file can't be read as PEM certificates") from error
        return context


def _is_host(host: str) -> bool:
    try:
        return bool(host.encode("idna")) and host.isprintable() and not any(mark in host for mark in " /@")
    except UnicodeError:
        return False
