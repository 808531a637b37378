"""The parts of a message as spans of its bytes: nothing is copied or decoded before it is wanted.

The standard library's parser builds the whole tree first, so that limits come too late, and gives an attached
message back only as it would write it. This one walks on demand and keeps every byte.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from intake.headers import Headers

_BLANK_LINE = re.compile(rb"(?:\r{0,2}\n|\r(?!\r?\n))(?:\r{0,2}\n|\r(?!\r?\n))")
"""A line end (CRLF, LF, a bare CR, or the CRCRLF that some gateways write) followed by another."""
_LIKELY_BOUNDARY = re.compile(
    rb"(?<=[\r\n])--([^\r\n]{1,200}?)[ \t]{0,20}(?:\r?\n|\r)content-(?:type|transfer-encoding|disposition)[ \t]*:",
    re.IGNORECASE,
)
_GUESSED_WITHIN = 100_000
"""So many bytes are searched for a boundary that nothing names: the pattern takes a second for a few megabytes."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message, or the message itself: raw[start:end], its body from body_start on."""

    raw: bytes
    start: int
    body_start: int
    end: int
    headers: Headers
    media_type: str
    header_was_cut: bool

    @classmethod
    def at(cls, raw: bytes, start: int, end: int, *, header_bytes: int, default_type: str = "text/plain") -> "Part":
        """Read the header of the part that these bytes are."""
        limit = min(end, start + header_bytes)
        headers, body_start, ended = Headers.read(raw, start, limit)
        cut = not ended and limit < end
        if cut:
            blank = _BLANK_LINE.search(raw, limit, end)
            body_start = blank.end() if blank else end
        return cls(
            raw=raw,
            start=start,
            body_start=body_start,
            end=end,
            headers=headers,
            media_type=headers.media_type if headers.has("content-type") else default_type,
            header_was_cut=cut,
        )

    @property
    def body(self) -> bytes:
        """The bytes after the header, still encoded for transport."""
        return self.raw[self.body_start : self.end]

    @property
    def whole(self) -> bytes:
        """The part with its header, as it came."""
        return self.raw[self.start : self.end]

    def children(self, *, header_bytes: int) -> Iterator["Part"]:
        """Yield the parts of a multipart (RFC 2046, 5.1.1).

        Where its boundary is missing or never occurs, some gateway has changed it: then the first line counts that is
        followed by the header of a part. None where there is no such line either.
        """
        if not self.media_type.startswith("multipart/"):
            return
        inner = "message/rfc822" if self.media_type == "multipart/digest" else "text/plain"
        for start, end in self._spans():
            yield Part.at(self.raw, start, end, header_bytes=header_bytes, default_type=inner)

    def _spans(self) -> Iterator[tuple[int, int]]:
        declared = self.headers.parameters("content-type").get("boundary", "").rstrip().encode("utf-8")
        spans = _between(self.raw, declared, self.body_start, self.end) if declared else iter(())
        first = next(spans, None)
        if first is not None:
            return chain((first,), spans)
        likely = _LIKELY_BOUNDARY.search(self.raw, self.body_start, min(self.end, self.body_start + _GUESSED_WITHIN))
        return _between(self.raw, likely.group(1), self.body_start, self.end) if likely else iter(())


def _between(raw: bytes, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans between a boundary's lines; a part that is never closed runs to the end."""
    opened: int | None = None
    for line_start, line_end, closing in _boundary_lines(raw, b"--" + boundary, start, end):
        if opened is not None:
            yield opened, max(opened, _before_line_end(raw, opened, line_start))
        if closing:
            return
        opened = line_end
    if opened is not None:
        yield opened, end


def _boundary_lines(raw: bytes, delimiter: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, start of the next line, closes the multipart?) of every line that is the delimiter.

    One pattern looks for whole lines: millions that only begin like a boundary cost no step of their own.
    """
    line = rb"(" + re.escape(delimiter) + rb")(--)?[ \t]*(?:\r{0,2}\n|\r|\Z)"
    if first := re.compile(line).match(raw, start, end):
        yield start, first.end(), first.group(2) is not None
    for found in re.compile(rb"(?<=[\r\n])" + line).finditer(raw, max(start, first.end() if first else start), end):
        yield found.start(1), found.end(), found.group(2) is not None


def _before_line_end(raw: bytes, start: int, end: int) -> int:
    """Return where a part ends: the line end before a boundary belongs to the boundary."""
    if raw.endswith(b"\n", start, end):
        end -= 1
    return end - 1 if raw.endswith(b"\r", start, end) else end
