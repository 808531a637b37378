"""Office files (OOXML), zips of XML: opened within bounds, since both can hurt a reader, and written without times.

ECMA-376 part 2. Nothing is unpacked to the disk.
"""

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from candour.cleaning.refusal import NotCleanedError

MAX_UNPACKED = 80 * 1024 * 1024
_MAX_MEMBERS = 2_000
_MAX_XML = 10 * 1024 * 1024
_MAX_TAGS = 600_000
"""A book of 500 pages has 400,000."""
DAMAGED = "it is damaged; saved once more, or printed to a PDF, it can be cleaned"
TOO_LONG = "it is too long; a part of it, or a PDF of the pages that matter, can be cleaned"
_LOCKED = 0x1
_DAMAGE = (
    BadZipFile, KeyError, IndexError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, OverflowError,
    struct.error, zlib.error,
)  # fmt: skip
"""What zipfile raises for a damaged archive, in one place or another."""
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*['\"](?!utf-8|utf-16|us-ascii|iso-8859-1)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class OfficePackage:
    """The members of an office file; every error is a NotCleanedError.

    zipfile never unpacks more of a member than its directory promises, so the promises are what is bounded.
    """

    def __init__(self, archive: ZipFile, members: Mapping[str, ZipInfo]) -> None:
        self._archive = archive
        self._members = members

    @classmethod
    def opened(cls, content: bytes) -> Self:
        """Return the package; raises NotCleanedError where it is damaged, locked, or would unpack to too much."""
        try:
            archive = ZipFile(BytesIO(content))
        except _DAMAGE:
            raise NotCleanedError(DAMAGED) from None
        found = archive.infolist()
        if len(found) > _MAX_MEMBERS or sum(member.file_size for member in found) > MAX_UNPACKED:
            raise NotCleanedError(TOO_LONG)
        for member in found:
            if member.flag_bits & _LOCKED or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise NotCleanedError(DAMAGED)
        return cls(archive, {member.filename: member for member in found})

    def names(self) -> frozenset[str]:
        """Return the members' names."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """Return a member's bytes; raises NotCleanedError."""
        try:
            return self._archive.read(self._members[name])
        except _DAMAGE:
            raise NotCleanedError(DAMAGED) from None

    def xml(self, name: str) -> etree._Element:
        """Return a member's tree; raises NotCleanedError, also where it is too long for a tree."""
        content = self.read(name)
        refuse_hostile_xml(content)
        if len(content) > _MAX_XML or content.count(b"<") > _MAX_TAGS:
            raise NotCleanedError(TOO_LONG)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.LxmlError, ValueError):
            raise NotCleanedError(DAMAGED) from None

    def size(self, name: str) -> int:
        """Return how many bytes a member unpacks to."""
        return self._members[name].file_size


def refuse_hostile_xml(content: bytes) -> None:
    """Raise NotCleanedError for XML that declares entities (office files never do), or hides that in rare letters."""
    is_odd = not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") and not content.startswith(_WIDE)
    if is_odd or _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf")) or any(sign in content for sign in _DOCTYPE):
        raise NotCleanedError(DAMAGED)


def holds(name: bytes) -> Callable[[bytes], object]:
    """Return what tells whether a zip lists a member whose name begins so, without opening it."""
    listed = re.compile(rb"PK\x01\x02.{42}" + re.escape(name), re.DOTALL)
    return lambda content: content.startswith(b"PK") and listed.search(content)


def written(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of the members, all of the one time that the format begins with, from no system in particular."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            entry = ZipInfo(name)  # 1980-01-01
            entry.create_system = 0
            archive.writestr(entry, content, compress_type=ZIP_DEFLATED)
    return buffer.getvalue()
