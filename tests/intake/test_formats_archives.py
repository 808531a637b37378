"""Archives and documents: kept whole, looked into within limits, and said on the case."""

import bz2
import gzip
import hashlib
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import pytest

from intake.budget import OUT_OF_TIME, Budget
from intake.formats.opened import InnerFile
from intake.formats.opening import look_into
from intake.limits import Limits
from intake.parse import parse_message
from tests.intake.enclosed import WORDS, File, a_mail_with, names, read
from tests.intake.mails import ARRIVAL
from tests.intake.msg_files import a_compound, msg_storage
from tests.intake.outlook_properties import text
from tests.intake.test_formats_attached import COMPLAINT, GARETH

BOMB_WORDS = 'Such archives are built to block computers ("zip bomb"). It was kept unopened; don\'t unpack it.'

NOISE = hashlib.shake_256(b"noise").digest(2_500_000)
PACKERS = [bz2.compress, partial(gzip.compress, compresslevel=1), partial(lzma.compress, preset=0)]


def a_zip(members: Mapping[str, bytes], *, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", kind) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def a_tar(members: Mapping[str, bytes], *, kind: int = tarfile.PAX_FORMAT) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=kind) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def locked(packed: bytes) -> bytes:
    """Return a zip with the flag of an encrypted file set in both of its headers (APPNOTE 4.4.4)."""
    raw = bytearray(packed)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.index(mark) + offset
        struct.pack_into("<H", raw, place, 1)
    return bytes(raw)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (a_zip({"a.csv": b"1", "b.csv": b"2"}), ("holds 2 files: a.csv, b.csv.",)),
        (a_zip({f"{n}.csv": b"1" for n in range(7)}), ("holds 7 files: 0.csv, 1.csv, 2.csv, 3.csv, 4.csv, ....",)),
        (a_zip({}), ("is empty.",)),
        (a_tar({"a.csv": b"1", "n" * 150 + ".csv": b"2"}), (f"holds 2 files: a.csv, {'n' * 76}.csv.",)),
        (a_tar({"n" * 150 + ".csv": b"2"}, kind=tarfile.GNU_FORMAT), (f"holds 1 file: {'n' * 76}.csv.",)),
        (gzip.compress(a_tar({"a.csv": b"1"})), ("holds 1 file: a.csv.",)),
        (locked(a_zip({"a.csv": b"1"})), ("holds 1 file: a.csv.", "is locked with a password; it was kept unopened.")),
        (b"7z\xbc\xaf\x27\x1c\0\4", ("is of a kind that Candour doesn't open (7z); it was kept whole.",)),
        (b"Rar!\x1a\x07\x01\0", ("is of a kind that Candour doesn't open (rar); it was kept whole.",)),
    ],
)
def test_an_archive_is_kept_whole_and_what_it_holds_is_said(content: bytes, said: tuple[str, ...]) -> None:
    message = read(File("data.bin", content))
    assert message.text == WORDS
    assert [(item.name, item.content) for item in message.attachments] == [("data.bin", content)]
    assert message.limits == tuple(f'The archive "data.bin" {sentence}' for sentence in said)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data.zip", a_zip({"folder/note.txt": b"It went to Tom."})),
        ("data.zip", a_zip({"folder/note.txt": b"It went to Tom."}, kind=zipfile.ZIP_STORED)),
        ("data.tar", a_tar({"folder/note.txt": b"It went to Tom."})),
        ("folder/note.txt.gz", gzip.compress(b"It went to Tom.")),
        ("folder/note.txt.bz2", bz2.compress(b"It went to Tom.")),
        ("folder/note.txt.xz", lzma.compress(b"It went to Tom.")),
    ],
)
def test_a_text_in_an_archive_is_read_under_a_line_that_says_where_it_stands(name: str, content: bytes) -> None:
    assert read(File(name, content)).text.endswith('note.txt":\n\nIt went to Tom.')


@pytest.mark.parametrize("name", ["complaint.eml", "complaint.msg", "inner.zip"])
def test_a_message_in_an_archive_is_read_and_its_writer_recovered(name: str) -> None:
    outlook = a_compound(
        msg_storage(text(0x42, GARETH.name), text(0x5D02, GARETH.address), text(0x1000, "To the wrong parent."))
    )
    inner = {"complaint.eml": COMPLAINT, "complaint.msg": outlook, "inner.zip": a_zip({"complaint.eml": COMPLAINT})}
    message = read(File("data.zip", a_zip({name: inner[name]})))
    assert "wrong parent." in message.text
    assert [item.sender for item in message.forwarded] == [GARETH]
    assert names(message) == ["data.zip"]


@pytest.mark.parametrize(
    "bomb",
    [
        File("b.zip", a_zip({"a.txt": b"\0" * 30_000_000})),
        File("b.gz", gzip.compress(b"\0" * 60_000_000)),
        File("b.xz", lzma.compress(b"\0" * 60_000_000)),
    ],
)
def test_a_bomb_is_kept_unopened_and_called_one(bomb: File) -> None:
    message = read(bomb)
    assert BOMB_WORDS in message.limits[-1]
    assert message.text == WORDS
    assert message.attachments[0].content == bomb.content


def test_archives_within_archives_end_at_the_limit_and_that_is_said() -> None:
    packed = a_zip({"note.txt": b"deep down"})
    for _ in range(9):
        packed = a_zip({"inner.zip": packed})
    message = read(File("data.zip", packed))
    assert "Messages or archives are nested more than 5 deep; they were kept unread." in message.limits
    assert "deep down" not in message.text


def test_an_archive_with_too_many_files_is_read_in_part_and_that_is_said() -> None:
    raw = a_mail_with(File("data.zip", a_zip({f"{n}.txt": b"%d" % n for n in range(9)})))
    message = parse_message(raw, ARRIVAL, replace(Limits(), archive_members=3))
    assert message.limits == (
        'The archive "data.zip" holds more than 3 files: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt, ....',
        'The archive "data.zip" holds more than 3 files; the others were not looked into.',
    )
    assert message.text.count("In the archive") == 3


def test_a_directory_of_a_million_files_is_not_even_read() -> None:
    entry = struct.pack("<4s42x", b"PK\x01\x02")
    content = b"PK\x03\x04" + entry * 30_000 + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 30_000, 30_000, 0, 4, 0)
    message = read(File("data.zip", content))
    assert message.limits == ('The archive "data.zip" holds more files than Candour looks through; it was kept whole.',)


@pytest.mark.parametrize("cut", [10, 40, 100])
@pytest.mark.parametrize("content", [a_zip({"a.txt": b"abc" * 50}), gzip.compress(bytes(range(256)))])
def test_a_damaged_archive_is_kept_and_said_to_be_damaged(content: bytes, cut: int) -> None:
    message = read(File("data.zip", content[:-cut]))
    assert len(message.limits) == 1
    assert message.attachments[0].content == content[:-cut]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            File("plan.docm", a_zip({"[Content_Types].xml": b"", "word/vbaProject.bin": b""})),
            'The document "plan.docm" holds macros (small programs); open it with care.',
        ),
        (
            File("plan.xls", a_compound({"Workbook": b"x", "_VBA_PROJECT_CUR": {"VBA": {"dir": b"x"}}})),
            'The document "plan.xls" holds macros (small programs); open it with care.',
        ),
        (
            File("plan.xlsx", a_compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})),
            'The document "plan.xlsx" is locked with a password; it was kept unopened.',
        ),
        (File("photo.exe", b"x"), 'The file "photo.exe" can run as a program; it was kept whole. Don\'t open it.'),
        (File("photo.jpg", b"MZ\x90"), 'The file "photo.jpg" can run as a program; it was kept whole. Don\'t open it.'),
        (
            File("Invoice.pdf.js", b"x"),
            'The file "Invoice.pdf.js" can run as a program; it was kept whole. Don\'t open it.',
        ),
        (File("scan.lnk", b"x"), 'The file "scan.lnk" can run as a program; it was kept whole. Don\'t open it.'),
    ],
)
def test_what_can_run_something_is_kept_whole_with_a_warning(file: File, said: str) -> None:
    message = read(file)
    assert message.limits == (said,)
    assert message.attachments[0].content == file.content


@pytest.mark.parametrize(
    "file",
    [
        File("plan.docx", a_zip({"[Content_Types].xml": b"", "word/document.xml": b""})),
        File("plan.doc", a_compound({"WordDocument": b"x"})),
        File("photo.jpg", b"\xff\xd8\xff"),
        File("notes.txt", b"text"),
    ],
)
def test_an_ordinary_document_needs_no_word(file: File) -> None:
    assert read(file).limits == ()


@pytest.mark.parametrize("pack", PACKERS)
def test_a_packed_file_is_unpacked_no_longer_than_there_is_time(pack: Callable[[bytes], bytes]) -> None:
    ticks = iter(range(100))
    opened = look_into(InnerFile("a.txt.gz", "", pack(NOISE)), Budget(Limits(), clock=lambda: next(ticks)))
    assert opened.notes == (OUT_OF_TIME,)


@pytest.mark.parametrize("pack", PACKERS)
def test_a_packed_file_of_several_megabytes_is_unpacked_whole(pack: Callable[[bytes], bytes]) -> None:
    member = a_tar({"a.bin": NOISE, "b.txt": b"The end."})
    packed = pack(member[:2_200_000]) + pack(member[2_200_000:])
    opened = look_into(InnerFile("a.tgz", "", packed), Budget(replace(Limits(), opening_in_seconds=60.0)))
    assert opened.notes == ('The archive "a.tgz" holds 2 files: a.bin, b.txt.',)
    assert [text.passages[0].source for text in opened.inner] == ["The end."]


@pytest.mark.parametrize("pack", PACKERS[:2])
def test_what_a_damaged_file_unpacked_to_is_spent_as_well(pack: Callable[[bytes], bytes]) -> None:
    budget = Budget(replace(Limits(), opening_in_seconds=60.0))
    look_into(InnerFile("a.gz", "", pack(NOISE)[:-9]), budget)
    assert budget.bytes_left < Limits().expanded_bytes
