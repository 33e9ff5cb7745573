"""Tables as .xlsx: one sheet, one header row; numbers of papers are text, and nothing is a formula (facts §11)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from domain.local import LOCAL

MOST_TITLE, NARROWEST, WIDEST = 31, 6, 40
HEAD = PatternFill("solid", fgColor="DCE6F1")
LINE = Side(style="thin", color="BFBFBF")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


@dataclass(frozen=True)
class Sheet:
    """A table: its title, its columns, and rows of texts, whole numbers, shares (0 to 1) or None."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | int | float | None]]


def workbook(sheet: Sheet, at: datetime) -> bytes:
    """The table as .xlsx, dated `at`."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet.title[:MOST_TITLE]
    for number, values in enumerate([sheet.columns, *sheet.rows], 1):
        for column, value in enumerate(values, 1):
            _fill(page.cell(number, column), value, head=number == 1)
    for column, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    # Official tables are printed, and each sheet of paper needs its head.
    page.print_title_rows = "1:1"
    return saved(book, at)


def saved(book: Workbook, at: datetime) -> bytes:
    """The book as a file, dated `at` whatever the machine's clock says."""
    book.properties.created = book.properties.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    # openpyxl would sign its own name.
    book.properties.creator = ""
    drafted, written = io.BytesIO(), io.BytesIO()
    # Its own `save` would date the book and each part of it by the machine.
    ExcelWriter(book, ZipFile(drafted, "w")).save()
    moment = at.astimezone(LOCAL).timetuple()[:6]
    with ZipFile(drafted) as parts, ZipFile(written, "w") as packed:
        for name in parts.namelist():
            packed.writestr(ZipInfo(name, moment), parts.read(name), ZIP_DEFLATED)
    return written.getvalue()


def _fill(cell: Cell, value: str | float | None, *, head: bool) -> None:
    cell.value = value
    cell.border = FRAME
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = stays a text
        cell.number_format = "@"
    elif isinstance(value, float):
        cell.number_format = "0.0%"
    if head:
        cell.font, cell.fill = Font(bold=True), HEAD


def _widths(sheet: Sheet) -> Sequence[float]:
    texts = [sheet.columns, *sheet.rows]
    return [
        min(max(NARROWEST, *(_width(row[column]) for row in texts)), WIDEST) + 2 for column in range(len(sheet.columns))
    ]


def _width(value: object) -> int:
    """In half-width characters."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in ("" if value is None else str(value)))  # noqa: PLR2004 - CJK begins there
