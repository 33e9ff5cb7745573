"""Filling in a registration as a candidate does, up to a certain question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sandbox import Someone
from tests.documents.samples import portrait, saved

ID_NUMBER = "110105199006151234"
OTHER_ID = "440524188001010014"

Step = tuple[str, Callable[[Someone], Awaitable[object]]]


async def consent(someone: Someone) -> None:
    """From /start to the first question."""
    await someone.say("/start")
    await someone.press("现在报名")
    for title in ("报名须知", "身份证件号码", "本人照片", "信息出境"):
        await someone.sees(title)
        await someone.press("同意")
    await someone.sees("您想报哪一个")


def steps(number: str, name: str = "张伟") -> list[Step]:
    """Each question's words, and what answers it: electrician level 4, by clause 4a (five years of work)."""
    return [
        ("您想报哪一个", lambda who: who.press("四级／中级工　430 元")),
        ("请输入姓名", lambda who: who.say(name)),
        ("请输入身份证号码", lambda who: who.say(number)),
        ("请核对出生日期", lambda who: who.press("没错")),
        ("请发送您的手机号", lambda who: who.share_contact()),
        ("您的最高学历", lambda who: who.press("初中")),
        ("工作经历", lambda who: who.press("添加一段工作")),
        ("单位叫什么", lambda who: who.say("示例电力工程有限公司")),
        ("从哪年哪月开始", lambda who: who.say("2019-03")),
        ("做到哪年哪月", lambda who: who.press("至今")),
        ("到本月合计", lambda who: who.press("填完了")),
        ("的证书吗", lambda who: who.press("没有证书")),
        ("请发一张证件照", lambda who: who.send_photo(saved(portrait()))),
    ]


async def fill(someone: Someone, until: str = "", number: str = ID_NUMBER, name: str = "张伟") -> None:
    """Answer every question, up to the one that holds the words `until` (it is asked, not answered)."""
    for words, answer in steps(number, name):
        await someone.sees(words)
        if until and until in words:
            return
        await answer(someone)
    await someone.sees("您符合四级／中级工的申报条件")


async def register(someone: Someone, number: str = ID_NUMBER, name: str = "张伟") -> None:
    """From /start to the submitted application."""
    await consent(someone)
    await fill(someone, number=number, name=name)
    await someone.press("内容属实，提交")
    await someone.sees("已提交")
