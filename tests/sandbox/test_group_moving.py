"""Files, forwards and pins in groups: whose rights they need, and who hears of them."""

import json
from typing import Any

import aiohttp
import pytest

from tests.sandbox.crowd import CAT, Crowd, gather, kinds
from tests.sandbox.rig import ANN, BOB, Rig
from tests.sandbox.samples import SAMPLES


@pytest.fixture
async def crowd(chat: Rig) -> Crowd:
    return await gather(chat)


async def album(crowd: Crowd) -> Any:
    media = json.dumps([{"type": "photo", "media": "attach://a"}, {"type": "video", "media": "attach://b"}])
    files = {"a": SAMPLES["photo"], "b": SAMPLES["video"]}
    return await crowd.rig.bot("sendMediaGroup", files, chat_id=crowd.id, media=media)


async def forbid(crowd: Crowd, *permissions: str) -> None:
    """Nobody but administrators may do that any more."""
    crowd.rig.sandbox.groups[crowd.id].permissions.update(dict.fromkeys(permissions, False))


async def test_a_message_of_a_group_is_forwarded_with_its_author(crowd: Crowd) -> None:
    said = await crowd.do(BOB, "say", text="news")
    sent = await crowd.rig.ok("forwardMessage", chat_id=ANN, from_chat_id=crowd.id, message_id=said["message_id"])
    assert (sent["forward_origin"]["sender_user"]["id"], sent["chat"]["id"]) == (BOB, ANN)


async def test_messages_are_copied_into_a_group(crowd: Crowd) -> None:
    made = await crowd.ok("copyMessages", from_chat_id=ANN, message_ids=[1])
    assert (await crowd.screen(BOB))["messages"][-1]["message_id"] == made[0]["message_id"]


async def test_nothing_is_moved_from_where_the_bot_is_not(chat: Rig) -> None:
    crowd = await gather(chat, bot=False)
    refused = await chat.error("forwardMessage", chat_id=ANN, from_chat_id=crowd.id, message_id=1)
    assert refused == "Bad Request: chat not found"


async def test_an_album_needs_the_right_to_each_of_its_kinds(crowd: Crowd) -> None:
    assert (await album(crowd))["ok"]
    await forbid(crowd, "can_send_videos")
    assert (await album(crowd))["description"] == "Bad Request: not enough rights to send videos to the chat"
    assert "photo" not in (await crowd.screen())["messages"][-1]
    refused = await crowd.error("copyMessages", from_chat_id=crowd.id, message_ids=await numbers(crowd))
    assert refused == "not enough rights to send videos to the chat"


async def numbers(crowd: Crowd) -> list[int]:
    return [one["message_id"] for one in (await crowd.screen())["messages"]]


async def test_a_bot_pins_by_right_only(crowd: Crowd) -> None:
    number = (await crowd.do(BOB, "say", text="rules"))["message_id"]
    for method in ("pinChatMessage", "unpinAllChatMessages"):
        refused = await crowd.error(method, message_id=number)
        assert refused == "not enough rights to manage pinned messages in the chat"
    await crowd.raise_bot("can_pin_messages")
    assert await crowd.ok("pinChatMessage", message_id=number) is True
    assert [update["message"]["pinned_message"]["text"] for update in await crowd.heard()] == ["rules"]
    assert {(await crowd.screen(person))["pinned"][0] for person in (ANN, BOB, CAT)} == {number}
    assert await crowd.ok("unpinChatMessage") is True
    assert (await crowd.screen())["pinned"] == []


async def test_an_administrator_without_the_right_does_not_pin(crowd: Crowd) -> None:
    number = (await crowd.do(BOB, "say", text="rules"))["message_id"]
    await crowd.raise_bot("can_change_info")
    assert "not enough rights" in await crowd.error("pinChatMessage", message_id=number)


async def test_people_pin_by_right_and_bots_hear_of_it(crowd: Crowd) -> None:
    number = (await crowd.do(BOB, "say", text="rules"))["message_id"]
    await crowd.heard()
    await crowd.do(BOB, "pin", message_id=number)
    assert kinds(await crowd.heard()) == ["message"]
    await forbid(crowd, "can_pin_messages")
    assert "no right to pin" in await crowd.refused(BOB, "unpin", message_id=number)
    await crowd.do(ANN, "unpin", message_id=number)
    assert (await crowd.screen(BOB))["pinned"] == []


async def test_people_delete_their_own_and_others_by_right(crowd: Crowd) -> None:
    number = (await crowd.do(BOB, "say", text="x"))["message_id"]
    assert "only own messages" in await crowd.refused(CAT, "delete", message_id=number)
    await crowd.do(BOB, "delete", message_id=number)
    other = (await crowd.do(CAT, "say", text="y"))["message_id"]
    await crowd.do(ANN, "delete", message_id=other)
    assert not {number, other} & set(await numbers(crowd))


async def test_a_person_sends_an_album_to_a_group(crowd: Crowd) -> None:
    await crowd.raise_bot()
    form = [("file", SAMPLES["photo"]), ("file", SAMPLES["video"])]
    status = await upload(crowd, form)
    heard = [update["message"] for update in await crowd.heard()]
    assert (status, len({one["media_group_id"] for one in heard}), len(heard)) == (200, 1, 2)


async def upload(crowd: Crowd, files: list[tuple[str, tuple[str, bytes]]]) -> int:
    form = aiohttp.FormData()
    for name, (file_name, content) in files:
        form.add_field(name, content, filename=file_name)
    path = f"/people/{BOB}/chats/{crowd.id}/album"
    return (await crowd.rig.request("POST", path, data=form))[0]


async def test_what_a_public_group_says_is_moved_by_any_bot(chat: Rig) -> None:
    crowd = await gather(chat, bot=False, username="open_team")
    number = (await crowd.do(BOB, "say", text="news"))["message_id"]
    sent = await chat.ok("forwardMessage", chat_id=ANN, from_chat_id="@open_team", message_id=number)
    assert sent["text"] == "news"
