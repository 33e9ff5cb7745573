"""From an address to the seat that it means."""

from starlette.requests import Request

from sandbox.chats.seat import Seat
from sandbox.state.world import World


def seat_of(world: World, request: Request) -> Seat:
    """The seat of `/people/{id}/...` (with the first bot) and of `/people/{id}/chats/{peer}/...`; Misstep 404."""
    person = world.person(request.path_params["id"])
    return world.seat(person, request.path_params.get("peer"))
