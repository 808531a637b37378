"""A mailbox as Candour sees it: its folders, what is new in them, fetch it, dispose of it, wait for more."""

import imaplib
import time
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from threading import Event
from types import TracebackType
from typing import Self

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types

from intake.announcements import Announcements
from intake.connection import connected, hang_up, translated
from intake.cursor import Cursors, PassingPlaces
from intake.disposing import Disposing
from intake.errors import MailboxMisconfiguredError
from intake.fetching import Fetched, Listed, batches, fetched, listed
from intake.folders import FolderNames, below, existing_name, is_ready
from intake.limits import Limits
from intake.marks import Marks
from intake.settings import MailboxSettings
from intake.taking import Disposal

_LONGEST_IDLE_IN_SECONDS = 25 * 60.0
"""A server may hang up after 30 minutes of IDLE (RFC 2177)."""
_LOOK_AT_STOP_IN_SECONDS = 0.5


class Mailbox:
    """One open connection, at first with the first folder selected. Used by one thread.

    Every method raises MailboxUnusableError, `select` and `dispose` StoreError too, where a cursor can't be kept.
    """

    def __init__(self, client: IMAPClient, settings: MailboxSettings, limits: Limits, cursors: Cursors) -> None:
        self._client = client
        self._announcements = Announcements(client)
        self._settings = settings
        self._limits = limits
        self._cursors = cursors
        with self._translated():
            self.names = FolderNames.of(client)
            self.processed_folder = self.names.on_server(settings.processed_folder)
            self._require_two_folders()
            self.first = existing_name(client, settings.folder, self.names) or settings.folder
            self.selected = ""
            self._marks = self._marks_of(self.first)
            self.has_processed_folder = settings.moves_accepted and is_ready(client, self.processed_folder)
            self.has_move = bool(client.has_capability("MOVE"))
            self.has_uidplus = bool(client.has_capability("UIDPLUS"))
            self.has_idle = bool(client.has_capability("IDLE"))
        self._require_a_mark()

    @classmethod
    def open(cls, settings: MailboxSettings, limits: Limits, cursors: Cursors | None = None) -> Self:
        """Connect, log in and select; raises MailboxUnusableError with what to look at.

        `cursors` are needed for servers without keywords, by whoever disposes of messages.
        """
        client = connected(settings)
        try:
            return cls(client, settings, limits, cursors or Cursors(PassingPlaces()))
        except BaseException:
            hang_up(client)
            raise

    def other_folders(self) -> list[str]:
        """Return the folders to look through beside the first, as they are now: those named, and those below them."""
        with self._translated():
            named = [existing_name(self._client, name, self.names) for name in self._settings.folders]
            there = [name for name in named if name]
            lower = below(self._client, there, self.names, self._settings) if self._settings.subfolders else []
        return [name for name in dict.fromkeys([*there, *lower]) if name != self.first]

    def missing_folders(self) -> list[str]:
        """Return the folders that the settings name and the server doesn't have."""
        with self._translated():
            return [name for name in self._settings.folders if not existing_name(self._client, name, self.names)]

    def unwatched_folders(self) -> list[str]:
        """Return the folders below the watched ones that nobody looks through."""
        if self._settings.subfolders:
            return []
        others = self.other_folders()
        with self._translated():
            lower = below(self._client, [self.first, *others], self.names, self._settings)
        return [name for name in lower if name not in {self.first, *others}]

    def select(self, folder: str) -> None:
        """Turn to a folder; raises MailboxMisconfiguredError where it has gone or can't be used."""
        if folder == self.selected:
            return
        with self._translated():
            self._marks = self._marks_of(folder)
        self._require_a_mark()

    def _marks_of(self, folder: str) -> Marks:
        """Select a folder. Of a shared mailbox it is enough to read it: what was looked at is kept by a cursor."""
        self.selected = ""
        try:
            answer: dict[bytes, object] = self._client.select_folder(folder)
        except imaplib.IMAP4.readonly:
            if self._settings.mode != "shared":
                raise
            answer = {**self._client.select_folder(folder, readonly=True), b"READ-ONLY": True}
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            raise self._no_folder(folder) from error
        self.selected = folder
        self._announcements.forget()  # the answer counts what is there; nothing of it is news
        return Marks(self._client, self._settings, self._cursors, folder, answer)

    def _no_folder(self, folder: str) -> MailboxMisconfiguredError:
        return MailboxMisconfiguredError(
            "folder", self._settings.name, f"there is no folder {folder!r}, or it may not be opened; check folders"
        )

    def _require_two_folders(self) -> None:
        """Refuse one folder for both: what is accepted would be new again for ever, or be moved again and again.

        Capitals don't count: INBOX is one folder however it is written (RFC 9051, 5.1), and on many servers all are.
        """
        targets = (self._settings.processed_folder, self.processed_folder)
        for folder in self._settings.folders if self._settings.moves_accepted else ():
            watched = {folder.casefold(), self.names.on_server(folder).casefold()}
            if {target.casefold() for target in targets} & watched:
                raise MailboxMisconfiguredError(
                    "processed_folder",
                    self._settings.name,
                    f"folder and processed_folder are both {folder!r}; name another processed_folder, such "
                    "as 'Candour processed', so that what was accepted can be told from what is new",
                )

    def _require_a_mark(self) -> None:
        if self._settings.moves_accepted and not (self.marks_by_keyword or self.has_processed_folder):
            raise MailboxMisconfiguredError(
                "processed_folder",
                self._settings.name,
                f"the server allows no keywords and the folder {self.processed_folder!r} can't be made, so there is no "
                "way to mark what was accepted; create it, or allow the user to",
            )

    @property
    def uid_validity(self) -> int | None:
        """The UIDVALIDITY of the selected folder: where it changed, UIDs mean other messages."""
        return self._marks.uid_validity

    @property
    def marks_by_keyword(self) -> bool:
        """Tell whether the selected folder keeps our keywords."""
        return self._marks.by_keyword

    @property
    def is_read_only(self) -> bool:
        """Tell whether nothing can be changed in the selected folder."""
        return self._marks.is_read_only

    @property
    def may_delete(self) -> bool:
        """Tell whether messages can be marked as deleted in the selected folder."""
        return self._marks.allows("\\Deleted")

    def can_put_aside(self) -> bool:
        """Tell whether there is a folder for what a person must look at; creates it where it is missing."""
        with self._translated():
            return is_ready(self._client, self.names.on_server(self._settings.aside_folder))

    def new_messages(self) -> list[int]:
        """Return the UIDs of what was not looked at yet, oldest first, without what a person has deleted."""
        with self._translated():
            # Servers announce new messages between commands only; this lets them.
            self._client.noop()
            self._announcements.forget()
            return self._marks.new()

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
        if uids:
            with self._translated():
                self._disposing().dispose(disposal, uids)

    def tidy(self) -> None:
        """Finish in the selected folder what was marked and not moved or deleted."""
        with self._translated():
            self._disposing().tidy()

    def _disposing(self) -> Disposing:
        return Disposing(self._client, self._settings, self.names, self._marks)

    def wait(self, stop: Event, *, seconds: float) -> None:
        """Return when the server has said that something changed in the selected folder since the last search began,
        when `stop` is set, or after so many seconds.

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
