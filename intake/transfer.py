"""The transfer encoding of a part undone (RFC 2045, 6), leniently."""

import binascii
import re

from intake.charsets import lenient_base64

_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\r\n]{1,255}$", re.MULTILINE)
_UU_BLOCK = re.compile(r"^begin [0-7]{3,4} [^\n]{1,255}\n(?:[!-`][ -`]{0,90}\n)+(?:`?\n)?end[ \t]*$", re.MULTILINE)


def decoded(body: bytes, encoding: str) -> bytes:
    """Return a part's body without its transfer encoding; an unknown encoding is left as it is. Never raises."""
    match encoding:
        case "base64":
            return lenient_base64(body)
        case "quoted-printable":
            return binascii.a2b_qp(_without_padding(body))
        case "x-uuencode" | "uuencode" | "x-uue" | "uue":
            return _uudecoded(body)
        case _:
            return body


def _without_padding(body: bytes) -> bytes:
    """Drop blanks at the ends of lines, which a mail server has added: programs encode theirs (RFC 2045, 6.7 (3))."""
    lines = body.split(b"\n")
    return b"\n".join(
        line[:-1].rstrip(b" \t") + b"\r" if line.endswith(b"\r") else line.rstrip(b" \t") for line in lines
    )


def without_uuencoded(text: str) -> tuple[str, bool]:
    """Return a text without the files that were written into it as uuencode, and whether there was one."""
    shortened, found = _UU_BLOCK.subn("[a file stood here in the text]", text)
    return shortened, found > 0


def _uudecoded(body: bytes) -> bytes:
    begin = _UU_BEGIN.search(body.replace(b"\r\n", b"\n"))
    if not begin:
        return body
    content = b""
    for line in begin.string[begin.end() + 1 :].split(b"\n"):
        if line.strip() in {b"end", b"`"}:
            break
        try:
            content += binascii.a2b_uu(line)
        except binascii.Error:
            continue
    return content
