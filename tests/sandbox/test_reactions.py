"""Reactions of bots and people: how they are shown, which bots hear of them, what is refused."""

from pathlib import Path
from typing import Any

import pytest

from sandbox.rules.reactions import EMOJI
from sandbox.wire.specification import specification
from tests.sandbox.rig import ANN, BOB, Rig, running
from tests.sandbox.test_keyboards import GROUP, with_group

LIKE = [{"type": "emoji", "emoji": "👍"}]


async def shown(rig: Rig, message_id: int, person: int = ANN, chat: str = "") -> Any:
    screen = await rig.see(f"/people/{person}{chat}/screen")
    return next(one for one in screen["messages"] if one["message_id"] == message_id).get("reactions")


async def react(rig: Rig, message_id: int = 1, reaction: Any = None, **more: Any) -> Any:
    given = {"chat_id": ANN, "message_id": message_id, **({} if reaction is None else {"reaction": reaction}), **more}
    return await rig.ok("setMessageReaction", **given)


async def listen(rig: Rig) -> None:
    await rig.updates(allowed_updates=["message", "message_reaction"])


async def test_a_bot_reacts_and_takes_it_back(chat: Rig) -> None:
    assert await react(chat, 1, LIKE, is_big=True) is True
    assert await shown(chat, 1) == [{"emoji": "👍", "count": 1, "mine": False}]
    assert await react(chat, 1, [{"type": "emoji", "emoji": "❤\ufe0f"}]) is True
    assert await shown(chat, 1) == [{"emoji": "❤", "count": 1, "mine": False}]
    assert await react(chat, 1) is True
    assert await shown(chat, 1) is None


async def test_reactions_are_counted_and_the_own_is_marked(chat: Rig) -> None:
    await react(chat, 1, LIKE)
    await chat.do(ANN, "react", message_id=1, emoji="👍")
    assert await shown(chat, 1) == [{"emoji": "👍", "count": 2, "mine": True}]
    await chat.do(ANN, "react", message_id=1, emoji="🔥")
    assert await shown(chat, 1) == [
        {"emoji": "👍", "count": 1, "mine": False},
        {"emoji": "🔥", "count": 1, "mine": True},
    ]


async def test_a_reaction_is_an_edit_for_people_only(chat: Rig) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="x")
    seq = (await chat.see(f"/people/{ANN}/chat"))["seq"]
    await chat.do(ANN, "react", message_id=sent["message_id"], emoji="👍")
    (event,) = (await chat.see(f"/people/{ANN}/chat?after={seq}"))["events"]
    assert (event["type"], event["message"]["reactions"][0]["mine"]) == ("edit", True)
    assert await chat.updates() == []
    edited = await chat.ok("editMessageText", chat_id=ANN, message_id=sent["message_id"], text="y")
    assert "reactions" not in edited
    assert (await shown(chat, sent["message_id"]))[0]["count"] == 1  # an edit keeps them


async def test_the_same_reaction_again_changes_nothing(chat: Rig) -> None:
    await react(chat, 1, LIKE)
    seq = (await chat.see(f"/people/{ANN}/chat"))["seq"]
    assert await react(chat, 1, LIKE) is True
    assert (await chat.see(f"/people/{ANN}/chat"))["seq"] == seq


async def test_a_bot_that_asked_hears_of_reactions(chat: Rig) -> None:
    await listen(chat)
    first = await chat.do(ANN, "react", message_id=1, emoji="👍")
    await chat.do(ANN, "react", message_id=1, emoji="")
    again = await chat.do(ANN, "react", message_id=1, emoji="")
    given, taken = await chat.updates()
    assert given["update_id"] == first["update_id"]
    assert again["update_id"] is None
    told = given["message_reaction"]
    assert (told["message_id"], told["user"]["id"], told["chat"]["id"]) == (1, ANN, ANN)
    assert (told["old_reaction"], told["new_reaction"]) == ([], LIKE)
    assert (taken["message_reaction"]["old_reaction"], taken["message_reaction"]["new_reaction"]) == (LIKE, [])


async def test_a_bot_that_did_not_ask_hears_nothing(chat: Rig) -> None:
    """Negative control: the default leaves reactions out."""
    assert (await chat.do(ANN, "react", message_id=1, emoji="👍"))["update_id"] is None
    assert await chat.updates() == []


async def test_reactions_of_bots_are_not_told(chat: Rig) -> None:
    await listen(chat)
    await react(chat, 1, LIKE)
    assert await chat.updates() == []


async def test_in_a_group_administrators_hear_of_reactions(chat: Rig) -> None:
    with_group(chat)
    group, bot = chat.sandbox.groups[GROUP], chat.sandbox.first_bot
    sent = await chat.ok("sendMessage", chat_id=GROUP, text="x")
    await listen(chat)
    path = f"/people/{ANN}/chats/{GROUP}/react"
    assert (await chat.post(path, message_id=sent["message_id"], emoji="👍"))["update_id"] is None
    group.members[bot.id] = {"status": "administrator"}
    told = await chat.post(path, message_id=sent["message_id"], emoji="🔥")
    assert told["update_id"] is not None
    assert (await chat.updates())[0]["message_reaction"]["chat"]["id"] == GROUP


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"message_id": 999, "reaction": LIKE}, "message to react not found"),
    ({"reaction": LIKE}, "message to react not found"),
    ({"message_id": 1, "reaction": "["}, "can't parse reaction types JSON object"),
    ({"message_id": 1, "reaction": {"type": "emoji"}}, "expected an Array of ReactionType"),
    ({"message_id": 1, "reaction": ["👍"]}, "can't parse ReactionType: expected an Object"),
    ({"message_id": 1, "reaction": [{}]}, "can't parse ReactionType: Can't find field \"type\""),
    ({"message_id": 1, "reaction": [{"type": "emoji"}]}, "can't parse ReactionType: Can't find field \"emoji\""),
    ({"message_id": 1, "reaction": [{"type": "paid"}]}, "can't parse ReactionType: invalid reaction type specified"),
    ({"message_id": 1, "reaction": [{"type": "emoji", "emoji": "🍕"}]}, "REACTION_INVALID"),
    ({"message_id": 1, "reaction": [{"type": "custom_emoji", "custom_emoji_id": "5"}]}, "REACTION_INVALID"),
    ({"message_id": 1, "reaction": LIKE * 2}, "REACTIONS_TOO_MANY"),
]


@pytest.mark.parametrize(("given", "description"), REFUSED)
async def test_a_reaction_is_refused(chat: Rig, given: dict[str, Any], description: str) -> None:
    assert await chat.error("setMessageReaction", chat_id=ANN, **given) == f"Bad Request: {description}"
    assert await shown(chat, 1) is None


async def test_a_message_shows_eleven_kinds_of_reactions(chat: Rig) -> None:
    kinds = sorted(EMOJI)[:12]
    held = chat.sandbox.screen_of(ANN).messages[1]
    held.reactions = {1000 + at: emoji for at, emoji in enumerate(kinds[:11])}
    told = await chat.error(
        "setMessageReaction", chat_id=ANN, message_id=1, reaction=[{"type": "emoji", "emoji": kinds[11]}]
    )
    assert told == "Bad Request: REACTIONS_TOO_MANY"
    assert await react(chat, 1, [{"type": "emoji", "emoji": kinds[0]}]) is True
    status, answer = await chat.request("POST", f"/people/{ANN}/react", json={"message_id": 1, "emoji": kinds[11]})
    assert (status, answer) == (400, {"error": "this message takes no more reactions"})


async def test_a_person_reacts_with_what_there_is(chat: Rig) -> None:
    status, answer = await chat.request("POST", f"/people/{ANN}/react", json={"message_id": 1, "emoji": "🍕"})
    assert (status, answer["error"][:13]) == (400, "reactions are")
    assert (await chat.request("POST", f"/people/{ANN}/react", json={"message_id": 99, "emoji": "👍"}))[0] == 404


async def test_an_album_holds_reactions_at_its_first_message(chat: Rig) -> None:
    for number in (1, 2):
        await chat.do(ANN, "say", text=str(number))
    first, second = list(chat.sandbox.screen_of(ANN).messages.values())[-2:]
    for one in (first, second):
        one.message["media_group_id"] = "7"
    await react(chat, second.message["message_id"], LIKE)
    assert await shown(chat, first.message["message_id"]) == [{"emoji": "👍", "count": 1, "mine": False}]
    assert await shown(chat, second.message["message_id"]) is None


async def test_a_forward_starts_without_reactions(chat: Rig) -> None:
    await react(chat, 1, LIKE)
    passed = await chat.do(ANN, "forward", message_id=1)
    assert await shown(chat, passed["message_id"]) is None


async def test_reactions_survive_a_restart(tmp_path: Path) -> None:
    async with running(path=tmp_path) as rig:
        await rig.hello()
        await react(rig, 1, LIKE)
        await rig.do(ANN, "react", message_id=1, emoji="🔥")
        before = await shown(rig, 1)
    async with running(path=tmp_path) as rig:
        assert await shown(rig, 1) == before


async def test_who_stopped_the_bot_reacts_no_more(chat: Rig) -> None:
    await chat.do(ANN, "block")
    assert (await chat.request("POST", f"/people/{ANN}/react", json={"message_id": 1, "emoji": "👍"}))[0] == 400
    told = await chat.error("setMessageReaction", chat_id=ANN, message_id=1, reaction=LIKE)
    assert told == "Forbidden: bot was blocked by the user"
    assert await chat.error("setMessageReaction", chat_id=BOB, message_id=1) == (
        "Forbidden: bot can't initiate conversation with a user"
    )


def test_the_emoji_are_those_of_the_specification() -> None:
    fields = specification()["types"]["ReactionTypeEmoji"]["fields"]
    described = next(field["description"] for field in fields if field["name"] == "emoji")
    assert set(described.split('"')[1::2]) == EMOJI
