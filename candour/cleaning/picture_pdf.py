"""A PDF that is nothing but pictures, one a page: no Info, no XMP, no /ID, nothing that a clock or a program says.

Written here, since each library for it (Pillow, reportlab, PDFium) names itself or the hour. ISO 32000-1, 7.5 and 8.9.
"""

from collections.abc import Iterable
from typing import NamedTuple

_FIRST_PAGE = 3
"""The number of the first page's object: 1 is the catalogue, 2 the list of pages; a page takes three."""


class Page(NamedTuple):
    """A page: a JPEG in grey or RGB, its width and height in pixels, and those of the paper in points (1/72 inch)."""

    jpeg: bytes
    is_grey: bool
    pixels: tuple[int, int]
    points: tuple[float, float]


def pdf_of(pages: Iterable[Page]) -> bytes:
    """Return the PDF; the same pages make the same bytes."""
    objects = [part for number, page in enumerate(pages) for part in _page(page, _FIRST_PAGE + 3 * number)]
    kids = b" ".join(b"%d 0 R" % number for number in range(_FIRST_PAGE, _FIRST_PAGE + len(objects), 3))
    head = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(objects) // 3, kids),
    )
    return _file([*head, *objects])


def _page(page: Page, number: int) -> tuple[bytes, bytes, bytes]:
    width, height = page.points
    draw = b"%.2f 0 0 %.2f 0 0 cm /P Do" % (width, height)
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R "
        b"/Resources << /XObject << /P %d 0 R >> >> >>" % (width, height, number + 1, number + 2),
        _stream(b"", draw),
        _stream(
            b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%b /BitsPerComponent 8 "
            b"/Filter /DCTDecode " % (*page.pixels, b"DeviceGray" if page.is_grey else b"DeviceRGB"),
            page.jpeg,
        ),
    )


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %b/Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


def _file(objects: list[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(written) + end % (size, table, size, len(written))
