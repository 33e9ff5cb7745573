"""The levers of a tester: clock, faults, redelivery, limits, recorded calls, and what the bot has set."""

from dataclasses import asdict
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from sandbox.bots.bot import Bot
from sandbox.levers.limits import Rates
from sandbox.levers.recorder import Record
from sandbox.methods.hooks import webhook_info
from sandbox.people_side.replies import number, read_json, reply
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep

LONGEST_WAIT = 60.0


class Levers:
    """Endpoints that are no person's."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def clock(self, _: Request) -> Response:
        """GET /clock."""
        clock = self.world.clock
        return reply({"now": clock.now().isoformat(), "offset_seconds": clock.offset})

    async def wind(self, request: Request) -> Response:
        """POST /clock: answered when all that is due by then has been done."""
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

    async def faults(self, _: Request) -> Response:
        """GET /faults."""
        return reply({"faults": self.world.faults.open()})

    async def order_fault(self, request: Request) -> Response:
        """POST /faults: the next calls that it means will meet it."""
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
        for bot in self.world.bots.values():
            bot.limits.switch(on=on, rates=_rates(given))
        return await self.show_limits(request)

    async def show_limits(self, _: Request) -> Response:
        """GET /limits."""
        limits = self.world.first_bot.limits
        return reply({"on": limits.on, **asdict(limits.rates)})

    async def redeliver(self, request: Request) -> Response:
        """POST /redeliver: what was delivered comes once more, in the order in which it came or shuffled."""
        given = await read_json(request)
        wanted: Any = given.get("update_ids")
        if wanted is not None and not isinstance(wanted, list):
            raise Misstep("update_ids must be a list of numbers")
        queued = self._bot(given.get("bot")).updates.redeliver(wanted, shuffle=bool(given.get("shuffle")))
        return reply({"queued": queued})

    async def calls(self, request: Request) -> Response:
        """GET /calls?after=N&method=M&chat_id=C&bot=B&wait=SECONDS."""
        query = request.query_params
        after = int(number(query.get("after"), 0, "after"))
        if not self.world.closing:
            await self.world.recorder.wait(after, min(number(query.get("wait"), 0, "wait"), LONGEST_WAIT))
        wanted = [record.seen() for record in self.world.recorder.newer(after) if _is_wanted(record, query)]
        return reply({"calls": wanted})

    async def updates(self, request: Request) -> Response:
        """GET /updates?after=N&chat_id=C&bot=B."""
        query = request.query_params
        told = self._bot(query.get("bot")).updates.told(int(number(query.get("after"), 0, "after")))
        chat_id = query.get("chat_id")
        return reply({"updates": [one for one in told if chat_id is None or _chat_of(one["update"]) == chat_id]})

    async def restart(self, _: Request) -> Response:
        """POST /restart: as if Telegram's server began anew; open polls end with an error."""
        self.world.send_home()
        return reply({})

    async def reset(self, _: Request) -> Response:
        """POST /reset: everything is forgotten but the first bot and the first people."""
        self.world.reset()
        for person in self.world.people.values():
            await self.world.welcome(person)
        return reply({})

    async def bot(self, request: Request) -> Response:
        """GET /bot?bot=B."""
        bot = self._bot(request.query_params.get("bot"))
        info = webhook_info(bot)
        return reply({**bot.user, "commands": bot.commands.all(), "webhook": info})

    def _bot(self, name: object) -> Bot:
        bot = self.world.first_bot if name is None else self.world.bot_by(name)
        if bot is None:
            raise Misstep(f"there is no bot {name}", 404)
        return bot


def _rates(given: Json) -> Rates:
    try:
        return Rates(**given)
    except TypeError:
        raise Misstep(f"rates are {', '.join(Rates.__dataclass_fields__)}") from None


def _is_wanted(record: Record, query: QueryParams) -> bool:
    method, chat_id, bot = query.get("method"), query.get("chat_id"), query.get("bot")
    fits = method is None or record.method.lower() == method.lower()
    return fits and chat_id in (None, str(record.chat_id)) and bot in (None, str(record.bot_id))


def _chat_of(update: Json) -> str | None:
    """The chat that an update comes from, or the person where there is none."""
    payload = next(value for key, value in update.items() if key != "update_id")
    place = payload.get("chat") or payload.get("message", {}).get("chat") or payload.get("from") or payload.get("user")
    return str(place["id"]) if place else None
