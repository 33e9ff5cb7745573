"""A chat of a sandbox in the same program, reached without HTTP: for those who count what people cost."""

import mimetypes
from collections.abc import Mapping, Sequence
from functools import cache
from inspect import isawaitable

from sandbox.chats.chat import Screen
from sandbox.client.line import File, News, NotDone
from sandbox.deeds.table import Deed, all_deeds
from sandbox.people_side.seeing import screen_told
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep
from sandbox.wire.uploads import UNKNOWN, Upload


@cache
def _deeds() -> Mapping[str, Deed]:
    return all_deeds()


class NearLine:
    """One person's way to one chat, as `sandbox.client.line.Line` has it."""

    def __init__(self, world: World, screen: Screen) -> None:
        self._world = world
        self._screen = screen

    async def do(self, deed: str, given: Json, files: Sequence[File] = ()) -> Json:
        """As POST {deed}. Raises NotDone."""
        if files:
            given = {**given, "files": [_upload(name, content) for name, content in files]}
        try:
            done = _deeds()[deed](self._world, self._screen, given)
            done = await done if isawaitable(done) else done
        except Misstep as wrong:
            raise NotDone(wrong.text) from wrong
        return {**done, "seq": self._screen.seq}

    async def news(self, after: int, seconds: float, beyond: int = 0) -> News:
        """As GET chat."""
        screen = self._screen
        await screen.wait(max(after, beyond), seconds)
        viewer = screen.person.id
        return screen.seq, [event.told(viewer) for event in screen.newer(after)]

    async def screen(self) -> Json:
        """As GET screen."""
        messages = [shown.told(self._screen.person.id) for shown in self._screen.messages.values()]
        return {"messages": messages, **screen_told(self._screen)}

    async def fetch(self, address: str) -> bytes:
        """As GET /files/{file_unique_id}."""
        stored = self._world.files.by_unique(address.rpartition("/")[2])
        if stored is None:
            raise NotDone("there is no such file")
        return await self._world.files.content(stored)


def _upload(name: str, content: bytes) -> Upload:
    return Upload(name, mimetypes.guess_type(name)[0] or UNKNOWN, content)
