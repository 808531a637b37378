"""Plain text: words, and nothing about who typed them."""

import codecs
import re

from candour.cleaning.refusal import NotCleanedError

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_WORDS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKED_UP = re.compile(rb"\s*(?:<|\{\\rtf|%!|%pdf|begin:v|-----begin |\{\s*\"|--\S+\s*\n)", re.IGNORECASE)
"""Formats written in letters that have places for an author: HTML, XML, RTF, PostScript, cards, keys, JSON, MIME."""
_MAIL_HEADER = re.compile(
    rb"^(?:from|to|cc|subject|date|received|message-id|mime-version|content-[a-z-]+|return-path|delivered-to|x-[a-z-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD_IN_BYTES = 8_192
_HEADERS_OF_A_MAIL = 2


def is_text(content: bytes) -> bool:
    """Tell whether bytes are words alone, by what they hold; another format made of letters is not."""
    if content.startswith(_WIDE):
        words = _decoded(content)
        return words is not None and is_text(words.encode())
    return not (_BINARY.search(content) or _MARKED_UP.match(content) or _is_mail(content))


def _is_mail(content: bytes) -> bool:
    """Tell whether the text has a mail's header: a forwarded mail names who wrote, and when, and by which machines."""
    return len(_MAIL_HEADER.findall(content[:_HEAD_IN_BYTES])) >= _HEADERS_OF_A_MAIL


def as_utf8(content: bytes) -> bytes:
    """Return the words in UTF-8 with line feeds: which system they were typed on shows no more.

    Raises NotCleanedError where they can't be told from noise.
    """
    words = _decoded(content)
    if words is None or _BINARY_WORDS.search(words):
        raise NotCleanedError("its letters can't be made out; its words in the message itself can be kept")
    return words.replace("\r\n", "\n").replace("\r", "\n").encode()


def _decoded(content: bytes) -> str | None:
    """Return the words; one-byte characters are taken for Windows' own, as most of them are."""
    for encoding in ("utf-16",) if content.startswith(_WIDE) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
