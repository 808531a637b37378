"""What lies in a mailbox, for whoever compares it with the store: looked at and never changed (EXAMINE, BODY.PEEK)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types

from intake.connection import connected, hang_up, translated
from intake.fetching import Listed, batches, fetched, listed
from intake.folders import FolderNames, below, existing_name, move
from intake.limits import Limits
from intake.parse import message_keys
from intake.settings import MailboxSettings

UNUSUAL_WAIT = timedelta(minutes=15)
"""So long a new message may wait before somebody should look: Candour looks at least every half minute."""
_LISTED_AT_ONCE = 1000


class Use(StrEnum):
    """What a folder is for."""

    WATCHED = "watched"
    PROCESSED = "processed"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Lying:
    """A message that lies in a folder, without anything that it says.

    `is_accepted` and `is_left` tell that it bears our keywords, `is_deleted` that a person marked it as deleted. `keys`
    are what makes it the same when it arrives again; None where it was not asked for, empty where the server would not
    hand it over.
    """

    folder: str
    use: Use
    uid_validity: int
    uid: int
    received_at: datetime | None
    size_in_bytes: int
    is_accepted: bool
    is_left: bool
    is_deleted: bool
    keys: tuple[str, ...] | None = None


def take_stock(settings: MailboxSettings, limits: Limits, since: date | None = None) -> Iterator[Lying]:
    """Yield all messages in the folders that a mailbox uses, those that arrived before `since` left out.

    In a shared mailbox only what Candour took is fetched, in a confidential one nothing. Raises MailboxUnusableError.
    """
    client = connected(settings)
    try:
        with translated(settings):
            for folder, use in _folders(client, settings):
                answer = client.select_folder(folder, readonly=True)
                yield from _messages(
                    client, settings, limits, _Folder(folder, use, answer.get(b"UIDVALIDITY", 0)), since
                )
    finally:
        hang_up(client)


def take_again(settings: MailboxSettings, messages: Sequence[Lying]) -> int:
    """Make messages new again: take our keyword away, and move them back to the watched folder.

    Return how many are. A folder that was made anew meanwhile is left alone. Raises MailboxUnusableError.
    """
    client = connected(settings)
    done = 0
    try:
        with translated(settings):
            watched = existing_name(client, settings.folder, FolderNames.of(client)) or settings.folder
            for folder in dict.fromkeys(message.folder for message in messages):
                done += _made_new(client, settings, watched, [each for each in messages if each.folder == folder])
    finally:
        hang_up(client)
    return done


@dataclass(frozen=True, slots=True)
class _Folder:
    name: str
    use: Use
    uid_validity: int


def _folders(client: IMAPClient, settings: MailboxSettings) -> list[tuple[str, Use]]:
    """Return the folders that the mailbox uses and the server has; none of them is made."""
    names = FolderNames.of(client)
    watched = [found for name in settings.folders if (found := existing_name(client, name, names))]
    if settings.subfolders:
        watched += below(client, watched, names, settings)
    uses = [(name, Use.WATCHED) for name in watched]
    if settings.mode == "dedicated":
        uses.append((names.on_server(settings.processed_folder), Use.PROCESSED))
    if settings.mode == "confidential":
        uses.append((names.on_server(settings.aside_folder), Use.ASIDE))
    return [(name, use) for name, use in dict.fromkeys(uses) if client.folder_exists(name)]


def _messages(
    client: IMAPClient, settings: MailboxSettings, limits: Limits, folder: _Folder, since: date | None
) -> Iterator[Lying]:
    begin = max(filter(None, (since, settings.since)), default=None)
    uids = sorted(client.search(["SINCE", begin] if begin else ["ALL"]))
    for start in range(0, len(uids), _LISTED_AT_ONCE):
        some = uids[start : start + _LISTED_AT_ONCE]
        flags = client.get_flags(some)
        for batch in batches(listed(client, some), limits):
            lying = [_lying(each, folder, flags.get(each.uid, ()), settings) for each in batch]
            wanted = {each.uid for each in lying if _may_be_fetched(each, settings)}
            keys = _keys(client, settings, limits, [each for each in batch if each.uid in wanted])
            yield from (replace(each, keys=keys.get(each.uid)) for each in lying)


def _lying(listed_: Listed, folder: _Folder, flags: Sequence[bytes], settings: MailboxSettings) -> Lying:
    borne = {bytes(flag).decode("latin-1").casefold() for flag in flags}
    return Lying(
        folder=folder.name,
        use=folder.use,
        uid_validity=folder.uid_validity,
        uid=listed_.uid,
        received_at=listed_.received_at,
        size_in_bytes=listed_.size_in_bytes,
        is_accepted=settings.keyword.casefold() in borne,
        is_left=settings.left_keyword.casefold() in borne,
        is_deleted="\\deleted" in borne,
    )


def _may_be_fetched(message: Lying, settings: MailboxSettings) -> bool:
    """Tell whether a message is ours to read: ordinary mail of a shared mailbox is not, nor is confidential mail."""
    return settings.mode == "dedicated" or (settings.mode == "shared" and message.is_accepted)


def _keys(
    client: IMAPClient, settings: MailboxSettings, limits: Limits, batch: list[Listed]
) -> dict[int, tuple[str, ...]]:
    """Return the keys of a batch, made as they are made when messages are taken in."""
    found = fetched(client, batch, limits) if batch else []
    return {each.uid: message_keys(each.raw, settings.school, limits) if each.raw else () for each in found}


def _made_new(client: IMAPClient, settings: MailboxSettings, watched: str, messages: Sequence[Lying]) -> int:
    """Take the keyword away first: what is moved and still bears it would never be looked at."""
    folder, uids = messages[0].folder, [message.uid for message in messages]
    answer = client.select_folder(folder)
    if answer.get(b"UIDVALIDITY", 0) != messages[0].uid_validity:
        return 0
    client.remove_flags(uids, [settings.keyword])
    stayed = move(client, uids, watched) if messages[0].use is Use.PROCESSED else []
    return len(uids) - len(stayed)
