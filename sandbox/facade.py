"""`Sandbox`: one bot, its people, their chats, as a Starlette application and a few direct calls."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from starlette.applications import Starlette

from sandbox.app import SandboxApp
from sandbox.deeds import pressing, saying
from sandbox.wire import Json
from sandbox.world import Setup, World

TOKEN = "7000000001:sandbox-token-for-this-machine-only"  # noqa: S105 - opens nothing but the sandbox


class Sandbox(World):
    """A stand-in for Telegram for one bot `token`.

    `path`: folder that keeps everything over restarts; None: in memory. `people`: Person objects (as POST /people
    takes them, "id" allowed); those already known from `path` stay as they are.
    """

    def __init__(
        self,
        token: str = TOKEN,
        path: str | Path | None = None,
        people: Sequence[Json] = (),
        setup: Setup | None = None,
    ) -> None:
        super().__init__(token, Path(path) if path is not None else None, setup or Setup())
        fresh = not self.people
        for given in people:
            if given["id"] not in self.people if "id" in given else fresh:
                self.add_person(given)

    @cached_property
    def app(self) -> Starlette:
        """Both sides and the page."""
        return SandboxApp(self)

    def say(self, person_id: int, text: str) -> Json:
        """POST /people/{id}/say, without HTTP: {"message_id", "update_id"}."""
        return saying.say(self, self.chat_of(person_id), {"text": text})

    def press(self, person_id: int, message_id: int, data: str) -> Json:
        """POST /people/{id}/press, without HTTP: {"callback_query_id", "update_id"}."""
        return pressing.press(self, self.chat_of(person_id), {"message_id": message_id, "data": data})

    def stop(self) -> None:
        """Send everybody home who waits in a long poll or a stream."""
        self.closing = True
        self.updates.ring_poll()
        for chat in self.chats.values():
            chat.wake()
