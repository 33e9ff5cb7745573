"""What a sandbox with a folder remembers: everything, over a stop as over a kill."""

import asyncio
import subprocess
import sys
from pathlib import Path

import aiohttp

from sandbox import TOKEN
from tests.sandbox.rig import ANN, BOB, form_of, running

YES = {"inline_keyboard": [[{"text": "是", "callback_data": "y"}]]}


async def test_everything_is_found_as_it_was_left(tmp_path: Path) -> None:
    async with running(path=tmp_path) as rig:
        await rig.hello()
        sent = await rig.ok("sendMessage", chat_id=ANN, text="one", reply_markup=YES)
        await rig.ok("editMessageText", chat_id=ANN, message_id=sent["message_id"], text="two", reply_markup=YES)
        gone = await rig.ok("sendMessage", chat_id=ANN, text="gone")
        await rig.ok("deleteMessage", chat_id=ANN, message_id=gone["message_id"])
        await rig.ok("sendMessage", chat_id=ANN, text="?", reply_markup={"keyboard": [["键"]]})
        await rig.ok("setMyCommands", commands=[{"command": "a", "description": "b"}])
        await rig.request("POST", f"/people/{ANN}/document", data=form_of({}, {"file": ("a.txt", b"abc")}))
        pressed = await rig.do(ANN, "press", message_id=sent["message_id"], data="y")
        await rig.do(BOB, "start")
        await rig.do(BOB, "block")
        await rig.post("/clock", advance_seconds=86_400)
        before = await rig.see(f"/people/{ANN}/screen")
        people = (await rig.see("/people"))["people"]
        queued = await rig.updates()
    async with running(path=tmp_path) as rig:
        after = await rig.see(f"/people/{ANN}/screen")
        assert {**after, "seq": 0} == {**before, "seq": 0}
        assert [one["unread"] for one in people] == [0, 0]
        assert [one["blocked"] for one in (await rig.see("/people"))["people"]] == [False, True]
        assert await rig.updates() == queued
        assert await rig.ok("answerCallbackQuery", callback_query_id=pressed["callback_query_id"]) is True
        assert (await rig.see("/clock"))["offset_seconds"] == 86_400
        async with rig.http.get(rig.base + after["messages"][-1]["url"]) as response:
            assert await response.read() == b"abc"
        said = await rig.do(ANN, "say", text="next")
        assert said["update_id"] == queued[-1]["update_id"] + 1
        assert said["message_id"] == after["messages"][-1]["message_id"] + 2  # BOB's /start came between


async def test_who_followed_the_stream_misses_nothing_over_a_restart(tmp_path: Path) -> None:
    async with running(path=tmp_path) as rig:
        await rig.hello()
        sent = await rig.ok("sendMessage", chat_id=ANN, text="one")
        seq = (await rig.see(f"/people/{ANN}/chat"))["seq"]
        await rig.ok("deleteMessage", chat_id=ANN, message_id=sent["message_id"])
    async with running(path=tmp_path) as rig:
        await rig.ok("sendMessage", chat_id=ANN, text="two")
        events = (await rig.see(f"/people/{ANN}/chat?after={seq}"))["events"]
        assert [event["type"] for event in events] == ["delete", "message"]
        assert events[1]["message"]["message_id"] > sent["message_id"]


async def test_a_killed_sandbox_loses_nothing_older_than_a_moment(tmp_path: Path) -> None:
    """kill -9 of `python -m sandbox`; update ids are never given twice."""
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data", str(tmp_path)]
    used: list[int] = []
    for _ in range(2):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220
        assert process.stdout is not None
        address = next(line for line in process.stdout if "The page" in line).split()[2]
        async with aiohttp.ClientSession() as http:
            person = (await (await http.get(address + "people")).json())["people"][0]["id"]
            for text in "ab":
                said = await http.post(f"{address}people/{person}/say", json={"text": text})
                used.append((await said.json())["update_id"])
            await http.get(f"{address}bot{TOKEN}/getUpdates?offset={used[-1] + 1}")
            await asyncio.sleep(0.3)
            screen = await (await http.get(f"{address}people/{person}/screen")).json()
        process.kill()
        process.wait()
        process.stdout.close()
    assert [message["text"] for message in screen["messages"]] == ["a", "b", "a", "b"]
    assert len(set(used)) == 4
    assert used == sorted(used)
