"""The kinds of file, told by their content, and how each is cleaned. A kind is one entry."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from candour.cleaning.office_package import holds
from candour.cleaning.pdf import as_pictures
from candour.cleaning.pictures import heif_as_jpeg, made_anew
from candour.cleaning.plain_text import as_utf8, is_text
from candour.cleaning.refusal import NotCleanedError
from candour.cleaning.sheets import workbook_anew
from candour.cleaning.word import word_anew

_AS_PDF = "printed to a PDF it can be cleaned"
_OFFICE = "application/vnd.openxmlformats-officedocument."


class Kind(NamedTuple):
    """A kind of file: how it is called in a sentence, how its bytes are known, its type when cleaned, what cleans it.

    `clean` returns the bytes or raises NotCleanedError; without it files of this kind are refused, and `instead` says
    what can be done. `note` is a sentence about what went that people may miss.
    """

    called: str
    fits: Callable[[bytes], object]
    media_type: str = ""
    clean: Callable[[bytes], bytes] | None = None
    instead: str = ""
    note: str = ""


def _begins(pattern: bytes) -> Callable[[bytes], object]:
    return re.compile(pattern, re.DOTALL).match


_PICTURES: Sequence[Kind] = (
    Kind("a JPEG picture", _begins(rb"\xff\xd8\xff"), "image/jpeg", partial(made_anew, written_as="JPEG")),
    Kind("a PNG picture", _begins(rb"\x89PNG\r\n\x1a\n"), "image/png", partial(made_anew, written_as="PNG")),
    Kind("a WebP picture", _begins(rb"RIFF.{4}WEBP"), "image/webp", partial(made_anew, written_as="WEBP")),
    Kind("a GIF picture", _begins(rb"GIF8[79]a"), "image/gif", partial(made_anew, written_as="GIF")),
    Kind("a HEIC picture", _begins(rb".{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)"), "image/jpeg", heif_as_jpeg),
    Kind(
        "an AVIF picture",
        _begins(rb".{4}ftypavi[fs]"),
        "image/jpeg",
        partial(made_anew, written_as="JPEG", read_as="AVIF"),
    ),
    Kind(
        "a TIFF picture",
        _begins(rb"II\*\0|MM\0\*"),
        "image/jpeg",
        partial(made_anew, written_as="JPEG", read_as="TIFF"),
    ),
)


def _cleaned_picture(content: bytes) -> bytes | None:
    """Return a picture that stands in a document, cleaned; None where it can't be, or is none."""
    kind = next((kind for kind in _PICTURES if kind.fits(content)), None)
    try:
        return kind.clean(content) if kind and kind.clean else None
    except NotCleanedError:
        return None


KINDS: Sequence[Kind] = (
    *_PICTURES,
    Kind(
        "a PDF",
        _begins(rb".{0,1024}?%PDF-"),
        "application/pdf",
        as_pictures,
        note="A PDF was kept as pictures of its pages: its links, attachments and notes went, and its words can't be "
        "searched or read aloud.",
    ),
    Kind(
        "a Word document",
        holds(b"word/document"),
        f"{_OFFICE}wordprocessingml.document",
        partial(word_anew, clean_picture=_cleaned_picture),
        note="A Word document was written anew from its words, lists, tables and pictures: comments, deleted words, "
        "headers, footers, footnotes and drawings went.",
    ),
    Kind(
        "a workbook",
        holds(b"xl/workbook.xml"),
        f"{_OFFICE}spreadsheetml.sheet",
        workbook_anew,
        note="A workbook was written anew from the values in its cells: formulas, comments, pictures, charts and "
        "macros went, and what was hidden in it shows.",
    ),
    Kind("a presentation", holds(b"ppt/"), instead=_AS_PDF),
    Kind("an OpenDocument file", _begins(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\."), instead=_AS_PDF),
    Kind(
        "an archive or an unknown office file",
        _begins(rb"PK(?:\x03\x04|\x05\x06)"),
        instead="each file in it, sent on its own, may be cleaned",
    ),
    Kind(
        "an older office file, a locked one, or a saved mail",
        _begins(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        instead=_AS_PDF,
    ),
    Kind(
        "a sound or a film",
        _begins(rb"ID3|\xff[\xf2\xf3\xfb]|OggS|fLaC|RIFF|.{4}ftyp|\x1aE\xdf\xa3"),
        instead="what it says, or a picture of the screen, can be kept",
    ),
    Kind("a text file", is_text, "text/plain", as_utf8),
)


def kind_of(content: bytes) -> Kind | None:
    """Return the kind of a file by what it holds, whatever it says that it is; None where none is known."""
    return next((kind for kind in KINDS if kind.fits(content)), None)
