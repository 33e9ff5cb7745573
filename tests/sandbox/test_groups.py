"""Groups as people live in them: founding, joining, leaving, leading, and what bots hear of it."""

import io
import json
from typing import Any

import pytest
from PIL import Image

from tests.sandbox.crowd import CAT, Crowd, gather, statuses
from tests.sandbox.rig import ANN, BOB, Rig, form_of
from tests.sandbox.test_many_bots import picture


async def test_a_new_basic_group_tells_its_bots(rig: Rig) -> None:
    card = await rig.post("/groups", title="Team", type="group", by=ANN, members=[BOB, rig.bot_id])
    assert (card["type"], card["title"], card["member"], card["members"]) == ("group", "Team", "creator", 3)
    mine, made = await Crowd(rig, card["peer"]).heard()
    assert statuses(mine["my_chat_member"]) == ("left", "member")
    assert mine["my_chat_member"]["from"]["id"] == ANN
    assert mine["my_chat_member"]["chat"] == {"id": card["peer"], "title": "Team", "type": "group"}
    assert made["message"]["group_chat_created"] is True
    assert made["message"]["from"]["id"] == ANN


async def test_a_supergroup_is_founded_before_its_bots_come(rig: Rig) -> None:
    card = await rig.post("/groups", title="Team", by=ANN, members=[BOB, "sandbox_bot"], username="team_chat")
    crowd = Crowd(rig, card["peer"])
    mine, came = await crowd.heard()
    assert statuses(mine["my_chat_member"]) == ("left", "member")
    assert [user["id"] for user in came["message"]["new_chat_members"]] == [BOB, rig.bot_id]
    assert came["message"]["chat"]["username"] == "team_chat"
    assert "supergroup_chat_created" in (await crowd.screen())["messages"][0]


WRONG_GROUPS: list[dict[str, Any]] = [
    {"title": " "},
    {"type": "channel"},
    {"type": "group", "username": "x_chat"},
    {"username": "ann"},
    {"username": "sandbox_bot"},
    {"by": 999},
    {"members": [999]},
    {"members": 5},
]


@pytest.mark.parametrize("change", WRONG_GROUPS)
async def test_a_group_that_makes_no_sense_is_not_founded(rig: Rig, change: dict[str, Any]) -> None:
    status, _ = await rig.request("POST", "/groups", json={"title": "T", "by": ANN, **change})
    assert status in (400, 404)
    assert rig.sandbox.groups == {}


async def test_the_lists_of_those_inside_show_the_group(rig: Rig) -> None:
    crowd = await gather(rig, bot=False)
    for person, status in ((ANN, "creator"), (BOB, "member")):
        cards = (await rig.see(f"/people/{person}/chats"))["chats"]
        assert [card["member"] for card in cards if card["peer"] == crowd.id] == [status]
    await crowd.do(BOB, "leave")
    assert crowd.id not in [card["peer"] for card in (await rig.see(f"/people/{BOB}/chats"))["chats"]]


async def test_who_leaves_is_missed(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.do(BOB, "leave")
    (left,) = await crowd.heard()
    assert left["message"]["left_chat_member"]["id"] == left["message"]["from"]["id"] == BOB
    assert "has no place" in await crowd.refused(BOB, "say", text="still here?")
    assert (await crowd.screen())["chat"]["members"] == 3


async def test_the_owner_stays(rig: Rig) -> None:
    crowd = await gather(rig)
    assert "owner stays" in await crowd.refused(ANN, "leave")


async def test_a_public_group_is_joined_by_its_name(rig: Rig) -> None:
    crowd = await gather(rig, username="team_chat")
    await crowd.do(BOB, "leave")
    await crowd.heard()
    joined = await rig.post(f"/people/{BOB}/join", username="@Team_Chat")
    assert joined["chat"]["peer"] == crowd.id
    (came,) = await crowd.heard()
    assert [user["id"] for user in came["message"]["new_chat_members"]] == [came["message"]["from"]["id"]] == [BOB]
    assert "already in" in await crowd.refused(BOB, "join")


async def test_a_private_group_is_not_joined_by_its_id(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.do(BOB, "leave")
    assert "private" in await crowd.refused(BOB, "join")


REFUSED: list[tuple[int, str, dict[str, Any], str]] = [
    (BOB, "remove", {"who": CAT}, "may not remove"),
    (BOB, "promote", {"who": CAT}, "may not promote"),
    (BOB, "demote", {"who": CAT}, "is no administrator"),
    (BOB, "restrict", {"who": CAT}, "may not remove or restrict"),
    (BOB, "unban", {"who": CAT}, "may not unban"),
    (BOB, "permissions", {"permissions": {}}, "may not change the permissions"),
    (BOB, "invite", {}, "may not make invite links"),
    (BOB, "approve", {"who": CAT}, "may not decide"),
    (ANN, "approve", {"who": CAT}, "did not ask"),
    (ANN, "unban", {"who": CAT}, "is not banned"),
    (ANN, "remove", {"who": ANN}, "may not remove"),
    (ANN, "add", {"who": CAT}, "already in"),
    (ANN, "add", {"who": 999}, "nobody called 999"),
    (ANN, "promote", {"who": CAT, "rights": {"can_fly": True}}, "there is no right can_fly"),
    (ANN, "promote", {"who": CAT, "rights": {}}, "at least one right"),
    (ANN, "restrict", {"who": BOB, "until_date": "soon"}, "must be a whole number"),
    (ANN, "restrict", {"who": BOB, "permissions": "none"}, "must be an object"),
    (ANN, "invite", {"member_limit": "many"}, "must be a whole number"),
    (ANN, "migrate", {}, "supergroup already"),
    (ANN, "title", {"title": " "}, "needs a title"),
    (ANN, "startgroup", {"group": 1}, "belongs to the chat with a bot"),
    (ANN, "delete_group_photo", {}, "has no photo"),
]


@pytest.mark.parametrize(("person", "deed", "given", "text"), REFUSED)
async def test_people_do_only_what_they_may(rig: Rig, person: int, deed: str, given: dict[str, Any], text: str) -> None:
    crowd = await gather(rig)
    assert text in await crowd.refused(person, deed, **given)
    assert await crowd.heard() == []


@pytest.mark.parametrize("deed", ["leave", "add", "title", "migrate"])
async def test_what_is_done_in_groups_is_not_done_in_private(chat: Rig, deed: str) -> None:
    status, answer = await chat.request("POST", f"/people/{ANN}/{deed}", json={"who": BOB, "title": "x"})
    assert (status, "in a group" in answer["error"]) == (400, True)


async def test_an_administrator_of_others_is_out_of_reach(rig: Rig) -> None:
    crowd = await gather(rig)
    everything = dict.fromkeys(("can_promote_members", "can_restrict_members"), True)
    await crowd.do(ANN, "promote", who=BOB, rights=everything)
    await crowd.do(ANN, "promote", who=CAT, rights=everything)
    assert "may not demote" in await crowd.refused(BOB, "demote", who=CAT)
    assert "may not remove" in await crowd.refused(BOB, "remove", who=CAT)
    assert "rights that are not their own" in await crowd.refused(
        BOB, "promote", who=await _joined(crowd), rights={"can_pin_messages": True}
    )
    await crowd.do(ANN, "demote", who=CAT)


async def _joined(crowd: Crowd) -> int:
    person = int((await crowd.rig.post("/people", first_name="Dan"))["id"])
    await crowd.do(ANN, "add", who=person)
    return person


async def test_who_promoted_somebody_can_demote_him(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.do(ANN, "promote", who=BOB, rights={"can_promote_members": True})
    await crowd.do(BOB, "promote", who=CAT, rights={"can_manage_chat": True})
    await crowd.do(BOB, "demote", who=CAT)
    assert (await crowd.member(CAT))["status"] == "member"


async def test_a_restricted_person_cannot_write(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.do(ANN, "restrict", who=BOB, permissions={"can_send_photos": True})
    assert "may not send text messages" in await crowd.refused(BOB, "say", text="x")
    image = form_of({}, {"file": ("a.png", picture())})
    status, _ = await rig.request("POST", f"/people/{BOB}/chats/{crowd.id}/photo", data=image)
    assert status == 200
    await crowd.do(CAT, "say", text="I may")


async def test_a_restriction_ends_when_its_time_has_come(rig: Rig) -> None:
    crowd = await gather(rig)
    now = rig.sandbox.clock.stamp()
    await crowd.do(ANN, "restrict", who=BOB, until_date=now + 3600)
    assert (await crowd.member(BOB))["until_date"] == now + 3600
    assert "may not send" in await crowd.refused(BOB, "say", text="x")
    await rig.post("/clock", advance_seconds=3601)
    await crowd.do(BOB, "say", text="free")
    assert (await crowd.member(BOB))["status"] == "member"


async def test_who_was_removed_returns_only_when_allowed(rig: Rig) -> None:
    crowd = await gather(rig, username="team_chat")
    await crowd.do(ANN, "remove", who=BOB)
    assert "cannot return" in await crowd.refused(BOB, "join")
    assert "may not bring back" in await crowd.refused(CAT, "add", who=BOB)
    await crowd.do(ANN, "unban", who=BOB)
    await crowd.do(BOB, "join")
    assert (await crowd.member(BOB))["status"] == "member"


async def test_permissions_of_all_bind_members_only(rig: Rig) -> None:
    crowd = await gather(rig)
    told = await crowd.do(ANN, "permissions", permissions={"can_send_messages": False})
    assert (told["permissions"]["can_send_messages"], told["permissions"]["can_send_photos"]) == (False, True)
    assert "may not send" in await crowd.refused(BOB, "say", text="x")
    await crowd.do(ANN, "say", text="owner")
    assert await crowd.error("sendMessage", text="x") == "not enough rights to send text messages to the chat"
    await crowd.do(ANN, "permissions", permissions={"can_send_photos": False})
    album = [{"type": "photo", "media": f"attach://{name}"} for name in "ab"]
    files = {name: ("a.png", picture()) for name in "ab"}
    refused = await rig.bot("sendMediaGroup", files, chat_id=str(crowd.id), media=json.dumps(album))
    assert refused["description"] == "Bad Request: not enough rights to send photos to the chat"
    await crowd.raise_bot()
    await crowd.ok("sendMessage", text="administrator")


async def test_a_new_title_is_a_message(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.do(BOB, "title", title="  Better   Team ")
    (renamed,) = await crowd.heard()
    assert renamed["message"]["new_chat_title"] == renamed["message"]["chat"]["title"] == "Better Team"
    await crowd.do(BOB, "title", title="Better Team")
    assert await crowd.heard() == []


async def test_the_photo_of_a_group(rig: Rig) -> None:
    crowd = await gather(rig)
    path = f"/people/{ANN}/chats/{crowd.id}/group_photo"
    status, _ = await rig.request("POST", path, data=form_of({}, {"file": ("a.png", portrait())}))
    assert status == 200
    (changed,) = await crowd.heard()
    assert [size["width"] for size in changed["message"]["new_chat_photo"]] == [160, 320, 640]
    shown = await crowd.screen()
    async with rig.http.get(rig.base + shown["chat"]["photo_url"]) as response:
        assert response.content_type == "image/jpeg"
    await crowd.do(ANN, "delete_group_photo")
    assert (await crowd.heard())[0]["message"]["delete_chat_photo"] is True
    assert "photo_url" not in (await crowd.screen())["chat"]


def portrait() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "navy").save(out, "PNG")
    return out.getvalue()


async def test_a_basic_group_becomes_a_supergroup(rig: Rig) -> None:
    crowd = await gather(rig, "group")
    await crowd.do(BOB, "say", text="/before")
    await crowd.heard()
    card = await crowd.do(ANN, "migrate")
    new = Crowd(rig, card["peer"])
    assert (card["type"], card["members"]) == ("supergroup", 4)
    to, came = await crowd.heard()
    assert (to["message"]["chat"]["id"], to["message"]["migrate_to_chat_id"]) == (crowd.id, new.id)
    assert (came["message"]["chat"]["id"], came["message"]["migrate_from_chat_id"]) == (new.id, crowd.id)
    answer = await rig.bot("sendMessage", chat_id=crowd.id, text="x")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert (answer["error_code"], answer["parameters"]) == (400, {"migrate_to_chat_id": new.id})
    sent = await new.ok("sendMessage", text="here")
    assert sent["chat"]["type"] == "supergroup"
    peers = [one["peer"] for one in (await rig.see(f"/people/{BOB}/chats"))["chats"]]
    assert (new.id in peers, crowd.id in peers) == (True, False)
    assert (await new.member(ANN))["status"] == "creator"
