"""Workbooks as people send them, good and bad; the template; the table that goes back: text stays text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from bot.importing import refusals
from bot.importing.reading import Table, read_table
from bot.importing.writing import Guide, Note, marked_up, template
from domain.errors import Refusal
from domain.importing import (
    CellKind,
    ImportPolicy,
    RowStanding,
    TableRows,
    judge,
)
from domain.importing import refusals as importing_refusals
from domain.local import LOCAL
from domain.registration import COLUMNS, columns
from tests.importing.tables import PLANNER, Everything, candidate, number_of, opened, xlsx
from tests.registration.fakes import Turn

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
POLICY = ImportPolicy()
GUIDE = Guide("填写说明", ["列", "要不要填", "怎么填"], lambda column: f"hint {column}", "必填", ["照片不放在表里"])


def read(data: bytes) -> Table:
    return read_table(data, POLICY)


def packed(**parts: bytes) -> bytes:
    """A ZIP with these parts; the name's `__` is a slash and `_xml` its end."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return written.getvalue()


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name else content)
    return written.getvalue()


def merging(sheet: Any) -> None:
    sheet.merge_cells("A2:A3")


def locked_entries(data: bytes) -> bytes:
    """The flag of encryption set on every entry of the directory."""
    marked, at = bytearray(data), -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        marked[at + 8] |= 1
    return bytes(marked)


BOMB = packed(xl__workbook_xml=b"<x/>", xl__worksheets__sheet1_xml=b" " * 30_000_000)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ALL_NEEDED = tuple(column.heading for column in COLUMNS if column.needed)
GOOD = xlsx([candidate()])
BAD: dict[str, tuple[bytes, Refusal]] = {
    "an old .xls": (OLE + b"\0" * 600, refusals.NotXlsx("xls")),
    "a csv": ("姓名,证件号码\n张伟,1101051990".encode("gb18030"), refusals.NotXlsx("csv")),
    "a picture": (b"\xff\xd8\xff\xe0\0\x10JFIF", refusals.NotXlsx("other")),
    "another kind of document": (packed(word__document_xml=b"<x/>"), refusals.NotXlsx("other")),
    "a password": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), refusals.TableLocked()),
    "a password on the entries": (locked_entries(GOOD), refusals.TableLocked()),
    "a bomb": (BOMB, refusals.TableSwells(POLICY.most_unpacked)),
    "a bomb of many parts": (
        packed(**{f"xl__{n}_xml": bytes(n) * 9 for n in range(400)}),
        refusals.TableSwells(POLICY.most_unpacked),
    ),
    "a bomb of entities": (repacked(GOOD, "xl/worksheets/sheet1.xml", lambda _: LAUGHS), refusals.TableDamaged()),
    "cut off": (GOOD[: len(GOOD) // 2], refusals.TableDamaged()),
    "broken inside": (repacked(GOOD, "xl/worksheets/sheet1.xml", lambda text: text[:200]), refusals.TableDamaged()),
    "empty": (xlsx([], header=[]), refusals.TableEmpty()),
    "a header only": (xlsx([]), refusals.TableEmpty()),
    "merged cells": (xlsx([candidate(1), candidate(2)], edit=merging), refusals.MergedCells(("A2:A3",))),
    "501 rows": (xlsx([candidate(n) for n in range(501)]), refusals.TooManyRows(500)),
    "no header": (
        xlsx([candidate()], header=["张伟"]),
        importing_refusals.WrongHeader(ALL_NEEDED, (), ()),
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_for_what_it_is(what: str) -> None:
    data, expected = BAD[what]
    with pytest.raises(type(expected)) as raised:
        read(data)
    assert raised.value.facts() == expected.facts()


@pytest.fixture
def rows_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each reading has gone through."""
    counts: list[int] = []
    real = ReadOnlyWorksheet.iter_rows

    def counted(sheet: ReadOnlyWorksheet, **bounds: Any) -> Any:
        counts.append(0)
        for row in real(sheet, **bounds):
            counts[-1] += 1
            yield row

    monkeypatch.setattr(ReadOnlyWorksheet, "iter_rows", counted)
    return counts


def test_ten_thousand_rows_are_refused_before_one_is_read(rows_read: list[int]) -> None:
    data = xlsx([candidate(n) for n in range(10_000)])
    with pytest.raises(refusals.TooManyRows):
        read(data)
    assert rows_read == []


def test_millions_of_empty_cells_are_not_read() -> None:
    """Each would take a hundred times its four bytes."""
    many = b'<worksheet><sheetData><row r="1">' + b"<c/>" * 3_000_000 + b"</row></sheetData></worksheet>"
    with pytest.raises((refusals.TooManyRows, refusals.TableSwells)):
        read(repacked(GOOD, "xl/worksheets/sheet1.xml", lambda _: many))


def test_below_the_last_row_that_a_sheet_can_have_nothing_is_read(
    monkeypatch: pytest.MonkeyPatch, rows_read: list[int]
) -> None:
    monkeypatch.setattr("bot.importing.reading.LAST_ROW", 1000)
    far = repacked(GOOD, "xl/worksheets/sheet1.xml", lambda text: text.replace(b'<row r="2"', b'<row r="999999999"'))
    with pytest.raises(refusals.TableDamaged):
        read(far)
    assert rows_read == [1001]


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=80, deadline=None)
def test_a_garbled_file_is_read_or_refused(at: int, junk: bytes) -> None:
    """Never anything else: what a broken file makes a reader raise is caught."""
    try:
        read(GOOD[:at] + junk + GOOD[at + len(junk) :])
    except Refusal:
        return


def test_what_a_file_says_of_its_size_is_not_believed() -> None:
    data = repacked(GOOD, "xl/worksheets/sheet1.xml", lambda text: text.replace(b'ref="A1:V2"', b'ref="A1:A1"'))
    assert data != GOOD
    assert read(data).rows[0].cell(columns.NAME).text == candidate()[columns.NAME]


def test_days_numbers_formulas_and_texts_are_told_apart() -> None:
    values = candidate(1, born_on=date(1985, 2, 2), phone=13912340001, name="=1+1", graduated=2019.1, sex="#N/A")
    cells = read(xlsx([values | {columns.ID_NUMBER: 110105194912310020}])).rows[0].cells
    kinds = {
        column: (cells[column].text, cells[column].kind)
        for column in (columns.BORN_ON, columns.PHONE, columns.NAME, columns.GRADUATED)
    }
    assert kinds == {
        columns.BORN_ON: ("1985-02-02", CellKind.TEXT),
        columns.PHONE: ("13912340001", CellKind.NUMBER),
        columns.NAME: ("=1+1", CellKind.FORMULA),
        columns.GRADUATED: ("2019.1", CellKind.NUMBER),
    }
    assert cells[columns.SEX].kind is CellKind.FORMULA
    assert cells[columns.ID_NUMBER].kind is CellKind.NUMBER


def test_empty_rows_between_are_passed_over_and_numbers_stay() -> None:
    table = read(xlsx([candidate(1), {}, candidate(2)]))
    assert [row.number for row in table.rows] == [2, 4]


def test_the_template_reads_back_and_holds_its_example_only() -> None:
    data = template((4, 3), GUIDE, AT)
    table = read(data)
    assert [row.cell(columns.NAME).text for row in table.rows] == [columns.NAME.example]
    assert set(table.places.values()) == set(COLUMNS)
    book = opened(data)
    assert book.sheetnames == ["报名", "填写说明"]
    offered = {str(each.sqref): each.formula1 for each in book["报名"].data_validations.dataValidation}
    assert '"四级,三级"' in offered.values()
    column = book["报名"].column_dimensions["C"]
    assert (column.number_format, book["报名"]["C2"].data_type) == ("@", "s")


def test_a_table_is_dated_by_the_centre_not_by_the_machine() -> None:
    """So the same table at the same moment is the same bytes."""
    data = template((4, 3), GUIDE, AT)
    assert template((4, 3), GUIDE, AT) == data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {each.date_time for each in parts.infolist()} == {AT.astimezone(LOCAL).timetuple()[:6]}
    facts = opened(data).properties
    assert facts.created == facts.modified == AT.astimezone(UTC).replace(tzinfo=None)


def test_what_is_wrong_stands_beside_its_row_and_colours_its_cells() -> None:
    table = read(xlsx([candidate(1), {}, candidate(2)]))
    place = next(at for at, column in table.places.items() if column is columns.ID_NUMBER)
    data = marked_up(table, {2: Note("✅"), 4: Note("证件号码：最后一位对不上", [place], wrong=True)}, AT)
    sheet = opened(data)["报名"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 4)] == ["问题", "✅", "证件号码：最后一位对不上"]
    red = [cell.coordinate for cell in sheet[4] if cell.fill.fgColor.rgb == "00F8CBAD"]
    assert red == ["A4", sheet.cell(4, place + 2).coordinate]
    assert sheet.cell(4, place + 2).value == number_of(2)
    assert [row.cells for row in read(data).rows] == [row.cells for row in table.rows]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r@"])
def test_nothing_goes_back_as_a_formula(start: str) -> None:
    wicked = f'{start}HYPERLINK("http://example.org")'
    table = read(xlsx([candidate(name=wicked, employer_1=wicked)]))
    data = marked_up(table, {2: Note(wicked, wrong=True)}, AT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    cells = list(opened(data)["报名"][2])
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value or "")[:1] in set("=+-@") and cell.value)


def test_a_formula_would_be_seen() -> None:
    """Negative control: a sheet with one does hold the tag."""
    with zipfile.ZipFile(io.BytesIO(xlsx([candidate(name="=1+1")]))) as archive:
        assert b"<f>" in archive.read("xl/worksheets/sheet1.xml")


async def test_a_corrected_table_comes_back_without_its_marks() -> None:
    table = read(xlsx([candidate(1, level="九级")]))
    sheet = opened(marked_up(table, {2: Note("错", [6], wrong=True)}, AT))
    assert sheet["报名"]["H2"].value == "九级"
    sheet["报名"]["H2"].value = "四级"
    written = io.BytesIO()
    sheet.save(written)
    found = await judge(Turn(), PLANNER, TableRows(1, read(written.getvalue()).rows, Everything()))
    assert [each.standing for each in found] == [RowStanding.NEW]
