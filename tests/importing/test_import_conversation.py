"""Enrolling a class in the chat: template, table, marked-up table, one confirmation; then each joins with a photo."""

from __future__ import annotations

import io
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.registration import COLUMNS, Column, columns
from sandbox import Someone
from storage.engine import audit
from storage.importing import enrolment
from tests.documents.samples import portrait, saved
from tests.importing.tables import candidate, number_of, opened, phone_of, xlsx
from tests.importing.test_import_workbook import BOMB, OLE, merging
from tests.registration.filling import ID_NUMBER, register
from tests.town import Town

THIRTY = [candidate(n) for n in range(30)]


async def asked(town: Town) -> Someone:
    """The planner, asked for the table of the electricians' batch."""
    zhao = town.zhao
    await zhao.say("/import")
    await zhao.sees("集体报名")
    await zhao.press("电工")
    await zhao.sees("把填好的 .xlsx 发到这里")
    return zhao


async def imported(town: Town, *tables: dict[Column, Any]) -> Someone:
    """The planner, who has enrolled these."""
    zhao = await asked(town)
    await zhao.send_document(xlsx(tables), "class.xlsx")
    await zhao.sees("核对好了")
    await zhao.press("确认报进来")
    await zhao.sees(f"已报进来 {len(tables)} 人")
    return zhao


async def received(town: Town, who: Someone, name: str) -> bytes:
    """The newest file of that name which the bot has sent."""
    await town.settle()
    for message in reversed(await who.messages()):
        document = message.get("document")
        if document and message["from"]["is_bot"] and document["file_name"].endswith(name):
            return await who.saves(message)
    raise AssertionError(f"no {name} was sent")


async def agree(someone: Someone) -> None:
    for title in ("报名须知", "身份证件号码", "本人照片", "信息出境"):
        await someone.sees(title)
        await someone.press("同意")


def newcomer(town: Town, n: int) -> Someone:
    """The nth candidate of the tables, new in town with their telephone."""
    person = town.sandbox.add_person({"first_name": f"考生{n}", "phone": f"+86{phone_of(n)}"})
    return town.person(person.id)


async def joined(town: Town, n: int) -> Someone:
    """The nth candidate, who has joined."""
    someone = newcomer(town, n)
    await someone.say("/start")
    await someone.press("单位或学校替我报了名")
    await agree(someone)
    await someone.sees("请发送您的手机号")
    await someone.share_contact()
    await someone.sees("最后 6 位")
    await someone.say(number_of(n)[-6:])
    await someone.sees("就差一张照片")
    return someone


async def test_thirty_come_in_at_one_go_and_one_of_them_is_approved(town: Town) -> None:
    zhao = await imported(town, *THIRTY)
    someone = await joined(town, 7)
    await someone.press("看我填的内容")
    await someone.sees("照片：还没有", "示例电力公司")
    await someone.press("现在补正")
    await someone.sees("请发一张证件照", "还没有照片")
    await someone.send_photo(saved(portrait()))
    await someone.sees("您符合四级／中级工的申报条件")
    await someone.press("内容属实，提交")
    await someone.sees("已提交")
    for reviewer in (town.wang, town.liu):
        await reviewer.sees("1 件")
        await reviewer.press("看下一件")
        await reviewer.press("通过")
    await someone.sees("报名审核通过")
    await zhao.press("再报一份名单")
    await zhao.sees("已报进来 30 人", "29 人本人还没有来")
    async with town.centre.parts.database.read() as connection:
        assert await audit.verify(connection) is None


async def test_errors_come_back_marked_and_the_corrected_table_completes_it(town: Town) -> None:
    zhao = await asked(town)
    last = number_of(2)[:-1] + ("1" if number_of(2)[-1] == "0" else "0")
    await zhao.send_document(
        xlsx([candidate(1), candidate(2, id_number=last), candidate(3, since_1="2025-01")]), "a.xlsx"
    )
    await zhao.sees("可以报进来 1 人", "有问题 2 人", "第 3 行", "最后一位对不上", "第 4 行", "还差")
    sheet = opened(await received(town, zhao, "marked.xlsx"))["报名"]
    assert "最后一位对不上" in sheet["A3"].value
    assert sheet["A2"].value.startswith("✅")
    await zhao.press("确认报进来")
    await zhao.sees("已报进来 1 人")
    await zhao.press("再报一份名单")
    await zhao.sees("把填好的 .xlsx")
    await zhao.send_document(xlsx([candidate(1), candidate(2), candidate(3)]), "b.xlsx")
    await zhao.sees("可以报进来 2 人", "跳过 1 人")
    await zhao.press("确认报进来")
    await zhao.sees("已报进来 2 人")
    assert await enrolled(town) == 3


async def enrolled(town: Town) -> int:
    async with town.centre.parts.database.read() as connection:
        return int(await connection.scalar(select(func.count()).select_from(enrolment)) or 0)


async def test_nothing_comes_in_before_the_confirmation_and_nothing_twice(town: Town) -> None:
    zhao = await asked(town)
    await zhao.send_document(xlsx([candidate(1), candidate(2)]), "a.xlsx")
    await zhao.sees("可以报进来 2 人", "钱＊", "孙＊", number_of(1)[-4:])
    assert await enrolled(town) == 0
    await zhao.press("确认报进来", times=3)
    await zhao.sees("已报进来 2 人")
    await town.settle()
    assert await enrolled(town) == 2


async def test_a_corrected_file_may_be_sent_at_once(town: Town) -> None:
    zhao = await asked(town)
    await zhao.send_document(xlsx([candidate(1, level="九级")]), "a.xlsx")
    await zhao.sees("现在没有可以报进来的人")
    assert not any("确认" in label for label in await zhao.buttons())
    await zhao.send_document(xlsx([candidate(1)]), "b.xlsx")
    await zhao.sees("可以报进来 1 人")
    await zhao.press("确认报进来")
    await zhao.sees("已报进来 1 人")


async def test_the_template_comes_and_is_taken_when_filled_in(town: Town) -> None:
    zhao = await asked(town)
    await zhao.press("下载模板")
    await zhao.sees("第 2 行是示例")
    data = await received(town, zhao, ".xlsx")
    await zhao.send_document(data, "template.xlsx")
    await zhao.sees("一个人也没有")
    book = opened(data)
    for place, column in enumerate(COLUMNS, 1):
        book["报名"].cell(3, place).value = candidate(1).get(column)
    written = io.BytesIO()
    book.save(written)
    await zhao.send_document(written.getvalue(), "filled.xlsx")
    await zhao.sees("可以报进来 1 人")


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (OLE + b"\0" * 600, "旧格式 .xls"),
        ("姓名,手机\n".encode(), ".csv"),
        (BOMB, "解开后太大"),
        (b"\0" * 6_000_000, "最多 5 MB"),
        (xlsx([candidate(1), candidate(2)], edit=merging), "A2:A3"),
        (xlsx([candidate(n) for n in range(501)]), "500"),
        (xlsx([]), "一个人也没有"),
        (xlsx([candidate()], header=[columns.NAME, columns.ID_NUMBER, "民族"]), "不认识：民族"),
    ],
    ids=["xls", "csv", "bomb", "big", "merged", "rows", "empty", "header"],
)
async def test_a_bad_file_gets_its_own_answer_and_the_next_one_goes_on(town: Town, data: bytes, answer: str) -> None:
    zhao = await asked(town)
    await zhao.send_document(data, "a.xlsx")
    await zhao.sees(answer)
    await zhao.send_document(xlsx([candidate()]), "b.xlsx")
    await zhao.sees("可以报进来 1 人")


async def test_text_and_pictures_are_no_tables(town: Town) -> None:
    zhao = await asked(town)
    await zhao.say("这是名单")
    await zhao.sees("这里要发一个 .xlsx 文件")
    await zhao.send_photo(saved(portrait()))
    await zhao.sees("这不是 Excel 表")


async def test_only_planners_import(town: Town) -> None:
    await town.zhang.say("/import")
    await town.zhang.does_not_see("集体报名")
    await town.zhang.say("/start")
    await town.zhang.sees("您好")
    await town.zhang.press_data("import:1")
    await town.settle()
    await town.zhang.does_not_see(".xlsx")


async def test_a_batch_that_is_closed_takes_no_table(town: Town) -> None:
    zhao = await asked(town)
    await zhao.send_document(xlsx([candidate()]), "a.xlsx")
    await zhao.sees("可以报进来 1 人")
    await town.pass_time(days=21)
    await zhao.press("确认报进来")
    await zhao.told("截止")
    assert await enrolled(town) == 0


async def test_who_registered_himself_is_named_and_not_doubled(town: Town) -> None:
    await register(town.zhang)
    zhao = await asked(town)
    await zhao.send_document(xlsx([candidate(1, id_number=ID_NUMBER)]), "a.xlsx")
    await zhao.sees("已经报过名，不用再报")


async def test_whom_no_chat_reaches_is_listed_for_the_planner(town: Town) -> None:
    zhao = await imported(town, candidate(1), candidate(2))
    await joined(town, 1)
    await zhao.press("再报一份名单")
    await zhao.press("本人还没来的名单")
    text = await zhao.sees("本人还没有来的 1 人", "139****0002")
    assert phone_of(2) not in text


async def test_the_way_in_stands_at_home_only_while_somebody_is_awaited(town: Town) -> None:
    await town.zhang.say("/start")
    await town.zhang.sees("现在可以报名")
    await town.zhang.does_not_see("单位或学校替")
    await imported(town, candidate(1))
    await joined(town, 1)
    await town.zhang.say("/start")
    await town.zhang.sees("现在可以报名")
    await town.zhang.does_not_see("单位或学校替")


async def test_a_stranger_or_a_wrong_number_does_not_get_in(town: Town) -> None:
    await imported(town, candidate(1))
    someone = newcomer(town, 2)
    await someone.say("/start")
    await someone.press("单位或学校替我报了名")
    await agree(someone)
    await someone.share_contact(of=1001)
    await someone.sees("不是您本人的联系方式")
    await someone.share_contact()
    await someone.sees("最后 6 位")
    await someone.say(number_of(1)[-6:])
    await someone.sees("没有找到对得上的报名")
    await town.settle()
    await someone.does_not_see("示例电力公司")


async def test_wrong_digits_are_counted_and_end(town: Town) -> None:
    zhao = await imported(town, candidate(1))
    someone = newcomer(town, 1)
    await someone.say("/start")
    await someone.press("单位或学校替我报了名")
    await agree(someone)
    for _ in range(5):
        await someone.sees("请发送您的手机号")
        await someone.share_contact()
        await someone.sees("最后 6 位")
        await someone.say("000000")
        await someone.sees("没有找到对得上的报名")
        await someone.press("再核对一次")
    await someone.share_contact()
    await someone.sees("最后 6 位")
    await someone.say(number_of(1)[-6:])
    await someone.sees("先锁住了")
    await zhao.press("再报一份名单")
    await zhao.press("本人还没来的名单")
    await zhao.sees("核对不符 5 次")
