"""PDFs, Word documents and workbooks are made anew: what they show stays, whoever made them goes."""

import datetime as dt
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from candour.cleaning.cleaner import FileCleaner
from tests.cleaning.exiftool import (
    OF_ANY_DOCUMENT,
    OF_ANY_PDF,
    OF_ANY_WORKBOOK,
    THE_SAME_IN_EACH,
    needs_exiftool,
    said_by_exiftool,
)
from tests.cleaning.identifiers import planted_in
from tests.cleaning.pdf_samples import a_pdf, pages_drawn, pdfs_that_tell
from tests.cleaning.word_samples import CELLS, SHOWN, documents_that_tell
from tests.cleaning.workbook_samples import ROWS, workbooks_that_tell

PDFS, DOCUMENTS, WORKBOOKS = pdfs_that_tell(), documents_that_tell(), workbooks_that_tell()
SAMPLES: Mapping[str, bytes] = {**PDFS, **DOCUMENTS, **WORKBOOKS}
_GRAIN = 16
"""How far two greys of 256 may differ: a JPEG's."""


def cleaned(content: bytes) -> bytes:
    found = FileCleaner().clean(content, "application/octet-stream")
    assert found.content is not None, found.reason
    return found.content


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_tells_who_made_it_before_it_is_cleaned_and_not_after(name: str) -> None:
    assert planted_in(SAMPLES[name]), "the sample tells nothing"
    assert planted_in(cleaned(SAMPLES[name])) == []


@needs_exiftool
def test_exiftool_finds_nothing_in_them_but_what_every_file_has() -> None:
    for samples, allowed in ((PDFS, OF_ANY_PDF), (DOCUMENTS, OF_ANY_DOCUMENT), (WORKBOOKS, OF_ANY_WORKBOOK)):
        for name, before in samples.items():
            said = said_by_exiftool(cleaned(before))
            assert set(said) <= allowed, name
            assert {key: said[key] for key in THE_SAME_IN_EACH if key in said}.items() <= THE_SAME_IN_EACH.items(), name


@needs_exiftool
def test_exiftool_finds_an_author_in_what_was_not_cleaned() -> None:
    for name in ("pdf-info-and-id", "docx-properties-macro-object", "xlsx-properties-macro-printer"):
        assert {"Author", "Creator"} & set(said_by_exiftool(SAMPLES[name])), name


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_file_gives_the_same_bytes_whenever_it_is_cleaned(name: str) -> None:
    content = cleaned(SAMPLES[name])
    assert content == cleaned(SAMPLES[name])
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as archive:
            assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", PDFS)
def test_the_pages_of_a_pdf_look_as_before(name: str) -> None:
    before, after = list(pages_drawn(PDFS[name])), list(pages_drawn(cleaned(PDFS[name])))
    assert min(before[0]) < 200, "an empty page proves nothing"
    assert max(abs(one - other) for one, other in zip(before[0], after[0], strict=True)) <= _GRAIN
    assert len(before) == len(after)


def test_every_page_of_a_pdf_is_kept_in_its_order() -> None:
    before, after = list(pages_drawn(a_pdf(pages=12))), list(pages_drawn(cleaned(a_pdf(pages=12))))
    assert len(after) == 12
    nearest = [min(range(12), key=lambda at, page=page: _distance(before[at], page)) for page in after]  # type: ignore[misc]
    assert nearest == list(range(12))


def _distance(one: bytes, other: bytes) -> int:
    return sum(abs(left - right) for left, right in zip(one, other, strict=True))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_words_headings_lists_and_tables_of_a_document_stay(name: str) -> None:
    document = Document(BytesIO(cleaned(DOCUMENTS[name])))
    words = [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in document.paragraphs]
    assert words[0] == ("Heading 1", "The trip")
    assert words[1][1].startswith(SHOWN)
    assert words[2:4] == [("List Bullet", "Ring the parents"), ("List Number", "Look on the bus")]
    [table] = document.tables
    assert tuple(tuple(cell.text for cell in row.cells) for row in table.rows) == CELLS


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_values_of_a_workbook_stay_and_what_was_hidden_shows(name: str) -> None:
    book = load_workbook(BytesIO(cleaned(WORKBOOKS[name])))
    sheet = book["Trip"]
    assert tuple(sheet.values) == ROWS
    assert isinstance(sheet["C2"].value, dt.datetime)
    assert not any(column.hidden for column in sheet.column_dimensions.values())
    assert {other.sheet_state for other in book.worksheets} == {"visible"}
    if "hidden" in name:
        assert tuple(book["Other"].values) == (("Seen afterwards",),)


@pytest.mark.parametrize(
    ("content", "media_type", "note"),
    [
        (PDFS["pdf-xmp"], "application/pdf", "can't be searched or read aloud"),
        (
            DOCUMENTS["docx-comment"],
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "comments, deleted words, headers",
        ),
        (
            WORKBOOKS["xlsx-comment"],
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "what was hidden in it shows",
        ),
    ],
)
def test_people_are_told_what_they_may_miss(content: bytes, media_type: str, note: str) -> None:
    found = FileCleaner().clean(content, "")
    assert found.media_type == media_type
    assert note in " ".join(found.notes)
