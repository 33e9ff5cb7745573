"""A running centre: one process of it. It runs turns and jobs; one process leads, that is polls, delivers and ticks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.ext import Application

from bot.engine.delivery import Delivery
from bot.engine.intake import ALLOWED_UPDATES, Intake, Poller
from bot.engine.loop import Loop
from bot.engine.rendering import Renderer
from bot.engine.request import BotApi
from bot.engine.schedule import DueTick, PruneTick, Tick, scheduler
from bot.engine.turns import Turns
from bot.engine.work_jobs import Workers
from bot.menu import set_default_commands
from config.model import Settings
from storage.engine.database import Database
from storage.engine.files import FileStore

log = structlog.get_logger()
FAST_TICK = 1.0
PRUNE_TICK = 3600.0
LEAD_SECONDS = 2.0
STOP_SECONDS = 5.0
WAITING_TASKS = ("poll", "lead")


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
    intake: Intake
    due_tick: DueTick
    prune_tick: PruneTick
    loops: dict[str, Loop]


@dataclass
class Centre:
    """The parts, running. Made by `bot.main.open_centre`; `start` it, `close` it."""

    parts: Parts
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    ticks: AsyncIOScheduler | None = None
    ticking: asyncio.Lock = field(default_factory=asyncio.Lock)
    leading: bool = False

    def wake_all(self) -> None:
        """There may be work for every loop."""
        for loop in self.parts.loops.values():
            loop.wake()

    async def start(self) -> None:
        """Run turns and jobs; lead (poll, deliver, tick) as soon as nobody else does."""
        self.parts.database.on_wake(lambda _channel: self.wake_all())
        self._run("turns", "jobs")
        self.tasks.append(asyncio.create_task(self._lead(), name="lead"))

    async def close(self) -> None:
        """Stop gracefully: what is under way is finished, nothing new is begun."""
        await self._end_ticks()
        for loop in self.parts.loops.values():
            loop.stop()
        await self._end_tasks()
        await self.parts.delivery.drain()
        await self.parts.application.shutdown()
        await self.parts.api.request.shutdown()
        await self.parts.database.close()

    async def _end_ticks(self) -> None:
        """Let a tick under way finish: the scheduler itself would cut it off."""
        if self.ticks is not None:
            self.ticks.pause()
            async with self.ticking:
                self.ticks.shutdown(wait=False)

    async def _tick(self, tick: Tick) -> None:
        async with self.ticking:
            await tick()

    async def _end_tasks(self) -> None:
        """Let every loop finish its step; a long poll and the wait for leadership are simply ended."""
        for task in self.tasks:
            if task.get_name() in WAITING_TASKS:
                task.cancel()
        if self.tasks:
            _, late = await asyncio.wait(self.tasks, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _lead(self) -> None:
        while not await self.parts.database.try_lead():  # noqa: ASYNC110 - another process holds it, no event tells
            await asyncio.sleep(LEAD_SECONDS)
        self.leading = True
        log.info("leading")
        await self.parts.delivery.recover()
        await set_default_commands(self.parts.api, self.parts.renderer)
        if self.parts.settings.mode == "polling":
            await self.parts.api.call("deleteWebhook", {})
            self._run("poll")
        else:
            await self._set_webhook()
        self._run("deliver")
        await self.parts.due_tick.run()  # what came due while nobody led comes now, not a tick later
        ticks: dict[str, tuple[Tick, float]] = {
            "due": (partial(self._tick, self.parts.due_tick.run), FAST_TICK),
            "prune": (partial(self._tick, self.parts.prune_tick.run), PRUNE_TICK),
        }
        self.ticks = scheduler(ticks)
        self.ticks.start()

    async def _set_webhook(self) -> None:
        hook = self.parts.settings.webhook
        fields: dict[str, Any] = {"url": f"{hook.url}{hook.path}", "allowed_updates": list(ALLOWED_UPDATES)}
        if hook.secret:
            fields["secret_token"] = hook.secret.get_secret_value()
        await self.parts.api.call("setWebhook", fields)

    def _run(self, *names: str) -> None:
        self.tasks += [asyncio.create_task(self.parts.loops[name].run(), name=name) for name in names]
