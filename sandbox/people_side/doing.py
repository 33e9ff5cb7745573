"""What people do: POST /people/{id}/<deed>, by JSON or, for pictures and files, multipart."""

from collections.abc import Callable
from inspect import isawaitable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from sandbox.chat import Chat
from sandbox.deeds import membership, pressing, saying, sharing
from sandbox.errors import Misstep
from sandbox.people_side.replies import read_json, reply
from sandbox.request import read_upload
from sandbox.wire import Json
from sandbox.world import World

Deed = Callable[[World, Chat, Json], Any]


class Doing:
    """Endpoints that act for a person."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._deeds: dict[str, Deed] = {
            "say": saying.say,
            "start": saying.start,
            "edit": saying.edit,
            "press": pressing.press,
            "forge_press": pressing.forge_press,
            "contact": sharing.contact,
            "forward": sharing.forward,
            "send": sharing.send,
            "block": membership.block,
            "unblock": membership.unblock,
            "delete_chat": membership.delete_chat,
        }
        self._uploads = {"photo": sharing.photo, "document": sharing.document}

    async def people(self, _: Request) -> Response:
        """GET /people."""
        chats = self.world.chats
        return reply({"people": [person.card(chats[person.id].unread()) for person in self.world.people.values()]})

    async def add(self, request: Request) -> Response:
        """POST /people."""
        given = await read_json(request)
        given.pop("id", None)
        return reply(self.world.add_person(given).card(0))

    async def act(self, request: Request) -> Response:
        """POST /people/{id}/{deed}."""
        chat = self.world.chat_of(request.path_params["id"])
        name = request.path_params["deed"]
        if name in self._uploads:
            return await self._upload(request, chat, name)
        deed = self._deeds.get(name)
        given = await read_json(request)
        if deed is None and name in ("sticker", "voice", "location", "dice"):
            deed, given = sharing.send, {**given, "kind": name}
        if deed is None:
            raise Misstep(f"nobody can {name}; people can {', '.join([*self._deeds, *self._uploads])}", 404)
        done = deed(self.world, chat, given)
        return reply(await done if isawaitable(done) else done)

    async def _upload(self, request: Request, chat: Chat, name: str) -> Response:
        async with request.form() as form:
            file, caption = form.get("file"), form.get("caption", "")
            if not isinstance(file, UploadFile) or not isinstance(caption, str):
                raise Misstep("send the file as the multipart field `file`, the caption as text")
            upload = await read_upload(file)
        return reply(await self._uploads[name](self.world, chat, upload, caption))
