"""PDFs as pictures of their pages: what is not seen on a page can't pass.

Info, XMP, ids, attachments, scripts, links, the authors of annotations, earlier versions, layers that are switched off
and text under pictures are never copied. What a page shows stays: a name in a footer, a watermark, and a printer's
yellow dots, where they survive.
"""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from candour.cleaning.bounds import MAX_BYTES, TOO_LARGE
from candour.cleaning.picture_pdf import Page, pdf_of
from candour.cleaning.refusal import NotCleanedError, refused_where_it_fails

MAX_PAGES = 40
_DOTS_AN_INCH = 150
"""Print of 8 points is still read easily."""
_POINTS_AN_INCH = 72
_MAX_PIXELS_OF_A_PAGE = 9_000_000
"""A sheet of A2 at 150 dpi; what is larger (a plan, a poster) gets fewer dots an inch."""
_MAX_PIXELS = 120_000_000
"""40 pages of A4 have 87 million: ten seconds."""
_JPEG_QUALITY = 80
_LOCKED = "it is locked with a password; printed to a PDF without one, or as pictures, it can be cleaned"
_DAMAGED = "it is damaged or cut off; printed to a PDF once more, or as pictures of the screen, it can be cleaned"


def as_pictures(content: bytes) -> bytes:
    """Return a PDF of pictures of the pages, at 150 dots an inch.

    Works in memory. Raises NotCleanedError where it is locked, damaged, or has too many or too large pages.
    """
    with refused_where_it_fails(_DAMAGED), _opened(content) as document:
        document.init_forms()  # what was filled in is drawn by the form alone
        return pdf_of(_pages(document))


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise NotCleanedError(_LOCKED if error.err_code == pdfium.FPDF_ERR_PASSWORD else _DAMAGED) from None


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """Yield the pages, each drawn and let go of before the next; stop as soon as a bound is passed."""
    count = len(document)
    if not count:
        raise NotCleanedError(_DAMAGED)
    if count > MAX_PAGES:
        raise NotCleanedError(f"it has more than {MAX_PAGES} pages; printed to a PDF, the pages that matter can be")
    size_in_bytes = pixels = 0
    for number in range(count):
        page = _drawn(document[number])
        size_in_bytes += len(page.jpeg)
        pixels += page.pixels[0] * page.pixels[1]
        if size_in_bytes > MAX_BYTES:
            raise NotCleanedError(TOO_LARGE)
        if pixels > _MAX_PIXELS:
            raise NotCleanedError("its pages are too large; printed to a PDF of A4 it can be cleaned")
        yield page


def _drawn(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    scale = min(_DOTS_AN_INCH / _POINTS_AN_INCH, (_MAX_PIXELS_OF_A_PAGE / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    picture = bitmap.to_pil().convert("RGB")
    is_grey = _is_grey(picture)
    buffer = BytesIO()
    (picture.convert("L") if is_grey else picture).save(buffer, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    bitmap.close()
    page.close()
    return Page(jpeg=buffer.getvalue(), is_grey=is_grey, pixels=picture.size, points=(width, height))


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return not (ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox())
