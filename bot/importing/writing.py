"""Workbooks for whoever enrols people: the template to fill in, and their own table with what is wrong marked in it.

Every cell is text, and stays text when somebody edits it: nothing that was read is ever written as a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from bot.documents.sheets import FRAME, HEAD, saved
from bot.importing.reading import SHEET, Table
from domain.importing import MARK
from domain.registration import COLUMNS, Column
from domain.registration.columns import LEVEL

TEXT = "@"
NEEDS_FILL = PatternFill("solid", fgColor="FFF2CC")
WRONG = PatternFill("solid", fgColor="F8CBAD")
RIGHT = PatternFill("solid", fgColor="E2EFDA")
PALE = Font(color="808080", italic=True)
WIDTH, WIDE, WIDEST = 12, 22, 60
LONGEST_LINE = 30  # half-width characters in a row of the column that says what is wrong


@dataclass(frozen=True)
class Note:
    """What is written beside a row, and the places (from 0) of the cells that are wrong; none: it is fine."""

    text: str
    places: Sequence[int] = ()
    wrong: bool = False


@dataclass(frozen=True)
class Guide:
    """The second sheet of the template: its title, its head, and what to write in each column."""

    title: str
    head: Sequence[str]
    hint: Callable[[Column], str]
    needed: str
    rest: Sequence[str] = field(default_factory=tuple)


def template(levels: Sequence[int], guide: Guide, at: datetime) -> bytes:
    """An empty table with its example, lists to choose from, and a sheet of instructions."""
    book = Workbook()
    page = book.active
    page.title = SHEET
    for place, column in enumerate(COLUMNS, 1):
        head = _put(page.cell(1, place), column.heading + ("★" if column.needed else ""))
        head.font, head.fill = Font(bold=True), NEEDS_FILL if column.needed else HEAD
        example = _put(page.cell(2, place), column.example)
        example.font = PALE
        # Text before anything is typed: Excel turns an 18-digit number into 1.10105E+17 and forgets the rest (facts
        # §11).
        _as_text(page, place, _width(column))
        _offer(page, place, tuple(column.words) if column is not LEVEL else _levels(levels))
    page.freeze_panes = "B2"
    _instruct(book.create_sheet(guide.title), guide)
    return saved(book, at)


def _width(column: Column | None) -> int:
    return WIDE if column is not None and column.wide else WIDTH


def _levels(levels: Sequence[int]) -> Sequence[str]:
    return [word for word, level in LEVEL.words.items() if level in levels]


def _offer(page: Any, place: int, words: Sequence[str]) -> None:
    """A list to choose from, which leaves other words possible."""
    if words:
        letter = get_column_letter(place)
        offered = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False)
        offered.add(f"{letter}2:{letter}600")
        page.add_data_validation(offered)


def _instruct(page: Any, guide: Guide) -> None:
    for place, (text, width) in enumerate(zip(guide.head, (16, 10, 70), strict=True), 1):
        head = _put(page.cell(1, place), text)
        head.font, head.fill = Font(bold=True), HEAD
        _as_text(page, place, width)
    for number, column in enumerate(COLUMNS, 2):
        _put(page.cell(number, 1), column.heading)
        _put(page.cell(number, 2), guide.needed if column.needed else "")
        _put(page.cell(number, 3), guide.hint(column))
    for number, text in enumerate(guide.rest, len(COLUMNS) + 3):
        page.cell(number, 3).alignment = Alignment(wrap_text=True, vertical="center")
        _put(page.cell(number, 3), text)


def marked_up(table: Table, notes: Mapping[int, Note], at: datetime) -> bytes:
    """The same table, each row in its place, with a first column that says what is wrong, and those cells coloured."""
    book = Workbook()
    page = book.active
    page.title = SHEET
    # Without the remarks of last time, so that a table may go back and forth.
    kept = [place for place, text in enumerate(table.header) if text.strip() and text.strip() != MARK]
    for place, text in enumerate([MARK, *(table.header[each] for each in kept)], 1):
        head = _put(page.cell(1, place), text)
        head.font, head.fill = Font(bold=True), HEAD
        _as_text(page, place, _width(table.places.get(kept[place - 2]) if place > 1 else None))
    page.column_dimensions["A"].width = WIDEST
    for line in table.lines:
        note = notes[line.number]
        _put(page.cell(line.number, 1), note.text).fill = WRONG if note.wrong else RIGHT
        for place, each in enumerate(kept, 2):
            cell = _put(page.cell(line.number, place), line.cells[each].text)
            if each in note.places:
                cell.fill = WRONG
    # Remark and first column stay in sight while one scrolls to the coloured cell.
    page.freeze_panes = "C2"
    return saved(book, at)


def _put(cell: Any, text: str) -> Any:
    """A text that begins with = + - @ stays one: of type text, and marked so for whoever edits it."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
    if cell.value is not None:
        cell.data_type = "s"
    cell.number_format, cell.quotePrefix = TEXT, text[:1] in set("=+-@")
    cell.border, cell.alignment = FRAME, Alignment(vertical="center", wrap_text=True)
    return cell


def _as_text(page: Any, place: int, width: int) -> None:
    """A column whose empty cells take what is typed as text, so that no number loses digits (facts §11)."""
    column = page.column_dimensions[get_column_letter(place)]
    column.width, column.number_format = width, TEXT
