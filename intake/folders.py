"""Where messages go that were accepted: the processed folder, as this server names folders."""

import imaplib
import logging

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types

_log = logging.getLogger(__name__)


def server_name(client: IMAPClient, folder: str) -> str:
    """Return a configured folder name as the server wants it: its prefix for personal folders, its delimiter.

    "Reports/Done" becomes "INBOX.Reports.Done" where folders live below INBOX and the delimiter is a dot
    (RFC 2342).
    """
    prefix, delimiter = _namespace(client)
    name = folder.replace("/", delimiter) if delimiter else folder
    return name if not prefix or name.startswith(prefix) else prefix + name


def _namespace(client: IMAPClient) -> tuple[str, str]:
    if client.has_capability("NAMESPACE"):
        personal = client.namespace().personal
        if personal:
            prefix, delimiter = personal[0]
            return prefix or "", delimiter or ""
    roots = client.list_folders("", "")
    delimiter = roots[0][1] if roots else None
    return "", delimiter.decode("ascii") if delimiter else ""


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


def move(client: IMAPClient, uids: list[int], folder: str) -> bool:
    """Move messages to a folder; tell whether the server did.

    Without MOVE (RFC 6851): copied, marked as deleted, and expunged alone. Without UIDPLUS (RFC 4315) they stay
    marked: a plain EXPUNGE would take what a person has marked for deletion.
    """
    try:
        if client.has_capability("MOVE"):
            client.move(uids, folder)
            return True
        client.copy(uids, folder)
        client.delete_messages(uids, silent=True)
        if client.has_capability("UIDPLUS"):
            client.uid_expunge(uids)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        _log.warning("messages could not be moved", extra={"count": len(uids)})
        return False
    return True
