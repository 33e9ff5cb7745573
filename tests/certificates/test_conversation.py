"""Certificates by chatting: two persons issue them, holders have them, anybody verifies them, two persons end them."""

from __future__ import annotations

import hashlib

import pytest

from bot.app.staff import work_at
from domain.certificates import CertificateStatus
from domain.people import Role, appoint_chat
from domain.registration import Identity
from domain.standards import BatchStatus
from tests.certificates.released import A, F, P, V, ask_check, batch_of, certificates, issue, open_card, release
from tests.stage import Stage, name_of
from tests.town import Town


async def test_two_persons_issue_and_holders_get_them(town: Town) -> None:
    stage = await release(town)
    await open_card(town, "xu")
    await town.xu.sees("已期满", "合格待编号 2 人")
    await town.xu.press("编号制证")
    await town.xu.sees("待签发 2 张")
    await town.chen.sees("2 张证书等您签发")
    await town.chen.press("看名单")
    first, second = await certificates(town, stage)
    await town.chen.sees(f"{first.number}　{name_of(0)}", f"{second.number}　{name_of(1)}")
    await town.chen.press("签发 2 张")
    await town.settle()
    await town.person(stage.chat(0)).sees("恭喜您，证书发下来了", first.number)
    await town.person(stage.chat(1)).sees("恭喜您，证书发下来了", second.number)
    await town.chen.sees("证书全部发出", "共 2 张")
    await town.xu.sees("证书全部发出")
    assert (await batch_of(town, stage)).status is BatchStatus.CERTIFIED
    assert [first.number[-6:], second.number[-6:]] == ["000001", "000002"]


async def test_who_has_not_passed_gets_none(town: Town) -> None:
    """Failed, absent, void: no certificate, no message."""
    stage = await release(town, (P, F, A, V))
    assert [each.application_id for each in await issue(town, stage)] == [stage.applications[0].id]
    for number in (1, 2, 3):
        candidate = town.person(stage.chat(number))
        await candidate.does_not_see("证书发下来了")
        await candidate.say("/certificate")
        await candidate.sees("您现在没有证书")


async def test_a_batch_in_which_nobody_passed_ends_without_certificates(town: Town) -> None:
    stage = await release(town, (F, A))
    await open_card(town, "xu")
    await town.xu.press("编号制证")
    await town.xu.told("都已经有证书编号了")
    await open_card(town, "chen")
    await town.chen.press("没有证书要发，结束")
    await town.chen.sees("发证环节已经结束")
    assert (await batch_of(town, stage)).status is BatchStatus.CERTIFIED


async def test_the_same_bytes_come_again(town: Town) -> None:
    stage = await release(town, (P,))
    (one,) = await issue(town, stage)
    holder = town.person(stage.chat(0))
    await holder.say("/certificate")
    await holder.sees("证书编号", one.number)
    sent = [m["document"] for m in await holder.messages() if "document" in m]
    assert len({document["file_size"] for document in sent}) == 1
    assert len(sent) == 2
    assert one.file == hashlib.sha256(await town.centre.parts.files.get(one.file or "")).hexdigest()


async def test_nobody_gets_a_second_one(town: Town) -> None:
    """Not by a button of before, not by pressing twice."""
    stage = await release(town, (P,))
    await open_card(town, "xu")
    await town.xu.press("编号制证", times=2)
    await town.xu.press_data(f"certificates_prepare:{stage.batch.id}")
    await town.xu.told("都已经有证书编号了")
    await open_card(town, "chen")
    await town.chen.press("签发 1 张", times=2)
    await town.settle()
    await town.xu.press_data(f"certificates_prepare:{stage.batch.id}")
    await town.xu.told("已经做过了")
    await town.chen.press_data(f"certificates_approve:{stage.batch.id}:1")
    await town.chen.told("已经做过了")
    assert len(await certificates(town, stage)) == 1
    issued = [m for m in await town.person(stage.chat(0)).messages() if "恭喜您" in m.get("caption", "")]
    assert len(issued) == 1


async def test_nothing_before_the_notice_is_over(town: Town) -> None:
    """On its last day it still holds; the day after, it does not: that is the control."""
    stage = await release(town, (P,), days_ago=0)
    await open_card(town, "xu")
    await town.xu.sees("期满后制证")
    await town.xu.press("编号制证")
    await town.xu.told("公示期满后才能制证")
    await town.pass_time(days=1)
    await town.xu.press("编号制证")
    await town.xu.sees("待签发 1 张")
    assert len(await certificates(town, stage)) == 1


async def test_nothing_while_a_score_check_is_open(town: Town) -> None:
    stage = await release(town, (P,))
    await ask_check(town, stage)
    await open_card(town, "xu")
    await town.xu.sees("还有 1 件成绩复核没有答复")
    await town.xu.press("编号制证")
    await town.xu.told("答复之后才能制证")
    assert await certificates(town, stage) == []


async def test_whoever_prepared_does_not_approve(town: Town) -> None:
    """Even as a director; another director does: that is the control."""
    stage = await release(town, (P,))
    await town.li.say("/start")
    await town.li.sees("李娜，您好")
    await appoint(town, 7001)
    await appoint(town, 1002)
    await open_card(town, "xu")
    await town.xu.press("编号制证")
    await town.xu.press("签发 1 张")
    await town.xu.told("要由另一个人决定")
    assert (await certificates(town, stage))[0].status is CertificateStatus.PREPARED
    await town.li.press("看名单")
    await town.li.press("签发 1 张")
    await town.li.sees("已签发")


async def appoint(town: Town, chat: int) -> None:
    """One more director."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await appoint_chat(work, chat, Role.DIRECTOR, "站长")
    await town.settle()


@pytest.mark.parametrize(
    ("who", "data"),
    [("zhao", "certificates_prepare"), ("chen", "certificates_prepare"), ("xu", "certificates_approve")],
)
async def test_only_whose_duty_it_is(town: Town, who: str, data: str) -> None:
    stage = await release(town, (P,))
    await getattr(town, who).press_data(f"{data}:{stage.batch.id}:0")
    await getattr(town, who).told("没有做这件事的权限")


async def test_a_list_that_has_changed_is_not_approved(town: Town) -> None:
    """The director approves what the list showed."""
    stage = await release(town, (P, P))
    await open_card(town, "xu")
    await town.xu.press("编号制证")
    await town.xu.sees("待签发 2 张")
    await town.chen.press_data(f"certificates_approve:{stage.batch.id}:1")
    await town.chen.told("有了变化")
    assert {each.status for each in await certificates(town, stage)} == {CertificateStatus.PREPARED}


async def rename(town: Town, stage: Stage, name: str) -> None:
    """As if the second candidate were called so."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        one = await work.registration.application(stage.applications[1].id)
        old = one.particulars.identity
        identity = Identity(name, old.kind, old.number, old.born_on, old.sex)
        one.particulars = type(one.particulars)(**{**vars(one.particulars), "identity": identity})


async def test_a_name_that_cannot_be_drawn_goes_to_staff(town: Town) -> None:
    """The others are not kept waiting, and the batch is not done."""
    stage = await release(town, (P, P))
    await rename(town, stage, "李\U0003106c")
    await open_card(town, "xu")
    await town.xu.sees("李\U0003106c", "字库里没有“\U0003106c”")
    await town.xu.press("编号制证")
    await town.xu.press("编号制证")
    await town.xu.told("字库里没有")
    await open_card(town, "chen")
    await town.chen.press("签发 1 张")
    await town.settle()
    assert len(await certificates(town, stage)) == 1
    assert (await batch_of(town, stage)).status is BatchStatus.RELEASED


async def test_a_holder_reads_it_in_english(town: Town) -> None:
    stage = await release(town, (P,))
    (one,) = await issue(town, stage)
    holder = town.person(stage.chat(0))
    await holder.say("/language")
    await holder.say("/language")
    await holder.press("English")
    await holder.say("/certificate")
    await holder.sees("Electrician", "Level 4", one.number)


async def test_anothers_certificate_is_not_for_me(town: Town) -> None:
    stage = await release(town, (P, P))
    _, second = await issue(town, stage)
    await town.person(stage.chat(0)).press_data(f"certificate:{second.id}")
    await town.person(stage.chat(0)).told("找不到了")
