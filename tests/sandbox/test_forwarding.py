"""Forwarding and copying by the bot: one message or many, what goes along and what cannot be moved."""

import json
from typing import Any

import pytest

from tests.sandbox.rig import ANN, BOB, Rig, running
from tests.sandbox.samples import SAMPLES

ROWS = {"inline_keyboard": [[{"text": "是", "callback_data": "y"}]]}
GONE = {
    "forwardMessage": "message to forward not found",
    "copyMessage": "message to copy not found",
}
HELD = {"forwardMessage": "the message can't be forwarded", "copyMessage": "the message can't be copied"}


@pytest.fixture
async def both(chat: Rig) -> Rig:
    """Two people have pressed Start."""
    await chat.hello(BOB)
    return chat


async def last(rig: Rig, person: int = BOB) -> Any:
    return (await rig.see(f"/people/{person}/screen"))["messages"][-1]


def anybodys(value: Any) -> Any:
    """Without the file ids, which are each bot's own."""
    if isinstance(value, list):
        return [anybodys(one) for one in value]
    return {k: anybodys(v) for k, v in value.items() if k != "file_id"} if isinstance(value, dict) else value


async def from_ann(rig: Rig, method: str, message_id: int, **more: Any) -> Any:
    return await rig.ok(method, chat_id=BOB, from_chat_id=ANN, message_id=message_id, **more)


async def test_a_message_of_a_person_is_forwarded_with_its_author(both: Rig) -> None:
    said = await both.do(ANN, "say", text="我要报名 #六月")
    sent = await from_ann(both, "forwardMessage", said["message_id"])
    heard = (await both.updates())[-1]["message"]
    assert sent["forward_origin"] == {"type": "user", "sender_user": heard["from"], "date": heard["date"]}
    assert (sent["text"], sent["entities"], sent["from"]["is_bot"]) == (heard["text"], heard["entities"], True)
    assert (await last(both))["message_id"] == sent["message_id"]


async def test_a_message_of_the_bot_is_forwarded_without_its_buttons(both: Rig) -> None:
    own = await both.ok("sendMessage", chat_id=ANN, text="<b>!</b>", parse_mode="HTML", reply_markup=ROWS)
    sent = await from_ann(both, "forwardMessage", own["message_id"], protect_content=True)
    assert sent["forward_origin"]["sender_user"]["id"] == own["from"]["id"]
    assert (sent["entities"], "reply_markup" in sent) == (own["entities"], False)
    assert (sent["has_protected_content"], "reply_to_message" in sent) == (True, False)


async def test_what_was_forwarded_keeps_its_first_author(both: Rig) -> None:
    said = await both.do(ANN, "say", text="first")
    once = await from_ann(both, "forwardMessage", said["message_id"])
    twice = await both.ok("forwardMessage", chat_id=ANN, from_chat_id=BOB, message_id=once["message_id"])
    assert twice["forward_origin"] == once["forward_origin"]


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("method", ["forwardMessage", "copyMessage"])
async def test_a_file_of_any_kind_goes_along_unchanged(both: Rig, kind: str, method: str) -> None:
    name = "send" + "".join(word.title() for word in kind.split("_"))
    sent = (await both.bot(name, {kind: SAMPLES[kind]}, chat_id=ANN, caption="c", has_spoiler=True))["result"]
    await from_ann(both, method, sent["message_id"])
    moved = await last(both)
    for field in (kind, "document", "caption", "has_media_spoiler"):
        assert anybodys(moved.get(field)) == anybodys(sent.get(field))
    assert ("forward_origin" in moved) == (method == "forwardMessage")


async def test_a_copy_is_the_bots_own(both: Rig) -> None:
    said = await both.do(ANN, "say", text="copy me")
    made = await from_ann(both, "copyMessage", said["message_id"], reply_markup=ROWS)
    moved = await last(both)
    assert (list(made), made["message_id"]) == (["message_id"], moved["message_id"])
    assert (moved["text"], moved["reply_markup"], "forward_origin" in moved) == ("copy me", ROWS, False)


async def test_a_copy_may_bear_another_caption(both: Rig) -> None:
    files = {"photo": SAMPLES["photo"]}
    sent = (await both.bot("sendPhoto", files, chat_id=ANN, caption="old", has_spoiler=True))["result"]
    await from_ann(both, "copyMessage", sent["message_id"], caption="<i>n</i>", parse_mode="HTML")
    moved = await last(both)
    assert (moved["caption"], moved["caption_entities"][0]["type"], moved["has_media_spoiler"]) == ("n", "italic", True)
    await from_ann(both, "copyMessage", sent["message_id"], caption="a", show_caption_above_media=True)
    assert (await last(both))["show_caption_above_media"] is True
    await from_ann(both, "copyMessage", sent["message_id"], caption="")
    assert "caption" not in await last(both)
    await from_ann(both, "copyMessage", sent["message_id"])
    assert (await last(both))["caption"] == "old"


async def test_a_text_has_no_caption_to_be_replaced(both: Rig) -> None:
    said = await both.do(ANN, "say", text="text")
    await from_ann(both, "copyMessage", said["message_id"], caption="c")
    assert ((await last(both))["text"], "caption" in await last(both)) == ("text", False)


async def test_a_copy_answers_a_message(both: Rig) -> None:
    said = await both.do(ANN, "say", text="text")
    there = (await last(both))["message_id"]
    await from_ann(both, "copyMessage", said["message_id"], reply_parameters={"message_id": there})
    assert (await last(both))["reply_to_message"]["message_id"] == there


@pytest.mark.parametrize("method", ["forwardMessage", "copyMessage"])
async def test_what_cannot_be_moved_is_refused(both: Rig, method: str) -> None:
    target = {"chat_id": BOB, "from_chat_id": ANN}
    secret = await both.ok("sendMessage", chat_id=ANN, text="secret", protect_content=True)
    await both.ok("pinChatMessage", chat_id=ANN, message_id=secret["message_id"])
    notice = (await last(both, ANN))["message_id"]
    for message_id in (secret["message_id"], notice):
        assert await both.error(method, **target, message_id=message_id) == f"Bad Request: {HELD[method]}"
    assert await both.error(method, **target, message_id=999) == f"Bad Request: {GONE[method]}"
    assert await both.error(method, **target) == "Bad Request: message identifier is not specified"
    assert await both.error(method, chat_id=BOB, message_id=1) == 'Bad Request: parameter "from_chat_id" is required'
    assert await both.error(method, chat_id=BOB, from_chat_id=5, message_id=1) == "Bad Request: chat not found"
    assert await both.error(method, chat_id=5, from_chat_id=ANN, message_id=1) == "Bad Request: chat not found"


@pytest.mark.parametrize("method", ["forwardMessage", "copyMessage", "forwardMessages", "copyMessages"])
async def test_who_has_stopped_the_bot_gets_nothing(both: Rig, method: str) -> None:
    await both.do(BOB, "block")
    given = {"message_ids": [1]} if method.endswith("s") else {"message_id": 1}
    refused = await both.error(method, chat_id=BOB, from_chat_id=ANN, **given)
    assert refused == "Forbidden: bot was blocked by the user"


async def talk(rig: Rig) -> list[int]:
    """An album of two, a protected text, a photo: their ids."""
    media = json.dumps([{"type": "photo", "media": "attach://a", "caption": "c"}] * 2)
    sent = (await rig.bot("sendMediaGroup", {"a": SAMPLES["photo"]}, chat_id=ANN, media=media))["result"]
    secret = await rig.ok("sendMessage", chat_id=ANN, text="secret", protect_content=True)
    alone = (await rig.bot("sendPhoto", {"photo": SAMPLES["photo"]}, chat_id=ANN, caption="c"))["result"]
    return [one["message_id"] for one in (*sent, secret, alone)]


@pytest.mark.parametrize("method", ["forwardMessages", "copyMessages"])
async def test_many_go_along_in_order_and_albums_stay_albums(both: Rig, method: str) -> None:
    ids = await talk(both)
    made = await both.ok(method, chat_id=BOB, from_chat_id=ANN, message_ids=[*ids, 999])
    moved = (await both.see(f"/people/{BOB}/screen"))["messages"][-3:]
    assert [one["message_id"] for one in made] == [one["message_id"] for one in moved]
    assert moved[0]["media_group_id"] == moved[1]["media_group_id"]
    assert "media_group_id" not in moved[2]
    here = [one.get("media_group_id") for one in (await both.see(f"/people/{ANN}/screen"))["messages"]]
    assert moved[0]["media_group_id"] not in here
    assert {("forward_origin" in one, one["caption"]) for one in moved} == {(method == "forwardMessages", "c")}


async def test_one_of_an_album_goes_alone(both: Rig) -> None:
    ids = await talk(both)
    await both.ok("copyMessages", chat_id=BOB, from_chat_id=ANN, message_ids=[ids[1], ids[3]])
    moved = (await both.see(f"/people/{BOB}/screen"))["messages"][-2:]
    assert ["media_group_id" in one for one in moved] == [False, False]


async def test_copies_may_leave_their_captions(both: Rig) -> None:
    ids = await talk(both)
    given = {"chat_id": BOB, "from_chat_id": ANN, "message_ids": ids[:2], "protect_content": True}
    await both.ok("copyMessages", **given, remove_caption=True)
    moved = (await both.see(f"/people/{BOB}/screen"))["messages"][-2:]
    assert [("caption" in one, one["has_protected_content"]) for one in moved] == [(False, True)] * 2


@pytest.mark.parametrize(
    ("message_ids", "why"),
    [
        (None, "message identifiers are not specified"),
        ([], "message identifiers are not specified"),
        ("[", "can't parse message_ids JSON object"),
        ({}, "expected an Array of message identifiers"),
        (list(range(1, 102)), "too many message identifiers specified"),
        ([None], "message identifier must be a Number"),
        (["x"], "can't parse message identifier as Number"),
        ([0], "invalid message identifier specified"),
        ([2, 1], "message identifiers must be in a strictly increasing order"),
        ([998, 999], "there are no messages to forward"),
    ],
)
async def test_a_wrong_list_is_refused(both: Rig, message_ids: object, why: str) -> None:
    for method in ("forwardMessages", "copyMessages"):
        given = {} if message_ids is None else {"message_ids": message_ids}
        assert await both.error(method, chat_id=BOB, from_chat_id=ANN, **given) == f"Bad Request: {why}"


async def test_when_nothing_can_be_moved_it_is_said(both: Rig) -> None:
    secret = (await talk(both))[2]
    refused = await both.error("forwardMessages", chat_id=BOB, from_chat_id=ANN, message_ids=[secret])
    assert refused == "Bad Request: messages can't be forwarded"


async def test_ids_may_be_text(both: Rig) -> None:
    said = await both.do(ANN, "say", text="x")
    given = {"chat_id": BOB, "from_chat_id": ANN}
    assert len(await both.ok("copyMessages", **given, message_ids=[str(said["message_id"])])) == 1


async def test_sending_limits_count_forwards() -> None:
    async with running() as rig:
        await rig.hello()
        await rig.post("/limits", on=True, private=0.001, private_burst=1)
        given = {"chat_id": ANN, "from_chat_id": ANN}
        await rig.ok("forwardMessage", **given, message_id=1)
        for method in ("forwardMessages", "copyMessages"):
            assert "Too Many Requests" in await rig.error(method, **given, message_ids=[1])
        assert "Too Many Requests" in await rig.error("copyMessage", **given, message_id=1)


async def test_a_person_cannot_forward_what_is_protected(both: Rig) -> None:
    secret = await both.ok("sendMessage", chat_id=ANN, text="secret", protect_content=True)
    status, answer = await both.request("POST", f"/people/{ANN}/forward", json={"message_id": secret["message_id"]})
    assert (status, list(answer)) == (400, ["error"])
