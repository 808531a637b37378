"""Messages as .msg files (MS-OXMSG) and the compound files that they are (MS-CFB), made byte by byte for tests."""

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.intake.outlook_properties import INTEGER, TIME, Property

Tree = Mapping[str, "bytes | Tree"]
"""A storage: streams and storages by name."""

_SECTOR = 512
_MINI = 64
_CUTOFF = 4096
_FREE, _END, _IS_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def msg_storage(*items: Property, files: Sequence[Tree] = (), header: int = 32) -> dict[str, "bytes | Tree"]:
    """Return the storage of a message (its header is 24 bytes long inside another one) or of a file (8)."""
    short = b"\0" * header
    storage: dict[str, bytes | Tree] = {}
    for item in items:
        if item.kind in {INTEGER, TIME}:
            short += struct.pack("<HHI", item.kind, item.tag, 6) + item.value.ljust(8, b"\0")
        else:
            short += struct.pack("<HHIII", item.kind, item.tag, 6, len(item.value), 0)
            storage[f"__substg1.0_{item.tag:04X}{item.kind:04X}"] = item.value
    storage["__properties_version1.0"] = short
    storage |= {f"__attach_version1.0_#{number:08X}": file for number, file in enumerate(files)}
    return storage


def msg_file(*items: Property) -> Tree:
    return msg_storage(*items, header=8)


def embedded(message: Tree) -> Tree:
    """Return a file that is a message of its own; give that a header of 24 bytes."""
    return {**msg_storage(header=8), "__substg1.0_3701000D": message}


class _Node(NamedTuple):
    name: str
    content: bytes | None
    children: tuple[int, ...]


def a_compound(tree: Tree) -> bytes:
    """Return a compound file (MS-CFB) of version 3 with these storages and streams."""
    nodes: list[_Node] = []
    _number(nodes, "Root Entry", tree)
    mini, mini_starts, large, large_starts = _placed(nodes)
    mini_table = _chains([(len(nodes[number].content or b"") + _MINI - 1) // _MINI for number in mini_starts])
    streams = [*large, mini, struct.pack(f"<{len(mini_table)}I", *mini_table), b"\0" * 128 * len(nodes)]
    sizes = [(len(stream) + _SECTOR - 1) // _SECTOR for stream in streams]
    firsts = [sum(sizes[:number]) if size else _END for number, size in enumerate(sizes)]
    starts = {**mini_starts, **{number: firsts[place] for place, number in enumerate(large_starts)}}
    streams[-1] = _directory(nodes, starts, firsts[-3], len(mini))
    table = _chains(sizes)
    fat_sectors = 1
    while (len(table) + fat_sectors) > fat_sectors * _SECTOR // 4:
        fat_sectors += 1
    first_fat = len(table)
    table += [_IS_FAT] * fat_sectors
    table += [_FREE] * (fat_sectors * _SECTOR // 4 - len(table))
    header = struct.pack(
        "<8s16s5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors,
        firsts[-1], 0, _CUTOFF, firsts[-2], sizes[-2], _END, 0,
    )  # fmt: skip
    places = [first_fat + number for number in range(fat_sectors)]
    header += struct.pack("<109I", *places, *[_FREE] * (109 - fat_sectors))
    padded = b"".join(stream.ljust(size * _SECTOR, b"\0") for stream, size in zip(streams, sizes, strict=True))
    return header + padded + struct.pack(f"<{len(table)}I", *table)


def _number(nodes: list[_Node], name: str, item: "bytes | Tree") -> int:
    place = len(nodes)
    nodes.append(_Node(name, item if isinstance(item, bytes) else None, ()))
    if not isinstance(item, bytes):
        nodes[place] = _Node(name, None, tuple(_number(nodes, key, child) for key, child in item.items()))
    return place


def _placed(nodes: Sequence[_Node]) -> tuple[bytes, dict[int, int], list[bytes], list[int]]:
    """Return the small streams joined and where each begins, and the large ones with their entries."""
    mini, starts = b"", {}
    large: list[bytes] = []
    large_numbers: list[int] = []
    for number, node in enumerate(nodes):
        if node.content is None:
            continue
        if len(node.content) < _CUTOFF:
            starts[number] = len(mini) // _MINI if node.content else _END
            mini += node.content.ljust((len(node.content) + _MINI - 1) // _MINI * _MINI, b"\0")
        else:
            large.append(node.content)
            large_numbers.append(number)
    return mini, starts, large, large_numbers


def _chains(sizes: Sequence[int]) -> list[int]:
    """Return a table in which chains of these lengths follow one another."""
    table: list[int] = []
    for size in sizes:
        table += [*range(len(table) + 1, len(table) + size), _END][:size] if size else []
    return table


def _directory(nodes: Sequence[_Node], starts: Mapping[int, int], mini_start: int, mini_size: int) -> bytes:
    siblings = {
        child: following for node in nodes for child, following in zip(node.children, node.children[1:], strict=False)
    }
    packed = b""
    for number, node in enumerate(nodes):
        name = node.name.encode("utf-16-le") + b"\0\0"
        kind = 5 if number == 0 else 2 if node.content is not None else 1
        child = node.children[0] if node.children else _FREE
        start, size = starts.get(number, 0), len(node.content or b"")
        if number == 0:
            start, size = mini_start, mini_size
        packed += struct.pack(
            "<64sHBBIII16sIQQIQ",
            name,
            len(name),
            kind,
            1,
            _FREE,
            siblings.get(number, _FREE),
            child,
            b"",
            0,
            0,
            0,
            start,
            size,
        )
    return packed
