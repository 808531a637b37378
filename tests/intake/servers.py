"""Mail servers of every kind that schools have, each with a mailbox for whoever asks."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types
from pydantic import SecretStr

from candour.app.demo.mailbox import PASSWORD as DEMO_PASSWORD
from candour.app.demo.mailbox import USER as DEMO_USER
from candour.app.demo.mailbox import DemoMailbox
from candour.app.mail_tables import MicrosoftTable
from candour.app.microsoft_tokens import microsoft_fetch
from candour.app.settings import Secrets
from candour.app.tokens import KeptAuthorisation
from intake.settings import MailboxSettings
from tests.certificates import SelfMadeAuthority
from tests.dovecot import Dovecot, Options, running_dovecot
from tests.intake.fakes import a_mailbox
from tests.token_server import CLIENT, SECRET, TENANT, TokenServer, running_token_server

DOVECOTS = {
    "Dovecot": Options(),
    "no IDLE": Options(capability="IMAP4rev1 SASL-IR LITERAL+ NAMESPACE UIDPLUS MOVE"),
    "no keywords": Options(rights="lrstipekxa"),
    "no MOVE": Options(capability="IMAP4rev1 SASL-IR LITERAL+ NAMESPACE UIDPLUS IDLE"),
    "XOAUTH2": Options(),
}
KINDS = (*DOVECOTS, "pymap")
_numbers = count()


@dataclass(frozen=True)
class Box:
    """A mailbox on some server: how Candour reaches it, and how people's mail programs do."""

    settings: MailboxSettings
    client: Callable[[], IMAPClient]

    def deliver(self, *messages: bytes, folder: str = "INBOX") -> None:
        """Put messages into a folder."""
        with self.client() as client:
            for message in messages:
                client.append(folder, message)

    def messages(self, folder: str = "INBOX") -> list[bytes]:
        """Return the messages in a folder in their order, none where there is no such folder."""
        with self.client() as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def are_unread(self, folder: str = "INBOX") -> bool:
        """Tell whether no message in a folder was read."""
        with self.client() as client:
            client.select_folder(folder, readonly=True)
            return not client.search(["SEEN"])

    def folders(self) -> set[str]:
        """Return the names of all folders."""
        with self.client() as client:
            return {name for _, _, name in client.list_folders()}


@dataclass(frozen=True)
class AnyServer:
    """A running server; `box` opens a new mailbox on it, with changes to its settings."""

    kind: str
    new_box: Callable[[], Box]
    dovecot: Dovecot | None = None

    def box(self, **changes: object) -> Box:
        """Return an empty mailbox."""
        box = self.new_box()
        return Box(box.settings.model_copy(update=changes), box.client)


@contextmanager
def running_server(kind: str, folder: Path) -> Iterator[AnyServer]:
    """Start a server of one of the KINDS; skips where Dovecot is missing."""
    with ExitStack() as stack:
        if kind == "pymap":
            demo = stack.enter_context(DemoMailbox())
            yield AnyServer(kind, lambda: _demo_box(demo))
        elif kind == "XOAUTH2":
            authority = SelfMadeAuthority.in_folder(folder / "tls")
            tokens = stack.enter_context(running_token_server(authority))
            options = Options(introspection=f"{tokens.url}/introspect", introspection_ca=authority.ca_file)
            dovecot = stack.enter_context(running_dovecot(options))
            yield AnyServer(kind, lambda: _tenants_box(dovecot, tokens), dovecot)
        else:
            plain = stack.enter_context(running_dovecot(DOVECOTS[kind]))
            yield AnyServer(kind, lambda: _box(plain), plain)


def _box(dovecot: Dovecot, **changes: object) -> Box:
    user = f"user{next(_numbers)}"
    return Box(a_mailbox(user, dovecot.port, **changes), lambda: dovecot.client(user))


def _tenants_box(dovecot: Dovecot, tokens: TokenServer) -> Box:
    box = _box(dovecot, password=SecretStr(""))
    tokens.user = box.settings.user
    table = MicrosoftTable(tenant=TENANT, client_id=CLIENT, authority=tokens.url, ca_file=tokens.ca_file)
    secrets = Secrets(key=None, smtp_password=None, imap_passwords={}, microsoft_secret=SecretStr(SECRET))
    kept = KeptAuthorisation("microsoft", microsoft_fetch(table, secrets), lambda: datetime.now(UTC))
    return Box(box.settings.model_copy(update={"authorisation": kept}), box.client)


def _demo_box(demo: DemoMailbox) -> Box:
    """Return its only mailbox, emptied."""

    def client() -> IMAPClient:
        connection = IMAPClient("127.0.0.1", demo.port, ssl=False)
        connection.login(DEMO_USER, DEMO_PASSWORD)
        return connection

    with client() as person:
        for flags, _, name in reversed(person.list_folders()):
            if name != "INBOX" and b"\\Noselect" not in flags:
                person.delete_folder(name)
        person.select_folder("INBOX")
        if found := person.search():
            person.delete_messages(found)
            person.expunge(found)
    return Box(a_mailbox(DEMO_USER, demo.port, password=SecretStr(DEMO_PASSWORD)), client)
