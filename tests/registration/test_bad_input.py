"""What is typed or sent wrong gets a clear answer in the person's language; the draft stays, nothing happens twice."""

from __future__ import annotations

import struct

import pytest
from PIL import Image

from sandbox import Someone
from tests.documents.samples import portrait, saved
from tests.registration.filling import ID_NUMBER, consent, fill, register, steps
from tests.town import Town

LONG = "很长" * 2000


def claiming(width: int, height: int) -> bytes:
    """A small JPEG whose header says that it is this large."""
    whole = saved(portrait())
    start = whole.index(b"\xff\xc0") + 5
    return whole[:start] + struct.pack(">HH", height, width) + whole[start + 4 :]


async def at(town: Town, question: str) -> Someone:
    """Zhang, being asked this."""
    await consent(town.zhang)
    await fill(town.zhang, until=question)
    return town.zhang


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        ("请输入姓名", "😀😀", "姓名"),
        ("请输入姓名", "张\U00030edd", "\U00030edd"),
        ("请输入姓名", "<b>张伟</b>", "姓名"),
        ("请输入姓名", LONG, "太长"),
        ("请输入身份证号码", ID_NUMBER[:-1] + "0", "最后一位对不上"),
        ("请输入身份证号码", "123", "18 位"),
        ("请输入身份证号码", "110105900615123", "15 位"),
        ("请输入身份证号码", LONG, "太长"),
        ("请核对出生日期", "1991-06-15", "1990"),
        ("请核对出生日期", "June", "1990-06-15"),
        ("从哪年哪月开始", "2050-01", "还没有到"),
        ("从哪年哪月开始", "前年", "2019-03"),
        ("从哪年哪月开始", "2000-01", "16"),
    ],
)
async def test_wrong_text_is_answered_and_the_right_one_goes_on(
    town: Town, question: str, typed: str, answer: str
) -> None:
    zhang = await at(town, question)
    await zhang.say(typed)
    await zhang.sees(answer)
    await fill_from(zhang, question)


async def fill_from(someone: Someone, question: str) -> None:
    """Answer that question rightly and see the next."""
    asked = [words for words, _ in steps(ID_NUMBER)]
    index = asked.index(question)
    await steps(ID_NUMBER)[index][1](someone)
    await someone.sees(asked[index + 1])


@pytest.mark.parametrize("kind", ["sticker", "voice", "location"])
async def test_a_sticker_where_a_name_is_due(town: Town, kind: str) -> None:
    zhang = await at(town, "请输入姓名")
    await zhang.send(kind)
    await zhang.sees("打字")
    await fill_from(zhang, "请输入姓名")


async def test_a_foreign_contact_is_refused(town: Town) -> None:
    zhang = await at(town, "请发送您的手机号")
    await zhang.share_contact(of=1002)
    await zhang.sees("本人")
    await fill_from(zhang, "请发送您的手机号")


async def test_a_forwarded_contact_is_refused(town: Town) -> None:
    await town.zhang.share_contact()
    await town.settle()
    own = (await town.zhang.messages())[0]
    zhang = await at(town, "请发送您的手机号")
    await zhang.forward(own["message_id"])
    await zhang.sees("本人")
    await fill_from(zhang, "请发送您的手机号")


async def test_a_typed_number_is_no_contact(town: Town) -> None:
    zhang = await at(town, "请发送您的手机号")
    await zhang.say("13800010001")
    await zhang.sees("按下面的按钮")


async def test_overlapping_work_is_refused_and_what_was_added_stays(town: Town) -> None:
    zhang = await at(town, "到本月合计")
    await zhang.press("添加一段工作")
    await zhang.sees("单位叫什么")
    await zhang.say("另一家公司")
    await zhang.sees("从哪年哪月开始")
    await zhang.say("2020-01")
    await zhang.sees("做到哪年哪月")
    await zhang.say("2021-01")
    await zhang.sees("重叠")
    await zhang.press("上一步")
    await zhang.sees("从哪年哪月开始")
    await zhang.say("2018-01")
    await zhang.say("2018-12")
    await zhang.sees("到本月合计", "示例电力工程有限公司", "另一家公司")


@pytest.mark.parametrize(
    ("picture", "name", "answer"),
    [
        (saved(portrait(), "GIF"), "photo.jpg", "GIF"),
        (claiming(20_000, 20_000), "photo.jpg", "像素"),
        (saved(portrait((200, 280))), "photo.jpg", "295"),
        (saved(portrait((800, 600))), "photo.jpg", "比例"),
        (saved(portrait(background=(40, 90, 200))), "photo.jpg", "白"),
        (b"this is no picture at all", "photo.jpg", "照片"),
        (b"\xff\xd8" + b"0" * 20_500_000, "photo.jpg", "MB"),
    ],
    ids=["gif", "400 megapixels", "small", "aspect", "blue", "text", "20 MB"],
)
async def test_a_wrong_photo_is_named_and_a_right_one_goes_on(
    town: Town, picture: bytes, name: str, answer: str
) -> None:
    zhang = await at(town, "请发一张证件照")
    await zhang.send_document(picture, name)
    await zhang.sees(answer)
    await zhang.send_document(saved(portrait()), "photo.jpg")
    await zhang.sees("您符合四级／中级工的申报条件")


async def test_a_picture_of_the_wall_is_not_taken_for_a_text(town: Town) -> None:
    zhang = await at(town, "请输入姓名")
    await zhang.send_photo(saved(Image.new("RGB", (300, 400), "white")))
    await zhang.sees("打字")


async def test_a_button_pressed_five_times_counts_once(town: Town) -> None:
    zhang = await at(town, "您的最高学历")
    await zhang.press("初中", times=5)
    await zhang.sees("工作经历")
    await zhang.told("已经收到了")
    await town.settle()
    shown = [m for m in await zhang.messages() if "工作经历" in m.get("text", "")]
    assert len(shown) == 1


async def test_submitting_five_times_is_one_application(town: Town) -> None:
    await consent(town.zhang)
    await fill(town.zhang)
    await town.zhang.press("内容属实，提交", times=5)
    await town.zhang.sees("已提交")
    await town.settle()
    await town.wang.sees("1 件")


async def test_an_old_button_says_so_and_changes_nothing(town: Town) -> None:
    zhang = await at(town, "请核对出生日期")
    old = next(m for m in await zhang.messages() if m.get("reply_markup") or "报名须知" in m.get("text", ""))
    await zhang.press_data("d:00000000:1:v:x", on=old["message_id"])
    await zhang.told("以前的按钮")
    await fill_from(zhang, "请核对出生日期")


@pytest.mark.parametrize("data", ["", ":", "d", "d:::::", "agree:x:y", "language:klingon", "resume:nothing", "x" * 64])
async def test_forged_data_changes_nothing(town: Town, data: str) -> None:
    zhang = await at(town, "请输入姓名")
    if data:
        await zhang.press_data(data)
        await zhang.told("按钮")
    await fill_from(zhang, "请输入姓名")


@pytest.mark.parametrize("command", ["/help", "/start", "/todo", "/status", "/nonsense", "/language"])
async def test_a_command_in_the_middle_keeps_the_draft(town: Town, command: str) -> None:
    zhang = await at(town, "请输入姓名")
    await zhang.say(command)
    await town.settle()
    await zhang.say("张伟")
    await zhang.sees("请输入身份证号码")


async def test_the_number_is_taken_out_of_the_chat(town: Town) -> None:
    zhang = await at(town, "请核对出生日期")
    await town.settle()
    await zhang.does_not_see(ID_NUMBER)


async def test_a_second_application_with_the_same_paper_is_refused(town: Town) -> None:
    await register(town.zhang)
    await consent(town.li)
    await fill(town.li, name="李娜")
    await town.li.press("内容属实，提交")
    await town.li.told("已经")
    await town.settle()
    await town.wang.sees("1 件")


async def test_refusals_speak_english_to_those_who_do(town: Town) -> None:
    zhang = town.zhang
    await zhang.say("/start")
    await zhang.say("/language")
    await zhang.press("English")
    await zhang.sees("Hello")
    await zhang.press("Register")
    for title in ("Before you register", "Your ID number", "Your photo", "Data leaving"):
        await zhang.sees(title)
        await zhang.press("I agree")
    await zhang.press("Level 4")
    await zhang.sees("name", "2")
    await zhang.say("Zhang Wei")
    await zhang.sees("ID number", "18")
    await zhang.say(ID_NUMBER[:-1] + "0")
    await zhang.sees("last")
