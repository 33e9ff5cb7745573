"""How calls travel: paths, parameters in every shape, answers and their headers."""

import io
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from tests.sandbox.rig import ANN, Rig

TOO_MUCH = {"text": "a", "callback_data": "x" * 65}


async def test_an_answer_is_json_with_the_status_of_its_error(chat: Rig) -> None:
    async with chat.http.get(f"{chat.api}/getMe") as good, chat.http.get(f"{chat.api}/sendMessage") as refused:
        assert (good.status, good.content_type) == (200, "application/json")
        assert (refused.status, refused.content_type) == (400, "application/json")
        assert (await refused.json())["error_code"] == 400


async def test_the_test_environment_has_the_same_methods(rig: Rig) -> None:
    assert await rig.request("GET", f"/bot{rig.sandbox.token}/test/getme") == (
        200,
        {"ok": True, "result": await rig.ok("getMe")},
    )


async def test_a_token_of_more_than_80_characters_is_none(rig: Rig) -> None:
    long, longest = "1:" + "x" * 79, "1:" + "x" * 78
    assert (await rig.request("GET", f"/bot{long}/getMe"))[1]["description"] == "Unauthorized: invalid token specified"
    assert (await rig.request("GET", f"/bot{longest}/getMe"))[1]["description"] == "Unauthorized"


@pytest.mark.parametrize(
    ("given", "silent"),
    [*((yes, True) for yes in ("true", "True", "yes", "1", True)), *((no, False) for no in ("no", "2", "on", False))],
)
async def test_true_yes_and_1_are_true(chat: Rig, given: object, silent: bool) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="x", protect_content=given)
    assert sent.get("has_protected_content", False) is silent


async def test_parameters_of_the_query_and_the_body_go_together(chat: Rig) -> None:
    async with chat.http.post(f"{chat.api}/sendMessage?chat_id={ANN}", json={"text": "both"}) as answer:
        assert (await answer.json())["result"]["text"] == "both"


async def test_a_body_that_is_no_json_is_refused(chat: Rig) -> None:
    headers = {"Content-Type": "application/json"}
    async with chat.http.post(f"{chat.api}/getMe", data=b"{broken", headers=headers) as answer:
        assert (await answer.json())["description"] == "Bad Request: can't parse JSON object in the request body"


async def test_more_than_a_megabyte_of_text_is_too_large(chat: Rig) -> None:
    body = io.BytesIO(urlencode({"chat_id": ANN, "text": "x" * 1024 * 1024}).encode())
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with chat.http.post(f"{chat.api}/sendMessage", data=body, headers=headers) as answer:
        assert answer.status == 413
        assert (await answer.json())["description"] == "Request Entity Too Large"


async def test_more_than_fifty_files_are_too_many(chat: Rig) -> None:
    def form(count: int) -> aiohttp.FormData:
        made = aiohttp.FormData({"chat_id": str(ANN), "text": "x"})
        for number in range(count):
            made.add_field(f"file{number}", b"x", filename="x.txt")
        return made

    async with chat.http.post(f"{chat.api}/sendMessage", data=form(51)) as answer:
        assert answer.status == 413
    async with chat.http.post(f"{chat.api}/sendMessage", data=form(50)) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        ("sendMessage", {"text": "x", "chat_id": 5}, "Bad Request: chat not found"),
        (
            "sendMessage",
            {"text": "x", "chat_id": ANN, "reply_markup": {"inline_keyboard": [[TOO_MUCH]]}},
            "Bad Request: BUTTON_DATA_INVALID",
        ),
    ],
)
async def test_an_error_begins_small_unless_it_is_a_constant(
    chat: Rig, method: str, params: dict[str, Any], description: str
) -> None:
    assert await chat.error(method, **params) == description
