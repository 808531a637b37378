"""Archives: listed and looked into, never written out. They stay files of the case whole."""

import bz2
import io
import lzma
import struct
import zipfile
import zlib
from typing import NamedTuple

from candour.cases.showing.words import size_in_words
from intake.budget import OUT_OF_BYTES, OUT_OF_TIME, Budget
from intake.charsets import decode_text
from intake.formats.opened import DamagedError, InnerFile, Opened
from intake.formats.tarballs import is_tar, members_of_tar
from intake.headers import one_line
from intake.limits import MEBIBYTE
from intake.passages import Passage

_ZIP, _EMPTY_ZIP, _ZIP_ENTRY = b"PK\x03\x04", b"PK\x05\x06", b"PK\x01\x02"
_GZIP, _BZIP, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
_CLOSED = {b"7z\xbc\xaf\x27\x1c": "7z", b"Rar!\x1a\x07": "rar", b"MSCF": "cab"}
_MOST_ENTRIES = 20_000
"""So many lines of a zip's directory are read at all: each costs microseconds, and a mail has room for a million."""
_READ = (".txt", ".eml", ".msg", ".dat", ".p7m", ".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".ics")
_LONGEST_TEXT = 20_000
_NAMED = 5
_LONGEST_NAME = 80
_XZ_MEMORY = 64 * MEBIBYTE
_AT_ONCE = 2 * MEBIBYTE
"""So much is unpacked before the clock is looked at: bzip2 takes a fifth of a second for it."""
_MOST_STREAMS = 50
"""A packed file may be several, one behind the other (RFC 1952, 2.2), as parallel and appending programs write them."""
_SMALL = 10 * MEBIBYTE
"""What unpacks to no more than this is no bomb, however well it was packed."""
_ENCRYPTED_FLAG = 1
_GZIP_WINDOW = 31
"""zlib's word for a gzip header before the data."""
_ZIP_ERRORS = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, OverflowError, struct.error,
    zlib.error,
)  # fmt: skip
"""What zipfile raises for a damaged archive, in one place or another."""


class _Member(NamedTuple):
    name: str
    size: int


def is_archive(content: bytes) -> bool:
    """Tell whether bytes are an archive, by how they begin."""
    return content.startswith((_ZIP, _EMPTY_ZIP, _GZIP, _BZIP, _XZ, *_CLOSED)) or is_tar(content)


def open_archive(file: InnerFile, budget: Budget) -> Opened:
    """Return what an archive holds, as a sentence, and the messages and texts in it; raises DamagedError."""
    content = file.content
    for mark, kind in _CLOSED.items():
        if content.startswith(mark):
            return _said(f"{_the(file)} is of a kind that Candour doesn't open ({kind}); it was kept whole.")
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return _open_zip(file, budget)
    if is_tar(content):
        return _open_tar(file, content, budget)
    return _open_packed(file, budget)


def _open_zip(file: InnerFile, budget: Budget) -> Opened:
    if file.content.count(_ZIP_ENTRY) > _MOST_ENTRIES:
        return _said(f"{_the(file)} holds more files than Candour looks through; it was kept whole.")
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            return _look_through(file, archive, budget)
    except _ZIP_ERRORS as error:
        raise DamagedError from error


def _look_through(file: InnerFile, archive: zipfile.ZipFile, budget: Budget) -> Opened:
    entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    names = {entry.filename.casefold() for entry in entries}
    if "[content_types].xml" in names or "meta-inf/manifest.xml" in names:
        return _document(file, names)
    members = [_Member(entry.filename, entry.file_size) for entry in entries]
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        return _said(_listed(file, members), f"{_the(file)} is locked with a password; it was kept unopened.")
    if bomb := _bomb(file, sum(member.size for member in members), budget):
        return _said(_listed(file, members), bomb)
    reading = _Reading(file, budget)
    for entry in entries[: budget.limits.archive_members]:
        if entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} and reading.wants(entry.filename):
            with archive.open(entry) as stream:
                reading.add(entry.filename, stream.read(budget.bytes_left))
    return reading.opened(members)


def _document(file: InnerFile, names: set[str]) -> Opened:
    """Return what is to be said of an Office document, which is a zip too."""
    has_macros = any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names)
    return _said(macros_said(file)) if has_macros else Opened()


def macros_said(file: InnerFile) -> str:
    """Return the warning of a document that can run something."""
    return f'The document "{_name(file)}" holds macros (small programs); open it with care.'


def _open_tar(file: InnerFile, content: bytes, budget: Budget) -> Opened:
    reading = _Reading(file, budget)
    members = []
    for name, body in members_of_tar(content):
        members.append(_Member(name, len(body)))
        if len(members) > budget.limits.archive_members:
            break
        if reading.wants(name):
            reading.add(name, body)
    return reading.opened(members)


def _open_packed(file: InnerFile, budget: Budget) -> Opened:
    """Open what holds one file, or a tar."""
    content, is_whole = _unpacked(file.content, budget)
    if not is_whole:
        too_much = f"{_the(file)} unpacks to more than Candour looks into; it was kept whole."
        bomb = _bomb(file, len(content) + 1, budget, floor=0)
        return _said(bomb or (OUT_OF_TIME if budget.is_out_of_time else too_much))
    if is_tar(content):
        return _open_tar(file, content, budget)
    name = _name(file).rpartition(".")[0] or "file"
    reading = _Reading(file, budget)
    if reading.wants(name):
        reading.add(name, content)
    return reading.opened([_Member(name, len(content))])


def _unpacked(content: bytes, budget: Budget) -> tuple[bytes, bool]:
    """Return what a packed file holds, as far as bytes and time are left; and whether that is all."""
    most = budget.bytes_left
    unpacked, rest = bytearray(), content
    for _ in range(_MOST_STREAMS):
        machine = _machine_for(file_begins=rest)
        try:
            while len(unpacked) <= most and not budget.is_out_of_time and not machine.eof:
                piece = machine.decompress(rest, min(_AT_ONCE, most + 1 - len(unpacked)))
                rest = getattr(machine, "unconsumed_tail", b"")  # zlib hands it back, the others keep it
                if not piece and not machine.eof:
                    raise DamagedError  # the end is missing
                unpacked += piece
                budget.spend(len(piece))
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
            raise DamagedError from error
        rest = machine.unused_data
        if len(unpacked) > most or budget.is_out_of_time:
            return bytes(unpacked), False
        if not rest.startswith(content[:3]):
            return bytes(unpacked), True
    return bytes(unpacked), False


def _machine_for(file_begins: bytes) -> "zlib._Decompress | bz2.BZ2Decompressor | lzma.LZMADecompressor":
    if file_begins.startswith(_GZIP):
        return zlib.decompressobj(wbits=_GZIP_WINDOW)
    return bz2.BZ2Decompressor() if file_begins.startswith(_BZIP) else lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


def _bomb(file: InnerFile, unpacked: int, budget: Budget, floor: int = _SMALL) -> str:
    """Return the warning of an archive that would swell out of all proportion, empty for an honest one."""
    if unpacked <= max(floor, len(file.content) * budget.limits.unpacked_times):
        return ""
    return (
        f"{_the(file)} has {size_in_words(len(file.content))} and would unpack to {size_in_words(unpacked)} or more. "
        'Such archives are built to block computers ("zip bomb"). It was kept unopened; don\'t unpack it.'
    )


class _Reading:
    """Gathers what is read in one archive."""

    def __init__(self, file: InnerFile, budget: Budget) -> None:
        self._file = file
        self._budget = budget
        self._texts: list[Opened] = []
        self._files: list[InnerFile] = []
        self._notes: list[str] = []

    def wants(self, name: str) -> bool:
        """Tell whether a member is worth its bytes: a message, a text or another archive, while there is time."""
        if not name.casefold().endswith(_READ):
            return False
        if self._budget.is_out_of_time or not self._budget.bytes_left:
            self._notes.append(OUT_OF_TIME if self._budget.is_out_of_time else OUT_OF_BYTES)
            return False
        return True

    def add(self, name: str, content: bytes) -> None:
        """Take in a member's bytes."""
        self._budget.spend(len(content))
        if not name.casefold().endswith(".txt"):
            self._files.append(InnerFile(_plain(name), "application/octet-stream", content))
            return
        title = f'In the archive "{_name(self._file)}", the text "{_plain(name)}":'
        text = decode_text(content[: _LONGEST_TEXT * 4])[:_LONGEST_TEXT]
        self._texts.append(Opened(title=title, passages=(Passage(text),)))

    def opened(self, members: list[_Member]) -> Opened:
        """Return it all, with the sentence that lists the archive."""
        notes = [_listed(self._file, members, self._budget.limits.archive_members)]
        if len(members) > self._budget.limits.archive_members:
            notes.append(
                f"{_the(self._file)} holds more than {self._budget.limits.archive_members:,} files; "
                "the others were not looked into."
            )
        notes += dict.fromkeys(self._notes)
        return Opened(files=tuple(self._files), inner=tuple(self._texts), notes=tuple(notes))


def _listed(file: InnerFile, members: list[_Member], most: int | None = None) -> str:
    """Return the sentence that says how many files there are, and names the first."""
    if not members:
        return f"{_the(file)} is empty."
    names = ", ".join(_plain(member.name) for member in members[:_NAMED])
    more = ", ..." if len(members) > _NAMED else ""
    count = f"more than {most:,}" if most and len(members) > most else f"{len(members):,}"
    return f"{_the(file)} holds {count} {'file' if len(members) == 1 else 'files'}: {names}{more}."


def _said(*sentences: str) -> Opened:
    return Opened(notes=sentences)


def _the(file: InnerFile) -> str:
    return f'The archive "{_name(file)}"'


def _name(file: InnerFile) -> str:
    return _plain(file.name) or "without a name"


def _plain(name: str) -> str:
    return one_line(name)[-_LONGEST_NAME:]
