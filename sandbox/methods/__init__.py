"""The Bot API methods the sandbox answers; each module has a table of its own."""

from collections.abc import Callable
from typing import Any

from sandbox.bot import Bot
from sandbox.call import Call
from sandbox.errors import Refusal
from sandbox.methods import (
    albums,
    answering,
    bot_commands,
    chats,
    deleting,
    editing,
    fetching,
    forwarding,
    hooks,
    media,
    pinning,
    places,
    polling,
    polls,
    reacting,
    sending,
    small,
)
from sandbox.specification import names

Method = Callable[[Bot, Call], Any]

_MODULES = (
    albums,
    answering,
    bot_commands,
    chats,
    deleting,
    editing,
    fetching,
    forwarding,
    hooks,
    media,
    pinning,
    places,
    polling,
    polls,
    reacting,
    sending,
    small,
)


def all_methods() -> dict[str, Method]:
    """Every method by its name as documented; some return awaitables, `bytes` are ready JSON."""
    return {name: method for module in _MODULES for name, method in module.METHODS.items()}


def unknown(_: Bot, call: Call) -> Any:
    """No method of the Bot API, or one (payments, stickers, stories ...) that the sandbox does not play."""
    if name := names().get(call.method):
        raise Refusal(501, f"Not Implemented: the sandbox does not play {name}")
    raise Refusal(404, "Not Found: method not found")
