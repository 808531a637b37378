"""Addresses, names and files in other letters than they seem to be; files written into the text as letters."""

import binascii
from collections.abc import Iterator

from tests.intake.awkward.mail import FROM, PLAIN, TEXT, TO, Awkward, mail, multipart, numbered, part
from tests.intake.test_formats_attached import COMPLAINT, HEADING
from tests.intake.test_formats_forwards import FORWARDED

DRAWN = "[a file stood here in the text]"


def addresses() -> Iterator[Awkward]:
    for name, address, said in (
        ("Welsh", "s@t\u0177-ysgol.example", ()),
        ("French", "andr\xe9@\xe9cole.example", ()),
        ("German in its true form", "s@xn--mnchen-3ya.example", ()),
        ("a Cyrillic a", "s@s\u0430int-finnian.example", ("mixes Cyrillic and Latin letters",)),
        ("a Cyrillic a in its true form", "s@xn--sint-finnian-x9j.example", ("mixes Cyrillic and Latin letters",)),
        ("a Greek o", "s@sch\u03bfol.example", ("mixes Greek and Latin letters",)),
        ("an Armenian one", "s@sch\u0585ol.example", ("mixes Armenian and Latin letters",)),
        ("Cyrillic alone", "s@\u0430\u0440\u0440\u04cf\u0435.example", ("is written in Cyrillic letters",)),
        ("broken in its true form", "s@xn--99999999.example", ()),
        ("wide letters", "s@\uff53\uff43hool.example", None),
    ):
        raw = mail(f"From: Seren <{address}>".encode(), TO, PLAIN)
        expected = Awkward(
            f"an address: {name}", raw, sender=("Seren", address), text=TEXT, said=said or (), quiet=said == ()
        )
        yield expected


def uuencoded(name: str, content: bytes, end: bytes = b"\r\n") -> bytes:
    """Return a file as Unix programs write it into a text."""
    lines = [binascii.b2a_uu(content[start : start + 45]).strip(b"\n") for start in range(0, len(content), 45)]
    return end.join((f"begin 644 {name}".encode(), *lines, b"`", b"end", b""))


def drawn() -> Iterator[Awkward]:
    file = b"name,need\r\nTom,none\r\n" * 9
    for name, body, contents in (
        ("a file", uuencoded("list.csv", file), (file,)),
        ("a file with line feeds", uuencoded("list.csv", file, b"\n"), (file,)),
        ("two files", uuencoded("list.csv", file) + b"\r\nand\r\n\r\n" + uuencoded("b.csv", b"x"), (file, b"x")),
        ("a file of nothing", b"begin 644 empty.csv\r\n`\r\nend\r\n", (b"",)),
        ("a file with blanks for grave accents", uuencoded("list.csv", b"\0" * 45).replace(b"`", b" "), (b"\0" * 45,)),
    ):
        yield Awkward(
            f"uuencode: {name}",
            mail(FROM, TO, PLAIN, body=f"{TEXT}\r\n\r\n".encode() + body),
            says=(TEXT, DRAWN),
            silent=("begin 644", "\nend"),
            contents=contents,
        )
    yield Awkward(
        "uuencode: a message",
        mail(FROM, TO, PLAIN, body=TEXT.encode() + b"\r\n" + uuencoded("complaint.eml", COMPLAINT)),
        says=(TEXT, HEADING),
        forwarded=(FORWARDED,),
    )
    yield Awkward(
        "uuencode: a file's own encoding",
        multipart(
            b"mixed",
            part(b"text/plain", TEXT.encode()),
            part(b"text/csv; name=list.csv", uuencoded("x", file), b"Content-Transfer-Encoding: x-uuencode"),
        ),
        text=TEXT,
        contents=(file,),
    )
    for name, text in (
        ("a sentence that begins with begin", "begin with the list, then end\nend"),
        ("one that never ends", "begin 644 list.csv\n#0V%T"),
        ("somebody's own words", "We begin 644 of them\nend"),
    ):
        yield Awkward(f"no uuencode: {name}", mail(FROM, TO, PLAIN, body=text.encode()), text=text, contents=())
    yield Awkward(
        "uuencode: quoted in an answer",
        mail(
            FROM, TO, PLAIN, body=b"> " + uuencoded("list.csv", b"Cat").replace(b"\r\n", b"\r\n> ") + b"\r\nThat one."
        ),
        says=("That one.", "> begin 644 list.csv"),
        contents=(),
    )


def titles() -> Iterator[Awkward]:
    for name, file_name, shown in (
        ("Welsh", "rhestr t\u0177.pdf", "rhestr t\u0177.pdf"),
        ("letters built of two signs", "re\u0301sume\u0301.pdf", None),
        ("written backwards", "list\u202efdp.exe", "list fdp.exe"),
        ("signs that nobody sees", "li\u200bst.pdf", "li st.pdf"),
        ("signs of joy", "\U0001f600.pdf", "\U0001f600.pdf"),
    ):
        attached = part(b"application/pdf", b"x", f'Content-Disposition: attachment; filename="{file_name}"'.encode())
        named = None if shown is None else (shown,)
        yield Awkward(f"a file's name: {name}", multipart(b"mixed", part(b"text/plain", b"x"), attached), named=named)


ALL = numbered("letters", (*addresses(), *drawn(), *titles()))
