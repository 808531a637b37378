"""Numbered properties, of which Outlook builds its messages (MS-OXPROPS), for tests."""

import struct
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

INTEGER, OBJECT, TEXT_8_BIT, TEXT, TIME, BINARY = 0x0003, 0x000D, 0x001E, 0x001F, 0x0040, 0x0102


class Property(NamedTuple):
    """A numbered property with the type of its value."""

    tag: int
    kind: int
    value: bytes


def text(tag: int, value: str) -> Property:
    return Property(tag, TEXT, value.encode("utf-16-le"))


def binary(tag: int, value: bytes) -> Property:
    return Property(tag, BINARY, value)


def moment(tag: int, value: datetime) -> Property:
    tenths = (value - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
    return Property(tag, TIME, struct.pack("<Q", tenths))


def integer(tag: int, value: int) -> Property:
    return Property(tag, INTEGER, struct.pack("<I", value))
