"""An update that fails, or kills its process, is given up after five attempts: told, alerted, out of the way."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.app.centre import Centre
from bot.app.main import open_centre
from bot.engine.turns import MOST_ATTEMPTS
from storage.engine import inbox
from storage.engine.chats import chat
from storage.engine.inbox import Arrival, InboxState
from tests.town import Town, town_on

OPERATOR = 3001


@pytest.fixture
async def watched(centre_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose operator gets alerts."""
    async with town_on(centre_url, tmp_path, {"JIANDING_OPERATORS": str(OPERATOR)}) as town:
        await town.zhang.say("/start")
        await town.zhang.sees("张伟")
        await town.settle()
        yield town


async def states(town: Town) -> list[InboxState]:
    async with town.centre.parts.database.read() as connection:
        found = await connection.execute(select(inbox.inbox.c.state).order_by(inbox.inbox.c.id))
        return [InboxState(state) for state in found.scalars()]


async def put(town: Town, *payloads: dict[str, object]) -> None:
    """Put rows into Zhang's inbox while nobody takes turns."""
    arrivals = [Arrival(1001, json.dumps(payload).encode()) for payload in payloads]
    async with town.centre.parts.database.begin() as connection:
        await inbox.receive(connection, arrivals, town.now)


async def test_what_kills_its_process_is_parked_and_the_chat_goes_on(watched: Town) -> None:
    town = watched
    await town.centre.close()
    town.centre = await reopened(town)
    await put(town, {"event": "engine.Idle", "facts": {"dialogue": "registration"}})
    for _ in range(MOST_ATTEMPTS):  # a process that dies in its turn leaves just this behind
        async with town.centre.parts.database.begin(durable=False) as connection:
            await inbox.mark(connection, 50)
    await town.centre.start()
    await town.zhang.sees("没有做成")
    await town.chen.sees("parked")
    await town.zhang.say("/help")
    await town.zhang.sees("需要帮助")
    assert (await states(town)).count(InboxState.PARKED) == 1


async def test_what_was_only_interrupted_is_done_at_the_next_start(watched: Town) -> None:
    town = watched
    await town.centre.close()
    town.centre = await reopened(town)
    await town.zhang.say("/help")
    for _ in range(MOST_ATTEMPTS - 1):
        async with town.centre.parts.database.begin(durable=False) as connection:
            await inbox.mark(connection, 50)
    await town.centre.start()
    await town.zhang.sees("需要帮助")
    await town.settle()
    assert InboxState.PARKED not in await states(town)


async def test_the_innocent_are_not_counted_while_something_else_kills_the_process(watched: Town) -> None:
    """Zhang's update kills at each start; Li's waits behind it, untried, and is done once Zhang's is out of the way."""
    town = watched
    await town.li.say("/start")
    await town.settle()
    await town.centre.close()
    town.centre = await reopened(town)
    await put(town, {"event": "engine.Idle", "facts": {"dialogue": "registration"}})
    await town.li.say("/help")
    await town.centre.parts.poller.run_once()
    for _ in range(MOST_ATTEMPTS):  # each life takes up what is suspected alone, and dies of it
        async with town.centre.parts.database.begin(durable=False) as connection:
            await inbox.mark(connection, 50)
    await town.centre.start()
    await town.li.sees("需要帮助")
    await town.zhang.sees("没有做成")
    assert (await states(town)).count(InboxState.PARKED) == 1


async def test_a_handler_that_fails_leaves_nothing_behind_and_is_parked(watched: Town) -> None:
    town = watched
    await put(town, {"event": "no.SuchEvent", "facts": {}})
    town.centre.wake_all()
    await town.zhang.sees("没有做成")
    await town.chen.sees("parked")
    await town.settle()
    assert (await states(town)).count(InboxState.PARKED) == 1


async def test_one_bad_chat_does_not_hold_up_the_others(watched: Town) -> None:
    town = watched
    await put(town, {"event": "no.SuchEvent", "facts": {}})
    await town.li.say("/start")
    await town.li.sees("李娜")


async def test_a_conversation_that_cannot_be_read_is_started_afresh_with_an_apology(watched: Town) -> None:
    town = watched
    async with town.centre.parts.database.begin() as connection:
        await connection.execute(update(chat).where(chat.c.id == 1001).values(state=b'{"frames": 7}'))
    await town.zhang.say("/help")
    await town.zhang.sees("抱歉")
    await town.zhang.sees("需要帮助")


async def reopened(town: Town) -> Centre:
    """The centre again, not yet started."""
    return await open_centre(town.settings, town.sandbox.clock.now)
