"""Every deed of people, by its name."""

from collections.abc import Callable
from typing import Any

from sandbox.chats.chat import Screen
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

Deed = Callable[[World, Screen, Json], Any]

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
