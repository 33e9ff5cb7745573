"""What people do in their chats; each deed changes the chat and queues the update that the bots hear of."""

from collections.abc import Callable
from typing import Any

from sandbox.chats.seat import Seat
from sandbox.deeds import (
    arranging,
    asked,
    grouping,
    media,
    membership,
    places,
    polling,
    pressing,
    reacting,
    saying,
    sharing,
    tidying,
)
from sandbox.state.world import World
from sandbox.wire import Json

Deed = Callable[[World, Seat, Json], Any]

_MODULES = (
    arranging,
    asked,
    grouping,
    media,
    membership,
    places,
    polling,
    pressing,
    reacting,
    saying,
    sharing,
    tidying,
)


def all_deeds() -> dict[str, Deed]:
    """Every deed by its name; some return awaitables."""
    return {name: deed for module in _MODULES for name, deed in module.DEEDS.items()}
