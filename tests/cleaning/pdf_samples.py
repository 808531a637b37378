"""PDFs that say who made them, in every place that the format has for it, and that hurt who opens them."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.cleaning.identifiers import PLANTED
from tests.cleaning.samples import a_picture, exif, saved

SHOWN = "27 names for the museum trip"
_POINTS = (400, 300)


def a_pdf(*, pages: int = 1, encrypted: bool = False) -> bytes:
    """Return a PDF with words and a picture."""
    buffer = BytesIO()
    lock = StandardEncryption("secret", ownerPassword="secret") if encrypted else None
    canvas = Canvas(buffer, pagesize=_POINTS, encrypt=lock)
    for number in range(pages):
        canvas.setFont("Helvetica", 20)
        canvas.drawString(40, 240, f"{SHOWN} {number}")
        canvas.setFillColorRGB(0.8, 0.1, 0.1)
        canvas.rect(40, 40, 120, 80, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def with_objects(
    *objects: bytes,
    drawn: bytes = b"",
    catalogue: bytes = b"",
    trailer: bytes = b"",
    page: bytes = b"",
    resources: bytes = b"",
) -> bytes:
    """Return a PDF of one page with further objects (from number 10 on), as plain as it can be written.

    `drawn` follows the words on the page; `catalogue`, `trailer`, `page` and `resources` are entries of these
    dictionaries.
    """
    content = b"BT /F 20 Tf 40 240 Td (%b) Tj ET " % SHOWN.encode()
    whole = [
        (1, b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalogue),
        (2, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"),
        (
            3,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R "
            b"/Resources << /Font << /F 5 0 R >> %b >> %b >>" % (resources, page),
        ),
        (4, stream(content + drawn)),
        (5, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
        *enumerate(objects, start=10),
    ]
    written, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in whole:
        places[number] = len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        written += b"%d 1\n%010d 00000 n \n" % (number, place)
    written += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (max(places) + 1, trailer, start)
    return bytes(written)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object's body."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


def _p(name: str) -> bytes:
    return PLANTED[name].encode()


def _properties() -> bytes:
    info = b"<< /Author (%b) /Creator (%b) /Producer (%b) /CreationDate (%bZ) /Company (%b) /Staff (%b) >>"
    values = ("author", "manager", "producer", "created, in a PDF", "company", "custom property")
    number = _p("id of the PDF")
    return with_objects(
        info % tuple(_p(name) for name in values), trailer=b"/Info 10 0 R /ID [<%b> <%b>]" % (number, number)
    )


def _xmp() -> bytes:
    packet = (
        b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>%b</dc:creator><dc:date>%b</dc:date>'
        b"</rdf:Description></rdf:RDF></x:xmpmeta>" % (_p("author"), _p("created"))
    )
    return with_objects(
        stream(packet, b"/Type /Metadata /Subtype /XML"), catalogue=b"/Metadata 10 0 R", page=b"/Metadata 10 0 R"
    )


def _attachment() -> bytes:
    named = b"<< /Type /Filespec /F (%b) /EF << /F 10 0 R >> >>" % _p("attachment's name")
    return with_objects(
        stream(_p("attachment"), b"/Type /EmbeddedFile"),
        named,
        catalogue=b"/Names << /EmbeddedFiles << /Names [(a) 11 0 R] >> >>",
    )


def _annotations() -> bytes:
    note = b"<< /Type /Annot /Subtype /Text /Rect [1 1 2 2] /F 2 /T (%b) /Contents (%b) /M (%b) >>"
    link = b"<< /Type /Annot /Subtype /Link /Rect [9 9 90 90] /Border [0 0 0] /A << /S /URI /URI (%b) >> >>"
    return with_objects(
        note % (_p("commenter"), _p("comment"), _p("created, in a PDF")),
        link % _p("link"),
        page=b"/Annots [10 0 R 11 0 R]",
    )


def _script() -> bytes:
    # Parentheses and quotes must be escaped in a string of a PDF: a stream spells the script as it is.
    return with_objects(stream(_p("script")), b"<< /S /JavaScript /JS 10 0 R >>", catalogue=b"/OpenAction 11 0 R")


def _hidden_words() -> bytes:
    return with_objects(drawn=b"BT /F 9 Tf 3 Tr 40 100 Td (%b) Tj ET" % _p("hidden words"))


def _earlier_version() -> bytes:
    before = with_objects().replace(SHOWN.encode(), _p("earlier version"))
    start = before.rindex(b"startxref\n") + 10
    at = len(before)
    content = stream(b"BT /F 20 Tf 40 240 Td (%b) Tj ET" % SHOWN.encode())
    changed = b"4 0 obj\n%b\nendobj\n" % content
    table = b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %b >>\nstartxref\n%d\n%%%%EOF\n"
    return before + changed + table % (at, before[start:].split()[0], at + len(changed))


def _photo_inside() -> bytes:
    jpeg = saved(a_picture(), "JPEG", exif=exif())
    picture = stream(
        jpeg,
        b"/Type /XObject /Subtype /Image /Width 48 /Height 32 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        b"/Filter /DCTDecode",
    )
    return with_objects(picture, drawn=b"q 120 0 0 80 40 40 cm /P Do Q", resources=b"/XObject << /P 10 0 R >>")


def pdfs_that_tell() -> Mapping[str, bytes]:
    """Return the samples by what is special about each."""
    return {
        "pdf-info-and-id": _properties(),
        "pdf-xmp": _xmp(),
        "pdf-attachment": _attachment(),
        "pdf-notes-and-links": _annotations(),
        "pdf-script": _script(),
        "pdf-hidden-words": _hidden_words(),
        "pdf-earlier-version": _earlier_version(),
        "pdf-photo-inside": _photo_inside(),
        "pdf-behind-its-end": a_pdf() + PLANTED["author"].encode(),
    }


def pages_drawn(content: bytes) -> Iterator[bytes]:
    """Yield each page in grey, coarse enough that the grain of a JPEG makes no difference."""
    with PdfDocument(content) as document:
        for page in document:
            picture = page.render(scale=1).to_pil().convert("L")
            yield picture.resize((picture.width // 8, picture.height // 8), Image.Resampling.BOX).tobytes()
