"""getChat: everything that a bot may know of a chat."""

from sandbox.chats.chat import Chat
from sandbox.chats.group import Group
from sandbox.chats.private import Private
from sandbox.methods.call import Call
from sandbox.methods.chats import find_chat
from sandbox.rules.group_settings import photo_of
from sandbox.rules.invites import primary
from sandbox.rules.rights import has_right, leads
from sandbox.wire import Json
from sandbox.wire.bounds import REACTION_KINDS

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
COLOURS = 7


def get_chat(call: Call) -> Json:
    """ChatFullInfo."""
    chat = find_chat(call, reading=True)
    username = chat.info.get("username")
    names = {"active_usernames": [username]} if username else {}
    fixed = {"accent_color_id": abs(chat.id) % COLOURS, "max_reaction_count": REACTION_KINDS}
    gifts = {"accepted_gift_types": dict.fromkeys(GIFTS, isinstance(chat, Private))}
    more = _of_group(call, chat) if isinstance(chat, Group) else {}
    return {**chat.info, **names, **fixed, **gifts, **more, **_pinned(chat)}


def _of_group(call: Call, group: Group) -> Json:
    told: Json = {"permissions": group.permissions, **photo_of(group)}
    if description := group.facts.get("description"):
        told["description"] = description
    if has_right(group, call.bot.id, "can_invite_users") and not group.facts.get("migrated_to"):
        told["invite_link"] = primary(call.world, group, call.bot.id)["invite_link"]
    if group.kind == "supergroup" and leads(group, call.bot.id):
        told["has_visible_history"] = True
    return told


def _pinned(chat: Chat) -> Json:
    return {"pinned_message": chat.messages[chat.pinned[-1]].message} if chat.pinned else {}


METHODS = {
    "getChat": get_chat,
}
