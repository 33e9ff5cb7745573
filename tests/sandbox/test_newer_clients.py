"""Clients of Bot API 10.3 read the sandbox's 10.0: they insist on one right of administrators that is not in it."""

from aiogram.types import ChatAdministratorRights, ChatMemberAdministrator

from tests.sandbox.crowd import gather
from tests.sandbox.rig import ANN, BOB, Rig

RIGHT = "can_send_welcome_messages"


async def test_an_administrator_is_read_by_a_newer_client(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.raise_bot("can_delete_messages")
    me = ChatMemberAdministrator.model_validate(await crowd.member(rig.bot_id))
    assert (me.can_delete_messages, me.can_send_welcome_messages) == (True, False)


async def test_the_new_right_is_granted_like_any_other(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.raise_bot("can_promote_members", RIGHT)
    await crowd.ok("promoteChatMember", user_id=BOB, **{RIGHT: True})
    assert (await crowd.member(BOB))[RIGHT] is True
    assert "warnings" not in (await rig.see("/calls?method=promoteChatMember"))["calls"][-1]


async def test_the_owner_s_apps_grant_it_unasked(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.do(ANN, "promote", who=BOB)
    assert (await crowd.member(BOB))[RIGHT] is True


async def test_the_rights_a_bot_asks_for_are_read_by_a_newer_client(rig: Rig) -> None:
    rights = ChatAdministratorRights.model_validate(await rig.ok("getMyDefaultAdministratorRights"))
    assert rights.can_send_welcome_messages is False
