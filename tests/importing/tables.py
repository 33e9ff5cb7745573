"""Tables of candidates for tests: rows by column, and workbooks as people make them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook

from domain.importing import (
    Cell,
    CellKind,
    Enrolled,
    JudgedRow,
    Row,
    TableRows,
    enrol,
    judge,
)
from domain.people import Role
from domain.registration import COLUMNS, Column, columns
from tests.registration.examples import actor, with_check
from tests.registration.fakes import Turn

PLANNER = actor(20, Role.PLANNER)
Values = Mapping[Column, Any]
_BY_NAME = {column.name: column for column in COLUMNS}
NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"


def number_of(n: int) -> str:
    """The resident number of the nth candidate."""
    return with_check(f"110105{date(1985, 1 + n % 12, 1 + n % 28):%Y%m%d}{n % 1000:03d}")


def phone_of(n: int) -> str:
    """The telephone of the nth candidate."""
    return f"1391234{n:04d}"


def candidate(n: int = 1, **changes: Any) -> dict[Column, Any]:
    """The cells of the nth candidate: ten years of work, so fit for level 4 by clause 4a."""
    values: dict[Column, Any] = {
        columns.NAME: NAMES[n % len(NAMES)] + "小" + NAMES[n // len(NAMES) % len(NAMES)],
        columns.ID_NUMBER: number_of(n),
        columns.PHONE: phone_of(n),
        columns.LEVEL: "四级",
        columns.EDUCATION: "初中",
        columns.EMPLOYER_1: "示例电力公司",
        columns.SINCE_1: "2010-07",
        columns.UNTIL_1: "至今",
    }
    return values | {_BY_NAME[name]: value for name, value in changes.items()}


def row(number: int = 2, cells: Values | None = None) -> Row:
    """A row as it is judged; whole numbers count as numbers."""
    given = cells if cells is not None else candidate()
    return Row(number, {column: cell(value) for column, value in given.items()})


def cell(value: Any) -> Cell:
    """A cell that holds this."""
    if isinstance(value, Cell):
        return value
    return Cell(str(value), CellKind.NUMBER if isinstance(value, int | float) else CellKind.TEXT)


def xlsx(
    rows: Sequence[Values],
    header: Sequence[Column | str] = COLUMNS,
    edit: Callable[[Any], None] | None = None,
) -> bytes:
    """A workbook with a header and these rows; `edit` gets the sheet before it is saved."""
    book = Workbook()
    sheet: Any = book.active
    sheet.append([each.heading if isinstance(each, Column) else each for each in header])
    for values in rows:
        sheet.append([values.get(each) if isinstance(each, Column) else None for each in header])
    if edit is not None:
        edit(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def opened(data: bytes) -> Any:
    """A workbook as Excel would open it."""
    return load_workbook(io.BytesIO(data))


class Everything:
    """A font that draws every character but one."""

    def __contains__(self, code: object) -> bool:
        return code != ord("龘")


async def judged(work: Turn, *tables: Values) -> Sequence[JudgedRow]:
    """What comes of a table with these rows, from row 2 on."""
    rows = [row(number, cells) for number, cells in enumerate(tables, 2)]
    return await judge(work, PLANNER, TableRows(1, rows, Everything()))


async def enrolled(work: Turn, *tables: Values) -> Enrolled:
    """Enrol these, who are all fit."""
    found = await judged(work, *tables)
    assert [each.problems for each in found] == [()] * len(tables)
    return await enrol(work, PLANNER, 1, [each.enrolee for each in found if each.enrolee])
