"""From a call to its answer: faults, the method, the recorder, the shape of success and failure."""

import asyncio
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from sandbox.levers.faults import Fault
from sandbox.levers.recorder import Record
from sandbox.methods.call import Call
from sandbox.methods.hooks import Described
from sandbox.methods.table import all_methods, logged_out, unknown
from sandbox.state.world import World
from sandbox.wire import Json, dump
from sandbox.wire.errors import Refusal


class CutOffError(Exception):
    """The connection is to break without an answer."""


@dataclass(slots=True)
class Answer:
    """HTTP status, JSON body and, for 429, the Retry-After header in seconds."""

    status: int
    body: bytes
    retry_after: int | None = None


class Dispatcher:
    """Answers calls of all bots of a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.methods = {name.lower(): (name, method) for name, method in all_methods().items()}

    async def perform(self, call: Call) -> Answer:
        """The answer to a bot's call; CutOffError when a fault breaks the connection."""
        bot = call.bot
        name, method = self.methods.get(call.method, (call.method, unknown))
        method = logged_out if bot.logged_out else method
        fault = self._fault(call)
        begun = time.monotonic()
        try:
            if fault is not None:
                await _suffer(fault)
            result = method(call)
            if isinstance(result, Awaitable):
                result = await result
        except Refusal as refusal:
            self.world.recorder.note(Record(bot.id, name, call.record(), refusal, begun=begun))
            return told(refusal)
        self.world.recorder.note(Record(bot.id, name, call.record(), result, begun=begun))
        # The message is there and the bot cannot know it: the doubt in which a real line leaves a client.
        if fault is not None and fault.kind == "reset_after":
            raise CutOffError
        return Answer(200, bot.own(_success(result)))

    def _fault(self, call: Call) -> Fault | None:
        if not self.world.faults:
            return None
        chat_id = call.integer("chat_id") if "chat_id" in call.params else None
        return self.world.faults.strike(call.bot.id, call.method, chat_id)


async def _suffer(fault: Fault) -> None:
    if fault.kind == "delay":
        await asyncio.sleep(fault.seconds)
    if fault.kind == "reset_before":
        raise CutOffError
    if error := fault.error():
        raise error


def _success(result: Any) -> bytes:
    # setWebhook and deleteWebhook say in words what they did, beside the True of their result.
    if isinstance(result, Described):
        return dump({"ok": True, "result": result.result, "description": result.description})
    if result is True:
        return b'{"ok":true,"result":true}'
    return b'{"ok":true,"result":%b}' % (result if isinstance(result, bytes) else dump(result))


def told(refusal: Refusal) -> Answer:
    """A refusal as the answer that tells it."""
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return Answer(refusal.code, dump(body), (refusal.parameters or {}).get("retry_after"))
