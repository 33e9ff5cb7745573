"""Menus of commands: each scope and language apart, and which of them a person sees."""

from typing import Any

import pytest

from tests.sandbox.crowd import CAT, Crowd, gather
from tests.sandbox.rig import ANN, BOB, Rig
from tests.sandbox.test_many_bots import second_bot


def named(name: str) -> list[dict[str, str]]:
    return [{"command": name, "description": "x"}]


async def seen(crowd: Crowd, person: int) -> list[str]:
    return [one["command"] for one in (await crowd.screen(person))["commands"]]


async def test_in_a_group_the_most_specific_scope_wins(rig: Rig) -> None:
    crowd = await gather(rig)
    steps: list[tuple[dict[str, Any], list[int]]] = [
        ({"type": "default"}, [ANN, BOB, CAT]),
        ({"type": "all_group_chats"}, [ANN, BOB, CAT]),
        ({"type": "all_chat_administrators"}, [ANN]),
        ({"type": "chat", "chat_id": crowd.id}, [ANN, BOB, CAT]),
        ({"type": "chat_administrators", "chat_id": crowd.id}, [ANN]),
        ({"type": "chat_member", "chat_id": crowd.id, "user_id": BOB}, [BOB]),
    ]
    now: dict[int, list[str]] = {ANN: [], BOB: [], CAT: []}
    for scope, concerned in steps:
        await rig.ok("setMyCommands", commands=named(scope["type"]), scope=scope)
        now.update({person: [scope["type"]] for person in concerned})
        assert {person: await seen(crowd, person) for person in now} == now
    for scope, concerned in reversed(steps[3:]):
        await rig.ok("deleteMyCommands", scope=scope)
        assert scope["type"] not in [await seen(crowd, person) for person in concerned]
    assert await seen(crowd, ANN) == ["all_chat_administrators"]


async def test_in_private_the_most_specific_scope_wins(chat: Rig) -> None:
    scopes = ({"type": "default"}, {"type": "all_private_chats"}, {"type": "chat", "chat_id": ANN})
    for scope in scopes:
        await chat.ok("setMyCommands", commands=named(str(scope["type"])), scope=scope)
        shown = (await chat.see(f"/people/{ANN}/screen"))["commands"]
        assert [one["command"] for one in shown] == [scope["type"]]
    await chat.ok("setMyCommands", commands=named("groups"), scope={"type": "all_group_chats"})
    assert (await chat.see(f"/people/{ANN}/screen"))["commands"][0]["command"] == "chat"


async def test_the_own_language_comes_before_none_the_scope_before_the_language(rig: Rig) -> None:
    crowd = await gather(rig)
    await rig.ok("setMyCommands", commands=named("any"))
    await rig.ok("setMyCommands", commands=named("deutsch"), language_code="de")
    assert (await seen(crowd, BOB), await seen(crowd, CAT)) == (["any"], ["deutsch"])
    await rig.ok("setMyCommands", commands=named("group"), scope={"type": "all_group_chats"})
    assert await seen(crowd, CAT) == ["group"]


async def test_a_promoted_member_sees_the_menu_of_administrators(rig: Rig) -> None:
    crowd = await gather(rig)
    await rig.ok("setMyCommands", commands=named("lead"), scope={"type": "all_chat_administrators"})
    assert await seen(crowd, BOB) == []
    await crowd.do(ANN, "promote", who=BOB)
    assert await seen(crowd, BOB) == ["lead"]
    await crowd.do(ANN, "demote", who=BOB)
    assert await seen(crowd, BOB) == []


async def test_the_menu_of_a_group_holds_the_commands_of_all_its_bots(rig: Rig) -> None:
    crowd = await gather(rig)
    other = await second_bot(rig)
    await rig.ok("setMyCommands", commands=named("first"))
    await other.ok("setMyCommands", commands=named("second"))
    await crowd.do(ANN, "add", who="second_bot")
    assert [one["bot"] for one in (await crowd.screen(BOB))["commands"]] == ["sandbox_bot", "second_bot"]
    await crowd.do(ANN, "remove", who="second_bot")
    assert await seen(crowd, BOB) == ["first"]


async def test_a_group_is_named_by_its_username_too(rig: Rig) -> None:
    crowd = await gather(rig, username="team_chat")
    await rig.ok("setMyCommands", commands=named("here"), scope={"type": "chat", "chat_id": "@team_chat"})
    assert await seen(crowd, BOB) == ["here"]
    assert await rig.ok("getMyCommands", scope={"type": "chat", "chat_id": crowd.id}) == named("here")


SCOPES: list[tuple[Any, str]] = [
    ("{", "can't parse BotCommandScope JSON object"),
    ([], "can't parse BotCommandScope: BotCommandScope must be an Object"),
    ({}, "can't parse BotCommandScope: Can't find field \"type\""),
    ({"type": "x"}, "can't parse BotCommandScope: Unsupported type specified"),
    ({"type": "chat"}, "can't parse BotCommandScope: Can't find field \"chat_id\""),
    ({"type": "chat", "chat_id": ""}, "can't parse BotCommandScope: Empty chat_id specified"),
    ({"type": "chat", "chat_id": 999}, "chat not found"),
    ({"type": "chat_member", "chat_id": 5}, "can't parse BotCommandScope: Can't find field \"user_id\""),
    (
        {"type": "chat_member", "chat_id": 5, "user_id": 0},
        "can't parse BotCommandScope: Invalid user_id specified",
    ),
    ({"type": "chat_administrators", "chat_id": ANN}, "can't use specified scope in private chats"),
]


@pytest.mark.parametrize("method", ["setMyCommands", "getMyCommands", "deleteMyCommands"])
@pytest.mark.parametrize(("scope", "text"), SCOPES)
async def test_a_wrong_scope_is_refused(chat: Rig, method: str, scope: Any, text: str) -> None:
    assert await chat.error(method, commands=named("a"), scope=scope) == f"Bad Request: {text}"


async def test_the_scope_of_a_group_is_for_bots_in_it(rig: Rig) -> None:
    crowd = await gather(rig)
    scope = {"type": "chat_member", "chat_id": crowd.id, "user_id": 999}
    assert await rig.error("setMyCommands", commands=named("a"), scope=scope) == "Bad Request: user not found"
    await crowd.do(ANN, "remove", who=rig.bot_id)
    answer = await rig.error("setMyCommands", commands=named("a"), scope={"type": "chat", "chat_id": crowd.id})
    assert answer == "Forbidden: bot was kicked from the supergroup chat"


COMMANDS: list[tuple[Any, str]] = [
    ([{"command": "x" * 33, "description": "d"}], "command length must not exceed 32"),
    ([{"command": "/", "description": "d"}], "command must be non-empty"),
    ([{"command": "a", "description": " "}], "command description must be non-empty"),
    ([{"command": "a", "description": "d" * 257}], "command description length must not exceed 256"),
    ([{"command": "A-b", "description": "d"}], "BOT_COMMAND_INVALID"),
    (named("a") * 101, "BOT_COMMANDS_TOO_MUCH"),
]


@pytest.mark.parametrize(("commands", "text"), COMMANDS)
async def test_wrong_commands_are_refused(rig: Rig, commands: Any, text: str) -> None:
    assert await rig.error("setMyCommands", commands=commands) == f"Bad Request: {text}"
    assert await rig.ok("getMyCommands") == []
