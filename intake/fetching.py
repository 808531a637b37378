"""Messages out of a mailbox, a bounded amount at a time."""

import imaplib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types

from intake.limits import MEBIBYTE, Limits, in_megabytes

BATCH_MESSAGES = 50
BATCH_BYTES = 16 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Listed:
    """A message in the mailbox before it is fetched. `received_at` is the server's INTERNALDATE, in UTC."""

    uid: int
    size_in_bytes: int
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A message as it was fetched. `raw` is None where the server would not hand it over.

    `cut` says, in words for the case, that the raw bytes are only the message's beginning.
    """

    uid: int
    received_at: datetime | None
    raw: bytes | None = field(repr=False)
    cut: str | None = None


def listed(client: IMAPClient, uids: list[int]) -> list[Listed]:
    """Return sizes and times; a message that has gone meanwhile is left out."""
    found = client.fetch(uids, ["RFC822.SIZE", "INTERNALDATE"]) if uids else {}
    return [
        Listed(
            uid=uid,
            size_in_bytes=found[uid].get(b"RFC822.SIZE", 0),
            received_at=_in_utc(found[uid].get(b"INTERNALDATE")),
        )
        for uid in uids
        if uid in found
    ]


def _in_utc(moment: datetime | None) -> datetime | None:
    """Return the moment in UTC: the zones that imapclient makes can't travel to a worker process."""
    return moment.astimezone(UTC) if moment else None


def batches(messages: Iterable[Listed], limits: Limits, alone: Collection[int] = ()) -> Iterator[list[Listed]]:
    """Cut a list into batches of so many messages and bytes; one over the limit, or in `alone`, stands by itself."""
    batch: list[Listed] = []
    size = 0
    for message in messages:
        loaded = min(message.size_in_bytes, limits.message_bytes)
        stands_alone = message.size_in_bytes > limits.message_bytes or message.uid in alone
        if batch and (stands_alone or len(batch) == BATCH_MESSAGES or size + loaded > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        if stands_alone:
            yield [message]
            continue
        batch.append(message)
        size += loaded
    if batch:
        yield batch


def fetched(client: IMAPClient, batch: list[Listed], limits: Limits) -> list[Fetched]:
    """Fetch a batch without marking anything as read. One message that can't be had never holds up the others."""
    if len(batch) == 1 and batch[0].size_in_bytes > limits.message_bytes:
        return _excerpt(client, batch[0], limits)
    try:
        return _whole(client, batch)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        if len(batch) == 1:
            return [Fetched(uid=batch[0].uid, received_at=batch[0].received_at, raw=None)]
        return [message for alone in batch for message in fetched(client, [alone], limits)]


def _whole(client: IMAPClient, batch: list[Listed]) -> list[Fetched]:
    found = client.fetch([message.uid for message in batch], ["BODY.PEEK[]"])
    return [
        Fetched(uid=message.uid, received_at=message.received_at, raw=found[message.uid].get(b"BODY[]"))
        for message in batch
        if message.uid in found
    ]


def _excerpt(client: IMAPClient, message: Listed, limits: Limits) -> list[Fetched]:
    """Fetch the beginning of a message that is over the limit: its header, and what evidence there is room for."""
    found = client.fetch([message.uid], [f"BODY.PEEK[]<0.{limits.excerpt_bytes}>"])
    if message.uid not in found:
        return []
    cut = (
        f"it has {in_megabytes(message.size_in_bytes)}, and Candour reads up to {in_megabytes(limits.message_bytes)}. "
        f"Kept here are its first {in_megabytes(limits.excerpt_bytes)}; the whole message stays in the mailbox"
    )
    raw = found[message.uid].get(b"BODY[]<0>", found[message.uid].get(b"BODY[]"))
    return [Fetched(uid=message.uid, received_at=message.received_at, raw=raw, cut=cut)]
