"""Reading JSON bodies and sending JSON answers, missteps included."""

import json
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from sandbox.wire import Json, dump
from sandbox.wire.errors import Misstep, Refusal

Endpoint = Callable[[Request], Awaitable[Response]]


def reply(value: object, status: int = 200) -> Response:
    """JSON; `bytes` are JSON already."""
    body = value if isinstance(value, bytes) else dump(value)
    return Response(body, status, media_type="application/json")


async def read_json(request: Request) -> Json:
    """The JSON object of a body, {} for an empty one."""
    body = await request.body()
    if not body:
        return {}
    try:
        given = json.loads(body)
    except ValueError:
        raise Misstep("the body is not JSON") from None
    if not isinstance(given, dict):
        raise Misstep("the body must be a JSON object")
    return given


def number(text: str | None, default: float, name: str) -> float:
    """A number of the query string."""
    try:
        return float(text) if text else default
    except ValueError:
        raise Misstep(f"{name} must be a number") from None


async def misstep(_: Request, error: Exception) -> Response:
    """The answer to a misstep."""
    assert isinstance(error, Misstep)
    return reply({"error": error.text}, error.status)


async def refusal(_: Request, error: Exception) -> Response:
    """The answer to what a bot would have been refused for too: a body that is too large."""
    assert isinstance(error, Refusal)
    return reply({"error": error.description}, error.code)
