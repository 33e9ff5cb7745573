"""The public list by chatting: masked, without marks, in its time, page by page, and as a table for staff."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from tests.scores.marked import (
    BAD,
    open_card,
    released,
)
from tests.stage import name_of
from tests.town import Town


async def test_the_public_list_is_masked_and_without_marks(town: Town) -> None:
    stage = await released(town)
    await town.zhang.say("/public")
    shown = await town.zhang.sees("成绩公示", "共 2 人", "合格", "不合格", "赵＊＊", "110105********")
    assert not [text for text in (name_of(0), "86", "54 ") if text in shown]
    numbers = [one.particulars.identity.number for one in stage.applications]
    assert not [number for number in numbers if number in shown]


async def test_after_the_notice_period_the_list_is_for_staff_only(town: Town) -> None:
    stage = await released(town)
    await town.zhang.say("/start")
    await town.pass_time(days=15)
    await town.zhang.say("/public")
    await town.zhang.sees("没有正在公示的名单")
    await town.zhang.press_data(f"public:{stage.batch.id}:0")
    await town.zhang.told("不在公示期内")
    await open_card(town, "yang")
    await town.yang.press("公示名单")
    await town.yang.sees("成绩公示", "共 2 人")


async def test_a_long_list_has_pages(town: Town) -> None:
    practical = [BAD, *((25, 26, 17, n % 12) for n in range(23))]
    stage = await released(town, practical=practical, theory={0: 300})
    await town.zhang.say("/public")
    await town.zhang.sees("共 24 人", "第 1／2 页")
    await town.zhang.press("下一页")
    await town.zhang.sees("第 2／2 页", "24　")
    await town.zhang.press("上一页")
    await town.zhang.sees("第 1／2 页")
    await town.zhang.press_data(f"public:{stage.batch.id}:99")
    await town.zhang.sees("第 2／2 页")


async def test_staff_get_the_list_as_a_table(town: Town) -> None:
    await released(town)
    await open_card(town, "qin")
    await town.qin.press("名单表格")
    await town.settle()
    await town.qin.sees("公示名单　电工")
    sent = [message for message in await town.qin.messages() if "document" in message][-1]
    assert sent["document"]["file_name"] == "public-list-2026-9.xlsx"
    page = load_workbook(io.BytesIO(await town.qin.saves(sent))).active
    assert page is not None
    assert [cell.value for cell in page[1]][-1] == "结论"
    assert [row[1].value for row in page.iter_rows(min_row=2)] == ["赵＊＊", "钱＊＊"]
