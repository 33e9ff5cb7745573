"""The levers of a tester: clock, faults, redelivery, limits, recorded calls, and what the bot has set."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.call import Call
from sandbox.errors import Misstep
from sandbox.limits import Rates
from sandbox.methods.hooks import get_webhook_info
from sandbox.people_side.replies import number, read_json, reply
from sandbox.wire import Json
from sandbox.world import World


class Levers:
    """Endpoints that are no person's."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def clock(self, _: Request) -> Response:
        """GET /clock."""
        clock = self.world.clock
        return reply({"now": clock.now().isoformat(), "offset_seconds": clock.offset})

    async def wind(self, request: Request) -> Response:
        """POST /clock."""
        given = await read_json(request)
        seconds = given.get("advance_seconds")
        if given.get("reset") is True:
            self.world.clock.reset()
        elif isinstance(seconds, int) and not isinstance(seconds, bool):
            self.world.clock.advance(seconds)
        else:
            raise Misstep("say advance_seconds (a whole number) or reset: true")
        await self.world.clock.settled()
        return await self.clock(request)

    async def order_fault(self, request: Request) -> Response:
        """POST /faults."""
        return reply({"id": self.world.faults.order(await read_json(request))})

    async def clear_faults(self, _: Request) -> Response:
        """DELETE /faults."""
        self.world.faults.clear()
        return reply({})

    async def limits(self, request: Request) -> Response:
        """POST /limits {"on": bool, rates ...}: Telegram's sending limits, on or off."""
        given = await read_json(request)
        on = given.pop("on", None)
        if not isinstance(on, bool):
            raise Misstep("say on: true or false")
        self.world.limits.switch(on=on, rates=_rates(given))
        return reply({"on": on})

    async def redeliver(self, request: Request) -> Response:
        """POST /redeliver."""
        given = await read_json(request)
        wanted: Any = given.get("update_ids")
        if wanted is not None and not isinstance(wanted, list):
            raise Misstep("update_ids must be a list of numbers")
        queued = self.world.updates.redeliver(wanted, shuffle=bool(given.get("shuffle")))
        return reply({"queued": queued})

    async def calls(self, request: Request) -> Response:
        """GET /calls?after=N&method=M."""
        after = int(number(request.query_params.get("after"), 0, "after"))
        return reply({"calls": self.world.recorder.after(after, request.query_params.get("method"))})

    async def bot(self, _: Request) -> Response:
        """GET /bot."""
        info = get_webhook_info(self.world, Call("getwebhookinfo", {}))
        return reply({**self.world.bot, "commands": self.world.commands.all(), "webhook": info})


def _rates(given: Json) -> Rates:
    try:
        return Rates(**given)
    except TypeError:
        raise Misstep(f"rates are {', '.join(Rates.__dataclass_fields__)}") from None
