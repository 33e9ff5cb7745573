"""What a person sees: events since a number, a stream of them, the screen as it stands, files."""

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sandbox.chat import Chat
from sandbox.errors import Misstep
from sandbox.people_side.replies import number, reply
from sandbox.wire import dump
from sandbox.world import World

LONGEST_WAIT = 60.0
HEARTBEAT = 15.0


class Seeing:
    """Endpoints that look and change nothing."""

    def __init__(self, world: World) -> None:
        self.world = world

    def _chat(self, request: Request) -> Chat:
        return self.world.chat_of(request.path_params["id"])

    async def chat(self, request: Request) -> Response:
        """GET chat?after=SEQ&wait=SECONDS."""
        chat = self._chat(request)
        after = int(number(request.query_params.get("after"), 0, "after"))
        wait = min(number(request.query_params.get("wait"), 0, "wait"), LONGEST_WAIT)
        if not self.world.closing:
            await chat.wait(after, wait)
        events = chat.newer(after)
        chat.read_seq = chat.seq
        return reply(b'{"seq":%d,"events":[%b]}' % (chat.seq, b",".join(event.wire() for event in events)))

    async def screen(self, request: Request) -> Response:
        """GET screen: everything as it stands now."""
        chat = self._chat(request)
        chat.read_seq = chat.seq
        rest = {
            "reply_keyboard": chat.reply_keyboard,
            "force_reply": chat.force_reply,
            "commands": chat.commands,
            "answers": list(chat.answers),
            "action": chat.action(),
            "seq": chat.seq,
        }
        messages = b",".join(shown.wire() for shown in chat.messages.values())
        return reply(b'{"messages":[%b],%b' % (messages, dump(rest)[1:]))

    async def stream(self, request: Request) -> Response:
        """GET stream: Server-Sent Events from Last-Event-ID, `after`, or the beginning."""
        given = request.headers.get("last-event-id") or request.query_params.get("after")
        after = int(number(given, 0, "after"))
        events = self._events(self._chat(request), after)
        return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _events(self, chat: Chat, after: int) -> AsyncIterator[bytes]:
        yield b": hello\n\n"
        while not self.world.closing:
            events = chat.newer(after)
            for event in events:
                yield b"id: %d\nevent: %b\ndata: %b\n\n" % (event.seq, event.type.encode(), event.wire())
            after = max(after, chat.seq)
            chat.read_seq = max(chat.read_seq, after)
            await chat.wait(after, HEARTBEAT)
            if chat.seq == after:
                yield b": still here\n\n"

    async def file(self, request: Request) -> Response:
        """GET files/{file_unique_id}."""
        stored = self.world.files.by_unique(request.path_params["unique_id"])
        if stored is None:
            raise Misstep("there is no such file", 404)
        shown = stored.mime if stored.mime.startswith(("image/", "audio/")) and "svg" not in stored.mime else None
        content = await self.world.files.content(stored)
        disposition = "inline" if shown else "attachment"
        headers = {"Content-Disposition": disposition, "Cache-Control": "private, max-age=86400, immutable"}
        return Response(content, media_type=shown or "application/octet-stream", headers=headers)
