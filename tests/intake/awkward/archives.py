"""Archives of every kind: honest, swollen, locked, broken, or something else altogether."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from intake.limits import Limits
from tests.intake.awkward.mail import Awkward, numbered
from tests.intake.enclosed import WORDS, File, a_mail_with
from tests.intake.test_formats_archives import BOMB_WORDS, a_tar, a_zip, locked
from tests.intake.test_formats_attached import COMPLAINT, HEADING
from tests.intake.test_formats_calendars import a_calendar
from tests.intake.test_formats_forwards import FORWARDED

SAID = "I sent the list to the wrong parent."
DAMAGED = "is damaged or not what it claims to be; it was kept whole."
SMALL = replace(Limits(), expanded_bytes=2_000_000)


def _with_folder(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("folder/", b"")
        for name, content in members.items():
            archive.writestr(f"folder/{name}", content)
    return packed.getvalue()


def _streamed(members: dict[str, bytes]) -> bytes:
    """Return a zip as programs write it that can't go back: the sizes stand behind each file (APPNOTE 4.3.9)."""

    class OneWay(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

        def tell(self) -> int:
            raise io.UnsupportedOperation

    packed = OneWay()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def honest() -> Iterator[Awkward]:
    mails = {"complaint.eml": COMPLAINT}
    for name, content in {
        "a zip": a_zip(mails),
        "a zip with a folder": _with_folder(mails),
        "a zip written in one go": _streamed(mails),
        "a zip with a comment behind it": a_zip(mails)[:-2] + b"\x05\x00hello",
        "a zip with names that climb out": a_zip({"../../etc/complaint.eml": COMPLAINT}),
        "a zip with a name in Welsh": a_zip({"cwyn tŷ.eml": COMPLAINT}),
        "a zip with a name in capitals": a_zip({"COMPLAINT.EML": COMPLAINT}),
        "a tar": a_tar(mails),
        "a tar in GNU's form": a_tar(mails, kind=tarfile.GNU_FORMAT),
        "a tar with long names": a_tar({"folder/" * 30 + "complaint.eml": COMPLAINT}),
        "a tar in gzip": gzip.compress(a_tar(mails)),
        "a tar in bzip2": bz2.compress(a_tar(mails)),
        "a tar in xz": lzma.compress(a_tar(mails)),
        "a zip in a zip": a_zip({"inner.zip": a_zip(mails)}),
        "a tar in a zip": a_zip({"inner.tar.gz": gzip.compress(a_tar(mails))}),
    }.items():
        yield Awkward(
            f"a message in {name}",
            a_mail_with(File("all.bin", content)),
            says=(WORDS, HEADING, SAID),
            forwarded=(FORWARDED,),
            contents=(content,),
            said=('The archive "all.bin" holds 1 file: ',),
        )
    invitation = a_zip({"invite.ics": a_calendar()})
    yield Awkward("an invitation in a zip", a_mail_with(File("a.zip", invitation)), says=("When: Tuesday 3 November",))
    with_file = a_mail_with(File("list.csv", b"name\n"), words="Here it is.")
    yield Awkward(
        "a message with a file in a zip",
        a_mail_with(File("a.zip", a_zip({"a.eml": with_file}))),
        says=("Here it is.",),
        named=("a.zip", "list.csv"),
    )
    two = gzip.compress(b"The first half") + gzip.compress(b" and the second.")
    yield Awkward(
        "gzip written in two goes", a_mail_with(File("a.txt.gz", two)), says=("The first half and the second.",)
    )
    two = bz2.compress(b"The first half") + bz2.compress(b" and the second.")
    yield Awkward(
        "bzip2 written in two goes", a_mail_with(File("a.txt.bz2", two)), says=("The first half and the second.",)
    )


def swollen() -> Iterator[Awkward]:
    zeros = b"\0" * 12_000_000
    layers = a_zip({f"{number}.zip": a_zip({"a.txt": b"\0" * 900_000}) for number in range(9)})
    for name, content in {
        "zip": a_zip({"a.txt": zeros}),
        "zip of what is not read": a_zip({"a.bin": zeros}),
        "gzip": gzip.compress(b"\0" * 2_100_000, compresslevel=1),
        "bzip2": bz2.compress(b"\0" * 2_100_000),
        "tar in xz": lzma.compress(a_tar({"a.txt": b"\0" * 2_100_000}), preset=0),
    }.items():
        yield Awkward(
            f"a bomb as {name}",
            a_mail_with(File("a.bin", content)),
            text=WORDS,
            said=(BOMB_WORDS,),
            within=SMALL,
            contents=(content,),
        )
    yield Awkward(
        "a bomb in layers",
        a_mail_with(File("a.zip", layers)),
        says=(WORDS,),
        within=SMALL,
        said=("The files of the message unpack to more than Candour looks into; the rest of them was kept unread.",),
        named=("a.zip",),
    )


def closed() -> Iterator[Awkward]:
    listed = a_zip({"list.csv": b"1"})
    for name, file, said in (
        (
            "a locked zip",
            File("a.zip", locked(a_zip({"a.eml": COMPLAINT}))),
            "is locked with a password; it was kept unopened.",
        ),
        ("7z", File("a.7z", b"7z\xbc\xaf\x27\x1c\0\4" + b"x" * 99), "is of a kind that Candour doesn't open (7z)"),
        ("rar", File("a.rar", b"Rar!\x1a\x07\x00" + b"x" * 99), "is of a kind that Candour doesn't open (rar)"),
        ("cab", File("a.cab", b"MSCF\0\0\0\0" + b"x" * 99), "is of a kind that Candour doesn't open (cab)"),
        ("a zip without its end", File("a.zip", listed[:-30]), DAMAGED),
        ("a zip without its beginning", File("a.zip", listed[20:]), DAMAGED),
        ("a zip that is a text", File("list.zip", b"Blocked by the gateway."), DAMAGED),
        (
            "a zip whose bytes were changed",
            File("a.zip", a_zip({"a.txt": b"Gone. " * 9}).replace(b"\x0b\x49\xcd\x4b", b"\x0b\x49\xcd\x4c")),
            "",
        ),
        ("gzip without its end", File("a.txt.gz", gzip.compress(b"Gone. " * 99)[:-9]), DAMAGED),
        ("an archive that unpacks itself", File("a.exe", b"MZ" + a_zip({"a.txt": b"x"})), "can run as a program"),
        ("a program in the clothes of a picture", File("photo.jpg.exe", b"x"), "can run as a program"),
        ("a program with a dot behind it", File("invoice.exe.", b"x"), "can run as a program"),
        ("a program with blanks behind it", File("invoice.exe  ", b"x"), "can run as a program"),
        ("a program written backwards", File("\u202egpj.exe", b"x"), "can run as a program"),
        ("a program in a zip", File("a.zip", a_zip({"photo.jpg.exe": b"MZ"})), "holds 1 file: photo.jpg.exe."),
        (
            "a document with macros",
            File("a.docx", a_zip({"[Content_Types].xml": b"", "word/vbaProject.bin": b"x"})),
            "holds macros",
        ),
        (
            "a sheet of LibreOffice with macros",
            File("a.ods", a_zip({"META-INF/manifest.xml": b"", "Basic/Standard/a.xml": b"x"})),
            "holds macros",
        ),
        ("an empty zip", File("a.zip", a_zip({})), "is empty."),
        ("an empty file", File("a.zip", b""), ""),
    ):
        yield Awkward(name, a_mail_with(file), says=(WORDS,), said=(said,) if said else (), contents=(file.content,))
    yield Awkward(
        "a file that unpacks to itself without end",
        a_mail_with(File("a.gz", gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"Gone.")))))),
        text=WORDS,
        named=("a.gz",),
    )


ALL = numbered("archive", (*honest(), *swollen(), *closed()))
