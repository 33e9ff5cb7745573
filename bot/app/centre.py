"""A running centre: one process of it. It runs turns and jobs; one process leads, that is polls, delivers and ticks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.error import TelegramError
from telegram.ext import Application

from bot.app.menu import set_default_commands
from bot.engine.alerts import Alerts
from bot.engine.delivery import Delivery
from bot.engine.intake import ALLOWED_UPDATES, Intake, Poller
from bot.engine.jobs import Workers
from bot.engine.loop import Loop
from bot.engine.rendering import Renderer
from bot.engine.request import BotApi
from bot.engine.schedule import ClockWatch, DueTick, PruneTick, Tick, run_soon, scheduler
from bot.engine.turns import Turns
from config.model import Settings
from storage.engine.database import Database
from storage.engine.files import FileStore

if TYPE_CHECKING:
    from bot.engine.area import JobTools

log = structlog.get_logger()
FAST_TICK = 1.0
PRUNE_TICK = 3600.0
LEAD_SECONDS = 2.0
STOP_SECONDS = 5.0


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
    job_tools: JobTools
    alerts: Alerts
    loops: dict[str, Loop]


@dataclass
class Centre:
    """The parts, running. Made by `bot.app.main.open_centre`; `start` it, `close` it."""

    parts: Parts
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    office: list[asyncio.Task[None]] = field(default_factory=list)
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
        self.tasks += [*self._run("turns", "jobs"), asyncio.create_task(self._lead(), name="lead")]

    async def close(self) -> None:
        """Stop gracefully: what is under way is finished, nothing new is begun."""
        await self._end(self.tasks, cancel=("lead",))
        await self._step_down()
        await self.parts.alerts.close()
        await self.parts.application.shutdown()
        await self.parts.api.request.shutdown()
        await self.parts.database.close()

    async def _lead(self) -> None:
        """Lead whenever nobody else does, for as long as the lock is ours."""
        while True:
            if await self.parts.database.try_lead():
                try:
                    await self._take_over()
                    # Asked again and again: a leader that lost its connection must stop before the next one begins.
                    watch = ClockWatch()
                    while await self.parts.database.try_lead():
                        await asyncio.sleep(LEAD_SECONDS)
                        if self.ticks is not None and watch.set_back():
                            log.warning("clock_set_back")
                            run_soon(self.ticks)
                    log.warning("leadership_lost")
                except TelegramError as error:
                    log.warning("cannot_lead_yet", error=error.message)
                await self._step_down()
            await asyncio.sleep(LEAD_SECONDS)

    async def _take_over(self) -> None:
        """Begin to poll (or be pushed to), deliver and tick. Raises TelegramError when Telegram cannot be reached."""
        # Only whoever leads sends, so what is marked as being sent is from a leader that is gone.
        await self.parts.delivery.recover()
        await set_default_commands(self.parts.api, self.parts.renderer)
        # Telegram refuses getUpdates while a webhook is set, also one that somebody else set.
        if self.parts.settings.mode == "polling":
            await self.parts.api.call("deleteWebhook", {})
            self.office += self._run("poll")
        else:
            await self._set_webhook()
        self.office += self._run("deliver", "spread")
        await self.parts.due_tick.run()  # what came due while nobody led comes now, not a tick later
        self.ticks = scheduler(
            {
                "due": (partial(self._tick, self.parts.due_tick.run), FAST_TICK),
                "prune": (partial(self._tick, self.parts.prune_tick.run), PRUNE_TICK),
            }
        )
        self.ticks.start()
        self.leading = True
        log.info("leading")

    async def _step_down(self) -> None:
        """End what only a leader does; a long poll is simply cut off."""
        self.leading = False
        if self.ticks is not None:
            self.ticks.pause()
            async with self.ticking:  # the scheduler itself would cut a tick off
                self.ticks.shutdown(wait=False)
            self.ticks = None
        await self._end(self.office, cancel=("poll",))
        await self.parts.delivery.drain()

    async def _tick(self, tick: Tick) -> None:
        async with self.ticking:
            await tick()

    async def _set_webhook(self) -> None:
        hook = self.parts.settings.webhook
        fields: dict[str, Any] = {"url": f"{hook.url}{hook.path}", "allowed_updates": list(ALLOWED_UPDATES)}
        if hook.secret:
            fields["secret_token"] = hook.secret.get_secret_value()
        await self.parts.api.call("setWebhook", fields)

    def _run(self, *names: str) -> list[asyncio.Task[None]]:
        for name in names:
            self.parts.loops[name].make_ready()
        return [asyncio.create_task(self.parts.loops[name].run(), name=name) for name in names]

    async def _end(self, tasks: list[asyncio.Task[None]], cancel: tuple[str, ...]) -> None:
        """Let each loop finish its step; tasks that only wait are cancelled, and so is what takes too long."""
        for task in tasks:
            if task.get_name() in cancel:
                task.cancel()
            else:
                self.parts.loops[task.get_name()].stop()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=STOP_SECONDS)
            # A step that hangs is cut off: its transaction rolls back, as after a kill.
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        tasks.clear()
