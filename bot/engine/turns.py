"""Turns: take the oldest waiting row of each chat, answer it, and write all that follows in one transaction.

A small transaction first counts an attempt on every row to be taken. A row that was counted before has brought its
process down, or failed: it runs alone, and after five attempts it is parked, so that its chat can go on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.ext import Application

from bot.engine.conversation import Conversation
from bot.engine.incoming import read_update
from bot.engine.loop import Done
from bot.engine.message import Screen, Text
from bot.engine.turn import Services, Turn, enter
from domain.actor import Actor
from storage.engine import apart, chats, inbox, jobs, outbox
from storage.engine.database import Database
from storage.engine.events import EventCatalogue
from storage.engine.sealing import BrokenBytes
from storage.people import acting_in
from storage.standards import OpenBatches
from storage.work import Effects, Read, StoredWork, WorkSettings, write_effects

MOST_ATTEMPTS = 5
UNKNOWN = "unknown"
log = structlog.get_logger()


@dataclass(frozen=True)
class Wakers:
    """Whom a turn wakes: delivery, the jobs, other turns; and the operators, when something is parked."""

    deliver: Callable[[], None]
    work: Callable[[], None]
    turn: Callable[[], None]
    alert: Callable[[str], Awaitable[None]]


@dataclass
class _Left:
    """What the turns of one group leave to be written."""

    done: list[int] = field(default_factory=list)
    changed: list[chats.ChatRow] = field(default_factory=list)
    calls: list[outbox.Outgoing] = field(default_factory=list)
    jobs: list[jobs.Job] = field(default_factory=list)
    apart: list[apart.Apart] = field(default_factory=list)
    effects: Effects = field(default_factory=Effects)


@dataclass(frozen=True)
class TurnTools:
    """What turns are made of: the application with its handlers, services, work_settings, events, clock."""

    application: Application[Any, Any, Any, Any, Any, Any]
    services: Services
    work_settings: WorkSettings
    events: EventCatalogue
    now: Callable[[], datetime]


class Turns:
    """Runs groups of turns on one database."""

    def __init__(self, database: Database, tools: TurnTools, wakers: Wakers, group: int = 50) -> None:
        self._database = database
        self._tools = tools
        self._wakers = wakers
        self._group = group

    async def run_once(self) -> Done:
        """Run what waits now, at most a group."""
        async with self._database.begin(durable=False) as connection:
            marked, more = await inbox.mark(connection, self._group)
        # Together and in one commit: alone, a commit costs fourteen times as much an update (decision 0033).
        fresh = [row for row in marked if row.attempts == 1]
        done = await self._run_group(fresh) if fresh else 0
        for row in marked:
            if row.attempts > MOST_ATTEMPTS:
                await self._park(row)
            elif row.attempts > 1:
                done += await self._run_alone(row)
        return Done(len(marked), more or done < len(marked))

    async def _run_alone(self, row: inbox.Waiting) -> int:
        try:
            return await self._run_group([row])
        except Exception:  # whatever it is, the row is counted and the others go on
            log.exception("turn_failed", inbox_id=row.id, attempts=row.attempts)
            return 0

    async def _run_group(self, marked: Sequence[inbox.Waiting]) -> int:
        """Run rows in one transaction; returns how many of them were answered."""
        left = _Left()
        async with self._database.begin() as connection:
            locked = await chats.lock(connection, [row.chat_id for row in marked])
            rows = await inbox.take(connection, [row.id for row in marked], list(locked))
            acting = await acting_in(connection, list(locked))
            batches = OpenBatches()
            for row in rows:
                known = acting.get(row.chat_id)
                work = StoredWork(connection, self._tools.now(), self._tools.work_settings, Read(known, batches))
                await self._run(work, row, (locked[row.chat_id], known.actor if known else None), left)
            told = await self._write(connection, left)
        if left.calls:
            self._wakers.deliver()
            # Only the leader delivers; it may be another process, which would look a quarter of a second later.
            if not self._database.leads:
                await self._database.wake("deliver")
        if left.jobs:
            self._wakers.work()
        if told:
            self._wakers.turn()
        for lost in left.apart:
            await self._wakers.alert(f"{lost.place} of row {lost.row_id} does not open; it was set apart for a repair")
        return len(left.done)

    async def _run(
        self, work: StoredWork, row: inbox.Waiting, found: tuple[chats.ChatRow, Actor | None], left: _Left
    ) -> None:
        chat, known = found
        # The chat's row is shared with the group: whatever this turn changed on it goes back when it fails.
        before = (chat.language, chat.state)
        try:
            turn = self._turn(row, chat, work, known)
            await self._answer(turn)
            await work.complete()
        except Exception:
            await work.abandon()
            chat.language, chat.state = before
            log.exception("turn_undone", inbox_id=row.id, attempts=row.attempts)
            return
        _leave(left, turn, before)

    def _turn(self, row: inbox.Waiting, chat: chats.ChatRow, work: StoredWork, known: Actor | None) -> Turn:
        stored = orjson.loads(row.payload)
        turn = Turn(row, chat, work, self._tools.services, Conversation(), known)
        if isinstance(chat.state, BrokenBytes):
            turn.conversation.keys = UNKNOWN
            turn.send(Screen(Text("engine/conversation_lost")))
            return self._with_content(turn, stored)
        try:
            # A conversation that an older or newer release wrote must not stop its chat for ever.
            turn.conversation = Conversation.load(chat.state)
        except (ValueError, TypeError, KeyError):
            log.warning("conversation_unreadable", chat_id=chat.id)
            turn.conversation.keys = UNKNOWN  # whatever lies below the input line belongs to nothing now
            turn.send(Screen(Text("engine/draft_outdated")))
        return self._with_content(turn, stored)

    def _with_content(self, turn: Turn, stored: Mapping[str, Any]) -> Turn:
        if "event" in stored:
            turn.event = self._tools.events.decode(stored)
        else:
            turn.update = read_update(stored)
        return turn

    async def _answer(self, turn: Turn) -> None:
        leave = enter(turn)
        try:
            await self._tools.application.process_update(turn.update or turn.event)
        finally:
            leave()
        # PTB swallows errors of handlers; carried out here, they undo the turn.
        if turn.error is not None:
            raise turn.error
        turn.finish_keys()
        turn.finish_press()

    async def _write(self, connection: AsyncConnection, left: _Left) -> bool:
        now = self._tools.now()
        await chats.save(connection, left.changed)
        await outbox.write(connection, left.calls, now)
        await jobs.order(connection, left.jobs, now)
        told = await write_effects(connection, left.effects, now)
        await apart.keep(connection, left.apart, now)
        await inbox.close(connection, left.done)
        return told

    async def _park(self, row: inbox.Waiting) -> None:
        """Give a row up: the person is told, the operators are alerted, the chat goes on."""
        async with self._database.begin() as connection:
            locked = await chats.lock(connection, [row.chat_id])
            if row.chat_id not in locked:
                return
            taken = await inbox.take(connection, [row.id], [row.chat_id])
            if not taken:
                return
            await inbox.close(connection, [row.id], inbox.InboxState.PARKED)
            work = StoredWork(connection, self._tools.now(), self._tools.work_settings)
            turn = Turn(row, locked[row.chat_id], work, self._tools.services, Conversation())
            if row.chat_id:  # 0: it names no chat, so there is nobody to tell
                turn.send(Screen(Text("engine/parked")))
                await outbox.write(connection, turn.calls, self._tools.now())
        self._wakers.deliver()
        log.error("update_parked", inbox_id=row.id, chat_id=row.chat_id)
        await self._wakers.alert(f"inbox row {row.id} was parked after {MOST_ATTEMPTS} attempts")


def _leave(left: _Left, turn: Turn, before: tuple[str, bytes | None]) -> None:
    turn.chat.state = turn.conversation.dump()
    if (turn.chat.language, turn.chat.state) != before:
        left.changed.append(turn.chat)
    if isinstance(before[1], BrokenBytes):
        left.apart.append(apart.Apart("chat.state", turn.chat.id, before[1].token))
    left.done.append(turn.row.id)
    left.calls += turn.calls
    left.jobs += turn.jobs
    left.effects.add(turn.work.effects)


async def carry_error(update: object, context: Any) -> None:  # noqa: ARG001 - PTB's signature
    """PTB's error handler: the turn carries a handler's error out, so that nothing is committed."""
    context.turn.error = context.error
