"""What a person sees: events since a number, a stream of them, the screen as it stands, files."""

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sandbox.chats.chat import Screen
from sandbox.chats.private import Private
from sandbox.people_side.parts import in_part
from sandbox.people_side.peopling import chat_card
from sandbox.people_side.placing import screen_of
from sandbox.people_side.replies import number, reply
from sandbox.rules.profile import facing
from sandbox.state.world import World
from sandbox.wire import Json, dump
from sandbox.wire.errors import Misstep

LONGEST_WAIT = 60.0
HEARTBEAT = 15.0
SHOWN = ("image/", "audio/", "video/", "application/pdf", "text/plain")  # what a browser opens by itself


def screen_told(screen: Screen) -> Json:
    """A chat as it stands, without its messages."""
    return {
        "chat": chat_card(screen),
        "reply_keyboard": screen.reply_keyboard,
        "force_reply": screen.force_reply,
        "commands": screen.commands,
        **(facing(screen.chat, screen.person) if isinstance(screen.chat, Private) else {}),
        "answers": list(screen.answers),
        "action": screen.action(),
        "pinned": screen.chat.pinned,
        "seq": screen.seq,
    }


class Seeing:
    """Endpoints that look and change nothing."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def chat(self, request: Request) -> Response:
        """GET chat?after=SEQ&wait=SECONDS&beyond=SEQ."""
        screen = screen_of(self.world, request)
        after = int(number(request.query_params.get("after"), 0, "after"))
        beyond = int(number(request.query_params.get("beyond"), after, "beyond"))
        wait = min(number(request.query_params.get("wait"), 0, "wait"), LONGEST_WAIT)
        # A server that is about to end must not begin another minute of waiting.
        if not self.world.closing:
            await screen.wait(max(after, beyond), wait)
        events = screen.newer(after)
        screen.read_seq = screen.seq
        seen = b",".join(event.wire(screen.person.id) for event in events)
        return reply(b'{"seq":%d,"events":[%b]}' % (screen.seq, seen))

    async def screen(self, request: Request) -> Response:
        """GET screen: everything as it stands now."""
        screen = screen_of(self.world, request)
        screen.read_seq = screen.seq
        rest = screen_told(screen)
        messages = b",".join(shown.wire(screen.person.id) for shown in screen.messages.values())
        return reply(b'{"messages":[%b],%b' % (messages, dump(rest)[1:]))

    async def stream(self, request: Request) -> Response:
        """GET stream: Server-Sent Events from Last-Event-ID, `after`, or the beginning."""
        given = request.headers.get("last-event-id") or request.query_params.get("after")
        after = int(number(given, 0, "after"))
        events = self._events(screen_of(self.world, request), after)
        return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _events(self, screen: Screen, after: int) -> AsyncIterator[bytes]:
        yield b": hello\n\n"
        while not self.world.closing and not screen.closed:
            events = screen.newer(after)
            for event in events:
                seen = event.wire(screen.person.id)
                yield b"id: %d\nevent: %b\ndata: %b\n\n" % (event.seq, event.type.encode(), seen)
            after = max(after, screen.seq)
            screen.read_seq = max(screen.read_seq, after)
            await screen.wait(after, HEARTBEAT)
            if screen.seq == after:
                yield b": still here\n\n"

    async def file(self, request: Request) -> Response:
        """GET /files/{file_unique_id}."""
        stored = self.world.files.by_unique(request.path_params["unique_id"])
        if stored is None:
            raise Misstep("there is no such file", 404)
        # An SVG may hold a script, and opened in the browser it would run at the sandbox's own address.
        plays = stored.mime.startswith(SHOWN) and "svg" not in stored.mime
        shown = stored.mime if plays else None
        content = await self.world.files.content(stored)
        # For a day and without asking again: what lies under an id never changes.
        disposition = "inline" if shown else "attachment"
        headers = {"Content-Disposition": disposition, "Cache-Control": "private, max-age=86400, immutable"}
        kind = shown or "application/octet-stream"
        return in_part(request.headers.get("range", ""), content, {**headers, "Content-Type": kind})
