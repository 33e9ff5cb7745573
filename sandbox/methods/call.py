"""One Bot API call: who asks, in which world, for what."""

from collections.abc import Callable
from typing import Self

from sandbox.bots.bot import Bot
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.params import Params


def _never() -> bool:
    return False


class Call(Params):
    """`method` in lower case; `gone` tells whether the caller hung up."""

    __slots__ = ("bot", "gone", "method", "world")

    def __init__(self, world: World, bot: Bot, method: str, given: Params) -> None:
        super().__init__(given.params, given.uploads)
        self.world = world
        self.bot = bot
        self.method = method
        self.gone: Callable[[], bool] = _never

    def within(self, params: Json) -> Self:
        """The same call with an object of its parameters in their place, such as one InputMedia."""
        return type(self)(self.world, self.bot, self.method, Params(params, self.uploads))

    def record(self) -> tuple[Json, bool]:
        """The parameters with files described, and whether there are files; for the recorder."""
        described = {name: str(upload) for name, upload in self.uploads.items()}
        return ({**self.params, **described} if described else self.params), bool(described)
