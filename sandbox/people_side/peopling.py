"""Who there is: people, bots, groups, and the list of chats of each person."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.bots.bot import Bot
from sandbox.chats.chat import Screen
from sandbox.chats.group import Group
from sandbox.chats.person import Person
from sandbox.chats.private import Private
from sandbox.people_side.replies import read_json, reply
from sandbox.state.world import World
from sandbox.wire import Json


class Peopling:
    """Endpoints of the lists."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def people(self, _: Request) -> Response:
        """GET /people."""
        people = [self._card(person) for person in self.world.people.values()]
        return reply({"people": people, "roles": self.world.setup.roles})

    async def add(self, request: Request) -> Response:
        """POST /people."""
        given = await read_json(request)
        given.pop("id", None)
        person = self.world.add_person(given)
        await self.world.welcome(person)
        return reply(self._card(person))

    async def delete(self, request: Request) -> Response:
        """DELETE /people/{id}: the account is deleted; bots get 403 from now on."""
        person = self.world.person(request.path_params["id"])
        person.delete()
        self.world.keep_person(person)
        return reply({})

    async def chats(self, request: Request) -> Response:
        """GET /people/{id}/chats."""
        person = self.world.person(request.path_params["id"])
        return reply({"chats": [chat_card(screen) for screen in self.world.screens_of(person)]})

    async def bots(self, _: Request) -> Response:
        """GET /bots."""
        return reply({"bots": [bot_card(bot) for bot in self.world.bots.values()]})

    async def add_bot(self, request: Request) -> Response:
        """POST /bots."""
        given = await read_json(request)
        names = {name: str(given.get(name) or "") for name in ("username", "first_name", "token")}
        bot = self.world.create_bot(**names)
        return reply(bot_card(bot))

    def _card(self, person: Person) -> Json:
        screens = list(self.world.screens_of(person))
        first = self.world.private(self.world.first_bot, person)
        hidden = ("deleted", "photo")
        shown = {key: value for key, value in person.record().items() if value is not None and key not in hidden}
        gone = {"deleted": True} if person.deleted else {}
        if person.photo:
            shown["photo_url"] = f"/files/{person.photo[0]['file_unique_id']}"
        unread = sum(screen.unread() for screen in screens)
        return {**shown, **gone, "started": first.started, "blocked": first.blocked, "unread": unread}


def bot_card(bot: Bot) -> Json:
    """A bot as it stands in the list of bots."""
    abilities = {"can_join_groups": bot.joins_groups, "can_read_all_group_messages": bot.reads_groups}
    return {**bot.user, "token": bot.token, **abilities}


def chat_card(screen: Screen) -> Json:
    """A chat as it stands in the list of its person."""
    chat = screen.chat
    assert isinstance(chat, Private | Group)
    card = {**chat.card(), "unread": screen.unread()}
    if isinstance(chat, Group):
        card["member"] = chat.status(screen.person.id)
    if chat.messages:
        card["last"] = next(reversed(chat.messages.values())).message
    return card
