"""The bot's side over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`, plain ASGI for speed."""

import asyncio

from starlette.types import Receive, Scope, Send

from sandbox.bot_side.dispatch import Answer, CutOffError, Dispatcher, told
from sandbox.bot_side.request import read_params
from sandbox.bots.bot import Bot
from sandbox.methods.call import Call
from sandbox.state.world import World
from sandbox.wire import dump
from sandbox.wire.bounds import TOKEN_LENGTH
from sandbox.wire.errors import Refusal

_JSON = (b"content-type", b"application/json")
_CALL, _FILE = "/bot", "/file/bot"


class BotSide:
    """Answers bots by their tokens; any other token is unauthorized."""

    def __init__(self, world: World, dispatcher: Dispatcher) -> None:
        self.world = world
        self.dispatcher = dispatcher

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a call, or hand out a file, or break the line when that was ordered."""
        if scope["path"].startswith(_FILE):
            await self._download(scope["path"], send)
            return
        try:
            bot, method = self._addressed(scope["path"])
            call = Call(self.world, bot, method, await read_params(scope, receive))
            if (transport := _transport(scope)) is not None:
                call.gone = transport.is_closing
            answer = await self.dispatcher.perform(call)
        except Refusal as refusal:
            answer = told(refusal)
        except CutOffError:
            await _cut(scope, send)
            return
        await respond(send, answer)

    def _addressed(self, path: str) -> tuple[Bot, str]:
        """The bot and the method, in lower case, that a path names."""
        token, slash, method = path[len(_CALL) :].partition("/")
        bot = self.world.bots.get(token)
        # Of other tokens the form decides the words: what can be none at all is told apart from one of nobody.
        if bot is not None and slash:
            return bot, method.removeprefix("test/").lower()
        if not slash:
            raise Refusal(404, "Not Found")
        if ":" not in token or token.startswith("0") or len(token) > TOKEN_LENGTH:
            raise Refusal(401, "Unauthorized: invalid token specified")
        raise Refusal(401, "Unauthorized")

    async def _download(self, path: str, send: Send) -> None:
        token, _, file_path = path.removeprefix(_FILE).partition("/")
        stored = self.world.files.by_path(file_path) if token in self.world.bots else None
        if stored is None:
            missing = {"ok": False, "error_code": 404, "description": "Not Found"}
            await respond(send, Answer(404, dump(missing)))
            return
        content = await self.world.files.content(stored)
        await _respond(send, 200, [(b"content-type", b"application/octet-stream")], content)


async def respond(send: Send, answer: Answer) -> None:
    """Send a JSON answer."""
    headers = [_JSON]
    if answer.retry_after is not None:
        headers.append((b"retry-after", str(answer.retry_after).encode()))
    await _respond(send, answer.status, headers, answer.body)


async def _respond(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    head = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})


def _transport(scope: Scope) -> asyncio.Transport | None:
    transport = scope.get("state", {}).get("transport")
    return transport if isinstance(transport, asyncio.Transport) else None


async def _cut(scope: Scope, send: Send) -> None:
    """Break the connection: by its transport where the server shows it, else by a body that never ends."""
    if (transport := _transport(scope)) is not None:
        transport.abort()
        # Until uvicorn knows that the line is gone: an application that ends before that is taken for a broken one.
        await asyncio.sleep(0.01)
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})
