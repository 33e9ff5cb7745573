"""Step 3: thirty register, twenty by chatting and ten by a company's table; two reviewers decide; it is closed."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from bot.app.foundation import renderer
from bot.tools.filling import WAY, Filling
from bot.tools.tour.cast import BY_CHAT, CANDIDATES, COMPANY, Candidate
from bot.tools.tour.opening import PLANNER
from bot.tools.tour.stage import Stage
from bot.tools.tour.step import TourStep
from domain.language import OFFICIAL
from domain.registration import COLUMNS, Column, columns
from sandbox import Someone

FIRST_REVIEWER, SECOND_REVIEWER = 2001, 2002
CONSENTS = ("报名须知", "身份证件号码", "本人照片", "信息出境")
HIMSELF, SHOWN = CANDIDATES[0], CANDIDATES[3]
CHATTING, ENROLLED = CANDIDATES[:BY_CHAT], CANDIDATES[BY_CHAT:]
OWN_DATA = frozenset({"say", "photo"})  # what only the candidate can give: typed words, and a photo
PINK = "pink"


async def register_by_chat(stage: Stage) -> str:
    """One from /start, the others by the notice's button; a wrong digit is refused, and asked for again."""
    first = stage.candidate(HIMSELF)
    await first.say("/start")
    await first.press("现在报名")
    await _consent(first)
    await _fill(first, HIMSELF)
    await first.press("内容属实，提交")
    await first.sees("已提交")
    needed = [deed for deed in first.deeds if deed not in OWN_DATA]
    stage.figures["taps_to_submit"] = len(needed)
    await asyncio.gather(*(_by_the_notice(stage, who) for who in CHATTING[1:]))
    await stage.settle()
    return f"{len(CHATTING)} registered by chat; {len(needed)} taps from /start to submitted, besides one's own data"


async def _by_the_notice(stage: Stage, who: Candidate) -> None:
    person = stage.candidate(who)
    await person.press("报名这一批")
    await _consent(person)
    await _fill(person, who)
    if who is SHOWN:
        await stage.show("03-summary", person)
    await person.press("内容属实，提交")
    await person.sees("已提交")


async def _consent(person: Someone) -> None:
    for title in CONSENTS:
        await person.sees(title)
        await person.press("同意")


async def _fill(person: Someone, who: Candidate) -> None:
    """From the first question to the summary: fit for level 4 by five years of work."""
    own = {"name": who.name, "id_number": who.id_number, "employer": who.employer}
    filling = Filling(renderer(), OFFICIAL, own, who.portrait)
    for prompt in WAY:
        await person.sees(prompt.chinese)
        if prompt.step == "id_number" and who is not HIMSELF:
            await person.say(who.mistyped)
            await person.sees("最后一位")
        if prompt.step == "photo" and who is CHATTING[2]:
            await person.send_photo(who.portrait(PINK))
            await person.sees("白")
        await filling.answer(person, prompt)
    await person.sees("您符合四级／中级工的申报条件")


async def import_a_company(stage: Stage) -> str:
    """A table with two mistakes comes back marked; corrected, it brings all ten in; each joins with a photo."""
    zhao = stage.staff(PLANNER)
    await zhao.say("/import")
    await zhao.press("电工")
    await zhao.sees("把填好的 .xlsx 发到这里")
    wrong = {ENROLLED[3]: {columns.ID_NUMBER: ENROLLED[3].mistyped}, ENROLLED[7]: {columns.SINCE_1: "2025-01"}}
    await zhao.send_document(_table(wrong), "company.xlsx")
    await zhao.sees(f"可以报进来 {len(ENROLLED) - len(wrong)} 人", f"有问题 {len(wrong)} 人", "最后一位对不上")
    await stage.settle()
    await stage.keep("03-import-marked.xlsx", zhao, "marked.xlsx")
    await zhao.send_document(_table({}), "company.xlsx")
    await zhao.sees(f"可以报进来 {len(ENROLLED)} 人")
    await stage.show("03-import", zhao)
    await zhao.press("确认报进来")
    await zhao.sees(f"已报进来 {len(ENROLLED)} 人")
    await asyncio.gather(*(_join(stage, who) for who in ENROLLED))
    await stage.settle()
    stage.figures["import_faults"] = len(wrong)
    return f"{len(wrong)} faulty rows came back marked; {len(ENROLLED)} came in by .xlsx, joined and sent their photos"


def _table(wrong: Mapping[Candidate, Mapping[Column, str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append([column.heading for column in COLUMNS])
    for who in ENROLLED:
        cells = _cells(who) | dict(wrong.get(who, {}))
        sheet.append([cells.get(column) for column in COLUMNS])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cells(who: Candidate) -> dict[Column, str]:
    return {
        columns.NAME: who.name,
        columns.ID_NUMBER: who.id_number,
        columns.PHONE: who.phone,
        columns.LEVEL: "四级",
        columns.EDUCATION: "初中",
        columns.EMPLOYER_1: COMPANY,
        columns.SINCE_1: "2014-07",
        columns.UNTIL_1: "至今",
    }


async def _join(stage: Stage, who: Candidate) -> None:
    person = stage.candidate(who)
    await person.say("/start")
    await person.press("单位或学校替我报了名")
    await _consent(person)
    await person.sees("请发送您的手机号")
    await person.share_contact()
    await person.sees("最后 6 位")
    await person.say(who.id_number[-6:])
    await person.sees("就差一张照片")
    await person.press("现在补正")
    await person.sees("请发一张证件照")
    await person.send_photo(who.portrait())
    await person.sees("您符合四级／中级工的申报条件")
    await person.press("内容属实，提交")
    await person.sees("已提交")


async def review(stage: Stage) -> str:
    """One is returned with the reason and mends it; every application is approved by two persons."""
    first, second = stage.staff(FIRST_REVIEWER), stage.staff(SECOND_REVIEWER)
    await first.say("/start")
    await first.sees(f"{len(CANDIDATES)} 件")
    returned = await _return_one(stage, first)
    begun = len(first.deeds)
    await _approve_all(first, len(CANDIDATES))
    taps = stage.figures["taps_per_approval"] = -(-(len(first.deeds) - begun) // len(CANDIDATES))
    await second.say("/start")
    await second.sees(f"{len(CANDIDATES)} 件")
    await _approve_all(second, len(CANDIDATES))
    await stage.settle()
    for who in CANDIDATES:
        await stage.candidate(who).sees("报名审核通过")
    return f"1 returned and mended by {returned}, {len(CANDIDATES)} approved by two persons at {taps} taps each"


async def _return_one(stage: Stage, reviewer: Someone) -> str:
    """The first in the queue must send another photo."""
    await reviewer.press("看下一件")
    card = await reviewer.sees("条件 4a", "符合")
    await stage.show("03-review", reviewer)
    whose = next(who for who in CANDIDATES if who.id_number[-4:] in card)
    await reviewer.press("退回修改")
    await reviewer.press("照片")
    await reviewer.press("继续（选了 1 项")
    await reviewer.press("不清晰")
    await reviewer.sees("确认退回吗")
    await reviewer.press("确认退回")
    await reviewer.sees("退回")
    person = stage.candidate(whose)
    await person.sees("需要补正 1 处", "看不清楚")
    await stage.show("03-returned", person)
    await person.press("现在补正")
    await person.sees("请发一张证件照")
    await person.send_photo(whose.portrait())
    await person.sees("您符合四级／中级工的申报条件")
    await person.press("提交")
    await person.sees("已提交")
    await stage.settle()
    return whose.name


async def _approve_all(reviewer: Someone, count: int) -> None:
    for _ in range(count):
        await reviewer.press("下一件")
        await reviewer.sees("条件 4a", "符合")
        await reviewer.press("通过")
        await reviewer.sees("通过")


async def close(stage: Stage) -> str:
    """When the time has come, and nothing is undecided."""
    async with stage.records() as work:
        closes_at = (await work.standards.batch(stage.batch_id)).closes_at
    await stage.go_to(closes_at)
    await stage.pass_time(hours=15)  # the next morning
    zhao = stage.staff(PLANNER)
    await zhao.say("/start")
    await zhao.sees("报名时间已到")
    await zhao.press("第 1 批")
    await zhao.sees(f"审核通过 {len(CANDIDATES)}", "可以结束报名")
    await zhao.press("⏹ 结束报名")
    await zhao.sees("报名已结束", f"审核通过 {len(CANDIDATES)} 人")
    return f"closed with {len(CANDIDATES)} approved"


STEPS: Sequence[TourStep] = (
    TourStep(3, "报名 Registration", register_by_chat),
    TourStep(3, "集体报名 Import", import_a_company),
    TourStep(3, "审核 Review", review),
    TourStep(3, "结束报名 Closing", close),
)
