"""Workbooks written anew: the names of their sheets, the values of their cells, and how numbers are shown.

What isn't asked for can't pass: properties, comments and who made them, formulas, links to other files and the folders
that these name, defined names, pictures, charts, macros, custom XML. Hidden sheets, rows and columns show afterwards:
they may be what the report is about.
"""

import datetime as dt
import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import cast

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.workbook import Workbook as Read
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.exceptions import XlsxWriterException  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from candour.cleaning.office_package import DAMAGED, TOO_LONG, OfficePackage, refuse_hostile_xml
from candour.cleaning.refusal import NotCleanedError, refused_where_it_fails

MAX_ROWS = 50_000
"""Of all sheets together."""
_MAX_CELLS = 300_000
_MAX_SHEETS = 100
_MAX_FORMATS = 1_000
_MAX_PART = 4 * 1024 * 1024
_MAX_WORDS = 20 * 1024 * 1024
_MAX_SHEET = 50 * 1024 * 1024
_MAX_TAGS = 2_000_000
"""Of a part; a cell of a number has four, and one of words eight."""
_LONGEST_TEXT = 32_767
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "remove_timezone": True,
}
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  the same for every file: the day of cleaning tells of the writer
_READ = frozenset({"xml", "rels"})
AnyCell = ReadOnlyCell | EmptyCell


def workbook_anew(content: bytes) -> bytes:
    """Return the workbook written anew, without macros; raises NotCleanedError where it is damaged, locked or too long.

    Works in memory.
    """
    # openpyxl warns of what it can't keep: it goes anyway.
    with refused_where_it_fails(DAMAGED), warnings.catch_warnings(action="ignore"):
        _refuse_hostile(OfficePackage.opened(content))
        return _written(load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False))


def _refuse_hostile(package: OfficePackage) -> None:
    """Look at each part that openpyxl reads before it does."""
    for name in package.names():
        folder, _, file = name.rpartition("/")
        if file.rpartition(".")[2] not in _READ:
            continue
        most = _MAX_SHEET if folder.endswith("worksheets") else _MAX_WORDS if file == "sharedStrings.xml" else _MAX_PART
        if package.size(name) > most:
            raise NotCleanedError(TOO_LONG)
        content = package.read(name)
        refuse_hostile_xml(content)
        if content.count(b"<") > _MAX_TAGS:
            raise NotCleanedError(TOO_LONG)


def _written(read: Read) -> bytes:
    buffer = BytesIO()
    book = Workbook(buffer, _OPTIONS)
    book.set_properties({"created": _CREATED})
    sheets = cast("list[ReadOnlyWorksheet]", read.worksheets)  # that is what read_only makes of them
    if not 0 < len(sheets) <= _MAX_SHEETS:
        raise NotCleanedError(TOO_LONG if sheets else DAMAGED)
    formats = _Formats(book)
    rows = cells = 0
    for sheet in sheets:
        to = _named(book, sheet.title)
        for place, row in enumerate(_rows(sheet)):
            rows += 1
            cells += len(row)
            if rows > MAX_ROWS or cells > _MAX_CELLS:
                raise NotCleanedError(TOO_LONG)
            for column, cell in enumerate(row):
                if cell.value is not None:
                    _write(to, place, column, cell, formats)
    book.close()
    return buffer.getvalue()


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[Sequence[AnyCell]]:
    """Yield the rows as far as they have cells: what a sheet says of its own size may be wrong, or a trap."""
    sheet.reset_dimensions()
    return cast("Iterator[Sequence[AnyCell]]", sheet.rows)


def _named(book: Workbook, title: str) -> Worksheet:
    try:
        return book.add_worksheet(title)
    except XlsxWriterException:
        return book.add_worksheet()  # a name that is no name, or there twice


class _Formats:
    """How numbers are shown, each way once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def get(self, number_format: str | None) -> Format | None:
        if not number_format or number_format == "General":
            return None
        if number_format not in self._made and len(self._made) < _MAX_FORMATS:
            self._made[number_format] = self._book.add_format({"num_format": number_format})
        return self._made.get(number_format)


def _write(to: Worksheet, row: int, column: int, cell: AnyCell, formats: _Formats) -> None:
    value = cell.value
    shown = formats.get(getattr(cell, "number_format", None))
    match value:
        case bool():
            to.write_boolean(row, column, value, shown)
        case int() | float():
            to.write_number(row, column, value, shown)
        case dt.datetime() | dt.date() | dt.time() | dt.timedelta():
            _write_time(to, row, column, value, shown)
        case _:
            to.write_string(row, column, str(value)[:_LONGEST_TEXT], shown)


def _write_time(
    to: Worksheet,
    row: int,
    column: int,
    value: dt.datetime | dt.date | dt.time | dt.timedelta,
    shown: Format | None,
) -> None:
    try:
        to.write_datetime(row, column, value, shown)
    except (ValueError, OverflowError, XlsxWriterException):
        to.write_string(row, column, str(value))  # before 1900: the calendar of workbooks begins there
