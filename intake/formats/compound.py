"""Compound files (MS-CFB), the file system in a file that .msg, .doc and .xls are: read within their real size.

The common library, olefile, believes the sizes that a file claims, recurses over its directory and compares each stream
with all others: a crafted file keeps it busy for minutes. This one follows every chain once, and no longer than the
file is.
"""

import struct
from dataclasses import dataclass

from intake.formats.opened import DamagedError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_IN_BYTES = 512
_ENTRY_IN_BYTES = 128
_END = 0xFFFFFFFA
"""From here on a sector number is a mark, not a sector (MS-CFB 2.1)."""
_NONE = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MOST_ENTRIES = 20_000
_SHIFTS = {9, 12}
_MINI_IN_BYTES = 64
_IN_HEADER = 109
_DEEPEST = 30
"""Storages within storages: a message within a message costs two."""

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """The storages and streams of a compound file by path; names in lower case, as they count (MS-CFB 2.6.4)."""

    def __init__(self, content: bytes) -> None:
        """Read the directory; raises DamagedError where there is none."""
        if len(content) < _HEADER_IN_BYTES or not content.startswith(SIGNATURE):
            raise DamagedError
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in _SHIFTS:
            raise DamagedError
        self._content = content
        self._sector_in_bytes = 1 << shift
        (directory,) = struct.unpack_from("<I", content, 48)
        self._cutoff, first_mini = struct.unpack_from("<II", content, 56)
        self._next = self._allocation()
        self._entries = self._directory(self._chain(directory, self._next))
        root = self._entries[0]
        self._mini = b"".join(map(self._sector, self._chain(root.start, self._next)))[: root.size]
        mini_sectors = -(-len(self._mini) // _MINI_IN_BYTES)
        self._next_mini = _numbers(b"".join(map(self._sector, self._chain(first_mini, self._next))))[:mini_sectors]
        self._sectors_left = len(self._next) + len(self._next_mini)
        self._paths = self._tree()
        self._within: dict[Path, list[Path]] = {}
        for path in self._paths:
            self._within.setdefault(path[:-1], []).append(path)

    @property
    def paths(self) -> list[Path]:
        """Return the path of every storage and stream."""
        return list(self._paths)

    def within(self, folder: Path) -> list[Path]:
        """Return the paths of what stands directly in a storage; () is the file itself."""
        return self._within.get(folder, [])

    def stream(self, path: Path) -> bytes:
        """Return a stream's bytes, as far as the file holds them; empty where there is no such stream.

        To be asked for once. Raises DamagedError.
        """
        entry = self._paths.get(path)
        if entry is None or entry.kind != _STREAM:
            return b""
        if entry.size < self._cutoff:
            pieces = (
                self._mini[number * _MINI_IN_BYTES : (number + 1) * _MINI_IN_BYTES]
                for number in self._own_chain(entry, self._next_mini)
            )
        else:
            pieces = (self._sector(number) for number in self._own_chain(entry, self._next))
        return b"".join(pieces)[: entry.size]

    def _own_chain(self, entry: _Entry, following: tuple[int, ...]) -> list[int]:
        """Return the sectors of a stream; raises DamagedError where many streams claim the same ones.

        Else a small file could hold thousands of large streams.
        """
        chain = self._chain(entry.start, following)
        self._sectors_left -= len(chain)
        if self._sectors_left < 0:
            raise DamagedError
        return chain

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_in_bytes
        return self._content[start : start + self._sector_in_bytes]

    def _allocation(self) -> tuple[int, ...]:
        """Return for each sector which one follows it (the FAT), found by way of the header and the DIFAT."""
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        (following,) = struct.unpack_from("<I", self._content, 68)
        last = self._sector_in_bytes // 4 - 1
        seen: set[int] = set()
        while following < _END and following not in seen and (numbers := _numbers(self._sector(following))):
            seen.add(following)
            sectors.extend(numbers[:last])
            following = numbers[last] if len(numbers) > last else _NONE
        held = len(self._content) // self._sector_in_bytes
        used = dict.fromkeys(number for number in sectors if number < held)
        return _numbers(b"".join(map(self._sector, used)))[:held]

    @staticmethod
    def _chain(first: int, following: tuple[int, ...]) -> list[int]:
        """Return the sectors of a chain; one that bites its own tail ends there."""
        chain: dict[int, None] = {}
        number = first
        while number < len(following) and number not in chain:
            chain[number] = None
            number = following[number]
        return list(chain)

    def _directory(self, sectors: list[int]) -> list[_Entry]:
        raw = b"".join(map(self._sector, sectors))
        count = min(len(raw) // _ENTRY_IN_BYTES, _MOST_ENTRIES)
        entries = [_entry(raw[number * _ENTRY_IN_BYTES : (number + 1) * _ENTRY_IN_BYTES]) for number in range(count)]
        if not entries or entries[0].kind != _ROOT:
            raise DamagedError
        return entries

    def _tree(self) -> dict[Path, _Entry]:
        """Return every entry by its path; each counts once, however often the tree names it."""
        found: dict[Path, _Entry] = {}
        seen = {0}
        waiting: list[tuple[int, Path]] = [(self._entries[0].child, ())]
        while waiting:
            number, folder = waiting.pop()
            if number >= len(self._entries) or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            waiting += [(entry.left, folder), (entry.right, folder)]
            if entry.kind in {_STORAGE, _STREAM}:
                path = (*folder, entry.name)
                found.setdefault(path, entry)
                if entry.kind == _STORAGE and len(folder) < _DEEPEST:
                    waiting.append((entry.child, path))
        return found


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack_from(f"<{len(raw) // 4}I", raw)


def _entry(raw: bytes) -> _Entry:
    length, kind = struct.unpack_from("<HB", raw, 64)
    left, right, child = struct.unpack_from("<III", raw, 68)
    start, size = struct.unpack_from("<II", raw, 116)
    name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
    return _Entry(name=name, kind=kind, left=left, right=right, child=child, start=start, size=size)
