"""Bytes to text, whatever the sender claims that they are."""

import base64
import binascii
import codecs
import re
import string
from itertools import groupby

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}")
_MEANS_WINDOWS_1252 = frozenset({"ascii", "iso8859-1", "latin-1"})
"""What mail programs write for windows-1252, and browsers read as it (WHATWG Encoding Standard, 4.2)."""
_NOT_FOR_MAIL = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
"""Codecs of Python that are no charset of mail: slow on hostile input, or meant for something else."""
_ENCODED_WORD = re.compile(rb"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(rb"(\?=)\s+(?==\?[^?\s]{1,61}\?[bBqQ]\?[^?]*\?=)")
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What Notepad and Excel put before a text that they call Unicode; in no other charset does a text begin so."""
_NOT_BASE64 = bytes(set(range(256)) - set(string.ascii_letters.encode() + string.digits.encode() + b"+/"))
_REPLACEMENT = "\ufffd"


def decode_text(content: bytes, label: str | None = None) -> str:
    """Return bytes as text, never raises: as UTF-16 where they begin so, else by their label where it is true, else as
    UTF-8, else as windows-1252.
    """
    codec = _codec_named(label)
    if content.startswith(_UTF_16_MARKS):
        return content.decode("utf-16", "replace")
    if codec is None or codec in _MEANS_WINDOWS_1252:
        return _utf_8(content) or _windows_1252(content)
    if codec == "utf-8":
        return _utf_8(content) or _nearly_utf_8(content)
    try:
        return content.decode(codec)
    except ValueError:
        return _utf_8(content) or content.decode(codec, "replace")


def decode_words(content: bytes) -> str:
    """Return a header's text with its encoded words (RFC 2047) and raw 8-bit characters decoded. Never raises.

    Neighbouring words of one charset are joined before they are decoded: some programs cut a
    character in two.
    """
    pieces = _pieces(_BETWEEN_WORDS.sub(rb"\1", content))
    return "".join(
        decode_text(b"".join(piece for _, piece in run), charset)
        for charset, run in groupby(pieces, lambda item: item[0])
    )


def _pieces(content: bytes) -> list[tuple[str | None, bytes]]:
    """Cut a header into (charset, bytes); the charset of what is no encoded word is None."""
    pieces: list[tuple[str | None, bytes]] = []
    end = 0
    for word in _ENCODED_WORD.finditer(content):
        if word.start() > end:
            pieces.append((None, content[end : word.start()]))
        charset, encoding, text = word.groups()
        pieces.append((charset.decode("latin-1").lower(), _word_bytes(encoding.lower(), text)))
        end = word.end()
    if end < len(content):
        pieces.append((None, content[end:]))
    return pieces


def _word_bytes(encoding: bytes, text: bytes) -> bytes:
    if encoding == b"q":
        return binascii.a2b_qp(text, header=True)
    return lenient_base64(text)


def lenient_base64(content: bytes) -> bytes:
    """Decode base64 with anything missing at its end or strange within it. Never raises."""
    symbols = content.translate(None, delete=_NOT_BASE64)
    usable = symbols[: len(symbols) - 1] if len(symbols) % 4 == 1 else symbols
    return base64.b64decode(usable + b"=" * (-len(usable) % 4))


def _codec_named(label: str | None) -> str | None:
    if label is None or not _LABEL.fullmatch(label):
        return None
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    return None if not is_text or found.name in _NOT_FOR_MAIL else found.name


def _utf_8(content: bytes) -> str:
    """Return valid UTF-8 as text, else an empty text: other charsets all but never look like it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _nearly_utf_8(content: bytes) -> str:
    """Tell a UTF-8 text with a damaged place from a windows-1252 one under a wrong label."""
    mended = content.decode("utf-8-sig", "replace")
    damaged = mended.count(_REPLACEMENT)
    sound = sum(1 for character in mended if character > "\x7f") - damaged
    return mended if sound > damaged else _windows_1252(content)


def _windows_1252(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
