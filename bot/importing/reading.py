"""The cells of a workbook, read row by row without loading it whole; formulas are seen, never reckoned."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from bot.importing.opening import check_file
from bot.importing.refusals import MergedCells, TableDamaged, TableEmpty, TooManyRows
from domain.errors import Refusal
from domain.importing import Cell, CellKind, ImportPolicy, Row, columns_of
from domain.registration import Column

SHEET = "报名"
MOST_COLUMNS = 60
LAST_ROW = 1_048_576  # of any .xlsx
MOST_NAMED = 5
LONGEST_CELL = 500
WHOLE = 10**15  # below it a number keeps every digit
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:]{1,20})\"")


@dataclass(frozen=True)
class Line:
    """A row that is not empty, with all its cells; `number` as the sheet counts."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """What a file holds: its header, where each column stands (from 0), and its rows."""

    header: tuple[str, ...]
    places: dict[int, Column]
    lines: tuple[Line, ...]

    @property
    def rows(self) -> Sequence[Row]:
        """The rows by column, as they are judged."""
        return [
            Row(line.number, {column: line.cells[place] for place, column in self.places.items()})
            for line in self.lines
        ]


def read_table(data: bytes, policy: ImportPolicy) -> Table:
    """The table in a file.

    Raises the refusals of `check_file`, `TableDamaged`, `TableEmpty`, `MergedCells`, `TooManyRows`, `WrongHeader`.
    """
    try:
        check_file(data, policy)
        lines = _lines(data, policy.most_rows)
    except Refusal:
        raise
    except Exception as broken:  # what a broken file makes the reader raise is without end
        raise TableDamaged from broken
    if not lines:
        raise TableEmpty
    header = tuple(cell.text for cell in lines[0].cells)
    places = dict(columns_of(header))
    if len(lines) == 1:
        raise TableEmpty
    return Table(header, places, tuple(lines[1:]))


def _lines(data: bytes, most: int) -> list[Line]:
    """The header and what follows it."""
    # Formulas are read as formulas: what Excel reckoned last is not what the sender sees now.
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        # In a merged cell only the first row has the value; the others would be read as empty.
        _refuse_merged(sheet)
        found: list[Line] = []
        for line in _filled(sheet):
            found.append(line)
            if len(found) > most + 1:
                raise TooManyRows(most)
        return found
    finally:
        book.close()


def _refuse_merged(sheet: Any) -> None:
    with sheet._get_source() as source:  # noqa: SLF001 - read-only sheets do not tell what is merged
        merged = [ref.decode() for ref in _MERGED.findall(source.read())]
    if merged:
        raise MergedCells(tuple(merged[:MOST_NAMED]))


def _filled(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # what a file says of its own size is not to be relied on
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > LAST_ROW:
            raise TableDamaged
        if all(cell is EMPTY_CELL for cell in cells):  # a sheet may claim a million such rows: they must cost little
            continue
        read = tuple(_cell(cell) for cell in cells)
        if not all(cell.is_empty for cell in read):
            yield Line(number, read)


def _cell(cell: Any) -> Cell:
    value, kind = cell.value, cell.data_type
    if value is None:
        return Cell()
    if kind in {"f", "e"}:
        return Cell(str(getattr(value, "text", value))[:LONGEST_CELL], CellKind.FORMULA)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(_written_out(value), CellKind.NUMBER)
    return Cell(_text(value)[:LONGEST_CELL])


def _written_out(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < WHOLE * WHOLE else repr(value)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
