"""Delivery: calls are claimed, sent and marked, in order per chat, no faster than Telegram allows.

One transaction per round writes what came of the calls sent so far and claims the next ones. It need not reach the
disk at once: a killed process leaves its calls marked as being sent, and they are settled as each one says.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.error import TelegramError

from bot.engine.loop import Done
from bot.engine.pacing import Limits
from bot.engine.request import BotApi
from bot.engine.sending import CallOutcome, Fetch, send
from storage.engine import outbox
from storage.engine.database import Database
from storage.engine.outbox import ALL_CHATS, OutboxState, Outgoing, Pacing

IN_FLIGHT = 64
log = structlog.get_logger()


@dataclass(frozen=True)
class DeliveryTools:
    """What delivery needs: the API, stored files, limits, whom to alert, and the real clock (epoch seconds)."""

    api: BotApi
    fetch: Fetch
    limits: Limits
    alert: Callable[[str], Awaitable[None]]
    clock: Callable[[], float] = time.time


class Delivery:
    """Sends what the outbox holds."""

    def __init__(self, database: Database, tools: DeliveryTools, wake: Callable[[], None]) -> None:
        self._database = database
        self._tools = tools
        self._wake = wake
        self._flying: set[asyncio.Task[None]] = set()
        self._landed: list[CallOutcome] = []
        self.resent = 0

    async def recover(self) -> None:
        """After a start: settle the calls that a crash left in doubt."""
        async with self._database.begin() as connection:
            self.resent = await outbox.settle_doubts(connection)

    async def run_once(self) -> Done:
        """One round: write what came of calls, send the next ones."""
        landed, self._landed = self._landed, []
        room = IN_FLIGHT - len(self._flying)
        try:
            # Not durable: after a loss of power the last claims are forgotten, and those calls are in doubt, as after a
            # kill.
            async with self._database.begin(durable=False) as connection:
                await self._record(connection, landed)
                claimed = await self._claim(connection, room) if room > 0 else []
        except BaseException:
            self._landed = [*landed, *self._landed]  # not written: what came of them is still to be told
            raise
        for call, former in claimed:
            self._fly(self._send(call, former))
        return Done(len(landed) + len(claimed), more=0 < room == len(claimed))

    async def drain(self) -> None:
        """Wait for what is being sent, and write what came of it."""
        while self._flying:
            await asyncio.gather(*self._flying)
        landed, self._landed = self._landed, []
        async with self._database.begin() as connection:
            await self._record(connection, landed)

    async def _claim(self, connection: AsyncConnection, most: int) -> Sequence[tuple[Outgoing, int | None]]:
        """The calls to be made now, each with the message where its card lives, if it has one."""
        now = self._tools.clock()
        ready = await outbox.ready(connection, now, most)
        if not ready:
            return []
        # Paces are read afresh: they are in the database so that a restart does not forget them (decision 0003).
        known = await outbox.pacings(connection, [ALL_CHATS, *{call.chat_id for call in ready}])
        claimed, pacings = self._admit(ready, known, now)
        await outbox.save_pacings(connection, pacings)
        if not claimed:
            return []
        await outbox.start(connection, [call.id for call in claimed])
        cards = await outbox.cards(connection, [c.chat_id for c in claimed if c.card])
        return [(call.tried(), cards.get((call.chat_id, call.card or ""))) for call in claimed]

    def _admit(
        self, ready: Sequence[Outgoing], known: Mapping[int, Pacing], now: float
    ) -> tuple[Sequence[Outgoing], Mapping[int, Pacing]]:
        """Those that the limits let go now, and the pacings after them."""
        pacings = {chat_id: known.get(chat_id, Pacing()) for chat_id in {ALL_CHATS, *(c.chat_id for c in ready)}}
        claimed: list[Outgoing] = []
        changed: dict[int, Pacing] = {}
        for call in ready:
            # Answers to presses are not counted by Telegram and wait for nobody.
            if call.ordered:
                if pacings[ALL_CHATS].paced_until > now:
                    self._wake_in(pacings[ALL_CHATS].paced_until - now)
                    continue
                for chat_id in (ALL_CHATS, call.chat_id):
                    pacings[chat_id] = changed[chat_id] = self._tools.limits.sent(pacings[chat_id], chat_id, now)
                self._wake_in(pacings[call.chat_id].paced_until - now)
            claimed.append(call)
        return claimed, changed

    async def _send(self, call: Outgoing, former: int | None) -> None:
        try:
            outcome = await send(self._tools.api, call, self._tools.fetch)
        except Exception as error:  # noqa: BLE001 - a call that cannot even be made must not hold up its chat
            outcome = CallOutcome(call, OutboxState.PARKED, error=repr(error)[:200])
        # Written by the next round with all that came meanwhile: a commit each would be slower than Telegram.
        self._landed.append(outcome)
        self._wake()
        if call.answers:
            await self._aside(call, "answerCallbackQuery", {"callback_query_id": call.answers})
        # The former card keeps its words and loses its buttons, so that there is one place to press.
        if former and outcome.state is OutboxState.SENT and outcome.message_id not in (None, former):
            buttons_off = {"chat_id": call.chat_id, "message_id": former}  # the card lives elsewhere now
            await self._aside(call, "editMessageReplyMarkup", buttons_off)

    async def _aside(self, call: Outgoing, method: str, fields: Mapping[str, Any]) -> None:
        """Make a call that goes with another one, and does no harm when it fails."""
        try:
            await self._tools.api.call(method, fields)
        except TelegramError as error:
            log.debug("aside_failed", method=method, chat_id=call.chat_id, error=error.message)

    async def _record(self, connection: AsyncConnection, landed: Sequence[CallOutcome]) -> None:
        sent = [o.call.id for o in landed if o.state is OutboxState.SENT]
        await outbox.finish(connection, sent, OutboxState.SENT)
        cards = {
            (o.call.chat_id, o.call.card): o.message_id
            for o in landed
            if o.state is OutboxState.SENT and o.call.card and o.message_id
        }
        await outbox.save_cards(connection, cards)
        for outcome in landed:
            if outcome.state is not OutboxState.SENT:
                await self._record_trouble(connection, outcome)

    async def _record_trouble(self, connection: AsyncConnection, outcome: CallOutcome) -> None:
        call = outcome.call
        log.warning("call_not_sent", call=call.id, method=call.method, state=outcome.state.name, error=outcome.error)
        if outcome.state is OutboxState.WAITING:
            at = self._tools.clock() + outcome.again_in
            await outbox.retry(connection, call.id, at, outcome.error or "")
            self._wake_in(outcome.again_in)
        else:
            await outbox.finish(connection, [call.id], outcome.state, outcome.error)
        if outcome.pause_chat or outcome.unreachable:
            pacing = (await outbox.pacings(connection, [call.chat_id])).get(call.chat_id, Pacing())
            paused = self._tools.clock() + outcome.pause_chat if outcome.pause_chat else pacing.paused_until
            changed = pacing._replace(paused_until=paused, unreachable=outcome.unreachable)
            await outbox.save_pacings(connection, {call.chat_id: changed})
        if outcome.state is OutboxState.PARKED:
            self._fly(self._tools.alert(f"call {call.id} ({call.method}) was parked: {outcome.error}"))

    def _fly(self, coroutine: Awaitable[None]) -> None:
        task = asyncio.ensure_future(coroutine)
        self._flying.add(task)
        task.add_done_callback(self._flying.discard)

    def _wake_in(self, seconds: float) -> None:
        if seconds > 0:
            asyncio.get_running_loop().call_later(seconds, self._wake)


def alert_call(chat_id: int, text: str) -> Outgoing:
    """A plain message to an operator."""
    payload = json.dumps({"chat_id": chat_id, "text": f"⚠️ {text}"[:4000]}, ensure_ascii=False).encode()
    return Outgoing(chat_id, "sendMessage", payload, doubt=outbox.Doubt.DROP)
