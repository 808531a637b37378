"""A mailbox as Candour sees it: what is new, fetch it, mark it as accepted, wait for more.

New is what has not our keyword: reading a mail in a mail program must not hide a report. Where the server
forbids keywords the folder is the mark: whatever lies in it is new, and accepted messages are moved away. UIDs are a
cursor within one connection, never an identity.
"""

import imaplib
import logging
import time
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from threading import Event
from types import TracebackType
from typing import Self

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types

from intake.announcements import Announcements
from intake.connection import connected, hang_up, translated
from intake.errors import MailboxMisconfiguredError
from intake.fetching import Fetched, Listed, batches, fetched, listed
from intake.folders import is_ready, move, server_name
from intake.limits import Limits
from intake.settings import MailboxSettings
from intake.taking import Disposal

_log = logging.getLogger(__name__)
_LONGEST_IDLE_IN_SECONDS = 25 * 60.0
"""A server may hang up after 30 minutes of IDLE (RFC 2177)."""
_LOOK_AT_STOP_IN_SECONDS = 0.5


class Mailbox:
    """One open connection with its folder selected. Used by one thread; every method raises MailboxUnusableError."""

    def __init__(self, client: IMAPClient, settings: MailboxSettings, limits: Limits) -> None:
        self._client = client
        self._announcements = Announcements(client)
        self._settings = settings
        self._limits = limits
        with self._translated():
            answer = self._select()
            self.processed_folder = server_name(client, settings.processed_folder)
            self._require_two_folders()
            self.has_processed_folder = is_ready(client, self.processed_folder)
            self.has_move = bool(client.has_capability("MOVE"))
            self.has_uidplus = bool(client.has_capability("UIDPLUS"))
            self.has_idle = bool(client.has_capability("IDLE"))
        self.uid_validity = answer.get(b"UIDVALIDITY")
        self.marks_by_keyword = _allows(answer.get(b"PERMANENTFLAGS"), settings.keyword)
        if not self.marks_by_keyword:
            self._require_processed_folder()

    @classmethod
    def open(cls, settings: MailboxSettings, limits: Limits) -> Self:
        """Connect, log in and select; raises MailboxUnusableError with what to look at."""
        client = connected(settings)
        try:
            return cls(client, settings, limits)
        except BaseException:
            hang_up(client)
            raise

    def _select(self) -> dict[bytes, object]:
        name = self._settings.folder
        if not self._client.folder_exists(name):
            raise MailboxMisconfiguredError("folder", self._settings.name, f"there is no folder {name!r}; check folder")
        answer: dict[bytes, object] = self._client.select_folder(name)
        self._announcements.forget()  # the answer counts what is there; nothing of it is news
        return answer

    def _require_two_folders(self) -> None:
        """Refuse one folder for both: what is accepted would be new again for ever, or be moved again and again.

        Capitals don't count: INBOX is one folder however it is written (RFC 9051, 5.1), and on many servers all are.
        """
        watched = {self._settings.folder.casefold(), server_name(self._client, self._settings.folder).casefold()}
        if {self._settings.processed_folder.casefold(), self.processed_folder.casefold()} & watched:
            raise MailboxMisconfiguredError(
                "processed_folder",
                self._settings.name,
                f"folder and processed_folder are both {self._settings.folder!r}; name another processed_folder, such "
                "as 'Candour processed', so that what was accepted can be told from what is new",
            )

    def _require_processed_folder(self) -> None:
        if not self.has_processed_folder:
            raise MailboxMisconfiguredError(
                "processed_folder",
                self._settings.name,
                f"the server allows no keywords and the folder {self.processed_folder!r} can't be made, so there is no "
                "way to mark what was accepted; create it, or allow the user to",
            )

    def new_messages(self) -> list[int]:
        """Return the UIDs of what was not accepted yet, oldest first, without what a person has deleted."""
        criteria = ["UNDELETED"]
        if self.marks_by_keyword:
            criteria += ["UNKEYWORD", self._settings.keyword]
            if self._settings.mode == "shared":
                criteria += ["UNKEYWORD", self._settings.left_keyword]
        with self._translated():
            # Servers announce new messages between commands only; this lets them.
            self._client.noop()
            self._announcements.forget()
            return sorted(self._client.search(criteria))

    def batches(self, uids: list[int], *, alone: Collection[int] = ()) -> Iterator[list[Listed]]:
        """Yield messages in batches that are fetched together: bounded, and each of `alone` by itself."""
        with self._translated():
            messages = listed(self._client, uids)
        return batches(messages, self._limits, alone)

    def fetch(self, batch: list[Listed]) -> list[Fetched]:
        """Fetch a batch; nothing is marked as read."""
        with self._translated():
            return fetched(self._client, batch, self._limits)

    def dispose(self, disposal: Disposal, uids: list[int]) -> None:
        """Do with messages that are accounted for what their mode wants."""
        if not uids:
            return
        match disposal:
            case Disposal.FILE:
                self._file(uids)
            case Disposal.LEAVE:
                with self._translated():
                    self._set_keyword(uids, self._settings.left_keyword)
            case Disposal.EXPUNGE:
                with self._translated():
                    self._client.delete_messages(uids, silent=True)
                    self._client.uid_expunge(uids)
            case Disposal.ASIDE:
                with self._translated():
                    folder = server_name(self._client, self._settings.aside_folder)
                    is_ready(self._client, folder)
                    move(self._client, uids, folder)

    def _file(self, uids: list[int]) -> None:
        """Mark messages as accepted: the keyword first, then away to the processed folder.

        Where the keyword holds, a failed move is only untidy; where the folder is the mark, it is an error.
        """
        with self._translated():
            if self.marks_by_keyword:
                self._set_keyword(uids, self._settings.keyword)
            moved = move(self._client, uids, self.processed_folder)
        if not moved and not self.marks_by_keyword:
            raise MailboxMisconfiguredError(
                "processed_folder",
                self._settings.name,
                f"the server allows no keywords and refuses to move messages to {self.processed_folder!r}; "
                "give the user the right to do one of the two",
            )

    def _set_keyword(self, uids: list[int], name: str) -> None:
        """Set a keyword and look whether it was kept: some servers take it and forget it, or refuse after all."""
        keyword = name.encode("ascii").lower()
        try:
            kept = self._client.add_flags(uids, [name])
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            kept = {}
        if not all(keyword in {flag.lower() for flag in kept.get(uid, ())} for uid in uids):
            _log.warning("the server keeps no keywords: the folder is the mark", extra={"mailbox": self._settings.name})
            self.marks_by_keyword = False

    def tidy(self) -> None:
        """Move what was marked but not moved: the connection was lost, or the process died, in between."""
        if not self.marks_by_keyword:
            return
        with self._translated():
            if left := self._client.search(["UNDELETED", "KEYWORD", self._settings.keyword]):
                move(self._client, left, self.processed_folder)

    def wait(self, stop: Event, *, seconds: float) -> None:
        """Return when the server has said that something changed since the last search began, when `stop` is set, or
        after so many seconds.

        IDLE is a hint; whoever waits searches afterwards in any case. Without IDLE this only waits.
        """
        if self._announcements.take():
            return
        if not (self.has_idle and self._settings.idle):
            stop.wait(seconds)
            return
        with self._translated():
            self._client.idle()
            self._listen(stop, min(seconds, _LONGEST_IDLE_IN_SECONDS))
            # Reads what the server said, and finds out where the connection is lost.
            self._client.idle_done()

    def _listen(self, stop: Event, seconds: float) -> None:
        # Not idle_check: it takes a lost connection for silence, fails on half a line, and overlooks what was read
        # together with the answer to IDLE.
        end = time.monotonic() + seconds
        while not stop.is_set() and (left := end - time.monotonic()) > 0:
            if self._announcements.wait(min(left, _LOOK_AT_STOP_IN_SECONDS)):
                return

    def close(self) -> None:
        """Hang up."""
        hang_up(self._client)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _translated(self) -> AbstractContextManager[None]:
        return translated(self._settings)


def _allows(permanent_flags: object, keyword: str) -> bool:
    r"""Tell whether a keyword can be kept: it is among PERMANENTFLAGS, or \* is, or nothing is said (RFC 3501, 7.1)."""
    if not isinstance(permanent_flags, tuple):
        return True
    flags = {bytes(flag).lower() for flag in permanent_flags}
    return b"\\*" in flags or keyword.encode("ascii").lower() in flags
