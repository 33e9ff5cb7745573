"""What a web app hands over by the key that opened it."""

import json
from typing import Any

import pytest

from tests.sandbox.rig import ANN, Rig

KEYS = {"keyboard": [[{"text": "Choose", "web_app": {"url": "https://example.org/colours"}}, {"text": "Never mind"}]]}
LONGEST = 4096


@pytest.fixture
async def keys(chat: Rig) -> Rig:
    """A chat with a web app's key below the input line."""
    await chat.ok("sendMessage", chat_id=ANN, text="Which colour?", reply_markup=json.dumps(KEYS))
    return chat


async def test_what_a_web_app_sends_reaches_the_bot(keys: Rig) -> None:
    await keys.do(ANN, "web_app", button_text="Choose", data='{"hex": "#fff"}')
    message = (await keys.updates())[-1]["message"]
    assert message["web_app_data"] == {"button_text": "Choose", "data": '{"hex": "#fff"}'}
    assert "text" not in message
    assert (await keys.see(f"/people/{ANN}/screen"))["messages"][-1]["web_app_data"]["data"] == '{"hex": "#fff"}'


@pytest.mark.parametrize(
    ("given", "status", "wrong"),
    [
        ({"button_text": "Never mind", "data": "x"}, 404, "no key 'Never mind' below the input line opens a web app"),
        ({"data": "x"}, 404, "those that do are ['Choose']"),
        ({"button_text": "Choose"}, 400, "a web app sends text"),
        ({"button_text": "Choose", "data": ""}, 400, "a web app sends text"),
        ({"button_text": "Choose", "data": "ä" * (LONGEST // 2) + "x"}, 400, "a web app sends text of 1 to 4096 bytes"),
    ],
)
async def test_what_no_web_app_could_send_is_a_misstep(
    keys: Rig, given: dict[str, Any], status: int, wrong: str
) -> None:
    answered, told = await keys.request("POST", f"/people/{ANN}/web_app", json=given)
    assert (answered, wrong in told["error"]) == (status, True), told


async def test_4096_bytes_are_not_too_many(keys: Rig) -> None:
    await keys.do(ANN, "web_app", button_text="Choose", data="x" * LONGEST)
    assert len((await keys.updates())[-1]["message"]["web_app_data"]["data"]) == LONGEST


async def test_without_such_a_key_there_is_no_web_app(chat: Rig) -> None:
    status, told = await chat.request("POST", f"/people/{ANN}/web_app", json={"button_text": "Choose", "data": "x"})
    assert status == 404
    assert "those that do are []" in told["error"]


async def test_a_key_that_asks_for_a_poll_of_any_type_stays_one(chat: Rig) -> None:
    key = {"text": "Ask", "request_poll": {}}
    await chat.ok("sendMessage", chat_id=ANN, text="What?", reply_markup=json.dumps({"keyboard": [[key]]}))
    assert (await chat.see(f"/people/{ANN}/screen"))["reply_keyboard"] == {"keyboard": [[key]]}
