"""What is planted in samples to be found nowhere afterwards, and a search that looks inside what is packed."""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from tests.canaries import forms_of
from tests.cleaning.samples import WRITER

PLANTED: Mapping[str, str] = {
    "owner of the camera": WRITER,
    "author": "Anwen Planteg",
    "last modified by": "Bronwen Newidiog",
    "company": "Ysgol Cwmni Canari",
    "manager": "Pennaeth Rheolgar",
    "commenter": "Sylw Sylwadur",
    "comment": "a remark beside the words",
    "reviser": "Dilys Diwygiwr",
    "deleted words": "the words that were struck out",
    "header": "printed for Room 14B",
    "template": r"C:\Users\a.planteg\Templates\letter.dotx",
    "linked path": "file:///C:/Users/a.planteg/marks.xlsx",
    "custom property": "staff number 771204",
    "custom XML": "document management id 5512",
    "revision id": "00C0FFEE",
    "embedded object": "an object from another program",
    "macro": "Sub TellWhoWrote",
    "thumbnail": "a small picture of the first page",
    "created": "2026-11-20T08:41:27Z",
    "created, in a PDF": "D:20261120084127",
    "producer": "ScanWorks 7.31 on PRN-0451-SN88",
    "printer": "PRN-0451-SN88",
    "id of the PDF": "beadfeedbeadfeedbeadfeedbeadfeed",
    "attachment": "a file that hangs on the PDF",
    "attachment's name": "planteg-private.txt",
    "script": "app.alert('planteg')",
    "link": "https://share.example/u/a.planteg",
    "hidden words": "words that nobody sees on the page",
    "earlier version": "what the page said before",
    "hidden name": "Planteg_Range",
    "alternative text": r"C:\Users\a.planteg\Pictures\list.png",
}
"""Each word stands in one kind of place, so that a failure says what came through."""
PLACE = struct.pack("<II", 3_170_601, 100_000)
"""A latitude as a camera writes it."""
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def planted_in(content: bytes) -> list[str]:
    """Return what is found of them, in any of the ways in which words stand in files."""
    everything = b"\0".join(layers(content))
    found = [name for name, word in PLANTED.items() if any(form in everything for form in forms_of(word))]
    return [*found, *(["place"] if PLACE in everything or PLACE[::-1] in everything else [])]


def layers(content: bytes) -> Iterator[bytes]:
    """Yield the bytes, and what unpacks from them: members of a zip, streams of a PDF, packed words of a PNG."""
    yield content
    if content.startswith(b"PK"):
        for member in _members(content):
            yield from layers(member)
    if b"%PDF-" in content[:1_024]:
        for stream in _STREAM.findall(content):
            yield from layers(_inflated(stream))
    for chunk in re.finditer(rb"(?:zTXt|iCCP)[^\0]{1,79}\0\0", content):
        yield _inflated(content[chunk.end() :])


def _members(content: bytes) -> Iterator[bytes]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            for member in archive.infolist():
                yield repr(member).encode() + member.comment + member.extra
                yield archive.read(member)
    except BadZipFile:
        return


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""
