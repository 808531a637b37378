"""Mails with files in them, for tests."""

import base64
import zlib
from typing import NamedTuple

from intake.message import ParsedMessage
from tests.intake.mails import parsed

WORDS = "See below, I think this is a breach."


class File(NamedTuple):
    """A file as a mail program attaches it."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"
    disposition: str = "attachment"


def a_mail_with(*files: File, words: str = WORDS, subject: str = "FW: Trip list") -> bytes:
    """Return a teacher's mail with these files attached in base64; messages as they are (RFC 2046, 5.2.1)."""
    parts = [f"Content-Type: text/plain; charset=utf-8\r\n\r\n{words}".encode()] if words else []
    parts += [_part(file) for file in files]
    boundary = f"mixed{zlib.crc32(b''.join(parts)):08x}"  # a message inside another one must have its own
    header = (
        "From: Seren Vaughan <s.vaughan@saint-finnian.example>\r\nTo: dataloss@saint-finnian.example\r\n"
        f"Subject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary={boundary}\r\n\r\n"
    )
    line = f"--{boundary}".encode()
    return header.encode() + b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def _part(file: File) -> bytes:
    named = f'Content-Disposition: {file.disposition}; filename="{file.name}"\r\n' if file.name else ""
    if file.media_type == "message/rfc822":
        return f"Content-Type: message/rfc822\r\n{named}\r\n".encode() + file.content
    header = f"Content-Type: {file.media_type}\r\n{named}Content-Transfer-Encoding: base64\r\n\r\n"
    return header.encode() + base64.encodebytes(file.content)


def read(*files: File, words: str = WORDS) -> ParsedMessage:
    """Parse a mail with these files."""
    return parsed(a_mail_with(*files, words=words))


def names(message: ParsedMessage) -> list[str]:
    return [attachment.name for attachment in message.attachments]
