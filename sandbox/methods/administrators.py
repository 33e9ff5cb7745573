"""promoteChatMember and setChatAdministratorCustomTitle."""

import unicodedata

from sandbox.bots.bot import Bot
from sandbox.chats.group import MEMBER, Group
from sandbox.methods.call import Call
from sandbox.methods.chats import find_chat, user_id_of
from sandbox.methods.members import known
from sandbox.rules.membership import Cause, change
from sandbox.rules.rights import RIGHTS, administrator, beyond, has_right, outranks
from sandbox.wire.bounds import ADMINISTRATOR_TITLE
from sandbox.wire.errors import bad

_CHANNELS_TOO = "method is available only in supergroup and channel chats"


def promote_chat_member(call: Call) -> bool:
    """Make somebody an administrator, change their rights, or (no rights) a member again."""
    user_id = user_id_of(call)
    granted = [name for name in RIGHTS if call.flag(name)]
    group = find_chat(call)
    if not isinstance(group, Group) or group.kind != "supergroup":
        raise bad(_CHANNELS_TOO)
    known(group, call, user_id)
    _check_promotion(call.bot, group, user_id, granted)
    if not granted and group.status(user_id) != "administrator":
        return True
    old = group.members.get(user_id, MEMBER)
    new = administrator(granted, by=call.bot.id) if granted else MEMBER
    if granted and old["status"] == "administrator":
        new = {**new, "promoted_by": old["promoted_by"]}
        new |= {"custom_title": old["custom_title"]} if "custom_title" in old else {}
    change(call.world, group, (user_id, new), Cause(call.bot.user))
    return True


def _check_promotion(bot: Bot, group: Group, user_id: int, granted: list[str]) -> None:
    status = group.status(user_id)
    if status == "creator":
        raise bad("can't remove chat owner")
    if not granted and status in ("member", "restricted"):
        return
    if user_id == bot.id and granted:
        raise bad("can't promote self")
    if not granted and status != "administrator":
        raise bad("bots can't add new chat members")
    if user_id != bot.id and not has_right(group, bot.id, "can_promote_members"):
        raise bad("not enough rights")
    if status == "kicked":
        raise bad("USER_KICKED")
    if not group.holds(user_id):
        raise bad("USER_NOT_MUTUAL_CONTACT")
    if status == "administrator" and user_id != bot.id and not outranks(group, bot.id, user_id):
        raise bad("CHAT_ADMIN_REQUIRED")
    if beyond(group, bot.id, granted):
        raise bad("RIGHT_FORBIDDEN")


def set_custom_title(call: Call) -> bool:
    """The title that stands beside the name of an administrator whom the bot promoted."""
    user_id = user_id_of(call)
    group = find_chat(call)
    if not isinstance(group, Group) or group.kind != "supergroup":
        raise bad("method is available only in supergroups")
    known(group, call, user_id)
    status, title = group.status(user_id), call.text("custom_title").strip()
    if status == "creator":
        raise bad("only the owner can edit their custom title")
    if status != "administrator":
        raise bad("user is not an administrator")
    if not outranks(group, call.bot.id, user_id):
        raise bad("not enough rights to change custom title of the user")
    if len(title) > ADMINISTRATOR_TITLE:
        raise bad("CUSTOM_TITLE_INVALID")
    if any(unicodedata.category(char) == "So" for char in title):
        raise bad("CUSTOM_TITLE_EMOJI_NOT_ALLOWED")
    kept = {name: value for name, value in group.members[user_id].items() if name != "custom_title"}
    change(call.world, group, (user_id, {**kept, **({"custom_title": title} if title else {})}), Cause(call.bot.user))
    return True


METHODS = {
    "promoteChatMember": promote_chat_member,
    "setChatAdministratorCustomTitle": set_custom_title,
}
