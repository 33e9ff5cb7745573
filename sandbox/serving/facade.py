"""`Sandbox`: bots, people, their chats, as a Starlette application and a few direct calls."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from starlette.applications import Starlette

from sandbox.bots.updates import UpdateQueue
from sandbox.chats.chat import Screen
from sandbox.client.someone import Someone
from sandbox.deeds import pressing, saying
from sandbox.levers.setup import Setup
from sandbox.serving.app import SandboxApp
from sandbox.serving.near import NearLine
from sandbox.state.restoring import restore
from sandbox.state.world import World
from sandbox.wire import Json

TOKEN = "7000000001:sandbox-token-for-this-machine-only"  # noqa: S105 - opens nothing but the sandbox


class Sandbox(World):
    """A stand-in for Telegram. `token` is the first bot's; more come by `add_bot`.

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
        super().__init__(Path(path) if path is not None else None, setup or Setup())
        self.token = token
        self._given = people
        restore(self)
        self.settle()

    def settle(self) -> None:
        """The bot and the people that were asked for, as far as they are missing."""
        if self.token not in self.bots:
            self.add_bot(self.token, self.setup.bot_name, self.setup.bot_username)
        # People without an id are known by nothing: put in at each start, they would be more each time.
        fresh = not self.people
        for given in self._given:
            if given["id"] not in self.people if "id" in given else fresh:
                self.add_person(given)

    @cached_property
    def app(self) -> Starlette:
        """Both sides and the page."""
        return SandboxApp(self)

    @property
    def updates(self) -> UpdateQueue:
        """The queue of the first bot."""
        return self.first_bot.updates

    def screen_of(self, person_id: int) -> Screen:
        """A person's screen in the chat with the first bot; Misstep 404 when there is no such person."""
        return self.screen(self.person(person_id))

    def someone(self, person_id: int, peer: object = None) -> Someone:
        """A person in the chat with the first bot, another bot or a group, reached without HTTP. Misstep 404."""
        person = self.person(person_id)
        return Someone(NearLine(self, self.screen(person, peer)), person.id, person.first_name)

    def say(self, person_id: int, text: str) -> Json:
        """POST /people/{id}/say, without HTTP: {"message_id", "update_id"}."""
        return saying.say(self, self.screen_of(person_id), {"text": text})

    def press(self, person_id: int, message_id: int, data: str) -> Json:
        """POST /people/{id}/press, without HTTP: {"callback_query_id", "update_id"}."""
        return pressing.press(self, self.screen_of(person_id), {"message_id": message_id, "data": data})

    def stop(self) -> None:
        """Send everybody home who waits in a long poll or a stream."""
        self.closing = True
        self.send_home()
        for chat in self.chats():
            chat.wake()
