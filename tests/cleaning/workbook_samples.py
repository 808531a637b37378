"""Workbooks that say who made them, in every place that the format has for it."""

import datetime as dt
from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName

from tests.cleaning.identifiers import PLANTED
from tests.cleaning.samples import a_picture, exif, saved
from tests.cleaning.word_samples import repacked

ROWS = (
    ("Name", "Year", "Born", "Paid"),
    ("Gwyn Ifans", 5, dt.datetime(2016, 3, 4), True),  # noqa: DTZ001  workbooks know no time zones
    ("Mari Puw", 4.5, dt.datetime(2017, 9, 30), False),  # noqa: DTZ001  likewise
)
_P = PLANTED


def a_workbook() -> Workbook:
    """Return a workbook with one sheet of names, a number, dates and yes or no."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Trip"
    for row in ROWS:
        sheet.append(row)
    return book


def as_file(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _properties() -> bytes:
    book = a_workbook()
    book.properties.creator, book.properties.lastModifiedBy = _P["author"], _P["last modified by"]
    book.properties.created = book.properties.modified = dt.datetime(2026, 11, 20, 8, 41, 27)  # noqa: DTZ001  openpyxl's way
    staff = StringProperty(name="Staff", value=_P["custom property"])
    book.custom_doc_props.append(staff)  # type: ignore[attr-defined]  # the stubs are older than it
    content = as_file(book)
    more = f"<Company>{_P['company']}</Company><Manager>{_P['manager']}</Manager></Properties>"
    return repacked(
        content,
        ("docProps/app.xml", "</Properties>", more),
        customXml__item1_xml=f"<a>{_P['custom XML']}</a>".encode(),
        xl__vbaProject_bin=_P["macro"].encode(),
        xl__printerSettings__printerSettings1_bin=_P["printer"].encode("utf-16-le"),
    )


def _comment() -> bytes:
    book = a_workbook()
    book.worksheets[0]["A2"].comment = Comment(_P["comment"], _P["commenter"])
    return as_file(book)


def _links() -> bytes:
    """Return a workbook that takes a value from another, in somebody's own folder."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = a_workbook()
    book.worksheets[0]["A2"].hyperlink = _P["link"]
    target = f'<Relationship Id="rId1" Type="{relation}/externalLinkPath" Target="{_P["linked path"]}"/>'
    return repacked(
        as_file(book),
        xl__externalLinks__externalLink1_xml=f"<externalLink><a>{_P['linked path']}</a></externalLink>".encode(),
        xl__externalLinks___rels__externalLink1_xml_rels=f"<Relationships>{target}</Relationships>".encode(),
    )


def _names() -> bytes:
    book = a_workbook()
    book.defined_names[_P["hidden name"]] = DefinedName(_P["hidden name"], attr_text="Trip!$A$1", comment=_P["comment"])
    footer = book.worksheets[0].oddFooter
    assert footer is not None
    assert footer.center is not None
    footer.center.text = _P["header"]
    return as_file(book)


def _photo() -> bytes:
    book = a_workbook()
    book.worksheets[0].add_image(Image(BytesIO(saved(a_picture(), "JPEG", exif=exif()))), "F1")
    return as_file(book)


def _hidden() -> bytes:
    book = a_workbook()
    book.properties.creator = _P["author"]
    book.worksheets[0].column_dimensions["B"].hidden = True
    other = book.create_sheet("Other")
    other.append(["Seen afterwards"])
    other.sheet_state = "hidden"
    return as_file(book)


def workbooks_that_tell() -> Mapping[str, bytes]:
    """Return the samples by what is special about each."""
    return {
        "xlsx-properties-macro-printer": _properties(),
        "xlsx-comment": _comment(),
        "xlsx-links": _links(),
        "xlsx-names-and-footer": _names(),
        "xlsx-photo": _photo(),
        "xlsx-hidden-sheet-and-column": _hidden(),
    }
