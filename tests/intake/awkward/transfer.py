"""Transfer encodings that are broken, unknown, nested or misnamed."""

import base64
import binascii
from collections.abc import Iterator

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

_PACKED = base64.b64encode(TEXT.encode())
_LONG = base64.encodebytes(TEXT.encode() * 40)


def _encoded(name: str, encoding: bytes, body: bytes, **expected: object) -> Awkward:
    raw = mail(FROM, TO, SUBJECT, PLAIN, b"Content-Transfer-Encoding: " + encoding, body=body)
    return Awkward(name, raw, **{"text": TEXT, **expected})  # type: ignore[arg-type]  # the fields of Awkward


def texts() -> Iterator[Awkward]:
    yield _encoded("base64", b"base64", _PACKED)
    yield _encoded("base64 in capitals", b"BASE64", _PACKED)
    yield _encoded("base64 with a comment", b"base64 (as usual)", _PACKED)
    yield _encoded("base64 without padding", b"base64", _PACKED.rstrip(b"="))
    yield _encoded("base64 with blanks in it", b"base64", b" ".join((_PACKED[:7], _PACKED[7:])))
    yield _encoded("base64 with strange characters in it", b"base64", _PACKED[:8] + b"!!**" + _PACKED[8:])
    yield _encoded("base64 with bare line feeds", b"base64", _LONG, text=TEXT * 40)
    yield _encoded("base64 with bare carriage returns", b"base64", _LONG.replace(b"\n", b"\r"), text=TEXT * 40)
    yield _encoded("base64 cut off", b"base64", _LONG[: len(_LONG) // 2 // 4 * 4 + 1], text=None, says=(TEXT,))
    yield _encoded("base64 with a footer of a list behind it", b"base64", _PACKED + b"\r\n", text=TEXT)
    yield _encoded("quoted-printable", b"quoted-printable", binascii.b2a_qp(TEXT.encode()))
    yield _encoded("quoted-printable of utf-8", b"Quoted-Printable", b"T=C5=B7 Gwyn", text="Tŷ Gwyn")
    yield _encoded("quoted-printable in small letters", b"quoted-printable", b"T=c5=b7 Gwyn", text="Tŷ Gwyn")
    yield _encoded("quoted-printable with soft breaks", b"quoted-printable", TEXT.replace(" the", " =\r\nthe").encode())
    yield _encoded(
        "quoted-printable with blanks after =", b"quoted-printable", TEXT.replace("list", "list= \r\n").encode()
    )
    yield _encoded(
        "quoted-printable that is none", b"quoted-printable", b"100% = all of it =ZZ", text="100% = all of it =ZZ"
    )
    yield _encoded("quoted-printable ending in =", b"quoted-printable", TEXT.encode() + b"=")
    yield _encoded("8bit", b"8bit", "Tŷ".encode(), text="Tŷ")
    yield _encoded("binary", b"binary", "Tŷ\nGwyn".encode(), text="Tŷ\nGwyn")
    yield _encoded("7bit with 8 bits", b"7bit", "Tŷ".encode(), text="Tŷ")
    yield _encoded("an unknown one", b"x-secret", TEXT.encode())
    yield _encoded("an empty one", b"", TEXT.encode())
    yield _encoded("uuencode", b"x-uuencode", b"begin 644 note.txt\r\n%2&5L;&\\\r\n`\r\nend\r\n", text="Hello")


def files() -> Iterator[Awkward]:
    content = bytes(range(256))
    named = b'Content-Disposition: attachment; filename="data.bin"'
    ways = {
        "base64": (b"base64", base64.encodebytes(content)),
        "base64 on one line": (b"base64", base64.b64encode(content)),
        "quoted-printable": (b"quoted-printable", binascii.b2a_qp(content, istext=False)),
    }
    for name, (encoding, body) in ways.items():
        attached = part(b"application/octet-stream", body, named, b"Content-Transfer-Encoding: " + encoding)
        yield Awkward(
            f"a file in {name}",
            multipart(b"mixed", text_part(), attached),
            text=TEXT,
            files=(("data.bin", "application/octet-stream"),),
            contents=(content,),
        )
    empty = part(b"application/pdf", b"", named, b"Content-Transfer-Encoding: base64")
    yield Awkward("an empty file", multipart(b"mixed", text_part(), empty), contents=(b"",), text=TEXT)


def ends() -> Iterator[Awkward]:
    lines = ("One.", "Two.", "", "Three.")
    for name, end in {"lf": b"\n", "crlf": b"\r\n", "cr": b"\r", "crcrlf": b"\r\r\n"}.items():
        body = end.join(line.encode() for line in lines)
        yield Awkward(
            f"line ends {name}",
            mail(FROM, TO, SUBJECT, PLAIN, body=body, end=end),
            text="\n".join(lines),
            subject="Trip list",
        )
    mixed = mail(FROM, TO, SUBJECT, PLAIN, body=b"One.\nTwo.\r\n\r\nThree.")
    yield Awkward("line ends mixed", mixed, text="\n".join(lines))
    yield Awkward(
        "an mbox line before it",
        b"From s.vaughan@x.example Thu Nov 20\n" + mail(FROM, TO, SUBJECT, PLAIN, end=b"\n"),
        text=TEXT,
        subject="Trip list",
    )
    yield Awkward(
        "empty lines before the header are the end of it",
        b"\r\n\r\n" + mail(FROM, TO, SUBJECT, PLAIN),
        says=(TEXT,),
        nobody=True,
    )


ALL = numbered("transfer", (*texts(), *files(), *ends()))
