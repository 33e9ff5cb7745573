"""A notice to many: nobody waits behind it, several go side by side, and it can be held and taken back."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from sqlalchemy import insert, literal, select, union_all

from domain.notices import NoticeWithdrawn
from storage.engine import broadcasts, chats, inbox
from storage.engine.broadcasts import PIECE, BroadcastState
from storage.engine.events import encode
from storage.engine.rank import Rank
from tests.engine.test_delivery import started
from tests.engine.trouble import until
from tests.town import Town

FIRST = 900_000
EVENT = encode(NoticeWithdrawn(1))


async def quiet(town: Town) -> None:
    """Once somebody leads: nobody feeds, and nobody takes turns."""
    await started(town)
    for name in ("spread", "turns"):
        town.centre.parts.loops[name].stop()
    await until(town, lambda: _ended(town))


async def _ended(town: Town) -> bool:
    return not {"spread", "turns"} & set(town.centre.supervisor.states)


async def begin(town: Town, chat_ids: Iterable[int]) -> int:
    query = union_all(*(select(literal(chat_id).label("id")) for chat_id in chat_ids)).subquery()
    async with town.centre.parts.database.begin() as connection:
        return await broadcasts.begin(connection, EVENT, select(query.c.id), town.now)


async def feed(town: Town) -> int:
    async with town.centre.parts.database.begin() as connection:
        return await broadcasts.feed(connection, town.now)


async def waiting(town: Town) -> set[int]:
    """The chats for which news waits."""
    query = select(inbox.inbox.c.chat_id).where(inbox.inbox.c.state == 0, inbox.inbox.c.rank == int(Rank.NEWS))
    async with town.centre.parts.database.read() as connection:
        return set((await connection.execute(query)).scalars())


async def state(town: Town, broadcast_id: int) -> tuple[BroadcastState, int, int]:
    async with town.centre.parts.database.read() as connection:
        found = next(each for each in await broadcasts.recent(connection) if each.id == broadcast_id)
    return found.state, found.total, found.left


async def empty(town: Town) -> None:
    """Nothing waits any more, so that the town can be left."""
    async with town.centre.parts.database.begin() as connection:
        await connection.execute(inbox.inbox.update().values(state=1))
        await connection.execute(broadcasts.broadcast.update().values(state=int(BroadcastState.DONE)))


async def test_it_goes_piece_by_piece_to_everybody_once(town: Town) -> None:
    await quiet(town)
    chosen = range(FIRST, FIRST + 2 * PIECE + 7)
    number = await begin(town, chosen)
    assert [await feed(town) for _ in range(4)] == [PIECE, PIECE, 7, 0]
    assert await waiting(town) == set(chosen)
    assert await state(town, number) == (BroadcastState.DONE, len(chosen), 0)
    await empty(town)


async def test_several_share_the_way(town: Town) -> None:
    await quiet(town)
    long = await begin(town, range(FIRST, FIRST + 3 * PIECE))
    await feed(town)
    short = await begin(town, range(FIRST + 1000, FIRST + 1000 + PIECE + 1))
    for _ in range(2):
        await feed(town)
    assert (await state(town, short))[2] == 1  # its first piece came before the third of the long one
    assert (await state(town, long))[2] in {PIECE, 2 * PIECE}
    await empty(town)


async def test_it_is_held_gone_on_with_and_taken_back(town: Town) -> None:
    await quiet(town)
    number = await begin(town, range(FIRST, FIRST + 3 * PIECE))
    await feed(town)
    for wanted in (BroadcastState.PAUSED, BroadcastState.GOING, BroadcastState.WITHDRAWN):
        async with town.centre.parts.database.begin() as connection:
            assert await broadcasts.change(connection, number, wanted)
        assert await feed(town) == (PIECE if wanted is BroadcastState.GOING else 0)
    assert await state(town, number) == (BroadcastState.WITHDRAWN, 3 * PIECE, 0)
    assert len(await waiting(town)) == 2 * PIECE
    async with town.centre.parts.database.begin() as connection:
        assert not await broadcasts.change(connection, number, BroadcastState.GOING)
    await empty(town)


async def test_little_news_waits_at_a_time(town: Town) -> None:
    """However many there are: the rest stays where it stands in nobody's way."""
    await quiet(town)
    await begin(town, range(FIRST, FIRST + 10 * PIECE))
    town.centre.parts.loops["spread"].make_ready()
    fed = [await town.centre.parts.loops["spread"]._step() for _ in range(5)]
    assert [done.pieces for done in fed] == [PIECE, 0, 0, 0, 0]
    await empty(town)


async def test_a_press_goes_before_a_thousand_news(town: Town) -> None:
    await quiet(town)
    many = range(FIRST, FIRST + 1000)
    async with town.centre.parts.database.begin() as connection:
        await connection.execute(insert(chats.chat), [{"id": chat_id} for chat_id in many])
        news = [inbox.Arrival(chat_id, EVENT.encode(), rank=Rank.NEWS) for chat_id in many]
        await inbox.receive(connection, news, town.now)
    async with town.centre.parts.database.begin() as connection:
        press = inbox.Arrival(1001, EVENT.encode(), update_id=10**9)
        own = inbox.Arrival(1001, EVENT.encode(), rank=Rank.NEWS)
        await inbox.receive(connection, [own, press], town.now)
        first, more = await inbox.mark(connection, 5)
    assert [row.chat_id for row in first] == [1001, *itertools.islice(many, 4)]
    assert (first[0].rank, more) == (Rank.ANSWER, True)
    async with town.centre.parts.database.read() as connection:
        assert await inbox.news_waiting(connection, 50) == 50
    await empty(town)
