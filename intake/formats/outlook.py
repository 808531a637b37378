"""Messages that Outlook saved or attached as .msg files (MS-OXMSG)."""

import struct

from intake.budget import Budget
from intake.formats.compound import CompoundFile, Path
from intake.formats.mapi import Kind, Properties, Tag, file_of, opened_message
from intake.formats.opened import InnerFile, Opened

_PROPERTY_STREAM = "__properties_version1.0"
_VALUE_STREAM = "__substg1.0_"
_ATTACHED = "__attach_version1.0_#"
_EMBEDDED = f"{_VALUE_STREAM}{Tag.FILE_CONTENT:04x}{Kind.OBJECT:04x}"
_TOP_HEADER, _INNER_HEADER, _FILE_HEADER = 32, 24, 8
"""How many bytes stand before the properties: of the message, of one within it, of a file (MS-OXMSG 2.4.1)."""
_ENTRY_IN_BYTES = 16
_IN_PLACE = frozenset({Kind.INTEGER, Kind.TIME})


def is_message(compound: CompoundFile) -> bool:
    """Tell whether a compound file is a message, not a document."""
    return (_PROPERTY_STREAM,) in compound.paths


def open_outlook_message(compound: CompoundFile, budget: Budget) -> Opened:
    """Return the message in a .msg file, its files and the messages attached to it; raises DamagedError."""
    return _opened(compound, (), budget, depth=0)


def _opened(compound: CompoundFile, folder: Path, budget: Budget, depth: int) -> Opened:
    header = _TOP_HEADER if not folder else _INNER_HEADER
    files: list[InnerFile] = []
    inner: list[Opened] = []
    notes: list[str] = []
    for path in sorted(compound.within(folder)):
        if not path[-1].startswith(_ATTACHED):
            continue
        if budget.is_out_of_time or len(files) + len(inner) >= budget.limits.attachments:
            notes.append("A message attached to it holds more files than Candour reads; they are in it alone.")
            break
        if (*path, _EMBEDDED) in compound.within(path):
            if depth < budget.limits.opened_depth:
                inner.append(_opened(compound, (*path, _EMBEDDED), budget, depth + 1))
            else:
                notes.append(
                    "Messages in messages are nested deeper than Candour opens; the inner ones were kept unread."
                )
        else:
            properties = _properties(compound, path, _FILE_HEADER)
            files.append(file_of(properties, properties.raw(Tag.FILE_CONTENT)))
    message = _properties(compound, folder, header)
    return opened_message(message, files, inner, budget.limits.html_characters, notes=notes)


def _properties(compound: CompoundFile, folder: Path, header: int) -> Properties:
    """Return the properties of a storage: short values stand in one stream, long ones in streams of their own."""
    found: dict[int, tuple[int, bytes]] = {}
    short = compound.stream((*folder, _PROPERTY_STREAM))[header:]
    for start in range(0, len(short) - _ENTRY_IN_BYTES + 1, _ENTRY_IN_BYTES):
        kind, number = struct.unpack_from("<HH", short, start)
        if kind in _IN_PLACE:
            found[number] = (kind, short[start + 8 : start + _ENTRY_IN_BYTES])
    for tag in Tag:
        for kind in (Kind.TEXT, Kind.TEXT_8_BIT, Kind.BINARY):
            path = (*folder, f"{_VALUE_STREAM}{tag:04x}{kind:04x}")
            if tag not in found and (value := compound.stream(path)):
                found[tag] = (kind, value)
    return Properties(found)
