"""getMe, getChat, and how a call finds its chat."""

from sandbox.call import Call
from sandbox.chat import Chat
from sandbox.errors import bad, forbidden
from sandbox.wire import Json
from sandbox.world import World


def find_chat(world: World, call: Call) -> Chat:
    """The chat that `chat_id` names."""
    chat_id = call.params.get("chat_id")
    if not isinstance(chat_id, int):
        if chat_id is None or chat_id == "":
            raise bad("chat_id is empty")
        try:
            chat_id = int(chat_id)
        except (TypeError, ValueError):
            raise bad("chat not found") from None
    chat = world.chats.get(chat_id)
    if chat is None:
        raise bad("chat not found")
    return chat


def open_chat(world: World, call: Call) -> Chat:
    """The chat that `chat_id` names, if the bot may write there."""
    chat = find_chat(world, call)
    if chat.person.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def get_me(world: World, _: Call) -> Json:
    """User of the bot, with what only getMe tells."""
    abilities = {
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
    return {**world.bot, **abilities}


def get_chat(world: World, call: Call) -> Json:
    """ChatFullInfo of a private chat."""
    chat = find_chat(world, call)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    names = {"active_usernames": [chat.person.username]} if chat.person.username else {}
    fixed = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
    return {**chat.person.chat, **names, **fixed}
