"""What an anonymous form brings: fields, and files in memory alone. Nothing of the request's head is kept."""

from typing import NamedTuple

from multipart import MultipartSegment, PushMultipartParser, parse_options_header
from starlette.requests import Request

from candour.web.anonymous.shelf import MEBIBYTE, MOST_BYTES
from candour.web.forms import (
    MOST_FIELDS,
    Form,
    FormRefusedError,
    Room,
    body_of,
    media_type_of,
    refuse_foreign,
    url_encoded,
)

MOST_IN_A_FORM = MOST_BYTES + 2 * MEBIBYTE
_MOST_IN_A_FIELD = 256 * 1024
_READING_IN_SECONDS = 120.0
"""Ten photos' worth of bytes over a poor mobile connection."""
FILES = "file"
"""The one field whose parts are files."""


def room(begins: str) -> Room:
    """Return the room for anonymous forms on paths that begin like this."""
    return Room(begins, MOST_IN_A_FORM, _READING_IN_SECONDS)


class Upload(NamedTuple):
    """A file as the browser sent it. Its name is not even read."""

    content: bytes
    media_type: str


class Brought(NamedTuple):
    """A form with its files."""

    form: Form
    uploads: tuple[Upload, ...] = ()


def brought(request: Request) -> Brought:
    """Return what was posted; raises FormRefusedError for a foreign, slow, too large or unreadable form."""
    refuse_foreign(request)
    if media_type_of(request) == "multipart/form-data":
        return _in_parts(request)
    return Brought(url_encoded(request))


def _in_parts(request: Request) -> Brought:
    """Read a form in parts. The parser hands on pieces and keeps none; so nothing can spill to a temporary file."""
    _, options = parse_options_header(request.headers["content-type"])
    fields: dict[str, list[str]] = {}
    uploads: list[Upload] = []
    try:
        for segment, content in _parts(body_of(request), options.get("boundary", "")):
            if segment.name == FILES:
                if content:  # a browser sends an empty part where no file was chosen
                    uploads.append(Upload(content, segment.content_type or ""))
            elif len(content) <= _MOST_IN_A_FIELD:
                fields.setdefault(segment.name or "", []).append(content.decode())
            else:
                raise FormRefusedError("That is more text than a form here can hold.", 413)
    except ValueError:  # of the parser, whose errors are such, or of a decoder
        raise FormRefusedError("That form can't be read.", 400) from None
    return Brought(Form(fields), tuple(uploads))


def _parts(body: bytes, boundary: str) -> list[tuple[MultipartSegment, bytes]]:
    parts: list[tuple[MultipartSegment, bytearray]] = []
    with PushMultipartParser(boundary, content_length=len(body), max_segment_count=MOST_FIELDS) as parser:
        for event in parser.parse(body):
            if isinstance(event, MultipartSegment):
                parts.append((event, bytearray()))
            elif event:
                parts[-1][1].extend(event)
    return [(segment, bytes(content)) for segment, content in parts]
