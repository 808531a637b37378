"""winmail.dat: what Outlook packs a message's rich text and files in (MS-OXTNEF)."""

from dataclasses import dataclass, field, replace
from enum import IntEnum

from intake.budget import OUT_OF_TIME, Budget
from intake.charsets import decode_text
from intake.formats.mapi import Kind, Properties, Tag, file_of, opened_message
from intake.formats.opened import DamagedError, InnerFile, Opened

SIGNATURE = b"\x78\x9f\x3e\x22"
_HEADER_IN_BYTES = 6
_MOST_VALUES = 10_000
_MOST_ATTRIBUTES = 50_000
"""A message of a hundred files has a few hundred; each of millions would cost microseconds."""
_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8}
_FIXED |= {0x0040: 8, 0x0048: 16}
"""How many bytes a value of a type takes here, padding included (MS-OXTNEF 2.1.3.5)."""
_VARIABLE = frozenset({Kind.OBJECT, Kind.TEXT_8_BIT, Kind.TEXT, Kind.BINARY})
_SEVERAL = 0x1000
_NAMED = 0x8000
_GUID_IN_BYTES = 16
_CUT_OFF = "A winmail.dat file is cut off or damaged; what could be read of it was."


class _Attribute(IntEnum):
    """What stands in the stream, as type and number (MS-OXTNEF 2.1.3.3)."""

    SUBJECT = 0x00018004
    FILE_TITLE = 0x00018010
    BODY = 0x0002800C
    FILE_CONTENT = 0x0006800F
    FILE_BEGINS = 0x00069002
    PROPERTIES = 0x00069003
    FILE_PROPERTIES = 0x00069005
    CODE_PAGE = 0x00069007


class _EndError(Exception):
    """The bytes end before what they announce."""


@dataclass(slots=True)
class _Bytes:
    """Bytes that are taken from front to back."""

    content: bytes
    position: int = 0

    def take(self, count: int) -> bytes:
        end = self.position + count
        if end > len(self.content):
            raise _EndError
        taken = self.content[self.position : end]
        self.position = end
        return taken

    def number(self) -> int:
        return int.from_bytes(self.take(4), "little")


@dataclass(slots=True)
class _File:
    title: bytes = b""
    content: bytes = b""
    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)


@dataclass(slots=True)
class _Message:
    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    files: list[_File] = field(default_factory=list)
    code_page: bytes = b""
    is_cut: bool = False


def open_tnef(file: InnerFile, budget: Budget) -> Opened:
    """Return the message in a winmail.dat, its files and the messages attached to it; raises DamagedError.

    It is the sender's own message, so it is no message passed on; those attached to it are.
    """
    return replace(_opened(file.content, budget, depth=0), message=None)


def _opened(content: bytes, budget: Budget, depth: int) -> Opened:
    if not content.startswith(SIGNATURE) or len(content) <= _HEADER_IN_BYTES:
        raise DamagedError
    message = _read(content, budget)
    notes = [OUT_OF_TIME if budget.is_out_of_time else _CUT_OFF] if message.is_cut else []
    if message.code_page:
        message.values.setdefault(Tag.CODE_PAGE, (Kind.INTEGER, message.code_page[:4]))
    files: list[InnerFile] = []
    inner: list[Opened] = []
    for file in message.files:
        if budget.is_out_of_time:
            notes.append(OUT_OF_TIME)
            break
        properties = Properties({**_code_page_of(message), **file.values})
        kind, held = file.values.get(Tag.FILE_CONTENT, (0, b""))
        embedded = held[_GUID_IN_BYTES:] if kind == Kind.OBJECT else b""
        if embedded.startswith(SIGNATURE) and depth < budget.limits.opened_depth:
            inner.append(_opened(embedded, budget, depth + 1))
        elif body := file.content or embedded or held:
            files.append(file_of(properties, body, decode_text(file.title).rstrip("\0")))
    return opened_message(Properties(message.values), files, inner, budget.limits.html_characters, notes=notes)


def _code_page_of(message: _Message) -> dict[int, tuple[int, bytes]]:
    """Return the code page alone: the names of files are written in it too."""
    return {Tag.CODE_PAGE: message.values[Tag.CODE_PAGE]} if Tag.CODE_PAGE in message.values else {}


def _read(content: bytes, budget: Budget) -> _Message:
    """Read attribute by attribute, up to the end or to where the bytes make no sense or the time is up (2.1.3.1)."""
    message = _Message()
    source = _Bytes(content, _HEADER_IN_BYTES)
    for _ in range(_MOST_ATTRIBUTES):
        if source.position >= len(content):
            return message
        if budget.is_out_of_time:
            break
        try:
            source.take(1)
            attribute = source.number()
            value = source.take(source.number())
            source.take(2)
        except _EndError:
            break
        _note(message, attribute, value)
    message.is_cut = True
    return message


def _note(message: _Message, attribute: int, value: bytes) -> None:
    match attribute:
        case _Attribute.CODE_PAGE:
            message.code_page = value
        case _Attribute.SUBJECT:
            message.values.setdefault(Tag.SUBJECT, (Kind.TEXT_8_BIT, value))
        case _Attribute.BODY:
            message.values.setdefault(Tag.BODY, (Kind.TEXT_8_BIT, value))
        case _Attribute.PROPERTIES:
            message.values.update(_properties(value))
        case _Attribute.FILE_BEGINS:
            message.files.append(_File())
        case _Attribute.FILE_CONTENT if message.files:
            message.files[-1].content = value
        case _Attribute.FILE_TITLE if message.files:
            message.files[-1].title = value
        case _Attribute.FILE_PROPERTIES if message.files:
            message.files[-1].values.update(_properties(value))


def _properties(raw: bytes) -> dict[int, tuple[int, bytes]]:
    """Return encapsulated properties, as many as there are (2.1.3.4)."""
    source = _Bytes(raw)
    found: dict[int, tuple[int, bytes]] = {}
    try:
        for _ in range(min(source.number(), _MOST_VALUES)):
            tag = source.number()
            kind, number = tag & 0xFFFF, tag >> 16
            if number >= _NAMED:
                _pass_over_name(source)
            values = _values(source, kind)
            if values and kind & _SEVERAL == 0:
                found[number] = (kind, values[0])
    except _EndError:
        return found
    return found


def _pass_over_name(source: _Bytes) -> None:
    source.take(_GUID_IN_BYTES)
    is_text = source.number() == 1
    length = source.number()
    if is_text:
        source.take(_padded(length))


def _values(source: _Bytes, kind: int) -> list[bytes]:
    """Return the values of a property, of which most have one."""
    single = kind & ~_SEVERAL
    if single in _VARIABLE:
        values = []
        for _ in range(_count(source)):
            length = source.number()
            values.append(source.take(_padded(length))[:length])
        return values
    if single not in _FIXED:
        raise _EndError
    count = _count(source) if kind & _SEVERAL else 1
    return [source.take(_FIXED[single]) for _ in range(count)]


def _count(source: _Bytes) -> int:
    """Return how many values follow; so many that it must be a lie end the reading."""
    count = source.number()
    if count > _MOST_VALUES:
        raise _EndError
    return count


def _padded(length: int) -> int:
    return length + -length % 4
