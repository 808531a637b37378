"""The folders of a mailbox, as its server names them: which are watched, and where messages are moved to."""

import imaplib
import logging
from collections.abc import Callable, Iterable
from typing import NamedTuple, Self

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types

from intake.settings import MailboxSettings

_log = logging.getLogger(__name__)
_INBOX = "inbox"
_ENOUGH_REFUSALS = 3
_CLOSED = frozenset({b"\\noselect", b"\\nonexistent"})
"""Folders that hold no messages, only other folders (RFC 9051, 7.3.1; RFC 5258, 3)."""
_OF_ANOTHER_USE = frozenset({b"\\sent", b"\\drafts", b"\\trash", b"\\junk", b"\\archive", b"\\all", b"\\flagged"})
"""Folders into which mail doesn't arrive by itself (RFC 6154, 2): they are watched only where they are named."""
_OF_ANOTHER_USE_BY_NAME = frozenset(
    {
        "sent", "sent items", "sent mail", "sent messages", "drafts", "draft", "trash", "bin", "deleted items",
        "deleted messages", "junk", "junk e-mail", "junk email", "spam", "templates", "outbox", "archive", "archives",
    }
)  # fmt: skip
"""The same, on servers that don't tell their use."""


class FolderNames(NamedTuple):
    """How a server writes the names of a person's folders (RFC 2342)."""

    prefix: str
    delimiter: str

    @classmethod
    def of(cls, client: IMAPClient) -> Self:
        """Ask the server."""
        if client.has_capability("NAMESPACE"):
            personal = client.namespace().personal
            if personal:
                prefix, delimiter = personal[0]
                return cls(prefix or "", delimiter or "")
        roots = client.list_folders("", "")
        delimiter = roots[0][1] if roots else None
        return cls("", delimiter.decode("ascii") if delimiter else "")

    def on_server(self, folder: str) -> str:
        """Return a configured name as the server wants it: its prefix for personal folders, its delimiter.

        "Reports/Done" becomes "INBOX.Reports.Done" where folders live below INBOX and the delimiter is a dot.
        """
        if folder.casefold() == _INBOX:
            return folder
        name = folder.replace("/", self.delimiter) if self.delimiter else folder
        return name if not self.prefix or name.startswith(self.prefix) else self.prefix + name

    def is_below(self, name: str, top: str) -> bool:
        """Tell whether a folder lies below another. INBOX has no case (RFC 9051, 5.1), and on many servers none has."""
        return bool(self.delimiter) and name.casefold().startswith((top + self.delimiter).casefold())

    def parts(self, name: str) -> list[str]:
        """Return the names of the folders in which a folder lies, and its own, in small letters."""
        return name.casefold().split(self.delimiter) if self.delimiter else [name.casefold()]


def existing_name(client: IMAPClient, folder: str, names: FolderNames) -> str | None:
    """Return the name of a configured folder as it is on the server, None where there is no such folder."""
    if folder.casefold() == _INBOX:
        return folder
    return next((name for name in (folder, names.on_server(folder)) if client.folder_exists(name)), None)


def below(client: IMAPClient, tops: Iterable[str], names: FolderNames, settings: MailboxSettings) -> list[str]:
    """Return the folders below these into which mail may be sorted, in the order of their names.

    Left out are those that Candour moves messages to, those of another use (sent mail, drafts ...), what lies below
    either, and those that hold no messages.
    """
    apart = [names.on_server(settings.processed_folder), names.on_server(settings.aside_folder)]
    found: list[tuple[frozenset[bytes], str]] = [
        (frozenset(bytes(flag).lower() for flag in flags), name) for flags, _, name in client.list_folders()
    ]
    apart += [name for flags, name in found if flags & _OF_ANOTHER_USE]
    wanted = list(tops)
    return sorted(
        name
        for flags, name in found
        if not flags & _CLOSED
        and any(names.is_below(name, top) for top in wanted)
        and not _OF_ANOTHER_USE_BY_NAME & set(names.parts(name))
        and not any(name.casefold() == other.casefold() or names.is_below(name, other) for other in apart)
    )


def is_ready(client: IMAPClient, folder: str) -> bool:
    """Tell whether a folder exists, creating it where it doesn't; people see it because it is subscribed."""
    try:
        if not client.folder_exists(folder):
            client.create_folder(folder)
            client.subscribe_folder(folder)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        return False
    return True


def move(client: IMAPClient, uids: list[int], folder: str) -> list[int]:
    """Move messages to a folder; return those that the server would not move. One of them holds up no other.

    Without MOVE (RFC 6851): copied, marked as deleted, and expunged alone. Without UIDPLUS (RFC 4315) they stay
    marked: a plain EXPUNGE would take what a person has marked for deletion.
    """
    if client.has_capability("MOVE"):
        stayed = _refused(lambda some: client.move(some, folder), uids)
    else:
        stayed = _refused(lambda some: client.copy(some, folder), uids)
        stayed += _refused(lambda some: _delete(client, some), [uid for uid in uids if uid not in stayed])
    if stayed:
        _log.warning("messages could not be moved", extra={"count": len(stayed)})
    return stayed


def _delete(client: IMAPClient, uids: list[int]) -> None:
    client.delete_messages(uids, silent=True)
    if client.has_capability("UIDPLUS"):
        client.uid_expunge(uids)


def _refused(command: Callable[[list[int]], object], uids: list[int]) -> list[int]:
    """Give a command for all messages, for each alone where that is refused; return those that it is refused for."""
    if not uids or _works(command, uids):
        return []
    first, rest = uids[:_ENOUGH_REFUSALS], uids[_ENOUGH_REFUSALS:]
    refused = [uid for uid in first if len(uids) == 1 or not _works(command, [uid])]
    if refused == first:
        return uids  # not for the sake of single messages
    return refused + [uid for uid in rest if not _works(command, [uid])]


def _works(command: Callable[[list[int]], object], uids: list[int]) -> bool:
    try:
        command(uids)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        return False
    return True
