"""The whole story as people live it: registered, returned, mended, reviewed by two persons, approved."""

from __future__ import annotations

from storage.engine import audit
from tests.documents.samples import portrait, saved
from tests.registration.filling import register
from tests.town import Town


async def test_registered_returned_mended_and_approved_by_two(town: Town) -> None:
    zhang, wang, liu = town.zhang, town.wang, town.liu
    await register(zhang)
    await wang.sees("1 件")
    await wang.press("看下一件")
    await wang.sees("张＊", "条件 4a", "符合")
    await wang.press("退回修改")
    await wang.press("照片")
    await wang.press("继续（选了 1 项")
    await wang.press("不是白色")
    await wang.sees("确认退回吗")
    await wang.press("确认退回")
    await zhang.sees("需要补正 1 处", "白底照片")
    await zhang.press("现在补正")
    await zhang.sees("请发一张证件照")
    await zhang.send_photo(saved(portrait((295, 413))))
    await zhang.sees("您符合四级／中级工的申报条件")
    await zhang.press("提交")
    await zhang.sees("已提交")
    await wang.press("看下一件")
    await wang.press("通过")
    await liu.sees("1 件")
    await liu.press("看下一件")
    await liu.press("通过")
    await zhang.sees("通过")
    await zhang.say("/start")
    await zhang.sees("审核通过")
    async with town.centre.parts.database.read() as connection:
        assert await audit.verify(connection) is None


async def test_time_to_mend_is_remembered_and_ends(town: Town) -> None:
    zhang, wang = town.zhang, town.wang
    await register(zhang)
    await wang.press("看下一件")
    await wang.press("退回修改")
    await wang.press("照片")
    await wang.press("继续（选了 1 项")
    await wang.press("不是白色")
    await wang.press("确认退回")
    await zhang.sees("需要补正 1 处")
    await town.pass_time(days=2, hours=6)
    await zhang.sees("补正", "18:00")
    await town.pass_time(days=4)
    await zhang.press("现在补正")
    await zhang.told("补正时间在")


async def test_one_may_withdraw_and_register_again(town: Town) -> None:
    zhang = town.zhang
    await register(zhang)
    await zhang.say("/start")
    await zhang.press("撤回报名")
    await zhang.press("确定撤回")
    await zhang.sees("撤回")
    await town.settle()
    await zhang.say("/start")
    await zhang.press("现在报名")
    await zhang.sees("您想报哪一个")
