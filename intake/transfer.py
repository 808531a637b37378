"""The transfer encoding of a part undone (RFC 2045, 6), leniently."""

import binascii
import re
from contextlib import suppress

from intake.charsets import lenient_base64

_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\r\n]{1,255}$", re.MULTILINE)
_UU_BLOCK = re.compile(r"^begin [0-7]{3,4} ([^\n]{1,255})\n((?:[!-`][ -`]{0,90}\n)+)(?:`?\n)?end[ \t]*$", re.MULTILINE)
_MOST_LINES = 1_000_000
_BLANKS_AT_END = (b" \n", b"\t\n", b" \r\n", b"\t\r\n")


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
    """Drop blanks at the ends of lines, which a mail server has added: programs encode theirs (RFC 2045, 6.7 (3)).

    Most bodies have none. One of more than a million lines keeps them: each line costs something.
    """
    has_any = body.endswith((b" ", b"\t", b" \r", b"\t\r")) or any(blank in body for blank in _BLANKS_AT_END)
    if not has_any or body.count(b"\n") > _MOST_LINES:
        return body
    lines = body.split(b"\n")
    return b"\n".join(
        line[:-1].rstrip(b" \t") + b"\r" if line.endswith(b"\r") else line.rstrip(b" \t") for line in lines
    )


def without_uuencoded(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Return a text without the files that were written into it as uuencode, and those: name and bytes of each."""
    files = [
        (found[1].strip(), _uu_lines(found[2].encode("latin-1", "replace").split(b"\n")))
        for found in _UU_BLOCK.finditer(text)
    ]
    return (_UU_BLOCK.sub("[a file stood here in the text]", text), files) if files else (text, [])


def _uudecoded(body: bytes) -> bytes:
    begin = _UU_BEGIN.search(body.replace(b"\r\n", b"\n"))
    return _uu_lines(begin.string[begin.end() + 1 :].split(b"\n", _MOST_LINES)) if begin else body


def _uu_lines(lines: list[bytes]) -> bytes:
    """Decode the lines of a file up to its end, as many as can be; one that is none is left out."""
    content = bytearray()
    for line in lines[:_MOST_LINES]:
        if line.strip() in {b"end", b"`"}:
            break
        if not line.strip():  # Python would make 32 bytes of it
            continue
        with suppress(binascii.Error):
            content += binascii.a2b_uu(line)
    return bytes(content)
