"""Invite links of a bot and the requests to join that come by them."""

from sandbox.chats.group import Group
from sandbox.methods.call import Call
from sandbox.methods.chats import find_chat, user_id_of
from sandbox.rules.group_settings import clean_name
from sandbox.rules.invites import alter, decide, find, make, primary, requests, shown
from sandbox.rules.rights import has_right
from sandbox.wire import Json
from sandbox.wire.bounds import INVITE_MEMBERS, INVITE_NAME
from sandbox.wire.errors import bad


def _inviting(call: Call) -> Group:
    chat = find_chat(call)
    if not isinstance(chat, Group):
        raise bad("can't invite members to a private chat")
    if not has_right(chat, call.bot.id, "can_invite_users"):
        raise bad("not enough rights to manage chat invite link")
    return chat


def export_link(call: Call) -> str:
    """A new primary link; the one before is revoked."""
    return str(primary(call.world, _inviting(call), call.bot.id, fresh=True)["invite_link"])


def create_link(call: Call) -> Json:
    """Another link."""
    options = _options(call)
    group = _inviting(call)
    _check(call, options)
    return shown(call.world, group, make(call.world, group, call.bot.id, options), call.bot.id)


def edit_link(call: Call) -> Json:
    """A link with other options; those that are not given are as for a new one."""
    options = _options(call)
    group = _inviting(call)
    link = _own(call, group)
    if link["is_primary"]:
        raise bad("CHAT_INVITE_PERMANENT")
    _check(call, options)
    return shown(call.world, group, alter(call.world, group, link, options), call.bot.id)


def revoke_link(call: Call) -> Json:
    """A link that admits nobody any more; a new primary one takes the place of a primary one."""
    group = _inviting(call)
    link = _own(call, group)
    revoked = alter(call.world, group, link, {"is_revoked": True})
    if link["is_primary"]:
        primary(call.world, group, call.bot.id)
    return shown(call.world, group, revoked, call.bot.id)


def _own(call: Call, group: Group) -> Json:
    address = call.text("invite_link")
    if not address:
        raise bad("invite link must be non-empty")
    link = find(group, address)
    # The link of another administrator is to a bot as good as one that is over.
    if link is None or link["creator"] != call.bot.id or link["is_revoked"]:
        raise bad("INVITE_HASH_EXPIRED")
    return link


def _options(call: Call) -> Json:
    options = {
        "name": clean_name(call.text("name"), INVITE_NAME),
        "expire_date": call.integer("expire_date", bounds=(0, 2**31 - 1)),
        "member_limit": call.integer("member_limit", bounds=(0, INVITE_MEMBERS + 1)),
        "creates_join_request": call.flag("creates_join_request"),
    }
    if options["creates_join_request"] and options["member_limit"]:
        raise bad("member limit can't be specified for links requiring administrator approval")
    return options


def _check(call: Call, options: Json) -> None:
    if 0 < options["expire_date"] <= call.world.clock.stamp():
        raise bad("EXPIRE_DATE_INVALID")
    if options["member_limit"] > INVITE_MEMBERS:
        raise bad("USAGE_LIMIT_INVALID")


def approve_request(call: Call) -> bool:
    """Let somebody in who asked."""
    return _decide(call, admitted=True)


def decline_request(call: Call) -> bool:
    """Let somebody who asked stay outside."""
    return _decide(call, admitted=False)


def _decide(call: Call, *, admitted: bool) -> bool:
    user_id = user_id_of(call)
    group = find_chat(call)
    if not isinstance(group, Group):
        raise bad("the chat can't have join requests")
    if not has_right(group, call.bot.id, "can_invite_users"):
        raise bad("not enough rights to manage chat join requests")
    if group.holds(user_id):
        raise bad("USER_ALREADY_PARTICIPANT")
    if str(user_id) not in requests(group):
        raise bad("HIDE_REQUESTER_MISSING")
    decide(call.world, group, (call.world.people[user_id], call.bot.user), admitted=admitted)
    return True


METHODS = {
    "exportChatInviteLink": export_link,
    "createChatInviteLink": create_link,
    "editChatInviteLink": edit_link,
    "revokeChatInviteLink": revoke_link,
    "approveChatJoinRequest": approve_request,
    "declineChatJoinRequest": decline_request,
}
