"""Files made to hurt whoever opens them are refused within bounds, with what to do instead; no bytes raise."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from candour.cleaning import cleaner as cleaner_module
from candour.cleaning.cleaner import FileCleaner
from tests.cleaning import word_samples, workbook_samples
from tests.cleaning.pdf_samples import a_pdf, with_objects
from tests.cleaning.samples import a_picture, saved
from tests.cleaning.word_samples import a_document, repacked
from tests.cleaning.workbook_samples import a_workbook

DOCUMENT = word_samples.as_file(a_document())
WORKBOOK = workbook_samples.as_file(a_workbook())
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a>&a9;</a>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'
_MEBIBYTE = 1024 * 1024


def with_part(content: bytes, name: str, part: bytes, method: int = ZIP_DEFLATED) -> bytes:
    """Return an office file with one of its parts replaced, or with another one."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(buffer, "w", method) as written:
        for other in archive.namelist():
            if other != name:
                written.writestr(other, archive.read(other))
        written.writestr(name, part)
    return buffer.getvalue()


def sheet_of(rows: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData></worksheet>'
    return with_part(WORKBOOK, "xl/worksheets/sheet1.xml", sheet.encode())


def many_members() -> bytes:
    buffer = BytesIO(DOCUMENT)
    with ZipFile(buffer, "a") as archive:
        for number in range(2_100):
            archive.writestr(f"word/{number}.xml", b"")
    return buffer.getvalue()


def a_plan() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(14_000, 14_000))
    for _ in range(20):
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def two_pages_of_a_scan() -> bytes:
    return saved(a_picture(), "TIFF", save_all=True, append_images=[a_picture()])


HOSTILE = {
    "zip bomb": (with_part(DOCUMENT, "word/media/a.png", b"\0" * 90 * _MEBIBYTE), "too long"),
    "zip bomb in the words": (with_part(DOCUMENT, "word/document.xml", b"<a>" + b" " * 11 * _MEBIBYTE), "too long"),
    "many members": (many_members(), "too long"),
    "packed in a rare way": (with_part(DOCUMENT, "word/a.xml", b"a", ZIP_LZMA), "damaged"),
    "entities in a document": (with_part(DOCUMENT, "word/document.xml", BOMB.encode()), "damaged"),
    "entities in wide letters": (with_part(DOCUMENT, "word/document.xml", BOMB.encode("utf-16")), "damaged"),
    "a file of ours in a document": (with_part(DOCUMENT, "word/document.xml", OUTSIDE.encode()), "damaged"),
    "entities in a workbook": (with_part(WORKBOOK, "xl/sharedStrings.xml", BOMB.encode()), "damaged"),
    "entities in a sheet": (with_part(WORKBOOK, "xl/worksheets/sheet1.xml", BOMB.encode()), "damaged"),
    "a million tags": (with_part(DOCUMENT, "word/document.xml", b"<a>" + b"<p/>" * 1_000_000 + b"</a>"), "too long"),
    "deep tags": (with_part(DOCUMENT, "word/document.xml", b"<a>" * 100_000), "damaged"),
    "100,000 rows": (sheet_of("".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 100_001))), "too long"),
    "a cell in the last row": (sheet_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "too long"),
    "cells in the last column": (
        sheet_of("".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 1_000))),
        "too long",
    ),
    "a hundred styles too many": (
        with_part(WORKBOOK, "xl/styles.xml", b"<a>" + b"<xf/>" * 1_000_000 + b"</a>"),
        "too long",
    ),
    "10,000 pages": (a_pdf(pages=10_000), "more than 40 pages"),
    "pages as large as a house": (a_plan(), "printed to a PDF of A4"),
    "a locked PDF": (a_pdf(encrypted=True), "locked with a password"),
    "a PDF that is cut off": (a_pdf()[:200], "damaged"),
    "a PDF without pages": (with_objects().replace(b"/Kids [3 0 R]", b"/Kids []     "), "damaged"),
    "a scan of two pages": (two_pages_of_a_scan(), "saved as a PDF it can be cleaned"),
    "a large AVIF": (saved(Image.new("L", (8_000, 8_000)), "AVIF", speed=10), "50 million pixels"),
    "a document that is cut off": (DOCUMENT[: len(DOCUMENT) // 2], "an archive or an unknown office file"),
    "a damaged document": (DOCUMENT.replace(b"PK\x03\x04", b"PK\x03\x05"), "can be"),
    "no document": (with_part(DOCUMENT, "word/document.xml", b"<a/>"), "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_hurt_is_refused_with_what_to_do_instead(name: str) -> None:
    content, reason = HOSTILE[name]
    found = FileCleaner().clean(content, "")
    assert found.content is None
    assert reason in found.reason
    assert "can be" in found.reason or "may be" in found.reason, "it must say what to do"


def test_a_file_that_grows_too_large_by_cleaning_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaner_module, "MAX_BYTES", 500)
    found = FileCleaner().clean(saved(a_picture(), "JPEG"), "")
    assert found.content is None
    assert "more than 20 MB; a smaller copy" in found.reason


@pytest.mark.parametrize(
    ("content", "step"),
    [
        (saved(a_picture(), "JPEG"), "candour.cleaning.pictures._opened"),
        (with_objects(), "candour.cleaning.pdf._opened"),
        (DOCUMENT, "candour.cleaning.word._written_anew"),
        (WORKBOOK, "candour.cleaning.sheets._written"),
    ],
)
def test_a_file_for_which_memory_does_not_suffice_is_refused_for_that(
    content: bytes, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(step, fails)
    assert "it takes too much memory; a smaller copy" in FileCleaner().clean(content, "").reason


def test_a_pdf_stops_being_drawn_as_soon_as_it_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("candour.cleaning.pdf.MAX_BYTES", 10_000)
    found = FileCleaner().clean(a_pdf(pages=40), "")
    assert "more than 20 MB" in found.reason


BEGINNINGS = [
    b"%PDF-1.7\n",
    with_objects()[:-20],
    b"II*\0",
    b"\0\0\0\x18ftypheic",
    b"\0\0\0\x18ftypavif",
    DOCUMENT[:-22],
    WORKBOOK[:-22],
    b"PK\x01\x02" + bytes(42) + b"word/document",
    b"PK\x01\x02" + bytes(42) + b"xl/workbook.xml",
]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=200))
def test_no_bytes_behind_the_beginning_of_a_document_make_it_raise(beginning: bytes, content: bytes) -> None:
    found = FileCleaner().clean(beginning + content, "")
    assert (found.content is None) == bool(found.reason)


@settings(max_examples=60)
@given(st.sampled_from([DOCUMENT, WORKBOOK, with_objects()]), st.data())
def test_no_damage_to_a_document_makes_it_raise(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    found = FileCleaner().clean(whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + 4 :], "")
    assert (found.content is None) == bool(found.reason)


_TAGS = ["p", "r", "t", "tbl", "tr", "tc", "tcPr", "gridSpan", "pPr", "numPr", "numId", "drawing", "pict", "fldChar"]
_MORE = ["txbxContent", "blip", "imagedata", "AlternateContent", "Choice", "instrText", "ins", "rPr", "extent", "sdt"]
_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<&\"'>"), max_size=9)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, value, parts: f'<w:{tag} w:val="{value}" w:id="{value}" w:cx="{value}">{"".join(parts)}</w:{tag}>',
        st.sampled_from(_TAGS + _MORE),
        _WORDS | st.sampled_from(["0", "-1", "9" * 30, "begin", "end", "separate"]),
        st.lists(inner, max_size=4),
    )


@settings(max_examples=60)
@given(st.recursive(_WORDS, _element, max_leaves=20))
def test_no_order_of_elements_in_a_document_makes_it_raise_or_lose_its_form(body: str) -> None:
    document = f'<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>'
    found = FileCleaner().clean(with_part(DOCUMENT, "word/document.xml", document.encode()), "")
    assert found.content is not None, found.reason
    again = FileCleaner().clean(found.content, "")
    assert again.content is not None, again.reason


@given(st.lists(st.sampled_from(['t="s"', 't="d"', 't="b"', 't="e"', 's="9"', 't="inlineStr"', ""]), max_size=5))
def test_no_kinds_of_cells_make_it_raise(kinds: list[str]) -> None:
    cells = "".join(f"<c {kind}><v>{struct.pack('>B', 49).decode()}</v></c>" for kind in kinds)
    found = FileCleaner().clean(sheet_of(f"<row>{cells}</row>"), "")
    assert (found.content is None) == bool(found.reason)


def test_a_name_of_a_sheet_that_is_no_name_gets_another() -> None:
    content = repacked(WORKBOOK, ("xl/workbook.xml", 'name="Trip"', 'name="[a]"'))
    assert FileCleaner().clean(content, "").content
