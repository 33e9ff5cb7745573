"""Every method of the Bot API that there is, and what is answered where there is none."""

from collections.abc import Callable
from typing import Any

from sandbox.methods import (
    administrators,
    albums,
    answering,
    bot_commands,
    chat_info,
    chats,
    deleting,
    editing,
    fetching,
    forwarding,
    group_settings,
    hooks,
    invites,
    media,
    members,
    pinning,
    places,
    polling,
    polls,
    profile,
    profile_photos,
    reacting,
    sending,
    small,
)
from sandbox.methods.call import Call
from sandbox.wire.errors import Refusal
from sandbox.wire.specification import names

Method = Callable[[Call], Any]

_MODULES = (
    administrators,
    albums,
    answering,
    bot_commands,
    chat_info,
    chats,
    deleting,
    editing,
    fetching,
    forwarding,
    group_settings,
    hooks,
    invites,
    media,
    members,
    pinning,
    places,
    polling,
    polls,
    profile,
    profile_photos,
    reacting,
    sending,
    small,
)


def all_methods() -> dict[str, Method]:
    """Every method by its name as documented; some return awaitables, `bytes` are ready JSON."""
    return {name: method for module in _MODULES for name, method in module.METHODS.items()}


def unknown(call: Call) -> Any:
    """No method of the Bot API, or one (payments, stickers, stories ...) that the sandbox does not play."""
    # Not the 404 of a misspelt name: whoever tries a bot here must see that it is the sandbox that lacks something.
    if name := names().get(call.method):
        raise Refusal(501, f"Not Implemented: the sandbox does not play {name}")
    raise Refusal(404, "Not Found: method not found")


def logged_out(_: Call) -> Any:
    """What every method answers after logOut."""
    raise Refusal(400, "Logged out")
