"""Whoever presses and says whatever, at any step: nobody is left without an answer, and nothing is given up."""

import random
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.standards import BatchStatus
from sandbox import Someone
from storage.engine.inbox import InboxState, inbox
from storage.engine.outbox import OutboxState, outbox
from tests.documents.samples import portrait, saved
from tests.stage import set_stage
from tests.town import NAMES, Town

DEEDS, AT_A_TIME = 300, 10
PRESSES = 0.7
WORDS = "你好 张伟 110105199003071239 13800000000 2015-07 85 59.5 -3 A 01 10:30 是 2026-12-01 <b>x</b> 😀"
SAID = [
    *WORDS.split(),
    *("60 60 60", "中" * 1200, "/start", "/todo", "/help", "/nothing"),
]


async def act(someone: Someone, chance: random.Random) -> None:
    """Press something that can be seen, mostly the newest; else say or send something."""
    lot = chance.random()
    if lot < PRESSES:
        await press(someone, chance)
    elif lot < 0.92:
        await someone.say(chance.choice([*SAID, *(f"/{command}" for command in await someone.commands())]))
    elif lot < 0.94:
        await someone.send_photo(saved(portrait()))
    elif lot < 0.96:
        await someone.send_document(b"abc", "x.xlsx")
    elif lot < 0.98:
        await someone.share_contact()
    else:
        await someone.send("sticker")


async def press(someone: Someone, chance: random.Random) -> None:
    found = [(one["message_id"], data) for one in await someone.messages() for data in callbacks(one)]
    if found:
        message_id, data = chance.choice(found[-8:] if chance.random() < 0.8 else found)
        await someone.press_data(data, on=message_id)


def callbacks(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


async def given_up(town: Town) -> list[Any]:
    """Updates and calls that were parked."""
    parked = select(func.count()).where(inbox.c.state == int(InboxState.PARKED))
    calls = select(outbox.c.method, outbox.c.error).where(outbox.c.state == int(OutboxState.PARKED))
    async with town.centre.parts.database.read() as connection:
        updates = (await connection.execute(parked)).scalar_one()
        return [*(["update"] * updates), *(tuple(row) for row in await connection.execute(calls))]


async def presses(town: Town) -> tuple[set[str], set[str]]:
    """The queries that were made, and those of them that were answered."""
    async with town.http.get(f"{town.address}/updates") as answer:
        updates = (await answer.json())["updates"]
    async with town.http.get(f"{town.address}/calls", params={"method": "answerCallbackQuery"}) as answer:
        answered = {call["params"]["callback_query_id"] for call in (await answer.json())["calls"]}
    queries = {one["update"]["callback_query"]["id"] for one in updates if one["kind"] == "callback_query"}
    return queries, queries & answered


@pytest.mark.parametrize(
    "status",
    [
        BatchStatus.REGISTRATION_OPEN,
        BatchStatus.ARRANGED,
        BatchStatus.IN_EXAM,
        BatchStatus.MARKING,
        BatchStatus.RELEASED,
    ],
)
async def test_whatever_is_pressed_and_said_is_answered(town: Town, status: BatchStatus) -> None:
    chance = random.Random(status.value)
    stage = await set_stage(town, status, candidates=3)
    everybody = [getattr(town, name) for name in NAMES] + [town.person(stage.chat(n)) for n in range(3)]
    for someone in everybody:
        await someone.say("/start")
    for _ in range(DEEDS // AT_A_TIME):
        await town.settle()
        for _ in range(AT_A_TIME):
            await act(chance.choice(everybody), chance)
    await town.settle()
    assert await given_up(town) == []
    made, answered = await presses(town)
    assert made == answered
    assert len(made) > DEEDS / 3
