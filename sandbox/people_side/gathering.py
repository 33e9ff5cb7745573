"""Groups as people find them: making one, joining one, who is in it; and the levers that turn a bot's abilities."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox.bots.bot import Bot
from sandbox.chats.group import Group
from sandbox.chats.person import Person
from sandbox.deeds.arranging import portrait
from sandbox.deeds.grouping import check_joinable, check_willing, whom
from sandbox.people_side.doing import read_form
from sandbox.people_side.peopling import bot_card, chat_card
from sandbox.people_side.placing import screen_of
from sandbox.people_side.replies import read_json, reply
from sandbox.rules.founding import found
from sandbox.rules.group_settings import clean_name
from sandbox.rules.invites import admit, ask, find, is_over
from sandbox.rules.membership import Cause, enter, seen
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.bounds import CHAT_TITLE
from sandbox.wire.errors import Misstep

KINDS = ("group", "supergroup")
ABILITIES = ("can_join_groups", "can_read_all_group_messages")


class Gathering:
    """Endpoints of groups, and of what @BotFather and the settings of the apps do in life."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def found(self, request: Request) -> Response:
        """POST /groups: the Card as its owner sees it."""
        given = await read_json(request)
        owner = self.world.person(given.get("by"))
        members = [self._member(one) for one in _list(given.get("members"))]
        group = found(self.world, self._names(given), owner, members)
        return reply(chat_card(group.screens[owner.id]))

    def _names(self, given: Json) -> tuple[str, str, str | None]:
        title = clean_name(str(given.get("title", "")), CHAT_TITLE)
        kind, username = given.get("type") or "supergroup", given.get("username")
        if not title or kind not in KINDS:
            raise Misstep("a group needs a title and the type group or supergroup")
        if username is not None and (kind == "group" or not isinstance(username, str) or self._taken(username)):
            raise Misstep("only a supergroup has a username, one that nobody has yet")
        return kind, title, username

    def _taken(self, username: str) -> bool:
        name = username.lower()
        names = [group.facts.get("username", "") for group in self.world.groups.values()]
        names += [person.username or "" for person in self.world.people.values()]
        return not name or self.world.bot_by(name) is not None or name in (one.lower() for one in names)

    def _member(self, one: object) -> Person | Bot:
        who = whom(self.world, {"who": one})
        check_willing(who)
        return who

    async def join(self, request: Request) -> Response:
        """POST /people/{id}/join and /people/{id}/chats/{group}/join: {"invite_link"?, "username"?}."""
        person, given = self.world.person(request.path_params["id"]), await read_json(request)
        group = self._group(request.path_params.get("peer"), given)
        group.lapse(self.world.clock.stamp())
        check_joinable(group, person)
        if group.status(person.id) == "kicked":
            raise Misstep(f"{person.first_name} was removed from {group.title} and cannot return")
        if (address := given.get("invite_link")) is not None:
            return reply(self._join_by(group, person, str(address)))
        if not group.facts.get("username"):
            raise Misstep(f"{group.title} is private: it is joined by an invite link")
        update_id = enter(self.world, group, [person], Cause(person.user))
        return reply({"joined": True, "update_id": update_id, "chat": chat_card(group.screens[person.id])})

    def _group(self, peer: object, given: Json) -> Group:
        """The group that is meant: by its id, by its username, or by an invite link."""
        address, name = given.get("invite_link"), str(given.get("username") or peer).removeprefix("@").lower()
        for group in self.world.groups.values():
            known = address is not None and find(group, str(address))
            if known or str(group.id) == name or (name and group.facts.get("username", "").lower() == name):
                return group
        raise Misstep("there is no such group: say its id, its username or an invite_link", 404)

    def _join_by(self, group: Group, person: Person, address: str) -> Json:
        link = find(group, address)
        if link is None or is_over(self.world, group, link):
            raise Misstep("this invite link has expired")
        if link["creates_join_request"]:
            return {"joined": False, "update_id": ask(self.world, group, person, link)}
        update_id = admit(self.world, group, person, (link, person.user))
        return {"joined": True, "update_id": update_id, "chat": chat_card(group.screens[person.id])}

    async def members(self, request: Request) -> Response:
        """GET members: {"members": [ChatMember]}, who is in it and who was removed."""
        screen = screen_of(self.world, request)
        group = screen.chat
        if not isinstance(group, Group):
            raise Misstep("only a group has members")
        ids = [user_id for user_id in group.members if group.status(user_id) != "left"]
        return reply({"members": [seen(self.world, group, user_id, screen.person.id) for user_id in ids]})

    async def set_bot(self, request: Request) -> Response:
        """POST /bots/{bot}: {"can_read_all_group_messages"?, "can_join_groups"?}, as @BotFather sets them."""
        bot, given = self.world.bot_by(request.path_params["bot"]), await read_json(request)
        if bot is None:
            raise Misstep(f"there is no bot {request.path_params['bot']}", 404)
        if not given or any(name not in ABILITIES or not isinstance(value, bool) for name, value in given.items()):
            raise Misstep(f"say true or false for {' or '.join(ABILITIES)}")
        bot.set_profile(**given)
        return reply(bot_card(bot))

    async def portray(self, request: Request) -> Response:
        """POST /people/{id}/profile_photo: multipart {file}; DELETE takes it away."""
        person = self.world.person(request.path_params["id"])
        if request.method == "DELETE":
            person.photo = None
        else:
            person.photo = await portrait(self.world, await read_form(request))
        self.world.keep_person(person)
        return reply({"photo": person.photo})


def _list(given: Any) -> list[Any]:
    if given is not None and not isinstance(given, list):
        raise Misstep("members must be a list of ids")
    return given or []
