"""Files that people bring in a chat: kept as evidence, or refused with the reason, and the report goes on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from bot.events import Brought
from candour.cases.report import Evidence
from candour.cases.showing.words import one_line

MEBIBYTE = 1 << 20
MOST_BYTES = 20 * MEBIBYTE
_LONGEST_NAME = 120
_INTERRUPTED = "I was interrupted before I had all of it. Please send it once more."
_ALLOWED = frozenset(
    {
        "bmp", "csv", "doc", "docx", "eml", "gif", "heic", "ics", "jpeg", "jpg", "log", "md", "msg", "odp", "ods",
        "odt", "pdf", "png", "ppt", "pptx", "rtf", "tif", "tiff", "txt", "webp", "xls", "xlsx",
    }
)  # fmt: skip
"""Pictures, papers, tables and mails: what an incident is shown by. Nothing that runs."""


class FileRefusedError(Exception):
    """A file is not taken; `reason` is a sentence for whoever brought it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Holding(Protocol):
    """What is needed of the store. Every method raises StoreError."""

    def hold(self, chunks: Iterable[bytes], *, name: str, media_type: str) -> Evidence:
        """Write bytes that belong to no case yet."""

    def release(self, digest: str) -> None:
        """End one claim on held bytes."""


@dataclass(frozen=True)
class Offered:
    """A file that lies on the platform. `event` is the platform's id of it.

    `fetch` yields its bytes; it raises FileRefusedError where they can't be had. `size_in_bytes` is what the platform
    says, 0 where it says nothing.
    """

    event: str
    name: str
    media_type: str
    fetch: Callable[[], Iterator[bytes]]
    size_in_bytes: int = 0


def held(offered: Offered, store: Holding) -> Brought:
    """Return the file as it was brought: held in the store, or refused. Raises StoreError.

    What is not allowed is refused before a byte of it is fetched; what turns out larger than was said, at once.
    """
    name = _shown(offered.name)
    try:
        _check(name, offered.size_in_bytes)
        evidence = store.hold(_capped(offered.fetch()), name=name, media_type=offered.media_type)
    except FileRefusedError as refusal:
        return Brought(id=offered.event, name=name, refused=refusal.reason)
    return Brought(id=offered.event, name=name, evidence=evidence)


def interrupted(event: str, name: str) -> Brought:
    """Return what becomes of a file that was announced, where a crash keeps it from being fetched: it is said."""
    return Brought(id=event, name=_shown(name), refused=_INTERRUPTED)


def _shown(name: str) -> str:
    return one_line(PurePath(name.replace("\\", "/")).name, limit=_LONGEST_NAME) or "file"


def _check(name: str, size_in_bytes: int) -> None:
    if PurePath(name).suffix.lower().removeprefix(".") not in _ALLOWED:
        raise FileRefusedError("I can't take this kind of file. A picture, a PDF, a document or a table is fine.")
    if size_in_bytes > MOST_BYTES:
        raise _too_large()


def _capped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            raise _too_large()
        yield chunk


def _too_large() -> FileRefusedError:
    return FileRefusedError(f"It is too large. I can take files of up to {MOST_BYTES // MEBIBYTE} MB.")
