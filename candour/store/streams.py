"""Large contents as sealed files: pieces of 1 MiB, so that none is ever whole in memory.

A file is a mark, a salt, and the pieces, each AES-256-GCM under the file's own key (HKDF over key and salt, bound to
the file's purpose). A piece's nonce is its number and whether it is the last: reordered, doubled, cut off or swapped
pieces don't open (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizar 2015).
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from candour.cases.errors import StoreDamagedError
from candour.store.disk import store_errors
from candour.store.keys import salted_subkey

PIECE = 1024 * 1024
"""Bytes of plain content in each piece but the last, which may be shorter, and empty in an empty file."""
_TAG = 16
_MARK = b"CANDOUR-STREAM-1"
_SALT_SIZE = 32


def sealed_pieces(content: Iterable[bytes], key: bytes, purpose: bytes) -> Iterator[bytes]:
    """Return the bytes of the sealed file, as they come."""
    salt = os.urandom(_SALT_SIZE)
    cipher = AESGCM(salted_subkey(key, salt, purpose))
    yield _MARK + salt
    for number, (piece, last) in enumerate(_with_last(_regular(content))):
        yield cipher.encrypt(_nonce(number, last=last), piece, None)


def open_pieces(path: Path, key: bytes, purpose: bytes) -> Iterator[bytes]:
    """Return the content, each piece authenticated before it is given out; raises StoreDamagedError."""
    with store_errors(), path.open("rb") as file:
        start = file.read(len(_MARK) + _SALT_SIZE)
        if len(start) < len(_MARK) + _SALT_SIZE or not start.startswith(_MARK):
            raise StoreDamagedError("a stored file is cut short or is none of ours")
        cipher = AESGCM(salted_subkey(key, start[len(_MARK) :], purpose))
        for number, (piece, last) in enumerate(_with_last(_stored(file))):
            try:
                yield cipher.decrypt(_nonce(number, last=last), piece, None)
            except InvalidTag:
                raise StoreDamagedError("a stored file is not what was written") from None


def checked(content: Iterable[bytes], digest: str) -> Iterator[bytes]:
    """Pass content on, the last piece only when the SHA-256 over all is `digest`; raises StoreDamagedError."""
    found = hashlib.sha256()
    for piece, last in _with_last(content):
        found.update(piece)
        if last and found.hexdigest() != digest:
            raise StoreDamagedError("a stored file has another content than it was stored under")
        yield piece


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _regular(content: Iterable[bytes]) -> Iterator[bytes]:
    """Cut content into pieces of PIECE bytes; at least one, if an empty one."""
    waiting = bytearray()
    cut = False
    for chunk in content:
        waiting += chunk
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
            cut = True
    if waiting or not cut:
        yield bytes(waiting)


def _stored(file: BinaryIO) -> Iterator[bytes]:
    piece = file.read(PIECE + _TAG)
    if not piece:
        raise StoreDamagedError("a stored file is cut short")
    while piece:
        yield piece
        piece = file.read(PIECE + _TAG)


def _with_last(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Say of each piece whether it is the last."""
    waiting: bytes | None = None
    for piece in pieces:
        if waiting is not None:
            yield waiting, False
        waiting = piece
    if waiting is not None:
        yield waiting, True
