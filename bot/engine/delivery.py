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
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.error import TelegramError

from bot.engine.loop import Done
from bot.engine.pacing import Limits, Place, Window
from bot.engine.request import BotApi
from bot.engine.sending import CallOutcome, Fetch, send
from storage.engine import inbox, outbox
from storage.engine.cards import cards, save_cards
from storage.engine.database import Database
from storage.engine.events import encode
from storage.engine.outbox import OutboxState, Outgoing
from storage.engine.pacing import ALL_CHATS, Pacing, longest_pauses, pacings, save_pacings
from storage.engine.rank import Rank
from storage.engine.sealing import BrokenBytes

IN_FLIGHT = 64
KEPT_FOR_ANSWERS = 3  # of the calls that may go in a second, while people are being answered
ANSWERING_SECONDS = 10.0
CHATS_TOLD_TO_WAIT = 2  # as soon as so many are at the same time, all are meant
log = structlog.get_logger()


@dataclass(frozen=True)
class ReachChanged:
    """An event of a chat: whether it can be written to, as Telegram's answers show."""

    reachable: bool


@dataclass(frozen=True)
class MessageLost:
    """An event of a chat: a message to it does not open any more and was set apart."""


@dataclass(frozen=True)
class DeliveryTools:
    """What delivery needs: the API, stored files, limits, whom to alert, the centre's clock and the real one."""

    api: BotApi
    fetch: Fetch
    limits: Limits
    alert: Callable[[str], Awaitable[None]]
    now: Callable[[], datetime]
    clock: Callable[[], float] = time.time  # epoch seconds


class Delivery:
    """Sends what the outbox holds."""

    def __init__(self, database: Database, tools: DeliveryTools, wake: Callable[[], None]) -> None:
        self._database = database
        self._tools = tools
        self._wake = wake
        self._window = Window(tools.limits.overall_per_second)
        self._everything = Pacing()
        self._answered_at = -ANSWERING_SECONDS
        self._flying: set[asyncio.Task[None]] = set()
        self._landed: list[CallOutcome] = []
        self._thought_gone: set[int] = set()
        self._timer: asyncio.TimerHandle | None = None
        self.resent = 0

    async def recover(self) -> None:
        """After a start: settle the calls that a crash left in doubt, and learn how fast calls went before it."""
        now = self._tools.clock()
        async with self._database.begin() as connection:
            self.resent = await outbox.settle_doubts(connection)
            before = await outbox.sent_since(connection, now - Window.SPAN)
            self._everything = (await pacings(connection, [ALL_CHATS])).get(ALL_CHATS, Pacing())
        self._window.remember(_steady() - min(max(now - moment, 0.0), Window.SPAN) for moment in before)

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
            # Taken here and not in the task: the next round may begin before that has.
            place = self._window.take() if call.ordered else None
            self._fly(self._send(call, former, place))
        return Done(len(landed) + len(claimed), more=0 < room == len(claimed))

    async def drain(self) -> None:
        """Wait for what is being sent, and write what came of it."""
        while self._flying:
            await asyncio.gather(*self._flying)
        landed, self._landed = self._landed, []
        async with self._database.begin() as connection:
            await self._record(connection, landed)

    async def _claim(self, connection: AsyncConnection, room: int) -> Sequence[tuple[Outgoing, int | None]]:
        """The calls to be made now, each with the message where its card lives, if it has one."""
        now = self._tools.clock()
        if wait := self._everything.pause_left(now):
            self._wake_in(wait)
            return []
        # Answers to presses are not counted by Telegram and wait for nobody.
        aside = await outbox.ready_aside(connection, now, room)
        ordered = await self._ordered(connection, now, room - len(aside))
        claimed = [*aside, *ordered]
        if not claimed:
            return []
        await outbox.start(connection, [call.id for call in claimed], now)
        found = await cards(connection, [c.chat_id for c in claimed if c.card])
        return [(call.tried(), found.get((call.chat_id, call.card or ""))) for call in claimed]

    async def _ordered(self, connection: AsyncConnection, now: float, room: int) -> Sequence[Outgoing]:
        """Those that the limits let go: answers as long as there is a place, news while some are left for answers."""
        places = min(self._window.free(_steady()), room)
        answering = _steady() - self._answered_at < ANSWERING_SECONDS
        kept = int(min(KEPT_FOR_ANSWERS, self._tools.limits.overall_per_second / 2)) if answering else 0
        margin = self._tools.limits.margin
        found = await outbox.ready(connection, now, places, margin) if places > 0 else []
        urgent = [call for call in found if call.rank is not Rank.NEWS]
        news = [call for call in found if call.rank is Rank.NEWS][: max(places - kept - len(urgent), 0)]
        await self._note_when(connection, now, len(found) < places, kept)
        return await self._paced(connection, [*urgent, *news], now)

    async def _note_when(self, connection: AsyncConnection, now: float, all_taken: bool, kept: int) -> None:
        """Have the next round begin when there is a place again, or when the first of those that wait may go."""
        at = _steady()
        # Where an answer has to come first, its coming begins the next round.
        if 0 < (full := self._window.free_from(kept + 1) - at) < Window.SPAN * 2:
            self._wake_in(full)
        if all_taken:
            moment = await outbox.next_moment(connection, now, self._tools.limits.margin)
            if moment is not None:
                self._wake_in(max(moment - now, 0.001))

    async def _paced(self, connection: AsyncConnection, found: Sequence[Outgoing], now: float) -> Sequence[Outgoing]:
        """Those of them that are for somebody who can be reached, each with its place taken."""
        if not found:
            return []
        # Paces are read afresh: they are in the database so that a restart does not forget them (decision 0003).
        known = await pacings(connection, [call.chat_id for call in found])
        changed: dict[int, Pacing] = {}
        claimed, useless = [], []
        for call in found:
            pacing = known.get(call.chat_id, Pacing())
            # Whoever has blocked the bot gets no news; what answers them shows whether that still holds.
            if pacing.unreachable and call.rank is Rank.NEWS:
                useless.append(call.id)
                continue
            if call.rank is Rank.ANSWER:
                self._answered_at = _steady()
            if pacing.unreachable:
                self._thought_gone.add(call.chat_id)
            changed[call.chat_id] = self._tools.limits.sent(pacing, call.chat_id, now)
            claimed.append(call)
        await outbox.finish(connection, useless, OutboxState.DROPPED, "unreachable")
        await save_pacings(connection, changed)
        return claimed

    async def _send(self, call: Outgoing, former: int | None, place: Place | None) -> None:
        try:
            outcome = await send(self._tools.api, call, self._tools.fetch)
        except Exception as error:  # noqa: BLE001 - a call that cannot even be made must not hold up its chat
            outcome = CallOutcome(call, OutboxState.PARKED, error=repr(error)[:200])
        if place is not None:
            self._window.answered(place, _steady())
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
        sent = [o.call for o in landed if o.state is OutboxState.SENT]
        await outbox.finish(connection, [call.id for call in sent], OutboxState.SENT)
        await save_cards(
            connection,
            {
                (o.call.chat_id, o.call.card): o.message_id
                for o in landed
                if o.state is OutboxState.SENT and o.call.card and o.message_id
            },
        )
        for chat_id in self._thought_gone.intersection(call.chat_id for call in sent if call.ordered):
            await self._note_reach(connection, chat_id, reachable=True)
        for outcome in landed:
            if outcome.state is not OutboxState.SENT:
                await self._record_trouble(connection, outcome)

    async def _record_trouble(self, connection: AsyncConnection, outcome: CallOutcome) -> None:
        call, now = outcome.call, self._tools.clock()
        log.warning("call_not_sent", call=call.id, method=call.method, state=outcome.state.name, error=outcome.error)
        if outcome.state is OutboxState.WAITING:
            await outbox.retry(connection, call, now + outcome.again_in, outcome.error or "")
        else:
            await outbox.finish(connection, [call.id], outcome.state, outcome.error)
        if outcome.pause_chat:
            await self._pause(connection, call.chat_id, outcome.pause_chat, now)
        if outcome.unreachable:
            await self._note_reach(connection, call.chat_id, reachable=False)
        if outcome.state is OutboxState.PARKED:
            self._tell_parked(outcome)
            await self._tell_lost(connection, call)

    async def _note_reach(self, connection: AsyncConnection, chat_id: int, *, reachable: bool) -> None:
        """Keep whether a chat can be written to, and have its person's record say so, too."""
        self._thought_gone.discard(chat_id)
        pacing = (await pacings(connection, [chat_id])).get(chat_id, Pacing())
        if pacing.unreachable is reachable:
            await save_pacings(connection, {chat_id: pacing._replace(unreachable=not reachable)})
            event = encode(ReachChanged(reachable)).encode()
            await inbox.receive(connection, [inbox.Arrival(chat_id, event, rank=Rank.NEWS)], self._tools.now())

    def _tell_parked(self, outcome: CallOutcome) -> None:
        call = outcome.call
        if call.rank is Rank.ALERT:
            # An alert about an alert would go the same way, for ever.
            log.error("alert_not_delivered", chat_id=call.chat_id, error=outcome.error)
        else:
            self._fly(self._tools.alert(f"call {call.id} ({call.method}) was parked: {outcome.error}"))

    async def _tell_lost(self, connection: AsyncConnection, call: Outgoing) -> None:
        """Whoever was to get a message that does not open is told of it, once; menus and the like are nobody's loss."""
        if isinstance(call.payload, BrokenBytes) and call.ordered and call.rank is not Rank.ALERT:
            arrival = inbox.Arrival(call.chat_id, encode(MessageLost()).encode(), event_key=f"lost:{call.id}")
            await inbox.receive(connection, [arrival], self._tools.now())

    async def _pause(self, connection: AsyncConnection, chat_id: int, seconds: float, now: float) -> None:
        """Telegram's word for one chat; said for several at the same time, it is meant for the whole bot."""
        pacing = (await pacings(connection, [chat_id])).get(chat_id, Pacing())
        await save_pacings(connection, {chat_id: pacing.paused(seconds, now)})
        left = await longest_pauses(connection, now)
        if len(left) >= CHATS_TOLD_TO_WAIT and left[0] > self._everything.pause_left(now):
            self._everything = self._everything.paused(left[0], now)
            await save_pacings(connection, {ALL_CHATS: self._everything})
            log.warning("whole_bot_told_to_wait", seconds=left[0])

    def _fly(self, coroutine: Awaitable[None]) -> None:
        task = asyncio.ensure_future(coroutine)
        self._flying.add(task)
        task.add_done_callback(self._flying.discard)

    def _wake_in(self, seconds: float) -> None:
        """Begin a round then, unless one begins before: each finds out anew when the next one is due."""
        loop = asyncio.get_running_loop()
        if self._timer is not None and loop.time() < self._timer.when() <= loop.time() + seconds:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer = loop.call_later(seconds, self._wake)


def _steady() -> float:
    """Seconds of a clock that nobody sets."""
    return asyncio.get_running_loop().time()


def alert_call(chat_id: int, text: str) -> Outgoing:
    """A plain message to an operator."""
    payload = json.dumps({"chat_id": chat_id, "text": f"⚠️ {text}"[:4000]}, ensure_ascii=False).encode()
    return Outgoing(chat_id, "sendMessage", payload, doubt=outbox.Doubt.DROP, rank=Rank.ALERT)
