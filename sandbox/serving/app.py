"""The whole sandbox as one ASGI application: the bot's side first, then the guarded people's side and the page."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

from sandbox.bot_side.dispatch import Dispatcher
from sandbox.bot_side.endpoint import BotSide
from sandbox.bot_side.webhook import Pushers
from sandbox.people_side.doing import Doing
from sandbox.people_side.extras import Extras
from sandbox.people_side.gathering import Gathering
from sandbox.people_side.levers import Levers
from sandbox.people_side.peopling import Peopling
from sandbox.people_side.replies import misstep, refusal, reply
from sandbox.people_side.seeing import Seeing
from sandbox.state.world import World
from sandbox.wire.errors import Misstep, Refusal

_OURS = frozenset({"/bot", "/bots"})
PAGE = Path(__file__).parents[1] / "page"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]


class SandboxApp(Starlette):
    """Routes the bot's calls by hand, everything else through Starlette."""

    def __init__(self, world: World) -> None:
        self._dispatcher = Dispatcher(world)
        self._bot_side = BotSide(world, self._dispatcher)
        self._world = world
        super().__init__(
            routes=_routes(world),
            exception_handlers={Misstep: misstep, Refusal: refusal, 404: _nothing_here},
            lifespan=self._live,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the lifespan."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        path: str = scope["path"]
        # First of all and for both sides: any page that is open in the tester's browser can send requests here.
        if strange := _stranger(scope):
            await reply({"error": strange}, 403)(scope, receive, send)
        elif _is_bots(path):
            await self._bot_side(scope, receive, send)
        else:
            await super().__call__(scope, receive, _guarded(send))

    @asynccontextmanager
    async def _live(self, _: Starlette) -> AsyncIterator[None]:
        pushers = Pushers(self._world, self._dispatcher)
        pushers.start()
        self._world.polls.arm()
        yield
        self._world.polls.rest()
        await pushers.stop()


def _is_bots(path: str) -> bool:
    """Whether a path holds a token: /bot<token>/... and /file/bot<token>/...; /bot and /bots are ours."""
    ours = path in _OURS or path.startswith("/bots/")
    return path.startswith("/file/bot") or (path.startswith("/bot") and not ours)


def _stranger(scope: Scope) -> str | None:
    """Why a request is refused: by its Host (DNS rebinding) or by its Origin (another site's page)."""
    host = origin = ""
    for name, value in scope["headers"]:
        if name == b"host":
            host = value.decode("latin-1")
        elif name == b"origin":
            origin = value.decode("latin-1")
    if urlsplit(f"//{host}").hostname not in LOOPBACK:
        return "the sandbox answers to this machine's own names only"
    if origin and urlsplit(origin).netloc != host:
        return "another site's page may not act here"
    return None


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS]
        await send(message)

    return guarded


async def _nothing_here(request: Request, _: Exception) -> Response:
    return reply({"error": f"there is nothing at {request.url.path}"}, 404)


async def _page(_: Request) -> Response:
    return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


def _group_routes(gathering: Gathering) -> Sequence[BaseRoute]:
    return [
        Route("/groups", gathering.found, methods=["POST"]),
        Route("/bots/{bot}", gathering.set_bot, methods=["POST"]),
        Route("/people/{id:int}/profile_photo", gathering.portray, methods=["POST", "DELETE"]),
        Route("/people/{id:int}/join", gathering.join, methods=["POST"]),
        Route("/people/{id:int}/chats/{peer}/join", gathering.join, methods=["POST"]),
        Route("/people/{id:int}/chats/{peer}/members", gathering.members),
    ]


def _routes(world: World) -> Sequence[BaseRoute]:
    seeing, doing, levers, peopling = Seeing(world), Doing(world), Levers(world), Peopling(world)
    chat = [
        route
        for place in ("/people/{id:int}", "/people/{id:int}/chats/{peer}")
        for route in (
            Route(place + "/chat", seeing.chat),
            Route(place + "/screen", seeing.screen),
            Route(place + "/stream", seeing.stream),
            Route(place + "/{deed}", doing.act, methods=["POST"]),
        )
    ]
    return [
        *_group_routes(Gathering(world)),
        *chat,
        Route("/people/{id:int}/chats", peopling.chats),
        Route("/people/{id:int}", peopling.delete, methods=["DELETE"]),
        Route("/people", peopling.people),
        Route("/people", peopling.add, methods=["POST"]),
        Route("/bots", peopling.bots),
        Route("/bots", peopling.add_bot, methods=["POST"]),
        Route("/files/{unique_id}", seeing.file),
        Route("/clock", levers.clock),
        Route("/clock", levers.wind, methods=["POST"]),
        Route("/faults", levers.faults),
        Route("/faults", levers.order_fault, methods=["POST"]),
        Route("/faults", levers.clear_faults, methods=["DELETE"]),
        Route("/limits", levers.show_limits),
        Route("/limits", levers.limits, methods=["POST"]),
        Route("/redeliver", levers.redeliver, methods=["POST"]),
        Route("/calls", levers.calls),
        Route("/updates", levers.updates),
        Route("/restart", levers.restart, methods=["POST"]),
        Route("/reset", levers.reset, methods=["POST"]),
        Route("/bot", levers.bot),
        *Extras(world).routes(),
        Route("/", _page),
        Mount("/page", StaticFiles(directory=PAGE)),
    ]
