"""winmail.dat files (MS-OXTNEF) for tests, made byte by byte: no library writes them."""

import struct

from tests.intake.outlook_properties import INTEGER, TIME, Property


def a_tnef(*attributes: bytes) -> bytes:
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(attributes)


def attribute(number: int, value: bytes, *, level: int = 1, claimed: int | None = None) -> bytes:
    size = len(value) if claimed is None else claimed
    return struct.pack("<BII", level, number, size) + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(*items: Property, count: int | None = None) -> bytes:
    """Return encapsulated properties; `count` is what is claimed where that is a lie."""
    packed = [struct.pack("<I", len(items) if count is None else count)]
    for item in items:
        packed.append(struct.pack("<HH", item.kind, item.tag))
        if item.kind in {INTEGER, TIME}:
            packed.append(item.value)
        else:
            packed.append(struct.pack("<II", 1, len(item.value)) + item.value + b"\0" * (-len(item.value) % 4))
    return b"".join(packed)


def tnef_message(*items: Property) -> bytes:
    return attribute(0x00069003, properties(*items))


def tnef_file(*items: Property, title: str = "", content: bytes | None = None) -> bytes:
    parts = [attribute(0x00069002, b"\0" * 14, level=2)]
    if title:
        parts.append(attribute(0x00018010, title.encode("cp1252") + b"\0", level=2))
    if content is not None:
        parts.append(attribute(0x0006800F, content, level=2))
    return b"".join(parts) + attribute(0x00069005, properties(*items), level=2)
