"""The levers of those who build: raw updates, calls with what is strange about them, restart, reset."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from sandbox.wire.bounds import SILENCE_SECONDS
from tests.sandbox.rig import ANN, BOB, Rig


async def test_raw_updates_show_how_far_they_came(chat: Rig) -> None:
    said = await chat.do(ANN, "say", text="first")
    await chat.do(BOB, "say", text="of another chat")
    queued = (await chat.see(f"/updates?after={said['update_id'] - 1}&chat_id={ANN}"))["updates"]
    assert [(one["state"], one["update"]["message"]["text"]) for one in queued] == [("queued", "first")]
    await chat.updates(offset=said["update_id"])
    assert (await chat.see(f"/updates?after={said['update_id'] - 1}"))["updates"][0]["state"] == "sent"
    await chat.updates(offset=said["update_id"] + 1)
    assert (await chat.see(f"/updates?after={said['update_id'] - 1}"))["updates"][0]["state"] == "confirmed"


async def last_call(rig: Rig, **asked: Any) -> Any:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return (await rig.see(f"/calls?{query}"))["calls"][-1]


async def test_a_call_is_recorded_with_its_result(chat: Rig) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="x")
    call = await last_call(chat, method="sendMessage", chat_id=ANN)
    assert call["result"]["message_id"] == sent["message_id"]
    assert "warnings" not in call
    assert (await chat.see(f"/calls?chat_id={BOB}"))["calls"] == []


@pytest.mark.parametrize(
    ("params", "warning"),
    [
        ({"txt": "x"}, "sendMessage: unknown parameter txt"),
        ({"reply_to_message_id": 1}, "unknown parameter reply_to_message_id; it is reply_parameters since Bot API 7.0"),
        ({"protect_content": "perhaps"}, "sendMessage.protect_content: 'perhaps' is no Boolean"),
        ({"reply_markup": {"inline_keyboard": "none"}}, "inline_keyboard: 'none' is no array"),
    ],
)
async def test_what_departs_from_the_specification_is_told(chat: Rig, params: dict[str, Any], warning: str) -> None:
    await chat.bot("sendMessage", **{"chat_id": ANN, "text": "x", **params})
    assert any(warning in one for one in (await last_call(chat, method="sendMessage"))["warnings"])


async def test_a_refused_call_tells_its_error(chat: Rig) -> None:
    await chat.error("sendMessage", chat_id=ANN)
    call = await last_call(chat, method="sendMessage")
    assert call["error"] == "Bad Request: message text is empty"
    assert "result" not in call


async def test_who_waits_for_calls_hears_of_the_next(chat: Rig) -> None:
    last = (await chat.see("/calls"))["calls"][-1]["n"]
    waiting = asyncio.create_task(chat.see(f"/calls?after={last}&wait=5"))
    await asyncio.sleep(0.05)
    await chat.ok("getMe")
    assert [call["method"] for call in (await asyncio.wait_for(waiting, 2))["calls"]] == ["getMe"]


async def test_methods_the_sandbox_does_not_play_say_so(rig: Rig) -> None:
    answer = await rig.bot("sendInvoice", chat_id=ANN)
    assert (answer["error_code"], answer["description"]) == (
        501,
        "Not Implemented: the sandbox does not play sendInvoice",
    )


async def test_a_restart_ends_open_polls(chat: Rig) -> None:
    poll = asyncio.create_task(chat.bot("getUpdates", timeout=20, offset=-1))
    await asyncio.sleep(0.1)
    await chat.post("/restart")
    answer = await asyncio.wait_for(poll, 2)
    assert (answer["error_code"], answer["description"]) == (500, "Internal Server Error: restart")
    await chat.do(ANN, "say", text="after it")
    assert (await chat.updates())[-1]["message"]["text"] == "after it"


async def test_a_reset_leaves_the_first_bot_and_the_first_people(chat: Rig) -> None:
    await chat.post("/people", first_name="Third")
    await chat.post("/bots", username="second_bot")
    await chat.ok("setMyCommands", commands=[{"command": "a", "description": "b"}])
    await chat.post("/reset")
    assert [person["id"] for person in (await chat.see("/people"))["people"]] == [ANN, BOB]
    assert len((await chat.see("/bots"))["bots"]) == 1
    assert (await chat.see(f"/people/{ANN}/screen"))["messages"] == []
    assert await chat.updates() == []
    assert await chat.ok("getMyCommands") == []
    await chat.do(ANN, "say", text="anew")
    assert [update["message"]["text"] for update in await chat.updates()] == ["anew"]


async def test_a_reset_ends_streams(chat: Rig) -> None:
    url = f"{chat.base}/people/{ANN}/stream"
    async with asyncio.timeout(3), chat.http.get(url) as stream:
        await stream.content.readline()
        await chat.post("/reset")
        while await stream.content.readline():
            pass


async def test_open_faults_are_listed(chat: Rig) -> None:
    await chat.post("/faults", method="getMe", kind="502", times=2)
    assert [(one["method"], one["times"]) for one in (await chat.see("/faults"))["faults"]] == [("getme", 2)]
    assert await chat.error("getMe") == "Bad Gateway"
    assert (await chat.see("/faults"))["faults"][0]["times"] == 1


async def test_a_fault_of_one_bot_leaves_the_other_alone(chat: Rig) -> None:
    made = await chat.post("/bots", username="second_bot")
    await chat.post("/faults", method="getMe", kind="500", times=9, bot=made["id"])
    await chat.ok("getMe")
    async with chat.http.get(f"{chat.base}/bot{made['token']}/getMe") as answer:
        assert answer.status == 500


async def test_limits_are_shown(chat: Rig) -> None:
    assert (await chat.see("/limits"))["on"] is False
    shown = await chat.post("/limits", on=True, private_burst=1)
    assert (shown["on"], shown["private_burst"], shown["overall"]) == (True, 1, 30.0)


async def test_who_pays_is_held_by_no_limit_over_all_chats(chat: Rig) -> None:
    await chat.post("/limits", on=True, overall=0.001, overall_burst=1, private=100.0, private_burst=9)
    await chat.ok("sendMessage", chat_id=ANN, text="the one")
    assert "Too Many Requests" in await chat.error("sendMessage", chat_id=ANN, text="one more")
    await chat.ok("sendMessage", chat_id=ANN, text="a paid one", allow_paid_broadcast=True)


async def test_after_a_week_of_silence_update_ids_begin_anew(chat: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    first = await chat.do(ANN, "say", text="one")
    second = await chat.do(ANN, "say", text="two")
    assert second["update_id"] == first["update_id"] + 1
    await chat.updates(offset=second["update_id"] + 1)
    later = time.time() + SILENCE_SECONDS + 60
    monkeypatch.setattr("sandbox.bots.updates.time.time", lambda: later)
    third = await chat.do(ANN, "say", text="three")
    assert third["update_id"] != second["update_id"] + 1


async def test_a_deleted_account_is_deactivated(chat: Rig) -> None:
    status, _ = await chat.request("DELETE", f"/people/{ANN}")
    assert status == 200
    answer = await chat.bot("sendMessage", chat_id=ANN, text="x")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: user is deactivated")
    assert (await chat.request("POST", f"/people/{ANN}/say", json={"text": "x"}))[0] == 400


async def test_the_page_of_another_site_may_not_reset(rig: Rig) -> None:
    headers = {"Origin": "https://example.org"}
    async with aiohttp.ClientSession() as http, http.post(f"{rig.base}/reset", headers=headers) as answer:
        assert answer.status == 403
