"""A candidate registers by chatting: the whole way, back and forth, over days and restarts."""

from __future__ import annotations

from tests.documents.samples import portrait, saved
from tests.registration.filling import ID_NUMBER, consent, fill, register, steps
from tests.town import Town

TAPS_ALLOWED = 15


async def test_from_start_to_a_submitted_application(town: Town) -> None:
    await register(town.zhang)
    await town.zhang.say("/status")
    await town.zhang.sees("电工", "四级", "审核")


async def test_it_takes_few_taps_besides_typing(town: Town) -> None:
    await register(town.zhang)
    own_data = sum(deed in {"say", "photo"} for deed in town.zhang.deeds)  # name, number, employer, month, photo
    assert 10 < len(town.zhang.deeds) - own_data <= TAPS_ALLOWED


async def test_back_and_edit_keep_what_was_filled_in(town: Town) -> None:
    zhang = town.zhang
    await consent(zhang)
    await fill(zhang, until="请核对出生日期")
    await zhang.press("上一步")
    await zhang.sees("请输入身份证号码")
    await zhang.press("不改")
    await zhang.sees("请核对出生日期")
    await fill_rest(town)
    await zhang.press("✏️ 姓名")
    await zhang.sees("请输入姓名", "张伟")
    await zhang.say("张卫")
    await zhang.sees("您符合四级／中级工的申报条件", "张卫")


async def fill_rest(town: Town) -> None:
    """From the date of birth to the summary."""
    for words, answer in steps(ID_NUMBER)[3:]:
        await town.zhang.sees(words)
        await answer(town.zhang)
    await town.zhang.sees("您符合四级／中级工的申报条件")


async def test_a_draft_put_aside_is_gone_on_with_after_a_restart(town: Town) -> None:
    zhang = town.zhang
    await consent(zhang)
    await fill(zhang, until="请核对出生日期")
    await zhang.press("先存着")
    await zhang.sees("存好了")
    await town.pass_time(days=3)
    await town.restart()
    await zhang.say("/start")
    await zhang.press("继续填写")
    await zhang.sees("请核对出生日期")
    await fill_rest(town)


async def test_a_draft_left_alone_is_remembered_once(town: Town) -> None:
    zhang = town.zhang
    await consent(zhang)
    await fill(zhang, until="请输入身份证号码")
    await town.settle()
    await town.pass_time(hours=20)
    await zhang.does_not_see("还没填完")
    for _ in range(3):
        await town.pass_time(hours=12)
    reminders = [m for m in await zhang.messages() if "还没" in m.get("text", "") and "填" in m.get("text", "")]
    assert len(reminders) == 1
    await zhang.press("继续填写")
    await zhang.sees("请输入身份证号码")


async def test_not_eligible_says_what_is_missing_and_how_to_supply_it(town: Town) -> None:
    zhang = town.zhang
    await consent(zhang)
    await fill(zhang, until="从哪年哪月开始")
    await zhang.say("2024-03")
    await zhang.press("至今")
    await zhang.press("填完了")
    await zhang.press("没有证书")
    await zhang.send_photo(saved(portrait()))
    await zhang.sees("还差一点", "满 5 年")
    assert not any("提交" in label for label in await zhang.buttons())
    await zhang.press("补充工作经历")
    await zhang.sees("工作经历", "示例电力工程有限公司")


async def test_without_consent_nothing_is_asked(town: Town) -> None:
    await town.zhang.say("/start")
    await town.zhang.press("现在报名")
    await town.zhang.sees("报名须知")
    await town.zhang.press("不同意")
    await town.zhang.sees("没有保存任何内容")
    await town.zhang.say("/register")
    await town.zhang.sees("报名须知")


async def test_a_draft_is_reminded_of_before_registration_closes(town: Town) -> None:
    zhang = town.zhang
    await consent(zhang)
    await fill(zhang, until="请输入姓名")
    await town.settle()
    await town.pass_time(days=18)
    await zhang.does_not_see("快截止")
    await town.pass_time(days=1, hours=12)
    await zhang.sees("快截止", "电工")
