"""Whatever is asked of it, the sandbox answers as Telegram would: it is never at a loss."""

from typing import Any

import pytest

from sandbox.wire.specification import specification
from tests.sandbox.crowd import CAT, Crowd, gather
from tests.sandbox.odd import Odd
from tests.sandbox.rig import ANN, BOB, Rig

MANY = 2000
ENDS_IT = {"getUpdates", "setWebhook", "logOut", "close"}
ANSWERS = {200, 400, 401, 403, 404, 409, 413, 429}
BUTTONS = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}


@pytest.fixture
async def crowd(chat: Rig) -> Crowd:
    crowd = await gather(chat)
    await chat.ok("sendMessage", chat_id=ANN, text="hello", reply_markup=BUTTONS)
    await chat.ok("sendPoll", chat_id=ANN, question="q", options=[{"text": "a"}, {"text": "b"}])
    await crowd.raise_bot("can_promote_members", "can_restrict_members", "can_pin_messages", "can_invite_users")
    return crowd


def known(crowd: Crowd) -> dict[str, list[Any]]:
    chats = [ANN, BOB, crowd.id, crowd.rig.bot_id, 999]
    people = [ANN, BOB, CAT, "sandbox_bot", 999]
    numbers = list(range(1, 6))
    return {
        "chat_id": chats,
        "from_chat_id": chats,
        "user_id": people,
        "who": people,
        "message_id": numbers,
        "of": people,
    }


@pytest.mark.parametrize("seed", range(3))
async def test_no_call_is_an_accident(crowd: Crowd, seed: int) -> None:
    odd = Odd(seed, known(crowd))
    methods = [name for name in specification()["methods"] if name not in ENDS_IT]
    for _ in range(MANY):
        method, params = odd.call(methods)
        async with crowd.rig.http.post(f"{crowd.rig.api}/{method}", json=params) as answer:
            assert answer.status in ANSWERS | {501}, (method, params)
            if answer.status == 501:
                methods.remove(method)


async def test_an_accident_would_be_seen(chat: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    monkeypatch.setattr(chat.sandbox, "private", None)
    async with chat.http.post(f"{chat.api}/sendMessage", json={"chat_id": BOB, "text": "x"}) as answer:
        assert answer.status not in ANSWERS | {501}


@pytest.mark.parametrize("seed", range(3))
async def test_no_deed_is_an_accident(crowd: Crowd, seed: int) -> None:
    odd = Odd(seed, known(crowd) | {"group": [crowd.id], "users": [[ANN], [BOB, CAT]], "from_chat": [ANN, crowd.id]})
    for n in range(MANY):
        deed, given = odd.deed()
        where = (f"/people/{ANN}", f"/people/{ANN}/chats/{crowd.id}", f"/people/{BOB}/chats/{crowd.id}")[n % 3]
        status, told = await crowd.rig.request("POST", f"{where}/{deed}", json=given)
        assert status in {200, 400, 404}, (deed, given)
        assert status == 200 or told["error"], (deed, given)
