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


class TooMuchError(FormRefusedError):
    """A form brought too much: `form` has the fields that stood before the files."""

    def __init__(self, form: Form) -> None:
        super().__init__("That is more than a form here can hold.", 413)
        self.form = form


def brought(request: Request) -> Brought:
    """Return what was posted; raises FormRefusedError for a foreign, slow, too large or unreadable form."""
    refuse_foreign(request)
    if media_type_of(request) != "multipart/form-data":
        return Brought(url_encoded(request))
    _, options = parse_options_header(request.headers["content-type"])
    boundary = options.get("boundary", "")
    is_whole = getattr(request.state, "body", b"") is not None
    try:
        if is_whole:
            return _in_parts(body_of(request), boundary)
        raise TooMuchError(_in_parts(request.state.begun, boundary, is_whole=False).form)
    except ValueError:  # of the parser, whose errors are such, or of a decoder
        raise FormRefusedError("That form can't be read.", 400 if is_whole else 413) from None


def _in_parts(body: bytes, boundary: str, *, is_whole: bool = True) -> Brought:
    """Read a form in parts, of one that was cut off those that are whole."""
    fields: dict[str, list[str]] = {}
    uploads: list[Upload] = []
    for segment, content in parts_of(body, boundary, is_whole=is_whole):
        if segment.name == FILES:
            if content:  # a browser sends an empty part where no file was chosen
                uploads.append(Upload(content, segment.content_type or ""))
        else:  # of what is cut, the page says that it is too long, and shows how it begins
            errors = "strict" if len(content) <= _MOST_IN_A_FIELD else "ignore"
            fields.setdefault(segment.name or "", []).append(content[:_MOST_IN_A_FIELD].decode(errors=errors))
    return Brought(Form(fields), tuple(uploads))


def parts_of(body: bytes, boundary: str, *, is_whole: bool = True) -> list[tuple[MultipartSegment, bytes]]:
    """Return the parts of a form; raises ValueError where it can't be read.

    The parser hands on pieces and keeps none; so nothing can spill to a temporary file.
    """
    parts: list[tuple[MultipartSegment, bytearray]] = []
    parser = PushMultipartParser(boundary, content_length=len(body), max_segment_count=MOST_FIELDS)
    for event in parser.parse(body):
        if isinstance(event, MultipartSegment):
            parts.append((event, bytearray()))
        elif event:
            parts[-1][1].extend(event)
    parser.close(check_complete=is_whole)
    return [(segment, bytes(content)) for segment, content in parts if segment.complete]
