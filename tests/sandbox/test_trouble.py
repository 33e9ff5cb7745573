"""Trouble on order, sending limits, the recorder, the clock, and who may not come in."""

import asyncio
import time

import aiohttp
import pytest

from sandbox import Sandbox, Setup, serve
from tests.sandbox.rig import ANN, BOB, PEOPLE, Rig, running


@pytest.mark.parametrize(
    ("kind", "status", "description"),
    [
        ("429", 429, "Too Many Requests: retry after 7"),
        ("403", 403, "Forbidden: bot was blocked by the user"),
        ("400", 400, "Bad Request: injected fault"),
        ("500", 500, "Internal Server Error"),
    ],
)
async def test_a_fault_answers_so_many_times(chat: Rig, kind: str, status: int, description: str) -> None:
    await chat.post("/faults", method="sendMessage", kind=kind, times=2, retry_after=7)
    assert (await chat.bot("getMe"))["ok"]
    for _ in range(2):
        answer = await chat.bot("sendMessage", chat_id=ANN, text="x")
        assert (answer["error_code"], answer["description"]) == (status, description)
    await chat.ok("sendMessage", chat_id=ANN, text="x")


async def test_a_429_tells_when_to_come_again(chat: Rig) -> None:
    await chat.post("/faults", method="*", kind="429", retry_after=7)
    async with chat.http.get(f"{chat.api}/getMe") as response:
        assert response.headers["Retry-After"] == "7"
        assert (await response.json())["parameters"] == {"retry_after": 7}


async def test_a_fault_of_one_chat_leaves_the_other_alone(chat: Rig) -> None:
    await chat.hello(BOB)
    await chat.post("/faults", method="sendMessage", kind="500", times=9, chat_id=BOB)
    await chat.ok("sendMessage", chat_id=ANN, text="x")
    assert await chat.error("sendMessage", chat_id=BOB, text="x") == "Internal Server Error"
    await chat.request("DELETE", "/faults")
    await chat.ok("sendMessage", chat_id=BOB, text="x")


@pytest.mark.parametrize(("kind", "arrived"), [("reset_before", 0), ("reset_after", 1)])
async def test_a_reset_breaks_the_connection(chat: Rig, kind: str, arrived: int) -> None:
    """Before the deed or after it; the bot cannot tell which."""
    await chat.post("/faults", method="sendMessage", kind=kind)
    with pytest.raises(aiohttp.ClientConnectionError):
        await chat.bot("sendMessage", chat_id=ANN, text="x")
    assert len((await chat.see(f"/people/{ANN}/screen"))["messages"]) == 1 + arrived


async def test_a_delay_keeps_waiting(chat: Rig) -> None:
    await chat.post("/faults", method="getMe", kind="delay", seconds=0.3)
    began = time.monotonic()
    await chat.ok("getMe")
    assert time.monotonic() - began >= 0.3


async def test_senseless_faults_are_refused(rig: Rig) -> None:
    assert (await rig.request("POST", "/faults", json={"kind": "flood"}))[0] == 400
    assert (await rig.request("POST", "/faults", json={"kind": "429", "times": "many"}))[0] == 400


async def test_sending_limits_are_off_until_switched_on(chat: Rig) -> None:
    async def send() -> int:
        return int((await chat.bot("sendMessage", chat_id=ANN, text="x")).get("error_code", 200))

    assert [await send() for _ in range(20)] == [200] * 20
    await chat.post("/limits", on=True, private_burst=3)
    assert [await send() for _ in range(4)] == [200, 200, 200, 429]
    await asyncio.sleep(1.05)
    assert [await send() for _ in range(2)] == [200, 429]
    await chat.post("/limits", on=False)
    assert await send() == 200
    assert (await chat.request("POST", "/limits", json={"on": True, "speed": 1}))[0] == 400


async def test_thirty_a_second_over_all_chats() -> None:
    crowd = [{"id": number, "first_name": "P"} for number in range(1, 41)]
    async with running(Setup(limits=True)) as rig:
        for person in crowd:
            rig.sandbox.add_person(person)
            rig.sandbox.say(person["id"], "hi")  # type: ignore[arg-type]
        answers = [await rig.bot("sendMessage", chat_id=one["id"], text="x") for one in crowd]
    sent = sum(answer["ok"] for answer in answers)
    assert 30 <= sent < 40
    assert {answer["parameters"]["retry_after"] for answer in answers if not answer["ok"]} == {1}


async def test_calls_are_recorded(chat: Rig) -> None:
    last = (await chat.see("/calls"))["calls"][-1]["n"]
    sent = await chat.ok("sendMessage", chat_id=ANN, text="x")
    await chat.bot("sendMessage", chat_id=5, text="x")
    await chat.bot("sendDocument", {"document": ("a.txt", b"abc")}, chat_id=ANN)
    one, two, three = (await chat.see(f"/calls?after={last}"))["calls"]
    assert (one["method"], one["status"], one["chat_id"]) == ("sendMessage", 200, ANN)
    assert (one["params"]["text"], one["result_message_id"]) == ("x", sent["message_id"])
    assert (two["n"], two["status"], "result_message_id" in two) == (last + 2, 400, False)
    assert three["params"]["document"] == "<file 'a.txt', text/plain, 3 bytes>"
    assert len((await chat.see(f"/calls?after={last}&method=senddocument"))["calls"]) == 1


async def test_the_clock_is_wound(chat: Rig) -> None:
    told: list[int] = []

    async def hear(offset: int) -> None:
        await asyncio.sleep(0)
        told.append(offset)

    chat.sandbox.clock.on_advance = hear
    assert (await chat.post("/clock", advance_seconds=3600))["offset_seconds"] == 3600
    assert (await chat.post("/clock", advance_seconds=60))["offset_seconds"] == 3660
    sent = await chat.ok("sendMessage", chat_id=ANN, text="later")
    assert 3655 < sent["date"] - time.time() < 3665
    assert (await chat.post("/clock", reset=True))["offset_seconds"] == 0
    assert told == [3600, 3660, 0]
    assert (await chat.see("/clock"))["now"].endswith("+00:00")


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": "127.0.0.1.evil.example:80"}, {"Origin": "http://evil.example"}],
)
async def test_strangers_are_kept_out(rig: Rig, headers: dict[str, str]) -> None:
    for path in ("/", "/people", f"/people/{ANN}/screen", "/bot", f"/bot{rig.sandbox.token}/getMe"):
        async with rig.http.get(rig.base + path, headers=headers) as response:
            assert response.status == 403
    async with rig.http.post(f"{rig.base}/people/{ANN}/say", json={"text": "x"}, headers=headers) as response:
        assert response.status == 403
    assert await rig.updates() == []


async def test_this_machines_names_are_let_in(rig: Rig) -> None:
    port = rig.base.rpartition(":")[2]
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        async with rig.http.get(f"{rig.base}/people", headers={"Host": host, "Origin": f"http://{host}"}) as response:
            assert response.status == 200


async def test_a_taken_port_is_said_at_once(rig: Rig) -> None:
    with pytest.raises(OSError, match="in use"):
        async with serve(Sandbox(), int(rig.base.rpartition(":")[2])):
            pass


async def test_the_page_comes_with_a_strict_policy(rig: Rig) -> None:
    async with rig.http.get(rig.base + "/people") as response:
        policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy


async def test_people_are_added_and_counted(chat: Rig) -> None:
    added = await chat.post("/people", first_name="New", role_hint="reviewer")
    listed = (await chat.see("/people"))["people"]
    assert [one["id"] for one in listed] == [person["id"] for person in PEOPLE] + [added["id"]]
    assert [one["unread"] for one in listed] == [0, 0, 0]
    await chat.ok("sendMessage", chat_id=ANN, text="x")
    assert (await chat.see("/people"))["people"][0]["unread"] == 1
    await chat.see(f"/people/{ANN}/chat?after=0")
    assert (await chat.see("/people"))["people"][0]["unread"] == 0
