"""The register as an XLSX workbook: a worksheet a policy, in which every text is a text."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import BinaryIO, NamedTuple

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has types but no py.typed
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # likewise
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # likewise

from replies.register_cells import Cell
from replies.register_line import NOT_READ, TITLE, Register

# Nothing in a cell is calculated, and no address becomes a link.
_OPTIONS = {
    "in_memory": True,  # temporary files would leave children's data on the disk
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NOT_READ_SHEET = "not read"


class _Formats(NamedTuple):
    header: Format
    text: Format
    moment: Format
    day: Format
    time: Format


def write_workbook(file: BinaryIO, registers: Mapping[str, Register], not_read: Sequence[str], now: datetime) -> None:
    """Write the worksheets; the properties name nobody, and when it was made."""
    book = Workbook(file, _OPTIONS)
    book.set_properties({"title": TITLE, "author": "", "created": now.astimezone(UTC).replace(tzinfo=None)})
    formats = _formats(book)
    for profile, register in registers.items():
        _fill(book.add_worksheet(profile), register, formats)
    if not_read:
        sheet = book.add_worksheet(_NOT_READ_SHEET)
        sheet.set_column(0, 1, 40)
        for row, cells in enumerate([("Reference", "Status"), *((reference, NOT_READ) for reference in not_read)]):
            for place, text in enumerate(cells):
                sheet.write_string(row, place, text, formats.text if row else formats.header)
    book.close()


def _formats(book: Workbook) -> _Formats:
    return _Formats(
        header=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        text=book.add_format({"valign": "top"}),
        moment=book.add_format({"valign": "top", "align": "left", "num_format": "dd/mm/yyyy hh:mm"}),
        day=book.add_format({"valign": "top", "align": "left", "num_format": "dd/mm/yyyy"}),
        time=book.add_format({"valign": "top", "align": "left", "num_format": "hh:mm"}),
    )


def _fill(sheet: Worksheet, register: Register, formats: _Formats) -> None:
    for place, column in enumerate(register.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.label, formats.header)
    for number, row in enumerate(register.rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, number, place, cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(register.rows), len(register.columns) - 1)


def _write(sheet: Worksheet, row: int, place: int, cell: Cell, formats: _Formats) -> None:
    match cell:
        case None | "":
            return
        case datetime():
            sheet.write_datetime(row, place, cell, formats.moment)
        case date():
            sheet.write_datetime(row, place, cell, formats.day)
        case time():
            sheet.write_datetime(row, place, cell, formats.time)
        case str():
            sheet.write_string(row, place, cell, formats.text)
        case _:
            sheet.write_number(row, place, cell, formats.text)
