"""What an approved candidate reads on the home card, at each step of the batch."""

from __future__ import annotations

import pytest

from domain.standards import BatchStatus
from tests.stage import set_stage
from tests.town import Town

S = BatchStatus
TICKET_COMES = "准考证会在考试前发到这里"
SEEN = {
    S.REGISTRATION_CLOSED: ("○ 准考证 · 考试", TICKET_COMES),
    S.ARRANGED: ("○ 准考证 · 考试", TICKET_COMES),
    S.TICKETS_ISSUED: ("✅ 准考证已发", "考试当天请带身份证件原件和准考证"),
    S.IN_EXAM: ("🕓 考试", "考试当天请带身份证件原件和准考证"),
    S.MARKING: ("✅ 考试结束", "🕓 正在阅卷评分", "成绩公布时会告诉您"),
    S.AUDITED: ("✅ 考试结束", "🕓 正在阅卷评分", "成绩公布时会告诉您"),
    S.RELEASED: ("✅ 考试结束", "✅ 成绩已公布"),
    S.ARCHIVED: ("✅ 考试结束", "✅ 成绩已公布"),
    S.SUSPENDED: ("这个批次暂停了", "有消息会第一时间告诉您"),
}


@pytest.mark.parametrize("status", SEEN)
async def test_the_home_card_tells_how_far_the_batch_has_come(town: Town, status: BatchStatus) -> None:
    stage = await set_stage(town, status, candidates=1)
    someone = town.person(stage.chat(0))
    shown = await (await someone.say("/start")).sees("您好", *SEEN[status])
    assert (TICKET_COMES in shown) is (TICKET_COMES in SEEN[status])
    await someone.say("/language")
    await someone.press("English")
    shown = await someone.sees("Approved")
    assert ("Your admission ticket comes here" in shown) is (TICKET_COMES in SEEN[status])
