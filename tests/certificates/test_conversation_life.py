"""The life of a certificate by chatting: anybody verifies it, two persons revoke or replace it, history is kept."""

from __future__ import annotations

from domain.certificates import CertificateStatus
from tests.certificates.released import P, certificates, issue, open_card, release
from tests.stage import name_of
from tests.town import Town


async def test_anybody_verifies_by_number(town: Town) -> None:
    stage = await release(town, (P,))
    (one,) = await issue(town, stage)
    stranger = town.newcomer("招聘经理")
    await stranger.say(f"/verify {one.number[:4].lower()} {one.number[4:]}")
    seen = await stranger.sees("真实有效", one.number, "赵＊＊", "四级／中级工", "示例职业技能鉴定中心")
    assert name_of(0) not in seen
    assert one.printed.id_number not in seen
    await stranger.press("再查一张")
    await stranger.sees("请输入证书编号")
    await stranger.say("12345")
    await stranger.sees("这不是证书编号", "S000044000123265000017")
    await stranger.say(one.number[:-1] + "9")
    await stranger.sees("没有查到这张证书")


async def test_the_code_leads_to_the_answer(town: Town) -> None:
    stage = await release(town, (P,))
    (one,) = await issue(town, stage)
    stranger = town.newcomer("招聘经理")
    await stranger.say(f"/start verify_{one.token}")
    await stranger.sees("真实有效", one.number)
    await stranger.say("/start verify_" + "x" * 22)
    await stranger.sees("没有查到这张证书")
    await town.person(stage.chat(0)).press("别人查验时看到什么")
    await town.person(stage.chat(0)).sees("真实有效", "赵＊＊")


async def test_what_is_only_prepared_does_not_exist_for_others(town: Town) -> None:
    stage = await release(town, (P,))
    await open_card(town, "xu")
    await town.xu.press("编号制证")
    await town.xu.sees("待签发 1 张")
    (one,) = await certificates(town, stage)
    await town.li.say(f"/verify {one.number}")
    await town.li.sees("没有查到这张证书")
    await town.li.say(f"/start verify_{one.token}")
    await town.li.sees("没有查到这张证书")


async def find(town: Town, number: str) -> None:
    await town.xu.say("/certificates")
    await town.xu.press("按编号查找")
    await town.xu.say(number)
    await town.xu.sees(number, "已签发")


async def test_a_certificate_is_revoked_by_two_persons(town: Town) -> None:
    stage = await release(town, (P,))
    (one,) = await issue(town, stage)
    await find(town, one.number)
    await town.xu.press("提出撤销")
    await town.xu.press("考试作弊")
    await town.xu.sees("等站长决定")
    await town.li.say(f"/verify {one.number}")
    await town.li.sees("真实有效")
    await town.chen.sees("撤销证书，等您决定", "考试作弊", name_of(0))
    await town.chen.press("✅ 同意")
    await town.settle()
    await town.xu.sees("已撤销", one.number)
    await town.person(stage.chat(0)).sees("您的证书已被撤销", "考试作弊")
    await town.li.say(f"/verify {one.number}")
    await town.li.sees("已撤销", "不再有效")
    await town.person(stage.chat(0)).press_data(f"certificate:{one.id}")
    await town.person(stage.chat(0)).told("找不到了")


async def test_a_certificate_is_replaced_under_the_same_number(town: Town) -> None:
    """The old code says so and leads to the new one; the new PDF comes to the holder; the history is kept."""
    stage = await release(town, (P,))
    (old,) = await issue(town, stage)
    await find(town, old.number)
    await town.xu.press("提出换发")
    await town.xu.press("印错了")
    await town.xu.say("赵小\U0003106c")
    await town.xu.sees("证书上暂时印不出")
    await town.xu.say("赵晓燕")
    await town.chen.sees("换发证书，等您决定", "姓名改为：赵晓燕")
    await town.chen.press("✅ 同意")
    await town.settle()
    await town.person(stage.chat(0)).sees("补发，以前的那一张不再使用", old.number)
    issues = await certificates(town, stage)
    new = next(each for each in issues if each.status is CertificateStatus.ISSUED)
    assert (new.number, new.printed.name, new.token != old.token) == (old.number, "赵晓燕", True)
    await town.li.say(f"/start verify_{old.token}")
    await town.li.sees("已换发，这一张不再使用")
    await town.li.say(f"/start verify_{new.token}")
    await town.li.sees("真实有效", "补发，此前的证书作废")
    await town.xu.press("看这张证书")
    await town.xu.sees("已换发", "提出换发：印错了", "同意")


async def test_a_proposal_may_be_turned_down(town: Town) -> None:
    stage = await release(town, (P,))
    (one,) = await issue(town, stage)
    await find(town, one.number)
    await town.xu.press("提出撤销")
    await town.xu.say("原因" * 200)
    await town.xu.sees("300 字以内")
    await town.xu.say("有人投诉")
    await town.chen.sees("有人投诉")
    await town.chen.press("不同意")
    await town.chen.sees("没有同意撤销")
    await town.chen.press_data("end_yes:1")
    await town.chen.told("已经决定过了")
    assert (await certificates(town, stage))[0].status is CertificateStatus.ISSUED


async def test_whoever_proposes_does_not_decide(town: Town) -> None:
    stage = await release(town, (P,))
    (one,) = await issue(town, stage)
    await town.chen.press_data(f"end:{one.id}:revoke")
    await town.chen.press("考试作弊")
    await town.chen.sees("等站长决定")
    await town.chen.say("/start")
    await town.chen.press("看第一件")
    await town.chen.press("✅ 同意")
    await town.chen.told("要由另一个人决定")
    await town.xu.press_data("end_yes:1")
    await town.xu.told("没有做这件事的权限")
    assert (await certificates(town, stage))[0].status is CertificateStatus.ISSUED
