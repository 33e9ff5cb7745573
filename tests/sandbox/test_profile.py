"""What a bot shows of itself: names and descriptions by language, menu buttons, default rights; logOut and close."""

from pathlib import Path
from typing import Any

import pytest

from sandbox.methods import profile
from tests.sandbox.rig import ANN, BOB, Rig, running

APP = {"type": "web_app", "text": "Open", "web_app": {"url": "https://example.com/app"}}
TEXTS = [("Description", "description", 512), ("ShortDescription", "short_description", 120)]


async def test_a_new_name_is_seen_everywhere(chat: Rig) -> None:
    await chat.ok("sendMessage", chat_id=ANN, text="old")
    assert await chat.ok("setMyName", name=" New  Name ") is True
    assert (await chat.ok("getMe"))["first_name"] == "New Name"
    assert await chat.ok("getMyName") == {"name": "New Name"}
    assert (await chat.ok("sendMessage", chat_id=ANN, text="x"))["from"]["first_name"] == "New Name"
    shown = await chat.see(f"/people/{ANN}/screen")
    assert shown["chat"]["title"] == "New Name"
    assert [one["from"]["first_name"] for one in shown["messages"][1:]] == ["Sandbox Bot", "New Name"]


async def test_a_name_in_a_language_is_for_those_who_speak_it(chat: Rig) -> None:
    await chat.ok("setMyName", name="机器人", language_code="zh")
    assert await chat.ok("getMyName", language_code="zh") == {"name": "机器人"}
    assert await chat.ok("getMyName", language_code="de") == {"name": "Sandbox Bot"}
    titles = [(await chat.see(f"/people/{person}/screen"))["chat"]["title"] for person in (ANN, BOB)]
    assert titles == ["机器人", "Sandbox Bot"]
    await chat.ok("setMyName", name="", language_code="zh")
    assert await chat.ok("getMyName", language_code="zh") == {"name": "Sandbox Bot"}


@pytest.mark.parametrize("name", ["", " ", "x" * 65])
async def test_a_name_must_be_one(rig: Rig, name: str) -> None:
    assert await rig.error("setMyName", name=name) == "Bad Request: BOT_TITLE_INVALID"
    assert (await rig.ok("getMe"))["first_name"] == "Sandbox Bot"


@pytest.mark.parametrize(("method", "field", "limit"), TEXTS)
async def test_descriptions_are_kept_by_language(rig: Rig, method: str, field: str, limit: int) -> None:
    assert await rig.ok(f"getMy{method}") == {field: ""}
    await rig.ok(f"setMy{method}", **{field: "x" * limit})
    await rig.ok(f"setMy{method}", **{field: "说明"}, language_code="zh")
    assert await rig.ok(f"getMy{method}", language_code="en") == {field: "x" * limit}
    assert await rig.ok(f"getMy{method}", language_code="zh") == {field: "说明"}
    await rig.ok(f"setMy{method}")
    assert await rig.ok(f"getMy{method}") == {field: ""}


@pytest.mark.parametrize(("method", "field", "limit"), TEXTS)
async def test_descriptions_have_a_limit(rig: Rig, method: str, field: str, limit: int) -> None:
    assert "TOO_LONG" in await rig.error(f"setMy{method}", **{field: "x" * (limit + 1)})
    assert await rig.ok(f"getMy{method}") == {field: ""}


@pytest.mark.parametrize("code", ["zh-hans", "ZH", "z", "1"])
@pytest.mark.parametrize("method", ["setMyName", "getMyName", "setMyDescription", "getMyShortDescription"])
async def test_a_language_has_two_small_letters(rig: Rig, method: str, code: str) -> None:
    assert await rig.error(method, name="x", language_code=code) == "Bad Request: invalid language code specified"


async def test_the_description_stands_in_the_empty_chat(rig: Rig) -> None:
    await rig.ok("setMyDescription", description="What I do")
    assert (await rig.see(f"/people/{ANN}/screen"))["description"] == "What I do"
    await rig.do(ANN, "start")
    assert (await rig.see(f"/people/{ANN}/screen"))["description"] == ""


async def test_the_menu_button_is_the_persons_before_that_of_all(chat: Rig) -> None:
    assert await chat.ok("getChatMenuButton") == {"type": "commands"}
    assert await chat.ok("getChatMenuButton", chat_id=ANN) == {"type": "default"}
    assert await chat.ok("setChatMenuButton", menu_button=APP) is True
    assert (await chat.see(f"/people/{ANN}/screen"))["menu_button"] == await chat.ok("getChatMenuButton") == APP
    await chat.ok("setChatMenuButton", chat_id=ANN, menu_button={"type": "commands"})
    assert (await chat.see(f"/people/{ANN}/screen"))["menu_button"] == {"type": "commands"}
    assert (await chat.see(f"/people/{BOB}/screen"))["menu_button"] == APP
    await chat.ok("setChatMenuButton", chat_id=ANN)
    assert await chat.ok("getChatMenuButton", chat_id=ANN) == {"type": "default"}
    assert (await chat.see(f"/people/{ANN}/screen"))["menu_button"] == APP


BUTTONS: list[tuple[Any, str]] = [
    ("{", "can't parse menu button JSON object"),
    ([], "can't parse menu button: MenuButton must be an Object"),
    ({}, "can't parse menu button: Can't find field \"type\""),
    ({"type": "x"}, "can't parse menu button: MenuButton has unsupported type"),
    ({"type": "web_app"}, "can't parse menu button: Can't find field \"text\""),
    ({"type": "web_app", "text": "a", "web_app": {}}, "can't parse menu button: Can't find field \"url\""),
    ({**APP, "text": " "}, "menu button text must be non-empty"),
    (
        {**APP, "web_app": {"url": "http://example.com"}},
        "menu button URL 'http://example.com' is invalid: Only HTTPS links are allowed",
    ),
    ({**APP, "web_app": {"url": "https://x"}}, "menu button URL 'https://x' is invalid: Wrong HTTP URL"),
]


@pytest.mark.parametrize(("button", "text"), BUTTONS)
async def test_a_wrong_menu_button_is_refused(rig: Rig, button: Any, text: str) -> None:
    assert await rig.error("setChatMenuButton", menu_button=button) == f"Bad Request: {text}"


async def test_a_menu_button_is_for_a_person(rig: Rig) -> None:
    assert await rig.error("setChatMenuButton", chat_id=999) == "Bad Request: user not found"
    assert await rig.error("getChatMenuButton", chat_id=-5) == "Bad Request: invalid chat_id specified"


async def test_default_rights_of_groups_and_channels_are_kept_apart(rig: Rig) -> None:
    assert not any((await rig.ok("getMyDefaultAdministratorRights")).values())
    assert await rig.ok("setMyDefaultAdministratorRights", rights={"can_pin_messages": True}) is True
    await rig.ok("setMyDefaultAdministratorRights", rights={"can_post_messages": True}, for_channels=True)
    groups = await rig.ok("getMyDefaultAdministratorRights")
    channels = await rig.ok("getMyDefaultAdministratorRights", for_channels=True)
    assert {name for name, given in groups.items() if given} == {"can_manage_chat", "can_pin_messages"}
    assert {name for name, given in channels.items() if given} == {"can_manage_chat", "can_post_messages"}
    await rig.ok("setMyDefaultAdministratorRights")
    assert not any((await rig.ok("getMyDefaultAdministratorRights")).values())


RIGHTS: list[tuple[Any, str]] = [
    ("[", "can't parse ChatAdministratorRights JSON object"),
    ([], "can't parse ChatAdministratorRights: ChatAdministratorRights must be an Object"),
    (
        {"can_pin_messages": "y"},
        'can\'t parse ChatAdministratorRights: Field "can_pin_messages" must be of type Boolean',
    ),
]


@pytest.mark.parametrize(("rights", "text"), RIGHTS)
async def test_wrong_default_rights_are_refused(rig: Rig, rights: Any, text: str) -> None:
    assert await rig.error("setMyDefaultAdministratorRights", rights=rights) == f"Bad Request: {text}"


async def test_after_logging_out_nothing_is_answered_for_ten_minutes(chat: Rig) -> None:
    await chat.do(ANN, "say", text="lost")
    assert await chat.ok("logOut") is True
    answer = await chat.bot("getMe")
    assert (answer["error_code"], answer["description"]) == (400, "Logged out")
    await chat.post("/clock", advance_seconds=601)
    assert await chat.updates() == []


async def test_close_is_too_early_in_the_first_ten_minutes(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = await rig.bot("close")
    assert (answer["error_code"], 590 < answer["parameters"]["retry_after"] <= 600) == (429, True)
    monkeypatch.setattr(profile, "CLOSING_SECONDS", 0)
    assert await rig.ok("close") is True


async def test_the_profile_is_found_again_after_a_restart(tmp_path: Path) -> None:
    async with running(path=tmp_path) as rig:
        await rig.ok("setMyName", name="New")
        await rig.ok("setMyName", name="新", language_code="zh")
        await rig.ok("setMyDescription", description="d")
        await rig.ok("setMyShortDescription", short_description="s")
        await rig.ok("setChatMenuButton", chat_id=ANN, menu_button=APP)
        await rig.ok("setMyDefaultAdministratorRights", rights={"can_pin_messages": True})
        await rig.post(f"/bots/{rig.bot_id}", can_read_all_group_messages=True)
    async with running(path=tmp_path) as rig:
        me = await rig.ok("getMe")
        assert (me["first_name"], me["can_read_all_group_messages"]) == ("New", True)
        assert await rig.ok("getMyName", language_code="zh") == {"name": "新"}
        assert await rig.ok("getMyDescription") == {"description": "d"}
        assert await rig.ok("getMyShortDescription") == {"short_description": "s"}
        assert await rig.ok("getChatMenuButton", chat_id=ANN) == APP
        assert (await rig.ok("getMyDefaultAdministratorRights"))["can_pin_messages"] is True
