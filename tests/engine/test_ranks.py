"""What answers a person goes before news, and news only to whoever can be reached."""

from __future__ import annotations

from pathlib import Path

from storage.engine import outbox
from storage.engine.outbox import OutboxState
from storage.engine.rank import Rank
from tests.engine.test_delivery import message, send, started, states, texts
from tests.engine.trouble import calls_of, forget_calls, sqlite, until
from tests.town import Town, town_on


async def test_an_answer_overtakes_news(town: Town) -> None:
    """In its own chat as in others, as far as nothing of the chat is on its way."""
    since = await started(town)
    town.centre.parts.loops["deliver"].stop()
    news = [message(1001, f"news {n}", rank=Rank.NEWS) for n in range(4)]
    await send(town, *news, message(1002, "elsewhere", rank=Rank.NEWS), message(1001, "answer"))
    async with town.centre.parts.database.begin() as connection:
        ready = await outbox.ready(connection, 1e12, 10)
    assert [call.payload for call in ready] == [message(1001, "answer").payload, message(1002, "elsewhere").payload]
    await town.restart()
    await town.settle()
    assert await texts(town, since) == ["answer", *(f"news {n}" for n in range(4))]


@sqlite
async def test_news_leave_a_chat_the_burst_for_an_answer(centre_url: str, tmp_path: Path) -> None:
    async with town_on(centre_url, tmp_path, {"JIANDING_LIMITS__CHAT_PER_SECOND": "1"}) as town:
        since = await started(town)
        await send(town, *(message(1001, f"news {n}", rank=Rank.NEWS) for n in range(5)))
        await until(town, lambda: _shown(town, since, 1))
        await send(town, message(1001, "answer"))
        await until(town, lambda: _shown(town, since, 2))
        assert await texts(town, since) == ["news 0", "answer"]
        await forget_calls(town)


async def _shown(town: Town, since: int, count: int) -> bool:
    return len(await texts(town, since)) >= count


@sqlite
async def test_whoever_blocked_the_bot_gets_no_news_until_they_write_again(town: Town) -> None:
    await started(town)
    async with town.http.post(f"{town.address}/people/1001/block") as answer:
        assert answer.status == 200
    await send(town, message(1001, "one"))
    await town.settle()
    before = await calls_of(town, "sendMessage")
    await send(town, message(1001, "two", rank=Rank.NEWS))
    await town.settle()
    assert (await calls_of(town, "sendMessage"), (await states(town))[-1]) == (before, OutboxState.DROPPED)
    async with town.http.post(f"{town.address}/people/1001/unblock") as answer:
        assert answer.status == 200
    since = await started(town)
    await send(town, message(1001, "three", rank=Rank.NEWS))
    await town.settle()
    assert await texts(town, since) == ["three"]
