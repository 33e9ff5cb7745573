"""Members of a group as a bot sees and changes them: get, leave, ban, unban, restrict."""

from sandbox.bots.bot import Bot
from sandbox.chats.group import LEFT, Group
from sandbox.chats.person import Person
from sandbox.chats.private import Private
from sandbox.methods.call import Call
from sandbox.methods.chats import find_chat, user_id_of
from sandbox.rules.membership import Cause, account, banned, change, go, gone, seen
from sandbox.rules.permissions import read_permissions
from sandbox.rules.rights import has_right, leads, outranks, restricted
from sandbox.wire import Json
from sandbox.wire.errors import bad

SHORTEST, LONGEST = 30, 366 * 86_400  # seconds of a ban; any other is for ever


def get_chat_member(call: Call) -> Json:
    """ChatMember."""
    user_id = user_id_of(call)
    # Where it may still read, a bot that has left or was removed can ask what it is itself.
    chat = find_chat(call, reading=user_id == call.bot.id)
    if isinstance(chat, Group):
        who = known(chat, call, user_id)
        return seen(call.world, chat, who.id, call.bot.id)
    who_there = {call.bot.id: call.bot.user, chat.person.id: chat.person.user}.get(user_id)
    if who_there is None:
        raise bad("member not found")
    return {"user": who_there, "status": "member"}


def known(group: Group, call: Call, user_id: int) -> Person | Bot:
    """Who is meant; a basic group and a supergroup refuse strangers in different words."""
    who = account(call.world, user_id)
    if who is None:
        raise bad("member not found" if group.kind == "group" else "PARTICIPANT_ID_INVALID")
    return who


def get_chat_administrators(call: Call) -> list[Json]:
    """The ChatMembers who lead, without other bots unless they are asked for."""
    chat = find_chat(call)
    if isinstance(chat, Private):
        raise bad("there are no administrators in the private chat")
    others = {one.id for one in chat.bots()} - {call.bot.id} if not call.flag("return_bots") else set()
    leaders = [user_id for user_id in chat.members if leads(chat, user_id) and user_id not in others]
    return [seen(call.world, chat, user_id, call.bot.id) for user_id in leaders]


def get_chat_member_count(call: Call) -> int:
    """How many there are, the bot included."""
    chat = find_chat(call)
    return chat.count() if isinstance(chat, Group) else 2


def leave_chat(call: Call) -> bool:
    """The bot goes."""
    chat = find_chat(call, reading=True)
    if isinstance(chat, Private):
        raise bad("can't leave private chats")
    if chat.holds(call.bot.id):
        go(call.world, chat, (call.bot, gone(chat, call.bot.id)), Cause(call.bot.user))
    return True


def ban_chat_member(call: Call) -> bool:
    """Out, and not in again before `until_date`."""
    user_id = user_id_of(call)
    group = find_chat(call)
    if isinstance(group, Private):
        raise bad("can't ban members in private chats")
    who = known(group, call, user_id)
    basic = group.kind == "group"
    new = banned(0 if basic else _until(call))
    if group.members.get(user_id) == new and not basic:
        return True
    _check_power(call.bot, group, user_id)
    if basic and not group.holds(user_id):
        raise bad("USER_NOT_PARTICIPANT")
    go(call.world, group, (who, new), Cause(call.bot.user))
    if not basic or call.flag("revoke_messages"):
        _wipe(call, group, user_id)
    return True


def _wipe(call: Call, group: Group, user_id: int) -> None:
    for message_id, shown in list(group.messages.items()):
        if shown.by == user_id and "left_chat_member" not in shown.message:
            call.world.remove(group, message_id)


def unban_chat_member(call: Call) -> bool:
    """Somebody may come again; who is inside is removed by it, unless `only_if_banned`."""
    user_id = user_id_of(call)
    group = _supergroup(call, "method is available only in supergroup and channel chats")
    who, status = known(group, call, user_id), group.status(user_id)
    if status == "left" or (call.flag("only_if_banned") and status != "kicked"):
        return True
    if user_id == call.bot.id:
        go(call.world, group, (call.bot, gone(group, call.bot.id)), Cause(call.bot.user))
        return True
    _check_power(call.bot, group, user_id)
    # As the real server: a ban and its end, so that administrators hear of two changes.
    if group.holds(user_id):
        go(call.world, group, (who, banned()), Cause(call.bot.user))
    change(call.world, group, (user_id, LEFT), Cause(call.bot.user))
    return True


def restrict_chat_member(call: Call) -> bool:
    """Take permissions from somebody, or give all of them back."""
    user_id = user_id_of(call)
    permissions = read_permissions(call)
    group = _supergroup(call, "method is available only in supergroups")
    known(group, call, user_id)
    new = restricted(permissions, inside=group.holds(user_id), until=_until(call))
    if group.members.get(user_id, LEFT) == new:
        return True
    _check_power(call.bot, group, user_id)
    change(call.world, group, (user_id, new), Cause(call.bot.user))
    return True


def _supergroup(call: Call, otherwise: str) -> Group:
    chat = find_chat(call)
    if not isinstance(chat, Group) or chat.kind != "supergroup":
        raise bad(otherwise)
    return chat


def _until(call: Call) -> int:
    until = call.integer("until_date")
    return until if SHORTEST <= until - call.world.clock.stamp() <= LONGEST else 0


def _check_power(bot: Bot, group: Group, user_id: int) -> None:
    """Whether the bot may ban or restrict somebody."""
    if group.kind == "group":
        if not has_right(group, bot.id, "can_restrict_members") or leads(group, user_id):
            raise bad("CHAT_ADMIN_REQUIRED")
        return
    if group.status(user_id) == "creator":
        raise bad("can't remove chat owner")
    if user_id == bot.id:
        raise bad("can't restrict self")
    if not has_right(group, bot.id, "can_restrict_members"):
        raise bad("not enough rights to restrict/unrestrict chat member")
    if leads(group, user_id) and not outranks(group, bot.id, user_id):
        raise bad("user is an administrator of the chat")


METHODS = {
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "banChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
    "restrictChatMember": restrict_chat_member,
}
