"""Tables as .xlsx: papers' numbers stay text, nothing is a formula."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from openpyxl import load_workbook

from bot.documents.sheets import Sheet, workbook

AT = datetime(2026, 12, 30, 2, tzinfo=UTC)


def test_numbers_of_papers_are_text_and_nothing_is_a_formula() -> None:
    sheet = Sheet(
        "表",
        ["证件号码", "备注", "人数", "率"],
        [["11010519491231002X", "=1+1", 3, 0.5], ["110105194912310021", None, 0, None]],
    )
    page = load_workbook(io.BytesIO(workbook(sheet, AT))).active
    assert page is not None
    assert [cell.value for cell in page[2]] == ["11010519491231002X", "=1+1", 3, 0.5]
    assert [cell.data_type for cell in page[2]] == ["s", "s", "n", "n"]
    assert page["A3"].value == "110105194912310021"
    assert [cell.value for cell in page[1]] == ["证件号码", "备注", "人数", "率"]
