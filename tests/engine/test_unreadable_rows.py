"""One flipped bit in a sealed row: it is set apart by itself, and everybody else is served."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, Table, select, type_coerce, update

from bot.app.main import open_centre
from storage.engine import inbox
from storage.engine.apart import apart
from storage.engine.chats import chat
from storage.engine.inbox import InboxState
from storage.engine.jobs import JobState, job
from storage.engine.outbox import OutboxState, outbox
from storage.people import person
from tests.commands import command
from tests.documents.samples import portrait, saved
from tests.registration.filling import consent, fill
from tests.town import Town, town_on

OPERATOR = 3001
ID_OF_LI = "110105199006152464"


@pytest.fixture
async def watched(centre_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose operator gets alerts; Zhang has begun to register, Li is known."""
    async with town_on(centre_url, tmp_path, {"JIANDING_OPERATORS": str(OPERATOR)}) as town:
        await town.li.say("/start")
        await consent(town.zhang)
        await fill(town.zhang, until="证件照")
        await town.settle()
        yield town


async def flip(town: Town, column: str, of: Table, **where: object) -> bytes:
    """Flip one bit of what is stored; what is stored then."""
    which = [of.c[name] == value for name, value in where.items()]
    stored = type_coerce(of.c[column], LargeBinary)
    async with town.centre.parts.database.begin() as connection:
        token = bytearray((await connection.execute(select(stored).where(*which))).scalars().one())
        token[-1] ^= 1
        await connection.execute(update(of).where(*which).values({column: type_coerce(bytes(token), LargeBinary)}))
    return bytes(token)


async def stored(town: Town, column: str, of: Table, **where: object) -> bytes | None:
    query = select(type_coerce(of.c[column], LargeBinary)).where(*(of.c[key] == value for key, value in where.items()))
    async with town.centre.parts.database.read() as connection:
        token = (await connection.execute(query)).scalars().one()
    return bytes(token) if token is not None else None


async def closed(town: Town) -> None:
    """The centre again, not yet started."""
    await town.centre.close()
    town.centre = await open_centre(town.settings, town.sandbox.clock.now)


async def both_ask(town: Town) -> None:
    """Zhang and Li have written; their updates wait together."""
    await closed(town)
    await town.zhang.say("/help")
    await town.li.say("/help")
    await town.centre.parts.poller.run_once()


async def alerted(town: Town, words: str) -> int:
    """How often the operator was told."""
    await town.settle()
    return str(await town.chen.messages()).count(words)


async def test_an_update_that_does_not_open(watched: Town) -> None:
    town = watched
    await both_ask(town)
    waiting = {"chat_id": 1001, "state": int(InboxState.WAITING)}
    token = await flip(town, "payload", inbox.inbox, **waiting)
    await town.centre.start()
    await town.li.sees("需要帮助")
    await town.zhang.sees("没有做成")
    assert await alerted(town, "was parked") == 1
    assert await stored(town, "payload", inbox.inbox, state=int(InboxState.PARKED)) == token
    await town.zhang.say("/help")
    await town.zhang.sees("需要帮助")
    told = await command(town.settings, "parked", "list")
    name = told.stdout.split()[0]
    shown = await command(town.settings, "parked", "show", name, "--content")
    assert (shown.exit_code, "it cannot be read" in shown.stdout) == (0, True)


async def test_a_conversation_that_does_not_open(watched: Town) -> None:
    town = watched
    await both_ask(town)
    token = await flip(town, "state", chat, id=1001)
    await town.centre.start()
    await town.li.sees("需要帮助")
    await town.zhang.sees("抱歉", "读不出来")
    await town.zhang.sees("需要帮助")
    assert await alerted(town, "chat.state") == 1
    assert await stored(town, "token", apart, place="chat.state", row_id=1001) == token
    assert await stored(town, "state", chat, id=1001) is None
    assert "chat:1  chat.state" in (await command(town.settings, "parked", "list")).stdout
    await town.zhang.say("/start")
    await town.zhang.press("现在报名")
    await town.zhang.sees("您想报哪一个")


async def test_a_name_that_does_not_open(watched: Town) -> None:
    town = watched
    await both_ask(town)
    await flip(town, "shown_name", person, chat_id=1001)
    await town.centre.start()
    await town.li.sees("需要帮助")
    await town.zhang.sees("需要帮助")
    await town.zhang.say("/start")  # it is known again: Telegram tells it with every update
    await town.zhang.sees("张伟")


async def test_a_job_that_does_not_open(watched: Town) -> None:
    town = watched
    await consent(town.li)
    await fill(town.li, until="证件照", number=ID_OF_LI, name="李娜")
    await town.settle()
    await closed(town)
    for somebody in (town.zhang, town.li):
        await somebody.send_photo(saved(portrait()))
    await town.centre.parts.poller.run_once()
    await town.centre.parts.turns.run_once()
    token = await flip(town, "payload", job, chat_id=1001, state=int(JobState.OPEN))
    await town.centre.start()
    await town.li.sees("您符合四级／中级工的申报条件")
    await town.zhang.sees("请再发一次")
    assert await alerted(town, "was given up") == 1
    assert await stored(town, "payload", job, state=int(JobState.FAILED)) == token
    await town.zhang.send_photo(saved(portrait()))
    await town.zhang.sees("您符合四级／中级工的申报条件")


async def test_a_call_that_does_not_open(watched: Town) -> None:
    town = watched
    await both_ask(town)
    await town.centre.parts.turns.run_once()
    token = await flip(town, "payload", outbox, chat_id=1001, state=int(OutboxState.WAITING))
    await town.centre.start()
    await town.li.sees("需要帮助")
    await town.zhang.sees("没能发出来")
    assert await alerted(town, "was parked") == 1
    assert await stored(town, "payload", outbox, state=int(OutboxState.PARKED)) == token
    await town.zhang.say("/help")
    await town.zhang.sees("需要帮助")
