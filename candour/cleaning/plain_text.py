"""Plain text: words, and nothing about who typed them."""

import codecs
import re

from candour.cleaning.refusal import NotCleanedError

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_WORDS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKED_UP = re.compile(
    rb"\s*(?:<|\{\\rtf|%!|%pdf|begin:v|-----begin |\{\s*\"|[\w-]{1,40}:[^\n]{0,998}\r?\n[\w-]{1,40}: )", re.IGNORECASE
)
"""Formats written in letters that have places for an author: HTML, XML, RTF, PostScript, cards, keys, mails, JSON."""


def is_text(content: bytes) -> bool:
    """Tell whether bytes are words alone, by what they hold; another format made of letters is not."""
    if content.startswith(_WIDE):
        words = _decoded(content)
        return words is not None and is_text(words.encode())
    return not _BINARY.search(content) and not _MARKED_UP.match(content)


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
