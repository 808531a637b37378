"""Evidence on the disk: what is held, and what belongs to a case. Both sealed, under names that tell nothing.

A name is an HMAC of the plain bytes' SHA-256, keyed by the installation's or the case's key: without it nobody can
even ask whether a known file is among them.
"""

import hashlib
import hmac
import itertools
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from candour.cases.errors import StoreDamagedError
from candour.store.disk import UNFINISHED, Disk, remove, store_errors
from candour.store.keys import InstallationKey, subkey
from candour.store.streams import checked, open_pieces, sealed_pieces
from candour.store.times import DAY_IN_NS, round_times

_log = logging.getLogger(__name__)


def _name(key: bytes, digest: str) -> str:
    return hmac.digest(key, digest.encode(), "sha256").hex()


@dataclass(frozen=True)
class Draft:
    """Bytes that are written and synced, but not held yet."""

    path: Path
    digest: str
    size_in_bytes: int


class Incoming:
    """Evidence that belongs to no case yet, sealed under the installation's key.

    The same bytes stand here once, but each `hold` is a claim on them: two reports with the same attachment may
    arrive at the same time, and the first to become a case must not take it from the other. A claim ends when a case
    adopts the bytes, or when they are released. Claims are not written: after a start there are none, and the mail
    that wants the bytes holds them again.
    """

    def __init__(self, folder: Path, key: InstallationKey, disk: Disk) -> None:
        self._folder = folder
        self._names = subkey(key.secret, b"candour names of held evidence")
        self._contents = subkey(key.secret, b"candour held evidence")
        self._disk = disk
        self._drafts = itertools.count()
        self._claims: Counter[str] = Counter()

    def draft(self, chunks: Iterable[bytes]) -> Draft:
        """Write and sync bytes; may be called by several threads at once."""
        digest = hashlib.sha256()
        size = 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        path = self._folder / f"{next(self._drafts)}{UNFINISHED}"
        self._disk.create(path, sealed_pieces(counted(), self._contents, b"held"))
        return Draft(path=path, digest=digest.hexdigest(), size_in_bytes=size)

    def keep(self, draft: Draft) -> None:
        """Hold a draft under its digest's name. Bytes that are held already are replaced, so damage heals."""
        self._disk.settle(draft.path, self._path(draft.digest))
        self._claims[draft.digest] += 1
        round_times([self._path(draft.digest), self._folder], DAY_IN_NS)

    def holds(self, digest: str) -> bool:
        """Tell whether these bytes are held."""
        with store_errors():
            return self._path(digest).exists()

    def open(self, digest: str) -> Iterator[bytes]:
        """Return held bytes, checked; raises StoreDamagedError."""
        return checked(open_pieces(self._path(digest), self._contents, b"held"), digest)

    def end_claim(self, digest: str) -> None:
        """Let go of bytes for somebody who held them; nobody else's claim is touched."""
        self.adopted(Counter([digest]))
        self._disk.sync_folder(self._folder)

    def adopted(self, claims: Counter[str]) -> None:
        """End this many claims on each digest, and remove what nobody claims any more.

        Doesn't wait for the disk: what comes back after a power cut is removed by `clean`.
        """
        self._claims -= claims
        for digest in claims:
            if digest not in self._claims:
                remove(self._path(digest))
        round_times([self._folder], DAY_IN_NS)

    def round_times(self) -> None:
        """Let the times of what is held tell no more than the day: nobody knows yet by which door it came."""
        round_times([*self._folder.iterdir(), self._folder], DAY_IN_NS)

    def clean(self, adopted: Iterable[str]) -> None:
        """Remove what a crash left: drafts, and held bytes that a case has adopted."""
        with store_errors():
            found = {path.name for path in self._folder.iterdir()}
        leftovers = {name for name in found if name.endswith(UNFINISHED)}
        if found - leftovers:
            leftovers |= found & {_name(self._names, digest) for digest in adopted}
        for name in leftovers:
            remove(self._folder / name)
        if leftovers:
            _log.info("removed %d leftovers among the held evidence", len(leftovers))

    def _path(self, digest: str) -> Path:
        return self._folder / _name(self._names, digest)


class Vault:
    """The evidence of one case, sealed under the case's key. A file's key is bound to its digest too."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._names = subkey(key, b"candour names of evidence")
        self._contents = subkey(key, b"candour evidence")

    def path(self, digest: str) -> Path:
        """Return where these bytes stand, or would."""
        return self._folder / _name(self._names, digest)

    def adopt(self, disk: Disk, digest: str, content: Iterable[bytes]) -> None:
        """Write bytes for a case that will name them; returns when they are synced."""
        disk.make_folder(self._folder)
        disk.replace(self.path(digest), sealed_pieces(content, self._contents, _purpose(digest)))
        disk.sync_folder(self._folder.parent)

    def open(self, digest: str) -> Iterator[bytes]:
        """Return the bytes, checked as they are read; raises StoreDamagedError, also for bytes that are gone."""
        with store_errors():
            if not self.path(digest).exists():
                raise StoreDamagedError(f"the evidence {digest} is gone from the disk")
        return checked(open_pieces(self.path(digest), self._contents, _purpose(digest)), digest)

    def discard(self, digests: Iterable[str]) -> None:
        """Remove what the case doesn't name any more."""
        for digest in digests:
            remove(self.path(digest))


def _purpose(digest: str) -> bytes:
    return b"evidence " + digest.encode()
