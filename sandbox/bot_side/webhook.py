"""Pushing updates to the webhook: lanes in parallel, one at a time in each, with retries and back-off."""

import asyncio
import json
import random
import time
from collections import deque

import aiohttp

from sandbox.bot_side.dispatch import CutOffError, Dispatcher
from sandbox.bots.bot import Bot
from sandbox.bots.updates import Update
from sandbox.methods.call import Call
from sandbox.state.world import World
from sandbox.wire.bounds import WEBHOOK_PAUSES, WEBHOOK_RETRY_AFTER
from sandbox.wire.params import Params

TIMEOUT = aiohttp.ClientTimeout(total=60)
_NOT_IN_ANSWERS = ("get", "setwebhook", "deletewebhook", "close", "logout")


class Pushers:
    """One pusher for each bot, while the sandbox is served."""

    def __init__(self, world: World, dispatcher: Dispatcher) -> None:
        self._world = world
        self._dispatcher = dispatcher
        self._pushers: list[Pusher] = []

    def start(self) -> None:
        """Begin to listen, also for bots that come later; needs a running loop."""
        for bot in self._world.bots.values():
            self._add(bot)
        self._world.on_bot = self._add

    def _add(self, bot: Bot) -> None:
        pusher = Pusher(self._world, bot, self._dispatcher)
        pusher.start()
        self._pushers.append(pusher)

    async def stop(self) -> None:
        """Let go of everything that is under way."""
        self._world.on_bot = lambda _: None
        for pusher in self._pushers:
            await pusher.stop()


class Pusher:
    """Pushes the updates of a bot; idle when there is no webhook."""

    def __init__(self, world: World, bot: Bot, dispatcher: Dispatcher) -> None:
        self._world = world
        self._bot = bot
        self._dispatcher = dispatcher
        self._lanes: dict[int, deque[Update]] = {}
        self._known: set[Update] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._hook: object = None
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(1)

    def start(self) -> None:
        """Begin to listen; needs a running loop."""
        self._bot.updates.listeners.append(self.look)
        self._bot.hook.on_change = self.look
        self.look()

    async def stop(self) -> None:
        """Let go of everything that is under way."""
        self._bot.updates.listeners.remove(self.look)
        self._drop()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def look(self) -> None:
        """Put what is new into its lane; start over when the webhook has changed."""
        webhook = self._bot.hook.settings
        if webhook is not self._hook:
            self._drop()
            self._hook = webhook
            self._slots = asyncio.Semaphore(webhook.get("connections", 1))
        if not webhook:
            return
        for update in self._bot.updates.unknown(self._known):
            self._known.add(update)
            lane = self._lanes.get(update.lane)
            if lane is None:
                lane = self._lanes[update.lane] = deque()
                self._begin(update.lane, lane)
            lane.append(update)

    def _begin(self, key: int, lane: deque[Update]) -> None:
        task = asyncio.get_running_loop().create_task(self._run(key, lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _drop(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._lanes = {}
        self._known = set()

    async def _run(self, key: int, lane: deque[Update]) -> None:
        while lane:
            update = lane.popleft()
            await self._deliver(update)
            self._bot.updates.remove(update)
            self._known.discard(update)
        del self._lanes[key]
        self.look()

    async def _deliver(self, update: Update) -> None:
        """Try until it is accepted or no longer worth it: at once, then after 2, 4, 8 ... seconds."""
        failures = 0
        while (pause := await self._try(update)) is not None:
            backoff = self._world.setup.webhook_pause * 2.0 ** (failures - 1) if failures else 0.0
            wait = min(max(backoff, pause), max(pause, random.uniform(*WEBHOOK_PAUSES)))  # noqa: S311 - spreads load
            failures += 1
            # Telegram drops an update when its next try would come too late, instead of waiting for it.
            if time.time() + wait > update.expires:
                return
            await asyncio.sleep(wait)

    async def _try(self, update: Update) -> float | None:
        """None when it was accepted, else the least seconds to wait."""
        webhook = self._bot.hook.settings
        update.sent += 1
        headers = {"Content-Type": "application/json"}
        if webhook["secret"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook["secret"]
        # A slot is held while pushing, not while waiting for the next try: a chat that fails keeps it from no other.
        async with self._slots:
            try:
                # Unchecked: a webhook on this machine has a certificate of its own making at best.
                async with self._client().post(webhook["url"], data=update.wire, headers=headers, ssl=False) as answer:
                    body = await answer.read()
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                self._bot.hook.note(f"Connection failed: {error or type(error).__name__}")
                return 0.0
        self._bot.hook.answered(answer.status)
        if answer.ok:
            await self._answered(body)
            return None
        self._bot.hook.note(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        retry_after = answer.headers.get("Retry-After", "0")
        return float(min(int(retry_after), WEBHOOK_RETRY_AFTER)) if retry_after.isdigit() else 0.0

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            # Without aiohttp's own limit, since max_connections is counted by the slots.
            self._session = aiohttp.ClientSession(timeout=TIMEOUT, connector=aiohttp.TCPConnector(limit=0))
        return self._session

    async def _answered(self, body: bytes) -> None:
        """An accepting answer may hold one call; nobody is told its result."""
        try:
            given = json.loads(body) if body else None
        except ValueError:
            return
        method = given.pop("method", None) if isinstance(given, dict) else None
        if not isinstance(method, str) or method.lower().startswith(_NOT_IN_ANSWERS):
            return
        try:
            await self._dispatcher.perform(Call(self._world, self._bot, method.lower(), Params(dict(given or {}))))
        except CutOffError:
            return
