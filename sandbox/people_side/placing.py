"""From an address to the screen that it means."""

from starlette.requests import Request

from sandbox.chats.chat import Screen
from sandbox.state.world import World


def screen_of(world: World, request: Request) -> Screen:
    """The screen of `/people/{id}/...` (with the first bot) and of `/people/{id}/chats/{peer}/...`; Misstep 404."""
    person = world.person(request.path_params["id"])
    return world.screen(person, request.path_params.get("peer"))
