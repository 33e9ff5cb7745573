"""What the page asks of the server instead of carrying it along: sample photos, and the reading of QR codes."""

import io
from collections.abc import Iterator
from itertools import islice

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sandbox.chats.contents import media_of
from sandbox.chats.person import Person
from sandbox.media.portraits import SAMPLES, portrait
from sandbox.people_side.replies import reply
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep

LARGEST = 20 * 1024 * 1024
LATEST = 40  # pictures looked through for codes


class Extras:
    """Endpoints that spare the page work."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._read: dict[str, list[str]] = {}  # the texts of pictures that were looked through, by unique id

    def routes(self) -> list[BaseRoute]:
        """What is to be mounted."""
        return [
            Route("/samples/{kind}.jpg", self.sample),
            Route("/codes", self.codes),
            Route("/scan", self.scan, methods=["POST"]),
            Route("/stories", self.stories),
        ]

    async def sample(self, request: Request) -> Response:
        """GET /samples/{kind}.jpg."""
        kind = request.path_params["kind"]
        if kind not in SAMPLES:
            raise Misstep(f"samples are {', '.join(SAMPLES)}", 404)
        picture = await run_in_threadpool(portrait, kind)
        return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "max-age=86400"})

    async def codes(self, _: Request) -> Response:
        """GET /codes: the pictures with a code among the latest of all chats, newest first: url, texts, words."""
        found = []
        for unique_id, message in islice(self._pictures(), LATEST):
            if texts := await self._texts(unique_id):
                found.append({"url": f"/files/{unique_id}", "texts": texts, "words": message.get("caption", "")})
        return reply({"codes": found})

    async def scan(self, request: Request) -> Response:
        """POST /scan, multipart `file`: the texts of the codes in a picture, as a phone's camera would read them."""
        async with request.form(max_files=1) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise Misstep("send the picture as the multipart field `file`")
            content = await file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise Misstep("the picture is larger than 20 MB")
        return reply({"texts": await run_in_threadpool(_read_codes, content)})

    async def stories(self, _: Request) -> Response:
        """GET /stories: links that open the first candidate beside the first person of each other role."""
        first: dict[str, Person] = {}
        for person in self.world.people.values():
            if person.role_hint and not person.deleted:
                first.setdefault(person.role_hint, person)
        candidate = first.pop("candidate", None)
        pairs = [(candidate, other) for other in first.values()] if candidate else []
        return reply({"stories": [_story(one, two) for one, two in pairs]})

    def _pictures(self) -> Iterator[tuple[str, Json]]:
        """Photos, pictures sent as files and posters, each once."""
        messages = [shown.message for chat in self.world.chats() for shown in chat.messages.values()]
        seen = set()
        for message in sorted(messages, key=lambda each: int(each["date"]), reverse=True):
            unique_id = _picture_of(message)
            if unique_id and unique_id not in seen:
                seen.add(unique_id)
                yield unique_id, message

    async def _texts(self, unique_id: str) -> list[str]:
        if unique_id not in self._read:
            stored = self.world.files.by_unique(unique_id)
            content = await self.world.files.content(stored) if stored else b""
            try:
                self._read[unique_id] = await run_in_threadpool(_read_codes, content)
            except Misstep:
                self._read[unique_id] = []
        return self._read[unique_id]


def _story(one: Person, two: Person) -> Json:
    return {"people": [one.first_name, two.first_name], "role": two.role_hint, "link": f"/#/{one.id}/{two.id}"}


def _picture_of(message: Json) -> str | None:
    held = media_of(message)
    if held is None or "sticker" in message:
        return None
    is_picture = "photo" in message or str(held.get("mime_type", "")).startswith("image/")
    found = held if is_picture else held.get("thumbnail", {})
    return found.get("file_unique_id")


def _read_codes(content: bytes) -> list[str]:
    import zxingcpp  # noqa: PLC0415 - only those who scan pay for it
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(content)) as picture:
            found = zxingcpp.read_barcodes(picture.convert("L"))
    except (OSError, ValueError, Image.DecompressionBombError):
        raise Misstep("this is no picture that can be read") from None
    return list(dict.fromkeys(code.text for code in found if code.text))
