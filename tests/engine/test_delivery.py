"""Every answer that Telegram may give, and what becomes of the call: nothing lost, nothing out of order."""

from __future__ import annotations

import json
import time
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.engine.delivery import alert_call
from sandbox import TOKEN
from storage.engine import outbox
from storage.engine.outbox import Doubt, OutboxState, Outgoing
from storage.engine.pacing import Pacing, pacings, save_pacings
from tests.town import Town


async def fault(town: Town, **what: Any) -> None:
    async with town.http.post(f"{town.address}/faults", json={"times": 1, **what}) as answer:
        assert answer.status == 200, await answer.text()


def message(chat: int, text: str, **how: Any) -> Outgoing:
    body = f'{{"chat_id": {chat}, "text": "{text}"}}'.encode()
    return Outgoing(chat, "sendMessage", body, **how)


async def send(town: Town, *calls: Outgoing) -> None:
    async with town.centre.parts.database.begin() as connection:
        await outbox.write(connection, list(calls), town.now)
    town.centre.wake_all()


async def states(town: Town) -> list[OutboxState]:
    async with town.centre.parts.database.read() as connection:
        found = await connection.execute(select(outbox.outbox.c.state).order_by(outbox.outbox.c.id))
        return [OutboxState(state) for state in found.scalars()]


async def texts(town: Town, since: int) -> list[str]:
    return [m["text"] for m in await town.zhang.messages() if m["message_id"] > since and m["from"]["is_bot"]]


async def started(town: Town) -> int:
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")
    await town.settle()
    return int((await town.zhang.messages())[-1]["message_id"])


async def test_messages_of_a_chat_keep_their_order(town: Town) -> None:
    since = await started(town)
    await send(town, *(message(1001, f"第 {n} 条") for n in range(8)))
    await town.settle()
    assert await texts(town, since) == [f"第 {n} 条" for n in range(8)]


async def test_429_waits_as_long_as_telegram_says_and_keeps_the_order(town: Town) -> None:
    since = await started(town)
    await fault(town, method="sendMessage", kind="429", retry_after=1)
    await send(town, message(1001, "一"), message(1001, "二"))
    await town.settle()
    assert await texts(town, since) == ["一", "二"]


async def test_5xx_is_tried_again(town: Town) -> None:
    since = await started(town)
    await fault(town, method="sendMessage", kind="500")
    await send(town, message(1001, "一"))
    await town.settle()
    assert await texts(town, since) == ["一"]


async def test_a_connection_lost_before_the_effect_is_tried_again(town: Town) -> None:
    since = await started(town)
    await fault(town, method="sendMessage", kind="reset_before")
    await send(town, message(1001, "一"))
    await town.settle()
    assert await texts(town, since) == ["一"]


async def test_403_drops_the_call_and_notes_that_the_person_cannot_be_reached(town: Town) -> None:
    await started(town)
    async with town.http.post(f"{town.address}/people/1001/block") as answer:
        assert answer.status == 200
    await send(town, message(1001, "一"))
    await town.settle()
    assert (await states(town))[-1] is OutboxState.DROPPED
    async with town.centre.parts.database.read() as connection:
        assert (await pacings(connection, [1001]))[1001].unreachable


async def test_what_telegram_calls_bad_is_parked_and_an_operator_is_told(town: Town) -> None:
    since = await started(town)
    await send(town, Outgoing(1001, "sendMessage", b'{"chat_id": 1001, "text": "<b>", "parse_mode": "HTML"}'))
    await send(town, message(1001, "danach"))
    await town.settle()
    assert OutboxState.PARKED in await states(town)
    assert await texts(town, since) == ["danach"]


async def test_an_edit_of_a_message_that_is_gone_becomes_a_new_message(town: Town) -> None:
    since = await started(town)
    edit = b'{"chat_id": 1001, "message_id": 99999, "text": "card"}'
    await send(town, Outgoing(1001, "editMessageText", edit, card="main"))
    await town.settle()
    assert await texts(town, since) == ["card"]


async def test_text_in_the_place_of_a_file_becomes_a_new_message(town: Town) -> None:
    """A press that came in before documents were told apart is answered all the same."""
    await started(town)
    form = aiohttp.FormData({"chat_id": "1001"})
    form.add_field("document", b"1,2", filename="list.csv")
    async with town.http.post(f"{town.address}/bot{TOKEN}/sendDocument", data=form) as answer:
        message_id = (await answer.json())["result"]["message_id"]
    edit = f'{{"chat_id": 1001, "message_id": {message_id}, "text": "card"}}'.encode()
    await send(town, Outgoing(1001, "editMessageText", edit, card="main"))
    await town.settle()
    *_, file, card = await town.zhang.messages()
    assert (file["message_id"], card["text"]) == (message_id, "card")


async def test_a_press_is_answered_along_with_the_card_even_when_the_card_fails(town: Town) -> None:
    """The button stops waiting at once, and no call of its own was queued for that."""
    await started(town)
    await fault(town, method="editMessageText", kind="500")
    await town.zhang.press("帮助")
    await town.settle()
    async with town.centre.parts.database.read() as connection:
        found = (await connection.execute(select(outbox.outbox.c.method, outbox.outbox.c.answers))).all()
    assert [row.method for row in found if row.answers] == ["editMessageText"]
    assert "answerCallbackQuery" not in {row.method for row in found}
    answers = (await town.zhang.screen())["answers"]
    assert [answer.get("text") for answer in answers] == [None]


async def test_the_former_card_loses_its_buttons_while_the_press_before_is_still_being_answered(town: Town) -> None:
    """What a call has to take away is its own knowledge; the call before it, ending later, does not spoil it."""
    await started(town)
    await fault(town, method="answerCallbackQuery", kind="delay", seconds=0.3)
    await town.zhang.press("帮助")
    former = (await town.zhang.messages())[-1]["message_id"]
    await fault(town, method="sendMessage", kind="delay", seconds=0.6)
    await town.zhang.say("/start")
    await town.settle()
    with_buttons = [m["message_id"] for m in await town.zhang.messages() if m.get("reply_markup")]
    assert former not in with_buttons
    assert len(with_buttons) == 1


async def test_after_a_crash_doubtful_calls_go_again_or_are_dropped_as_they_say(town: Town) -> None:
    since = await started(town)
    town.centre.parts.loops["deliver"].stop()
    await send(town, message(1001, "again"), message(1001, "once", doubt=Doubt.DROP))
    async with town.centre.parts.database.begin() as connection:
        await outbox.start(connection, [c.id for c in await outbox.ready(connection, 1e12, 9)], 1e12)
        second = (await connection.execute(select(outbox.outbox.c.id).order_by(outbox.outbox.c.id.desc()))).scalar()
        await outbox.start(connection, [int(second or 0)], 1e12)
    await town.restart()
    await town.settle()
    assert await texts(town, since) == ["again"]
    assert town.centre.parts.delivery.resent == 1


async def test_an_alert_is_plain_text_for_an_operator(town: Town) -> None:
    since = await started(town)
    await send(town, alert_call(1001, "<b>not</b> & parsed"))
    await town.settle()
    assert await texts(town, since) == ["⚠️ <b>not</b> & parsed"]


async def test_pace_holds_back_what_would_be_too_fast(town: Town) -> None:
    since, now = await started(town), time.time()
    async with town.centre.parts.database.begin() as connection:
        await save_pacings(connection, {1001: Pacing(paced_until=now + 50)})
    await send(town, message(1001, "later"))
    async with town.centre.parts.database.read() as connection:
        assert not await outbox.ready(connection, now, 10)
        assert await outbox.next_moment(connection, now) == pytest.approx(now + 50)
        assert len(await outbox.ready(connection, now + 51, 10)) == 1  # the same call, once its time has come
    assert await texts(town, since) == []
    async with town.centre.parts.database.begin() as connection:
        await save_pacings(connection, {1001: Pacing()})


async def test_a_file_of_several_megabytes_is_delivered(town: Town) -> None:
    """An archive, for one: aiohttp warns of long raw bytes, and warnings are errors here."""
    await town.zhang.say("/start")
    sha = await town.centre.parts.files.put(b"PK" * 2**21)
    async with town.centre.parts.database.begin() as connection:
        payload = {"chat_id": town.zhang.id, "stored_document": {"sha": sha, "name": "big.zip"}}
        call = Outgoing(town.zhang.id, "sendDocument", json.dumps(payload).encode())
        await outbox.write(connection, [call], town.now)
    await town.settle()
    sent = [message["document"] for message in await town.zhang.messages() if "document" in message]
    assert [(one["file_name"], one["file_size"]) for one in sent] == [("big.zip", 2**22)]
