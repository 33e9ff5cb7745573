"""Invite links, joining by them, and requests to join that somebody must grant."""

from typing import Any

import pytest

from tests.sandbox.crowd import CAT, Crowd, gather, kinds, statuses
from tests.sandbox.rig import ANN, BOB, Rig
from tests.sandbox.test_many_bots import second_bot

EXPIRED = "this invite link has expired"


async def inviting(rig: Rig) -> Crowd:
    """A supergroup without Bob, in which the bot makes invite links."""
    crowd = await gather(rig)
    await crowd.raise_bot("can_invite_users")
    await crowd.do(BOB, "leave")
    await crowd.heard()
    return crowd


async def join(crowd: Crowd, person: int, link: str) -> Any:
    status, answer = await crowd.rig.request("POST", f"/people/{person}/join", json={"invite_link": link})
    return answer if status == 200 else answer["error"]


async def test_a_link_is_made_and_somebody_comes_by_it(rig: Rig) -> None:
    crowd = await inviting(rig)
    link = await crowd.ok("createChatInviteLink", name="front  door", member_limit=5)
    assert link["invite_link"].startswith("https://t.me/+")
    assert (link["name"], link["member_limit"], link["creator"]["id"]) == ("front door", 5, rig.bot_id)
    assert (link["creates_join_request"], link["is_primary"], link["is_revoked"]) == (False, False, False)
    joined = await join(crowd, BOB, link["invite_link"])
    assert (joined["joined"], joined["chat"]["member"]) == (True, "member")
    changed, came = await crowd.heard()
    assert statuses(changed["chat_member"]) == ("left", "member")
    assert changed["chat_member"]["invite_link"] == link
    assert changed["chat_member"]["from"]["id"] == came["message"]["from"]["id"] == BOB
    assert came["message"]["new_chat_members"][0]["id"] == BOB


async def test_a_link_admits_so_many_at_a_time(rig: Rig) -> None:
    crowd = await inviting(rig)
    link = (await crowd.ok("createChatInviteLink", member_limit=1))["invite_link"]
    await join(crowd, BOB, link)
    dan = (await rig.post("/people", first_name="Dan"))["id"]
    assert await join(crowd, dan, link) == EXPIRED
    await crowd.do(BOB, "leave")
    assert (await join(crowd, dan, link))["joined"]


async def test_a_link_ends_when_its_time_has_come(rig: Rig) -> None:
    crowd = await inviting(rig)
    until = rig.sandbox.clock.stamp() + 60
    link = await crowd.ok("createChatInviteLink", expire_date=until)
    assert link["expire_date"] == until
    await rig.post("/clock", advance_seconds=61)
    assert await join(crowd, BOB, link["invite_link"]) == EXPIRED


async def test_a_revoked_link_admits_nobody(rig: Rig) -> None:
    crowd = await inviting(rig)
    link = (await crowd.ok("createChatInviteLink"))["invite_link"]
    assert (await crowd.ok("revokeChatInviteLink", invite_link=link))["is_revoked"] is True
    assert await join(crowd, BOB, link) == EXPIRED
    assert await crowd.error("editChatInviteLink", invite_link=link, name="x") == "INVITE_HASH_EXPIRED"


async def test_an_exported_link_takes_the_place_of_the_one_before(rig: Rig) -> None:
    crowd = await inviting(rig)
    first, second = [await crowd.ok("exportChatInviteLink") for _ in range(2)]
    assert (await crowd.ok("getChat"))["invite_link"] == second
    assert await join(crowd, BOB, first) == EXPIRED
    assert (await join(crowd, BOB, second))["joined"]
    revoked = await crowd.ok("revokeChatInviteLink", invite_link=second)
    assert (revoked["is_primary"], revoked["is_revoked"]) == (True, True)
    assert (await crowd.ok("getChat"))["invite_link"] not in (first, second)


async def test_an_edited_link_has_what_was_given_and_nothing_else(rig: Rig) -> None:
    crowd = await inviting(rig)
    link = (await crowd.ok("createChatInviteLink", name="old", member_limit=3))["invite_link"]
    edited = await crowd.ok("editChatInviteLink", invite_link=link, creates_join_request=True)
    assert (edited["creates_join_request"], "name" in edited, "member_limit" in edited) == (True, False, False)


async def test_a_request_waits_until_it_is_granted(rig: Rig) -> None:
    crowd = await inviting(rig)
    link = await crowd.ok("createChatInviteLink", creates_join_request=True)
    assert (await join(crowd, BOB, link["invite_link"]))["joined"] is False
    (asked,) = await crowd.heard()
    request = asked["chat_join_request"]
    assert (request["from"]["id"], request["user_chat_id"], request["chat"]["id"]) == (BOB, BOB, crowd.id)
    assert request["invite_link"] == {**link, "pending_join_request_count": 1}
    assert (await crowd.member(BOB))["status"] == "left"
    assert await crowd.ok("approveChatJoinRequest", user_id=BOB) is True
    changed, came = await crowd.heard()
    assert (changed["chat_member"]["from"]["id"], came["message"]["from"]["id"]) == (rig.bot_id, BOB)
    assert came["message"]["new_chat_members"][0]["id"] == BOB
    assert await crowd.error("approveChatJoinRequest", user_id=BOB) == "USER_ALREADY_PARTICIPANT"


async def test_a_declined_request_is_gone(rig: Rig) -> None:
    crowd = await inviting(rig)
    link = await crowd.ok("createChatInviteLink", creates_join_request=True)
    await join(crowd, BOB, link["invite_link"])
    assert await crowd.ok("declineChatJoinRequest", user_id=BOB) is True
    assert await crowd.error("declineChatJoinRequest", user_id=BOB) == "HIDE_REQUESTER_MISSING"
    assert (await crowd.member(BOB))["status"] == "left"


@pytest.mark.parametrize(("deed", "status"), [("approve", "member"), ("decline", "left")])
async def test_people_decide_requests_too(rig: Rig, deed: str, status: str) -> None:
    crowd = await inviting(rig)
    link = await crowd.do(ANN, "invite", creates_join_request=True)
    await join(crowd, BOB, link["invite_link"])
    await crowd.do(ANN, deed, who=BOB)
    assert (await crowd.member(BOB))["status"] == status


async def test_who_asked_to_join_can_be_written_for_five_minutes(rig: Rig) -> None:
    crowd = await inviting(rig)
    link = await crowd.ok("createChatInviteLink", creates_join_request=True)
    assert "can't initiate" in await rig.error("sendMessage", chat_id=BOB, text="who are you?")
    await join(crowd, BOB, link["invite_link"])
    await rig.ok("sendMessage", chat_id=BOB, text="who are you?")
    await rig.post("/clock", advance_seconds=301)
    assert "can't initiate" in await rig.error("sendMessage", chat_id=BOB, text="still there?")


async def test_requests_are_told_to_those_who_may_invite(rig: Rig) -> None:
    crowd = await inviting(rig)
    await second_bot(rig)
    await crowd.do(ANN, "add", who="second_bot", rights={"can_pin_messages": True})
    link = await crowd.do(ANN, "invite", creates_join_request=True)
    await join(crowd, BOB, link["invite_link"])
    assert "chat_join_request" not in kinds(await crowd.heard("second_bot"))
    (asked,) = [update for update in await crowd.heard() if "chat_join_request" in update]
    shown = asked["chat_join_request"]["invite_link"]["invite_link"]
    assert shown.endswith("...")
    assert link["invite_link"].startswith(shown.removesuffix("..."))


async def test_people_have_a_main_link(rig: Rig) -> None:
    crowd = await inviting(rig)
    link = await crowd.do(ANN, "invite")
    assert link == await crowd.do(ANN, "invite")
    assert (link["is_primary"], (await join(crowd, BOB, link["invite_link"]))["joined"]) == (True, True)
    assert await join(crowd, CAT, "https://t.me/+nowhere") == (
        "there is no such group: say its id, its username or an invite_link"
    )


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    (
        "createChatInviteLink",
        {"member_limit": 2, "creates_join_request": True},
        "member limit can't be specified for links requiring administrator approval",
    ),
    ("createChatInviteLink", {"expire_date": 1}, "EXPIRE_DATE_INVALID"),
    ("createChatInviteLink", {"member_limit": 100_000}, "USAGE_LIMIT_INVALID"),
    ("editChatInviteLink", {}, "invite link must be non-empty"),
    ("editChatInviteLink", {"invite_link": "https://t.me/+x"}, "INVITE_HASH_EXPIRED"),
    ("revokeChatInviteLink", {"invite_link": "https://t.me/+x"}, "INVITE_HASH_EXPIRED"),
    ("approveChatJoinRequest", {}, "invalid user_id specified"),
    ("approveChatJoinRequest", {"user_id": BOB}, "HIDE_REQUESTER_MISSING"),
    ("declineChatJoinRequest", {"user_id": CAT}, "USER_ALREADY_PARTICIPANT"),
]


@pytest.mark.parametrize(("method", "given", "text"), REFUSED)
async def test_what_makes_no_sense_is_refused(rig: Rig, method: str, given: dict[str, Any], text: str) -> None:
    crowd = await inviting(rig)
    assert await crowd.error(method, **given) == text


async def test_the_main_link_is_not_edited(rig: Rig) -> None:
    crowd = await inviting(rig)
    link = await crowd.ok("exportChatInviteLink")
    assert await crowd.error("editChatInviteLink", invite_link=link, name="x") == "CHAT_INVITE_PERMANENT"


@pytest.mark.parametrize(
    ("method", "what"),
    [
        ("exportChatInviteLink", "chat invite link"),
        ("createChatInviteLink", "chat invite link"),
        ("editChatInviteLink", "chat invite link"),
        ("revokeChatInviteLink", "chat invite link"),
        ("approveChatJoinRequest", "chat join requests"),
        ("declineChatJoinRequest", "chat join requests"),
    ],
)
async def test_without_the_right_to_invite_there_are_no_links(rig: Rig, method: str, what: str) -> None:
    crowd = await gather(rig)
    assert await crowd.error(method, user_id=BOB, invite_link="x") == f"not enough rights to manage {what}"
