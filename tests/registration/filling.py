"""Filling in a registration as a candidate does, up to a certain question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from bot.app.foundation import renderer
from bot.tools.filling import WAY, Filling
from domain.language import OFFICIAL
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
    own = {"name": name, "id_number": number, "since": "2019-03"}
    filling = Filling(renderer(), OFFICIAL, own, lambda: saved(portrait()))
    return [(prompt.chinese, partial(filling.answer, prompt=prompt)) for prompt in WAY]


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
