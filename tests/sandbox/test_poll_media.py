"""What illustrates polls, and polls that are copied."""

from typing import Any

import pytest

from tests.sandbox.rig import ANN, Rig
from tests.sandbox.samples import picture
from tests.sandbox.test_polls import QUIZ, ask, refused
from tests.sandbox.test_votes import counts, shown, vote

HERE = {"latitude": 39.9, "longitude": 116.4}
PLACE = {"type": "location", **HERE}
VENUE = {"type": "venue", **HERE, "title": "t", "address": "a"}


async def photo(rig: Rig) -> str:
    sent = await rig.bot("sendPhoto", {"photo": ("a.png", picture(20, 20))}, chat_id=ANN)
    return str(sent["result"]["photo"][-1]["file_id"])


async def test_a_poll_is_illustrated(chat: Rig) -> None:
    file_id = await photo(chat)
    option = {"text": "o", "media": {"type": "photo", "media": file_id}}
    poll = (await ask(chat, options=[option, "p"], description="d", media=PLACE))["poll"]
    assert poll["media"] == {"location": HERE}
    assert poll["options"][0]["media"]["photo"][-1]["file_id"] == file_id
    assert "media" not in poll["options"][1]


async def test_the_solution_of_a_quiz_is_illustrated(chat: Rig) -> None:
    sent = await ask(chat, **QUIZ, correct_option_ids=[0], explanation_media=VENUE)
    venue = {name: value for name, value in VENUE.items() if name not in ("type", "latitude", "longitude")}
    assert sent["poll"]["explanation_media"] == {"venue": {"location": HERE, **venue}}
    assert "explanation_media" not in await shown(chat)
    await vote(chat, sent["message_id"], [1])
    assert "explanation_media" in await shown(chat)


async def test_what_illustrates_a_poll_is_told_in_messages_only(chat: Rig) -> None:
    sent = await ask(chat, media=PLACE)
    assert "media" not in await chat.ok("stopPoll", chat_id=ANN, message_id=sent["message_id"])


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"media": {"type": "sticker", "media": "x"}}, "invalid media content specified"),
    ({"options": [{"text": "o", "media": {"type": "document", "media": "x"}}]}, "invalid media content specified"),
    ({"media": {"type": "location", "latitude": 91, "longitude": 0}}, "invalid location specified"),
    ({"media": {"type": "location", "latitude": 1}}, "longitude is empty"),
    ({"media": {"type": "photo"}}, "can't parse InputMedia: media not found"),
    ({"options": [{"text": "o", "media": {"type": "sticker"}}]}, "can't parse InputMedia: media not found"),
    ({"media": [5]}, "can't parse InputMedia: expected an Object"),
    ({"media": "{"}, "can't parse poll media JSON object"),
]


@pytest.mark.parametrize(("given", "description"), REFUSED)
async def test_what_does_not_illustrate_a_poll(chat: Rig, given: dict[str, Any], description: str) -> None:
    assert await refused(chat, **given) == f"Bad Request: {description}"


async def test_what_illustrates_a_poll_has_no_caption(chat: Rig) -> None:
    media = {"type": "photo", "media": await photo(chat), "caption": "c"}
    assert await refused(chat, media=media) == "Bad Request: media caption must be empty"


async def test_a_copied_poll_is_a_new_poll(chat: Rig) -> None:
    sent = await ask(chat, open_period=600)
    await vote(chat, sent["message_id"], [1])
    place = {"chat_id": ANN, "from_chat_id": ANN, "message_id": sent["message_id"]}
    copy = await chat.ok("copyMessage", **place)
    seen = await shown(chat)
    assert seen["id"] != sent["poll"]["id"]
    assert (counts(seen), seen["total_voter_count"], seen["open_period"]) == ([0, 0], 0, 600)
    await vote(chat, copy["message_id"], [0])
    stopped = await chat.ok("stopPoll", chat_id=ANN, message_id=copy["message_id"])
    assert counts(stopped) == [1, 0]
    assert not (await chat.see(f"/people/{ANN}/screen"))["messages"][1]["poll"]["is_closed"]


async def test_a_forward_by_the_bot_is_the_same_poll(chat: Rig) -> None:
    """Negative control."""
    sent = await ask(chat)
    place = {"chat_id": ANN, "from_chat_id": ANN, "message_id": sent["message_id"]}
    assert (await chat.ok("forwardMessage", **place))["poll"]["id"] == sent["poll"]["id"]


async def test_a_quiz_is_copied_when_its_answers_are_known(chat: Rig) -> None:
    sent = await ask(chat, **QUIZ, correct_option_ids=[0])
    place = {"chat_id": ANN, "from_chat_id": ANN}
    await chat.ok("copyMessage", **place, message_id=sent["message_id"])
    assert (await shown(chat))["type"] == "quiz"
    forwarded = await chat.ok("forwardMessage", **place, message_id=sent["message_id"])
    told = await chat.error("copyMessage", **place, message_id=forwarded["message_id"])
    assert told == "Bad Request: the message can't be copied"
    copied = await chat.ok("copyMessages", **place, message_ids=[sent["message_id"], forwarded["message_id"]])
    assert len(copied) == 1
