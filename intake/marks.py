"""What of a folder was looked at, and what is new.

New is what has none of our keywords: reading a mail in a mail program must not hide a report. Where the server forbids
keywords the folder is the mark (whatever lies in it is new, and accepted messages are moved away), and a cursor where
messages stay in their place. UIDs are never an identity.
"""

import imaplib
import logging

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types

from intake.cursor import Cursors
from intake.settings import MailboxSettings

_log = logging.getLogger(__name__)


class Marks:
    """The marks of the folder that is selected on a connection. Methods raise what the driver raises, and StoreError.

    `uid_validity` is None where the server names none.
    """

    def __init__(
        self, client: IMAPClient, settings: MailboxSettings, cursors: Cursors, folder: str, answer: dict[bytes, object]
    ) -> None:
        """Take the server's `answer` to SELECT."""
        self._client = client
        self._settings = settings
        validity, self._flags = answer.get(b"UIDVALIDITY"), answer.get(b"PERMANENTFLAGS")
        self.uid_validity = validity if isinstance(validity, int) else None
        self.is_read_only = b"READ-ONLY" in answer
        self._cursor = None if settings.moves_accepted else cursors.of(folder, self.uid_validity)
        promised = not self.is_read_only and all(self.allows(name) for name in self._keywords())
        # Where a cursor was needed before, keywords were promised and not kept, or not promised yet.
        self.by_keyword = promised and not (self._cursor and self._cursor.place.uid)

    def allows(self, flag: str) -> bool:
        r"""Tell whether a flag can be kept: PERMANENTFLAGS name it, or \*, or nothing is said (RFC 3501, 7.1)."""
        if not isinstance(self._flags, tuple):
            return True
        flags = {bytes(each).lower() for each in self._flags}
        return flag.encode("ascii").lower() in flags or (b"\\*" in flags and not flag.startswith("\\"))

    def new(self) -> list[int]:
        """Return the UIDs of what is new, lowest first, without what a person has deleted."""
        criteria: list[object] = ["UNDELETED"]
        if self.by_keyword:
            criteria += ["UNKEYWORD", self._settings.keyword, "UNKEYWORD", self._settings.left_keyword]
        elif self._cursor is not None:
            criteria += ["UID", f"{self._cursor.place.uid + 1}:*"]
        if self._settings.since is not None:
            criteria += ["SINCE", self._settings.since]
        found: list[int] = sorted(self._client.search(criteria))
        return found if self.by_keyword or self._cursor is None else self._cursor.new(found)

    def accept(self, uids: list[int]) -> None:
        """Mark messages as accepted."""
        self._mark(uids, self._settings.keyword)

    def leave(self, uids: list[int]) -> None:
        """Mark messages as looked at and left."""
        self._mark(uids, self._settings.left_keyword)

    def accepted(self) -> list[int]:
        """Return what was marked as accepted and lies here still; nothing where the server keeps no keywords."""
        return sorted(self._client.search(["KEYWORD", self._settings.keyword])) if self.by_keyword else []

    def _keywords(self) -> tuple[str, ...]:
        """Return the keywords that this mailbox needs."""
        settings = self._settings
        return (settings.keyword,) if settings.moves_accepted else (settings.keyword, settings.left_keyword)

    def _mark(self, uids: list[int], keyword: str) -> None:
        if self.by_keyword and not self._keeps(uids, keyword):
            _log.warning("the server keeps no keywords", extra={"mailbox": self._settings.name})
            self.by_keyword = False
            self.new()  # tells the cursor what else waits
        if not self.by_keyword and self._cursor is not None:
            self._cursor.look_at(uids)

    def _keeps(self, uids: list[int], keyword: str) -> bool:
        """Set a keyword and tell whether it was kept: some servers take it and forget it, or refuse after all."""
        try:
            flags = self._client.add_flags(uids, [keyword])
            if unsaid := [uid for uid in uids if uid not in flags]:
                flags = {**flags, **self._client.get_flags(unsaid)}  # messages that have gone are in neither
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            return False
        wanted = keyword.encode("ascii").lower()
        return all(wanted in {flag.lower() for flag in kept} for kept in flags.values())
