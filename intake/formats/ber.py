"""What of ASN.1 is needed to find a message in its signature: where elements begin and end (X.690, BER).

The common library, asn1crypto, looks through all that is nested in an open-ended element at every level, adds chunks up
one by one and builds numbers from tags of any length: a crafted megabyte keeps it busy for minutes. Here every header
counts, and so many are read and no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from intake.formats.opened import DamagedError

_MOST_HEADERS = 500_000
"""An honest message of 40 MB, signed in pieces of a kilobyte, has half of them."""
_DEEPEST = 20
_CONSTRUCTED = 0x20
_LONG_TAG = 0x1F
_OPEN_ENDED = 0x80
_LONGEST_LENGTH = 8
_CLOSED = b"\0\0"


class Element(NamedTuple):
    """An element: its first byte (class, form and tag), the span of its contents, and what follows it."""

    tag: int
    start: int
    end: int
    after: int


@dataclass(slots=True)
class Ber:
    """Bytes that are read element by element; every method raises DamagedError."""

    content: bytes
    _headers_left: int = _MOST_HEADERS

    def element(self, position: int, end: int, depth: int = 0) -> Element:
        """Return the element that begins at a place; it lies before `end`."""
        self._headers_left -= 1
        if not self._headers_left or depth > _DEEPEST or position + 2 > end:
            raise DamagedError
        tag, length = self.content[position], self.content[position + 1]
        start = position + 2
        if tag & _LONG_TAG == _LONG_TAG:
            raise DamagedError  # none of a signed message has a tag beyond 30
        if length == _OPEN_ENDED:
            return self._open_ended(tag, start, end, depth)
        if length > _OPEN_ENDED:
            octets = length - _OPEN_ENDED
            if octets > _LONGEST_LENGTH:
                raise DamagedError
            length = int.from_bytes(self.content[start : start + octets], "big")
            start += octets
        if start + length > end:
            raise DamagedError
        return Element(tag, start, start + length, start + length)

    def within(self, outer: Element) -> Iterator[Element]:
        """Yield the elements of a constructed one."""
        position = outer.start
        while position < outer.end:
            inner = self.element(position, outer.end)
            yield inner
            position = inner.after

    def octets(self, element: Element, depth: int = 0) -> bytes:
        """Return the bytes of a string, put together where it was written in pieces."""
        if not element.tag & _CONSTRUCTED:
            return self.content[element.start : element.end]
        if depth > _DEEPEST:
            raise DamagedError
        return b"".join(self.octets(piece, depth + 1) for piece in self.within(element))

    def _open_ended(self, tag: int, start: int, end: int, depth: int) -> Element:
        if not tag & _CONSTRUCTED:
            raise DamagedError
        position = start
        while self.content[position : position + 2] != _CLOSED:
            position = self.element(position, end, depth + 1).after
        if position + 2 > end:
            raise DamagedError
        return Element(tag, start, position, position + 2)
