"""Every limit reached by an otherwise ordinary mail: what was read counts, and the case says what was left out."""

from collections.abc import Iterator
from dataclasses import replace

from intake.limits import Limits
from tests.intake.awkward.mail import (
    FROM,
    PLAIN,
    SUBJECT,
    TEXT,
    TO,
    Awkward,
    mail,
    multipart,
    numbered,
    part,
    text_part,
)
from tests.intake.awkward.outlook import WRITER
from tests.intake.awkward.sealed import signed
from tests.intake.enclosed import WORDS, File, a_mail_with
from tests.intake.msg_files import a_compound, msg_file, msg_storage
from tests.intake.outlook_properties import binary, text
from tests.intake.test_formats_archives import a_zip
from tests.intake.test_formats_attached import COMPLAINT
from tests.intake.winmail_files import a_tnef, tnef_file

USUAL = Limits()
FILE = part(b"text/csv; name=list.csv", b"name", b"Content-Disposition: attachment")
MANY_FILES = "The message has more than 2 files; the others are in it alone."
MANY_PARTS = "The message has more than 3 parts; the others were left out."
NESTED = "Messages or archives are nested more than 1 deep; they were kept unread."
UNPACKED = "The files of the message unpack to more than Candour looks into; the rest of them was kept unread."
CUT = "The text was cut after 50 characters."


def files() -> Iterator[Awkward]:
    two = replace(USUAL, attachments=2)
    for name, raw in {
        "parts": multipart(b"mixed", text_part(WORDS), FILE, FILE, FILE),
        "files before the text": multipart(b"mixed", FILE, FILE, FILE, text_part(WORDS)),
        "winmail.dat": a_mail_with(File("w.dat", a_tnef(*[tnef_file(title="a.csv", content=b"n") for _ in range(3)]))),
        "an Outlook message": a_mail_with(
            File("a.msg", a_compound(msg_storage(files=[msg_file(text(0x3707, "a"), binary(0x3701, b"n"))] * 2)))
        ),
        "a message": a_mail_with(File("", multipart(b"mixed", text_part("x"), FILE, FILE), "message/rfc822")),
        "a signature": a_mail_with(
            File(
                "s.p7m",
                signed(part(b"multipart/mixed; boundary=s", b"".join(b"--s\r\n" + FILE + b"\r\n" for _ in "ab"))),
            )
        ),
    }.items():
        yield Awkward(f"three files in {name}", raw, within=two, says=(WORDS,), said=(MANY_FILES,))
    yield Awkward("two files", multipart(b"mixed", text_part(), FILE, FILE), within=two, text=TEXT, quiet=True)


def parts() -> Iterator[Awkward]:
    three = replace(USUAL, parts=3)
    yield Awkward(
        "four parts",
        multipart(b"mixed", text_part("a"), text_part("b"), text_part("c"), text_part("d")),
        within=three,
        says=("a",),
        said=(MANY_PARTS,),
    )
    yield Awkward(
        "three parts", multipart(b"mixed", text_part("a"), text_part("b")), within=three, text="a\n\nb", quiet=True
    )
    inner = a_mail_with(File("b.csv", b"n"), words="Inner.")
    yield Awkward(
        "the parts of a message in it count too",
        a_mail_with(File("", inner, "message/rfc822")),
        within=three,
        says=(WORDS,),
        said=(MANY_PARTS,),
    )


def depth() -> Iterator[Awkward]:
    one = replace(USUAL, opened_depth=1)
    inner = a_mail_with(File("", COMPLAINT, "message/rfc822"), words="First.")
    for name, file in {
        "a message in a message": File("", inner, "message/rfc822"),
        "a message in an archive": File("a.zip", a_zip({"a.eml": inner})),
        "a message in winmail.dat": File("w.dat", a_tnef(tnef_file(title="a.eml", content=inner))),
        "an archive in an archive": File(
            "a.zip", a_zip({"b.zip": a_zip({"c.zip": a_zip({"d.txt": b"wrong parent"})})})
        ),
    }.items():
        yield Awkward(
            f"{name}, one deeper than allowed",
            a_mail_with(file),
            within=one,
            says=(WORDS,),
            silent=("wrong parent",),
            said=(NESTED,),
        )
    yield Awkward(
        "a message, as deep as allowed",
        a_mail_with(File("", COMPLAINT, "message/rfc822")),
        within=one,
        says=("wrong parent",),
        quiet=True,
    )


def length() -> Iterator[Awkward]:
    short = replace(USUAL, text_characters=50, html_characters=400)
    words = ("word " * 30).strip()
    yield Awkward(
        "a text of 149 letters", mail(FROM, TO, PLAIN, body=words.encode()), within=short, text=words[:50], said=(CUT,)
    )
    page = mail(FROM, TO, b"Content-Type: text/html", body=f"<p>{words}</p>".encode())
    yield Awkward("a page of 149 letters", page, within=short, text=words[:50], said=(CUT,))
    outlook = a_compound(msg_storage(*WRITER, text(0x1000, words)))
    yield Awkward(
        "an Outlook message of 149 letters",
        a_mail_with(File("a.msg", outlook)),
        within=short,
        says=(WORDS,),
        said=(CUT,),
    )
    exact = "x" * 50
    yield Awkward(
        "a text of 50 letters", mail(FROM, TO, PLAIN, body=exact.encode()), within=short, text=exact, quiet=True
    )
    header = replace(USUAL, header_bytes=300)
    long_header = mail(FROM, TO, SUBJECT, b"X-Spam-Report: " + b"x" * 400, PLAIN)
    yield Awkward(
        "a long header",
        long_header,
        within=header,
        text=TEXT,
        subject="Trip list",
        said=("A header of the message is longer",),
    )
    before = mail(b"X-Spam-Report: " + b"x" * 400, FROM, TO, SUBJECT, PLAIN)
    yield Awkward(
        "a long header before the sender", before, within=header, text=TEXT, said=("A header of the message is longer",)
    )


def size() -> Iterator[Awkward]:
    small = replace(USUAL, expanded_bytes=1_000, unpacked_times=10_000)
    packed = a_zip({"a.txt": b"Gone. " * 100, "b.txt": b"Gone. " * 100, "c.txt": b"Gone. " * 100})
    yield Awkward(
        "an archive of 1.8 kB", a_mail_with(File("a.zip", packed)), within=small, says=(WORDS,), said=(UNPACKED,)
    )
    honest = a_zip({"a.txt": b"Gone. " * 100})
    yield Awkward("an archive of 600 bytes", a_mail_with(File("a.zip", honest)), within=small, says=(WORDS, "Gone."))
    inner = replace(USUAL, inner_file_bytes=3)
    winmail = a_tnef(tnef_file(title="big.csv", content=b"name"), tnef_file(title="small.csv", content=b"n"))
    yield Awkward(
        "a large file in winmail.dat", a_mail_with(File("w.dat", winmail)), within=inner, named=("w.dat", "small.csv")
    )
    whole = replace(USUAL, message_bytes=2_000)
    yield Awkward(
        "a mail of more than 2 kB",
        mail(FROM, TO, SUBJECT, PLAIN, body=b"x" * 2_000),
        within=whole,
        sender=("Seren Vaughan", "s.vaughan@saint-finnian.example"),
        subject="Trip list",
        text="",
        unreadable="it has 0.0 MB, and Candour reads up to 0.0 MB",
    )
    yield Awkward("a mail of less", mail(FROM, TO, PLAIN), within=whole, text=TEXT, quiet=True)


ALL = numbered("limit", (*files(), *parts(), *depth(), *length(), *size()))
