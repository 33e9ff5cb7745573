"""getMe, and how a call finds its chat and who is meant."""

from sandbox.bots.bot import Bot
from sandbox.chats.group import Group
from sandbox.chats.private import Private
from sandbox.methods.call import Call
from sandbox.rules.invites import may_be_written
from sandbox.wire import Json
from sandbox.wire.errors import Refusal, bad, forbidden

_TITLES = {"group": "group chat", "supergroup": "supergroup chat"}
ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_guest_queries": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
    "has_topics_enabled": False,
    "allows_users_to_create_topics": False,
    "can_manage_bots": False,
}


def find_chat(call: Call, name: str = "chat_id", *, reading: bool = False) -> Private | Group:
    """The chat that a parameter names; a group only when the bot is in it, or may read in it nevertheless."""
    given = call.params.get(name)
    if given is None or given == "":
        raise bad(f"{name} is empty")
    return chat_named(call, given, reading=reading)


def chat_named(call: Call, given: object, *, reading: bool = False) -> Private | Group:
    """The chat of an id or @username."""
    found = _by_username(call, given) if isinstance(given, str) and given.startswith("@") else _by_id(call, given)
    if isinstance(found, Group):
        found.lapse(call.world.clock.stamp())
        _enter(call.bot, found, reading=reading)
    return found


def _by_username(call: Call, name: str) -> Group:
    wanted = name[1:].lower()
    # People are not found by their @username, however public it is: only groups, channels and bots are.
    for group in call.world.groups.values():
        if group.facts.get("username", "").lower() == wanted:
            return group
    raise bad("chat not found")


def _by_id(call: Call, given: object) -> Private | Group:
    try:
        chat_id = int(given)  # type: ignore[call-overload]
    except (TypeError, ValueError):
        raise bad("chat not found") from None
    if (chat := call.world.privates[call.bot.id].get(chat_id)) is not None:
        return chat
    world = call.world
    if chat_id in world.people:
        return world.private(call.bot, world.people[chat_id])
    if chat_id in world.groups:
        return world.groups[chat_id]
    if any(chat_id == other.id for other in world.bots.values()):
        raise forbidden("bot can't send messages to bots")
    raise bad("chat not found")


def _enter(bot: Bot, group: Group, *, reading: bool) -> None:
    """What a basic group was can be read for ever; a supergroup by its members, or when it is public."""
    status, public, basic = group.status(bot.id), bool(group.facts.get("username")), group.kind == "group"
    # Of a private group that it never was in Telegram tells a bot that there is none.
    if bot.id not in group.members and not public:
        raise bad("chat not found")
    if reading and (basic or (public and status != "kicked")):
        return
    if moved := group.facts.get("migrated_to"):
        text = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refusal(400, text, {"migrate_to_chat_id": moved})
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {_TITLES[group.kind]}")
    if not group.holds(bot.id):
        raise forbidden(f"bot is not a member of the {_TITLES[group.kind]}")


def open_chat(call: Call, name: str = "chat_id") -> Private | Group:
    """The chat that a parameter names, if the bot may write there."""
    chat = find_chat(call, name)
    if isinstance(chat, Group):
        return chat
    if chat.person.deleted:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started and not may_be_written(call.world, call.bot, chat.person):
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def get_me(call: Call) -> Json:
    """User of the bot, with what only getMe tells."""
    bot = call.bot
    return {**bot.user, **ABILITIES, **{name: bot.profile[name] for name in ABILITIES if name in bot.profile}}


def user_id_of(call: Call, name: str = "user_id") -> int:
    """The id of a user that a call must name."""
    user_id = call.integer(name)
    if user_id <= 0:
        raise bad(f"invalid {name} specified")
    return user_id


METHODS = {
    "getMe": get_me,
}
