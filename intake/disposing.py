"""What becomes of messages in their mailbox once they are accounted for."""

import imaplib
import logging

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types

from intake.errors import MailboxMisconfiguredError
from intake.folders import FolderNames, is_ready, move
from intake.marks import Marks
from intake.settings import MailboxSettings
from intake.taking import Disposal

_log = logging.getLogger(__name__)
_AT_ONCE = 200
"""What was left behind goes a piece at a time: commands have a longest length."""


class Disposing:
    """Marks, moves and deletes messages of the selected folder. Raises what the driver raises, and StoreError."""

    def __init__(self, client: IMAPClient, settings: MailboxSettings, names: FolderNames, marks: Marks) -> None:
        self._client = client
        self._settings = settings
        self._names = names
        self._marks = marks

    def dispose(self, disposal: Disposal, uids: list[int]) -> None:
        """Do with these messages what their mode wants; what is marked is never taken again, wherever it stays."""
        match disposal:
            case Disposal.FILE if self._settings.moves_accepted:
                self._marks.accept(uids)
                self._move_to_processed(uids)
            case Disposal.FILE if self._settings.mode == "shared":
                self._marks.accept(uids)
            case Disposal.FILE | Disposal.EXPUNGE:
                self._marks.accept(uids)
                self._expunge(uids)
            case Disposal.LEAVE:
                self._marks.leave(uids)
            case Disposal.ASIDE:
                self._marks.leave(uids)
                self._move_aside(uids)

    def tidy(self) -> None:
        """Finish what was interrupted after the mark: the connection was lost, or the process died."""
        if self._settings.mode == "shared" or not (left := self._marks.accepted()):
            return
        if self._settings.mode == "confidential":
            self._expunge(left)
        else:
            deleted = set(self._client.search(["DELETED"]))
            self._move([uid for uid in left if uid not in deleted])

    def _move_to_processed(self, uids: list[int]) -> None:
        """Move; where the keyword holds, a failure is only untidy, where the folder is the mark, it is an error."""
        if self._move(uids) and not self._marks.by_keyword:
            raise MailboxMisconfiguredError(
                "processed_folder",
                self._settings.name,
                f"the server allows no keywords and refuses to move messages to {self._processed!r}; "
                "give the user the right to do one of the two",
            )

    def _move(self, uids: list[int]) -> list[int]:
        # Without the right to delete, moving would leave one more copy in the other folder at each try.
        return move(self._client, uids, self._processed) if uids and self._marks.allows("\\Deleted") else uids

    @property
    def _processed(self) -> str:
        return self._names.on_server(self._settings.processed_folder)

    def _move_aside(self, uids: list[int]) -> None:
        folder = self._names.on_server(self._settings.aside_folder)
        if not is_ready(self._client, folder) or move(self._client, uids, folder):
            _log.error(
                "messages that a person must look at stay where they are: there is no folder for them",
                extra={"mailbox": self._settings.name, "count": len(uids)},
            )

    def _expunge(self, uids: list[int]) -> None:
        """Delete for good, and with them what an earlier try left behind; say where the server doesn't let us."""
        wanted = sorted({*uids, *self._marks.accepted()[:_AT_ONCE]})
        try:
            self._client.delete_messages(wanted, silent=True)
            self._expunge_marked(wanted)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            _log.warning("the server refuses to delete messages", extra={"mailbox": self._settings.name})
        # Some servers say OK to whoever has no right to delete, and do nothing.
        if left := self._client.search(["UID", ",".join(map(str, wanted))]):
            _log.error(
                "confidential messages that were taken in could not be deleted; they lie in the mailbox still",
                extra={"mailbox": self._settings.name, "count": len(left)},
            )

    def _expunge_marked(self, uids: list[int]) -> None:
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge(uids)
        # A plain EXPUNGE takes whatever is marked as deleted: what a person has marked may be wanted back.
        elif not set(self._client.search(["DELETED"])) - set(uids):
            self._client.expunge()
