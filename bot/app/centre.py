"""A running centre: one process of it. It runs turns and jobs; one process leads, that is polls, delivers and ticks."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from telegram.ext import Application

from bot.app.menu import keep_default_commands
from bot.engine.alerts import Alerts
from bot.engine.delivery import Delivery
from bot.engine.intake import Intake, Poller
from bot.engine.jobs import Workers
from bot.engine.loop import Loop
from bot.engine.rendering import Renderer
from bot.engine.request import BotApi
from bot.engine.schedule import Clockwork, DueTick, PruneTick
from bot.engine.supervision import Supervisor, Well
from bot.engine.turns import Turns
from bot.engine.webhook import WebhookKeeper
from config.model import Settings
from storage.engine.database import Database
from storage.engine.files import FileStore

if TYPE_CHECKING:
    from bot.engine.area import JobTools

log = structlog.get_logger()
FAST_TICK = 1.0
PRUNE_TICK = 3600.0
LEAD_SECONDS = 2.0
OFFICE = ("poll", "webhook", "deliver", "spread", "menu")


@dataclass(frozen=True)
class Parts:
    """What the composition root puts together."""

    settings: Settings
    database: Database
    api: BotApi
    application: Application[Any, Any, Any, Any, Any, Any]
    files: FileStore
    renderer: Renderer
    turns: Turns
    workers: Workers
    delivery: Delivery
    poller: Poller
    webhook: WebhookKeeper
    intake: Intake
    due_tick: DueTick
    prune_tick: PruneTick
    job_tools: JobTools
    alerts: Alerts
    loops: dict[str, Loop]


@dataclass
class Centre:
    """The parts, running. Made by `bot.app.main.open_centre`; `start` it, `close` it."""

    parts: Parts
    supervisor: Supervisor = field(default_factory=Supervisor)
    ticks: Clockwork | None = None
    ready: bool = False
    leading: bool = False
    led_at: float = field(default_factory=time.monotonic)

    def wake_all(self) -> None:
        """There may be work for every loop."""
        for loop in self.parts.loops.values():
            loop.wake()

    @property
    def without_leader(self) -> float:
        """Seconds since this process last led, or found another one that does."""
        return 0.0 if self.leading else time.monotonic() - self.led_at

    async def start(self) -> None:
        """Run turns and jobs; lead (poll, deliver, tick) as soon as nobody else does."""
        self.parts.database.on_wake(lambda _channel: self.wake_all())
        self.supervisor.start("wakes", self.parts.database.hear)
        self._run("turns", "jobs")
        self.supervisor.start("lead", self._lead)
        self.led_at, self.ready = time.monotonic(), True

    async def close(self) -> None:
        """Stop gracefully: what is under way is finished, nothing new is begun."""
        self.ready = False
        # Each is done whatever becomes of the others, the last one first.
        async with AsyncExitStack() as rest:
            rest.push_async_callback(self.parts.database.close)
            rest.push_async_callback(self.parts.api.request.shutdown)
            rest.push_async_callback(self.parts.application.shutdown)
            rest.push_async_callback(self.parts.alerts.close)
            rest.push_async_callback(self._step_down)
            rest.push_async_callback(self.supervisor.end, "lead", "wakes", "turns", "jobs")

    async def _lead(self, well: Well) -> None:
        """Lead whenever nobody else does, for as long as the lock is ours. Raises whatever goes wrong on the way."""
        try:
            while True:
                await self._lead_or_wait()
                well()
                # Asked again and again: a leader that lost its connection must stop before the next one begins.
                await asyncio.sleep(LEAD_SECONDS)
        except Exception:
            # Whether the lock is still ours is not known, or it is and not all could be begun.
            await self._step_down()
            raise

    async def _lead_or_wait(self) -> None:
        led = await self.parts.database.try_lead()
        if led and not self.leading:
            await self._take_over()
        elif self.leading and not led:
            log.warning("leadership_lost")
            await self._step_down()
        elif self.ticks is not None:
            self.ticks.wind()
        self.led_at = time.monotonic()

    async def _take_over(self) -> None:
        """Begin to poll (or be pushed to), deliver and tick. Telegram is asked by tasks that nobody waits for."""
        parts = self.parts
        # Only whoever leads sends, so what is marked as being sent is from a leader that is gone.
        await parts.delivery.recover()
        if parts.settings.mode == "polling":
            self._run("poll")
        else:
            self.supervisor.start("webhook", parts.webhook.keep)
        self._run("deliver", "spread")
        periods = {"due": (parts.due_tick.run, FAST_TICK), "prune": (parts.prune_tick.run, PRUNE_TICK)}
        self.ticks = Clockwork(periods, self.supervisor.report)
        # What came due while nobody led comes now, not a tick later. To forget what is done there is no hurry.
        self.ticks.start("due")
        self.supervisor.start("menu", partial(keep_default_commands, parts.api, parts.renderer))
        self.leading = True
        log.info("leading")

    async def _step_down(self) -> None:
        """End what only a leader does; a long poll is simply cut off."""
        self.leading = False
        async with AsyncExitStack() as rest:
            rest.push_async_callback(self.parts.delivery.drain)
            rest.push_async_callback(self.supervisor.end, *OFFICE)
            rest.push_async_callback(self._stop_ticks)

    async def _stop_ticks(self) -> None:
        if self.ticks is not None:
            ticks, self.ticks = self.ticks, None
            await ticks.stop()
            for name in ("due", "prune"):
                self.supervisor.states.pop(name, None)

    def _run(self, *names: str) -> None:
        for name in names:
            loop = self.parts.loops[name]
            loop.make_ready()
            # A poll waits for half a minute, and nothing is lost when it is cut off.
            self.supervisor.start(name, loop.run, None if name == "poll" else loop.stop)
