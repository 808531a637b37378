"""A case's file: two sealed segments, replaced as one.

    mark, write id, length of head, length of body     not secret, but what they say is authenticated
    head: what the indexes need of the case            small, so that a start needn't read whole cases
    body: the case, as the text of a TinyDB database

Both segments are bound to the reference and to the write id, so that neither a segment of another case nor an older
one of the same case passes. (A whole older file does: the digest over all audit chains that leaves the house every
day shows that.)
"""

import os
import struct
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

from candour.cases.case import Case
from candour.cases.errors import StoreDamagedError
from candour.store.disk import Disk, read, store_errors
from candour.store.documents import case_of
from candour.store.extracts import Extract, extract_from_json, extract_to_json
from candour.store.keys import subkey
from candour.store.sealing import OVERHEAD, seal, unseal
from candour.store.tables import case_to_tables, tables_to_case

_HEADER = struct.Struct(">8s16sIQ")
_MARK = b"CANDOUR1"
_FIRST_READ = 4096
"""Bytes: holds the head of nearly every case."""


class _Segments(NamedTuple):
    write_id: bytes
    head: bytes
    body: bytes


class CaseFile:
    """The file of one case, with the case's key."""

    def __init__(self, path: str, reference: str, key: bytes) -> None:
        self._path = path
        self._reference = reference
        self._key = subkey(key, b"candour case file")

    def write(self, disk: Disk, text: str, extract: Extract, *, once: Future[None] | None) -> None:
        """Replace the file by the case whose JSON this is, once its key is there; returns when it is synced."""
        body = case_to_tables(text)
        head = extract_to_json(extract)
        write_id = os.urandom(16)
        header = _HEADER.pack(_MARK, write_id, len(head) + OVERHEAD, len(body) + OVERHEAD)
        sealed_head = seal(self._key, head, self._place(b"head", write_id))
        sealed_body = seal(self._key, body, self._place(b"body", write_id))
        disk.replace(Path(self._path), [header + sealed_head + sealed_body], once=once)

    def read_case(self) -> Case:
        """Return the case; raises StoreDamagedError."""
        segments = self._read(whole=True)
        body = unseal(self._key, segments.body, self._place(b"body", segments.write_id))
        try:
            text = tables_to_case(body)
        except ValueError:
            raise StoreDamagedError(f"{self._reference} can be opened, but holds no case") from None
        return case_of(text, self._reference)

    def read_extract(self) -> Extract | None:
        """Return what the indexes need, or None where another version of Candour wrote it: read the case then.

        Raises StoreDamagedError where the head doesn't open, or the file has another length than it was written with.
        """
        segments = self._read(whole=False)
        head = unseal(self._key, segments.head, self._place(b"head", segments.write_id))
        extract = extract_from_json(head)
        if extract and extract.line.reference != self._reference:
            raise StoreDamagedError(f"the file of {self._reference} holds another case")
        return extract

    def _read(self, *, whole: bool) -> _Segments:
        with store_errors():
            content, size = read(self._path, -1 if whole else _FIRST_READ)
            if len(content) < _HEADER.size:
                raise StoreDamagedError(f"the file of {self._reference} is cut short")
            mark, write_id, head_size, body_size = _HEADER.unpack_from(content)
            if mark != _MARK or size != _HEADER.size + head_size + body_size:
                raise StoreDamagedError(f"the file of {self._reference} has not the length that it was written with")
            end = _HEADER.size + head_size
            if len(content) < end:
                content, _ = read(self._path, end)
        return _Segments(write_id, content[_HEADER.size : end], content[end:])

    def _place(self, segment: bytes, write_id: bytes) -> bytes:
        return segment + write_id + self._reference.encode()
