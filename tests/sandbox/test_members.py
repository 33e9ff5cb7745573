"""Members as a bot sees and changes them, and what it is refused, word for word."""

from typing import Any

import pytest

from sandbox.rules.rights import PERMISSIONS, RIGHTS
from tests.sandbox.crowd import CAT, Crowd, gather, kinds, statuses
from tests.sandbox.rig import ANN, BOB, Rig
from tests.sandbox.test_many_bots import second_bot

STRANGER = 999
ALL = dict.fromkeys(PERMISSIONS, True)
NO_RESTRICTING = "not enough rights to restrict/unrestrict chat member"
SUPERGROUPS = "method is available only in supergroups"
CHANNELS_TOO = "method is available only in supergroup and channel chats"


async def ruled(rig: Rig, *rights: str) -> Crowd:
    """A supergroup in which the bot has these rights."""
    crowd = await gather(rig)
    await crowd.raise_bot(*rights)
    return crowd


async def test_get_chat_member_tells_what_everybody_is(rig: Rig) -> None:
    crowd = await gather(rig)
    assert await crowd.member(ANN) == {"user": rig.sandbox.people[ANN].user, "status": "creator", "is_anonymous": False}
    assert (await crowd.member(BOB))["status"] == "member"
    assert (await crowd.member(rig.bot_id))["status"] == "member"
    outsider = (await rig.post("/people", first_name="Dan"))["id"]
    assert (await crowd.member(outsider))["status"] == "left"


async def test_get_chat_member_in_a_private_chat(chat: Rig) -> None:
    assert (await chat.ok("getChatMember", chat_id=ANN, user_id=ANN))["status"] == "member"
    assert await chat.error("getChatMember", chat_id=ANN, user_id=BOB) == "Bad Request: member not found"


async def test_administrators_are_listed_without_other_bots(rig: Rig) -> None:
    crowd = await gather(rig)
    await second_bot(rig)
    await crowd.do(ANN, "add", who="second_bot", rights={"can_pin_messages": True})
    await crowd.do(ANN, "promote", who=BOB, title="Boss", rights={"can_pin_messages": True})
    await crowd.raise_bot()
    found = await crowd.ok("getChatAdministrators")
    assert [one["user"]["id"] for one in found] == [ANN, BOB, rig.bot_id]
    assert found[1]["custom_title"] == "Boss"
    assert len(await crowd.ok("getChatAdministrators", return_bots=True)) == 4


async def test_members_are_counted(chat: Rig) -> None:
    crowd = await gather(chat)
    await crowd.do(BOB, "leave")
    assert await crowd.ok("getChatMemberCount") == 3
    assert await chat.ok("getChatMemberCount", chat_id=ANN) == 2


async def test_a_bot_that_leaves_hears_of_it(rig: Rig) -> None:
    crowd = await gather(rig)
    assert await crowd.ok("leaveChat") is True
    mine, left = await crowd.heard()
    assert statuses(mine["my_chat_member"]) == ("member", "left")
    assert left["message"]["left_chat_member"]["id"] == mine["my_chat_member"]["from"]["id"] == rig.bot_id


async def test_a_banned_person_is_out(rig: Rig) -> None:
    crowd = await ruled(rig, "can_restrict_members")
    said = (await crowd.do(BOB, "say", text="bad"))["message_id"]
    await crowd.heard()
    assert await crowd.ok("banChatMember", user_id=BOB) is True
    changed, left = await crowd.heard()
    assert statuses(changed["chat_member"]) == ("member", "kicked")
    assert left["message"]["left_chat_member"]["id"] == BOB
    assert left["message"]["from"]["id"] == rig.bot_id
    assert said not in [one["message_id"] for one in (await crowd.screen())["messages"]]
    assert (await crowd.member(BOB))["until_date"] == 0
    assert await crowd.ok("banChatMember", user_id=BOB) is True
    assert await crowd.heard() == []


async def test_who_was_never_inside_is_banned_without_a_message(rig: Rig) -> None:
    crowd = await ruled(rig, "can_restrict_members")
    outsider = (await rig.post("/people", first_name="Dan"))["id"]
    await crowd.ok("banChatMember", user_id=outsider)
    assert kinds(await crowd.heard()) == ["chat_member"]


@pytest.mark.parametrize(("seconds", "ends"), [(10, False), (3600, True), (367 * 86_400, False)])
async def test_a_ban_ends_unless_it_is_too_short_or_too_long(rig: Rig, *, seconds: int, ends: bool) -> None:
    crowd = await ruled(rig, "can_restrict_members")
    until = rig.sandbox.clock.stamp() + seconds
    await crowd.ok("banChatMember", user_id=BOB, until_date=until)
    assert (await crowd.member(BOB))["until_date"] == (until if ends else 0)
    await rig.post("/clock", advance_seconds=seconds + 1)
    assert (await crowd.member(BOB))["status"] == ("left" if ends else "kicked")


async def test_unban_lets_return_and_does_not_bring_back(rig: Rig) -> None:
    crowd = await ruled(rig, "can_restrict_members")
    await crowd.ok("banChatMember", user_id=BOB)
    await crowd.heard()
    assert await crowd.ok("unbanChatMember", user_id=BOB) is True
    assert statuses((await crowd.heard())[0]["chat_member"]) == ("kicked", "left")
    assert (await crowd.member(BOB))["status"] == "left"


async def test_unban_removes_a_member_unless_only_if_banned(rig: Rig) -> None:
    crowd = await ruled(rig, "can_restrict_members")
    await crowd.ok("unbanChatMember", user_id=BOB, only_if_banned=True)
    assert (await crowd.member(BOB))["status"] == "member"
    await crowd.ok("unbanChatMember", user_id=BOB)
    assert (await crowd.member(BOB))["status"] == "left"
    assert kinds(await crowd.heard()) == ["chat_member", "message", "chat_member"]


async def test_restricting_takes_permissions_and_gives_them_back(rig: Rig) -> None:
    crowd = await ruled(rig, "can_restrict_members")
    await crowd.ok("restrictChatMember", user_id=BOB, permissions={"can_send_photos": True})
    member = await crowd.member(BOB)
    assert (member["status"], member["is_member"], member["until_date"]) == ("restricted", True, 0)
    assert (member["can_send_photos"], member["can_send_messages"]) == (True, False)
    assert statuses((await crowd.heard())[0]["chat_member"]) == ("member", "restricted")
    assert "may not send" in await crowd.refused(BOB, "say", text="x")
    await crowd.ok("restrictChatMember", user_id=BOB, permissions=ALL)
    assert (await crowd.member(BOB))["status"] == "member"
    await crowd.do(BOB, "say", text="x")


async def test_broad_permissions_imply_narrow_ones_unless_independent(rig: Rig) -> None:
    crowd = await ruled(rig, "can_restrict_members")
    broad = {"can_send_other_messages": True}
    await crowd.ok("restrictChatMember", user_id=BOB, permissions=broad)
    assert (await crowd.member(BOB))["can_send_videos"] is True
    await crowd.ok("restrictChatMember", user_id=BOB, permissions=broad, use_independent_chat_permissions=True)
    assert (await crowd.member(BOB))["can_send_videos"] is False


async def test_who_is_restricted_stays_so_when_he_leaves_and_returns(rig: Rig) -> None:
    crowd = await ruled(rig, "can_restrict_members")
    await crowd.ok("restrictChatMember", user_id=BOB, permissions={})
    await crowd.do(BOB, "leave")
    assert (await crowd.member(BOB))["is_member"] is False
    assert await crowd.ok("getChatMemberCount") == 3
    await crowd.do(ANN, "add", who=BOB)
    assert (await crowd.member(BOB))["status"] == "restricted"


async def test_a_bot_promotes_and_demotes(rig: Rig) -> None:
    crowd = await ruled(rig, "can_promote_members", "can_pin_messages")
    assert await crowd.ok("promoteChatMember", user_id=BOB, can_pin_messages=True) is True
    assert statuses((await crowd.heard())[0]["chat_member"]) == ("member", "administrator")
    member = await crowd.member(BOB)
    granted = {name for name in RIGHTS if member[name]}
    assert (granted, member["can_be_edited"]) == ({"can_manage_chat", "can_pin_messages"}, True)
    await crowd.ok("setChatAdministratorCustomTitle", user_id=BOB, custom_title="Pinner")
    await crowd.ok("promoteChatMember", user_id=BOB, can_manage_chat=True)
    assert (await crowd.member(BOB))["custom_title"] == "Pinner"
    await crowd.ok("promoteChatMember", user_id=BOB)
    assert (await crowd.member(BOB))["status"] == "member"


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("getChatMember", {}, "invalid user_id specified"),
    ("getChatMember", {"user_id": STRANGER}, "PARTICIPANT_ID_INVALID"),
    ("banChatMember", {}, "invalid user_id specified"),
    ("banChatMember", {"user_id": STRANGER}, "PARTICIPANT_ID_INVALID"),
    ("banChatMember", {"user_id": ANN}, "can't remove chat owner"),
    ("banChatMember", {"user_id": BOB}, NO_RESTRICTING),
    ("unbanChatMember", {"user_id": ANN}, "can't remove chat owner"),
    ("unbanChatMember", {"user_id": BOB}, NO_RESTRICTING),
    ("restrictChatMember", {"user_id": ANN, "permissions": {}}, "can't remove chat owner"),
    ("restrictChatMember", {"user_id": BOB, "permissions": {}}, NO_RESTRICTING),
    ("restrictChatMember", {"user_id": BOB, "permissions": "["}, "can't parse permissions JSON object"),
    ("restrictChatMember", {"user_id": BOB, "permissions": []}, "object expected as permissions"),
    (
        "restrictChatMember",
        {"user_id": BOB, "permissions": {"can_send_polls": "yes"}},
        'can\'t parse chat permissions: Field "can_send_polls" must be of type Boolean',
    ),
    ("promoteChatMember", {"user_id": ANN, "can_pin_messages": True}, "can't remove chat owner"),
    ("promoteChatMember", {"user_id": BOB, "can_pin_messages": True}, "not enough rights"),
    ("setChatAdministratorCustomTitle", {"user_id": ANN}, "only the owner can edit their custom title"),
    ("setChatAdministratorCustomTitle", {"user_id": BOB, "custom_title": "x"}, "user is not an administrator"),
    (
        "setChatAdministratorCustomTitle",
        {"user_id": CAT, "custom_title": "x"},
        "not enough rights to change custom title of the user",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("method", "given", "text"), REFUSED)
async def test_a_bot_without_rights_is_refused(rig: Rig, method: str, given: dict[str, Any], text: str) -> None:
    crowd = await gather(rig)
    await crowd.do(ANN, "promote", who=CAT, rights={"can_manage_chat": True})
    assert await crowd.error(method, **given) == text
    assert await crowd.heard() == []


RULERS_REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("banChatMember", {"user_id": CAT}, "user is an administrator of the chat"),
    ("restrictChatMember", {"user_id": CAT, "permissions": {}}, "user is an administrator of the chat"),
    ("promoteChatMember", {"user_id": CAT}, "CHAT_ADMIN_REQUIRED"),
    ("promoteChatMember", {"user_id": BOB, "can_change_info": True}, "RIGHT_FORBIDDEN"),
    ("setChatAdministratorCustomTitle", {"user_id": BOB, "custom_title": "x" * 17}, "user is not an administrator"),
]


@pytest.mark.parametrize(("method", "given", "text"), RULERS_REFUSED)
async def test_a_bot_with_rights_is_refused_what_is_above_it(
    rig: Rig, method: str, given: dict[str, Any], text: str
) -> None:
    crowd = await ruled(rig, "can_restrict_members", "can_promote_members", "can_pin_messages")
    await crowd.do(ANN, "promote", who=CAT, rights={"can_manage_chat": True})
    assert await crowd.error(method, **given) == text


async def test_a_bot_does_nothing_to_itself(rig: Rig) -> None:
    crowd = await ruled(rig, "can_restrict_members", "can_promote_members")
    me = rig.bot_id
    assert await crowd.error("banChatMember", user_id=me) == "can't restrict self"
    assert await crowd.error("promoteChatMember", user_id=me, can_manage_chat=True) == "can't promote self"


@pytest.mark.parametrize(
    ("title", "text"), [("x" * 17, "CUSTOM_TITLE_INVALID"), ("🎉", "CUSTOM_TITLE_EMOJI_NOT_ALLOWED")]
)
async def test_a_custom_title_is_short_and_plain(rig: Rig, title: str, text: str) -> None:
    crowd = await ruled(rig, "can_promote_members")
    await crowd.ok("promoteChatMember", user_id=BOB, can_manage_chat=True)
    assert await crowd.error("setChatAdministratorCustomTitle", user_id=BOB, custom_title=title) == text


async def test_who_is_outside_is_not_promoted(rig: Rig) -> None:
    crowd = await ruled(rig, "can_promote_members", "can_restrict_members")
    await crowd.do(BOB, "leave")
    assert await crowd.error("promoteChatMember", user_id=BOB, can_manage_chat=True) == "USER_NOT_MUTUAL_CONTACT"
    await crowd.ok("banChatMember", user_id=BOB)
    assert await crowd.error("promoteChatMember", user_id=BOB, can_manage_chat=True) == "USER_KICKED"
    assert await crowd.error("promoteChatMember", user_id=BOB) == "bots can't add new chat members"


BASIC: list[tuple[str, dict[str, Any], str]] = [
    ("getChatMember", {"user_id": STRANGER}, "member not found"),
    ("banChatMember", {"user_id": BOB}, "CHAT_ADMIN_REQUIRED"),
    ("unbanChatMember", {"user_id": BOB}, CHANNELS_TOO),
    ("restrictChatMember", {"user_id": BOB, "permissions": {}}, SUPERGROUPS),
    ("promoteChatMember", {"user_id": BOB, "can_manage_chat": True}, CHANNELS_TOO),
    ("setChatAdministratorCustomTitle", {"user_id": BOB, "custom_title": "x"}, SUPERGROUPS),
]


@pytest.mark.parametrize(("method", "given", "text"), BASIC)
async def test_a_basic_group_has_less(rig: Rig, method: str, given: dict[str, Any], text: str) -> None:
    crowd = await gather(rig, "group")
    assert await crowd.error(method, **given) == text


async def test_an_administrator_bot_removes_from_a_basic_group(rig: Rig) -> None:
    crowd = await gather(rig, "group")
    await crowd.do(ANN, "promote", who=rig.bot_id)
    assert await crowd.ok("banChatMember", user_id=BOB) is True
    assert (await crowd.member(BOB))["status"] == "left"
    assert await crowd.error("banChatMember", user_id=BOB) == "USER_NOT_PARTICIPANT"


PRIVATE: list[tuple[str, dict[str, Any], str]] = [
    ("getChatAdministrators", {}, "there are no administrators in the private chat"),
    ("leaveChat", {}, "can't leave private chats"),
    ("banChatMember", {"user_id": BOB}, "can't ban members in private chats"),
    ("unbanChatMember", {"user_id": BOB}, CHANNELS_TOO),
    ("restrictChatMember", {"user_id": BOB, "permissions": {}}, SUPERGROUPS),
    ("promoteChatMember", {"user_id": BOB}, CHANNELS_TOO),
    ("setChatTitle", {"title": "x"}, "can't change private chat title"),
    ("setChatDescription", {"description": "x"}, "can't change private chat description"),
    ("setChatPermissions", {"permissions": {}}, "can't change private chat permissions"),
    ("deleteChatPhoto", {}, "can't change private chat photo"),
    ("createChatInviteLink", {}, "can't invite members to a private chat"),
    ("approveChatJoinRequest", {"user_id": BOB}, "the chat can't have join requests"),
]


@pytest.mark.parametrize(("method", "given", "text"), PRIVATE)
async def test_a_private_chat_has_no_members(chat: Rig, method: str, given: dict[str, Any], text: str) -> None:
    assert await chat.error(method, chat_id=ANN, **given) == f"Bad Request: {text}"
