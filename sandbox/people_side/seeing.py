"""What a person sees: events since a number, a stream of them, the screen as it stands, files."""

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sandbox.bots.profile import facing
from sandbox.chats.private import Private
from sandbox.chats.seat import Seat
from sandbox.people_side.parts import in_part
from sandbox.people_side.peopling import chat_card
from sandbox.people_side.placing import seat_of
from sandbox.people_side.replies import number, reply
from sandbox.state.world import World
from sandbox.wire import dump
from sandbox.wire.errors import Misstep

LONGEST_WAIT = 60.0
HEARTBEAT = 15.0
SHOWN = ("image/", "audio/", "video/", "application/pdf", "text/plain")  # what a browser opens by itself


class Seeing:
    """Endpoints that look and change nothing."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def chat(self, request: Request) -> Response:
        """GET chat?after=SEQ&wait=SECONDS."""
        seat = seat_of(self.world, request)
        after = int(number(request.query_params.get("after"), 0, "after"))
        wait = min(number(request.query_params.get("wait"), 0, "wait"), LONGEST_WAIT)
        if not self.world.closing:
            await seat.wait(after, wait)
        events = seat.newer(after)
        seat.read_seq = seat.seq
        seen = b",".join(event.wire(seat.person.id) for event in events)
        return reply(b'{"seq":%d,"events":[%b]}' % (seat.seq, seen))

    async def screen(self, request: Request) -> Response:
        """GET screen: everything as it stands now."""
        seat = seat_of(self.world, request)
        seat.read_seq = seat.seq
        rest = {
            "chat": chat_card(seat),
            "reply_keyboard": seat.reply_keyboard,
            "force_reply": seat.force_reply,
            "commands": seat.commands,
            **(facing(seat.chat, seat.person) if isinstance(seat.chat, Private) else {}),
            "answers": list(seat.answers),
            "action": seat.action(),
            "pinned": seat.chat.pinned,
            "seq": seat.seq,
        }
        messages = b",".join(shown.wire(seat.person.id) for shown in seat.messages.values())
        return reply(b'{"messages":[%b],%b' % (messages, dump(rest)[1:]))

    async def stream(self, request: Request) -> Response:
        """GET stream: Server-Sent Events from Last-Event-ID, `after`, or the beginning."""
        given = request.headers.get("last-event-id") or request.query_params.get("after")
        after = int(number(given, 0, "after"))
        events = self._events(seat_of(self.world, request), after)
        return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _events(self, seat: Seat, after: int) -> AsyncIterator[bytes]:
        yield b": hello\n\n"
        while not self.world.closing and not seat.closed:
            events = seat.newer(after)
            for event in events:
                seen = event.wire(seat.person.id)
                yield b"id: %d\nevent: %b\ndata: %b\n\n" % (event.seq, event.type.encode(), seen)
            after = max(after, seat.seq)
            seat.read_seq = max(seat.read_seq, after)
            await seat.wait(after, HEARTBEAT)
            if seat.seq == after:
                yield b": still here\n\n"

    async def file(self, request: Request) -> Response:
        """GET /files/{file_unique_id}."""
        stored = self.world.files.by_unique(request.path_params["unique_id"])
        if stored is None:
            raise Misstep("there is no such file", 404)
        plays = stored.mime.startswith(SHOWN) and "svg" not in stored.mime
        shown = stored.mime if plays else None
        content = await self.world.files.content(stored)
        disposition = "inline" if shown else "attachment"
        headers = {"Content-Disposition": disposition, "Cache-Control": "private, max-age=86400, immutable"}
        kind = shown or "application/octet-stream"
        return in_part(request.headers.get("range", ""), content, {**headers, "Content-Type": kind})
