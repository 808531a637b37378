"""The kinds of file, told by their content, and how each is cleaned. A kind is one entry."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from candour.cleaning.pictures import made_anew
from candour.cleaning.plain_text import as_utf8, is_text

_AS_PICTURE = "a picture of it (JPEG or PNG) can be cleaned"


class Kind(NamedTuple):
    """A kind of file: how it is called in a sentence, how its bytes are known, its type, and what cleans it.

    `clean` returns the bytes or raises NotCleanedError; without it files of this kind are refused, and `instead` says
    what can be done.
    """

    called: str
    fits: Callable[[bytes], object]
    media_type: str = ""
    clean: Callable[[bytes], bytes] | None = None
    instead: str = ""


def _begins(pattern: bytes) -> Callable[[bytes], object]:
    return re.compile(pattern, re.DOTALL).match


KINDS: Sequence[Kind] = (
    Kind("a JPEG picture", _begins(rb"\xff\xd8\xff"), "image/jpeg", partial(made_anew, written_as="JPEG")),
    Kind("a PNG picture", _begins(rb"\x89PNG\r\n\x1a\n"), "image/png", partial(made_anew, written_as="PNG")),
    Kind("a WebP picture", _begins(rb"RIFF.{4}WEBP"), "image/webp", partial(made_anew, written_as="WEBP")),
    Kind("a GIF picture", _begins(rb"GIF8[79]a"), "image/gif", partial(made_anew, written_as="GIF")),
    Kind("a HEIC or AVIF picture", _begins(rb".{4}ftyp(?:hei|hev|mif1|msf1|avi)"), instead=_AS_PICTURE),
    Kind("a TIFF picture", _begins(rb"II\*\0|MM\0\*"), instead=_AS_PICTURE),
    Kind("a PDF", _begins(rb".{0,1024}?%PDF-"), instead=_AS_PICTURE),
    Kind("an office file or an archive", _begins(rb"PK(?:\x03\x04|\x05\x06)"), instead=_AS_PICTURE),
    Kind("an older office file or a saved mail", _begins(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), instead=_AS_PICTURE),
    Kind("a sound or a film", _begins(rb"ID3|\xff[\xf2\xf3\xfb]|OggS|fLaC|RIFF|.{4}ftyp|\x1aE\xdf\xa3"), instead=""),
    Kind("a text file", is_text, "text/plain", as_utf8),
)


def kind_of(content: bytes) -> Kind | None:
    """Return the kind of a file by what it holds, whatever it says that it is; None where none is known."""
    return next((kind for kind in KINDS if kind.fits(content)), None)
