"""What people do with a group itself: title, description, photo, permissions, invite links, the way to a supergroup."""

import re

from sandbox.chats.chat import Screen
from sandbox.chats.group import Group
from sandbox.chats.private import Private
from sandbox.deeds.grouping import check_joinable, group_of, need, whole
from sandbox.deeds.posting import post
from sandbox.media.pictures import NotAPhotoError, store_portrait
from sandbox.rules.founding import migrate as move
from sandbox.rules.group_settings import clean_name, describe, permit, portray, rename
from sandbox.rules.invites import make, primary, shown
from sandbox.rules.membership import Cause, enter
from sandbox.rules.permissions import complete
from sandbox.rules.rights import has_right, may
from sandbox.state.world import World
from sandbox.text.find import find_entities
from sandbox.text.units import clean
from sandbox.wire import Json
from sandbox.wire.bounds import CHAT_DESCRIPTION, CHAT_TITLE
from sandbox.wire.errors import Misstep
from sandbox.wire.uploads import Upload

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def _changeable(screen: Screen, what: str) -> Group:
    group = group_of(screen)
    need(screen, able=may(group, screen.person.id, "can_change_info"), what=f"change the {what}")
    return group


def title(world: World, screen: Screen, given: Json) -> Json:
    """{"title"}: another name for the group."""
    named = clean_name(str(given.get("title", "")), CHAT_TITLE)
    if not named:
        raise Misstep("a group needs a title")
    rename(world, _changeable(screen, "title"), named, screen.person.user)
    return {}


def description(world: World, screen: Screen, given: Json) -> Json:
    """{"description"}: what the group is for, "" for nothing."""
    text = clean(str(given.get("description", ""))).strip()[:CHAT_DESCRIPTION].strip()
    describe(world, _changeable(screen, "description"), text)
    return {}


async def group_photo(world: World, screen: Screen, given: Json) -> Json:
    """Multipart {file}: the picture of the group."""
    group = _changeable(screen, "photo")
    portray(world, group, await portrait(world, given), screen.person.user)
    return {}


async def portrait(world: World, given: Json) -> list[Json]:
    """The PhotoSize objects of the one picture that a form brings."""
    files: list[Upload] = given.get("files", [])
    if len(files) != 1:
        raise Misstep("send the picture as the multipart field `file`")
    try:
        return await store_portrait(world.files, files[0])
    except NotAPhotoError as error:
        raise Misstep(f"not a picture for a profile: {error}") from error


def delete_group_photo(world: World, screen: Screen, _: Json) -> Json:
    """No picture any more."""
    group = _changeable(screen, "photo")
    if not group.facts.get("photo"):
        raise Misstep("the group has no photo")
    portray(world, group, None, screen.person.user)
    return {}


def permissions(world: World, screen: Screen, given: Json) -> Json:
    """{"permissions"}: what everybody may; those that are not named are as they were."""
    group, wanted = group_of(screen), given.get("permissions")
    need(screen, able=has_right(group, screen.person.id, "can_restrict_members"), what="change the permissions")
    if not isinstance(wanted, dict):
        raise Misstep("permissions must be an object")
    # The apps switch each by itself, so nothing is derived from what happens to be on.
    permit(world, group, complete({**group.permissions, **wanted}, independent=True))
    return {"permissions": group.permissions}


def invite(world: World, screen: Screen, given: Json) -> Json:
    """{"name"?, "expire_date"?, "member_limit"?, "creates_join_request"?}: an invite link; without any the main one."""
    group, me = group_of(screen), screen.person.id
    need(screen, able=has_right(group, me, "can_invite_users"), what="make invite links")
    options: Json = {name: number for name in ("expire_date", "member_limit") if (number := whole(given, name))}
    options |= {"name": str(given["name"])} if given.get("name") else {}
    options |= {"creates_join_request": True} if given.get("creates_join_request") is True else {}
    link = make(world, group, me, options) if options else primary(world, group, me)
    return shown(world, group, link, me)


def migrate(world: World, screen: Screen, _: Json) -> Json:
    """The basic group becomes a supergroup: its Card."""
    group = group_of(screen)
    if group.kind != "group":
        raise Misstep(f"{group.title} is a supergroup already")
    need(screen, able=group.status(screen.person.id) == "creator", what="make it a supergroup")
    return {**move(world, group, screen.person).card(), "unread": 0}


def startgroup(world: World, screen: Screen, given: Json) -> Json:
    """{"group", "payload"?}: a link t.me/bot?startgroup=payload: the bot comes in and hears "/start@bot payload"."""
    if not isinstance(screen.chat, Private):
        raise Misstep("a startgroup link belongs to the chat with a bot")
    bot, payload = screen.chat.bot, given.get("payload") or ""
    if not isinstance(payload, str) or not _PAYLOAD.fullmatch(payload):
        raise Misstep("a deep link's payload is up to 64 characters of A-Z a-z 0-9 _ -; Telegram's apps drop any other")
    there = world.screen(screen.person, given.get("group"))
    group = group_of(there)
    if not group.holds(bot.id):
        need(there, able=may(group, screen.person.id, "can_invite_users"), what="add anybody")
        check_joinable(group, bot)
        enter(world, group, [bot], Cause(screen.person.user))
    if not payload:
        return {"message_id": None, "update_id": None}
    text = f"/start@{bot.user['username']} {payload}"
    return post(world, there, {"text": text, "entities": find_entities(text)})


DEEDS = {
    "title": title,
    "description": description,
    "group_photo": group_photo,
    "delete_group_photo": delete_group_photo,
    "permissions": permissions,
    "invite": invite,
    "migrate": migrate,
    "startgroup": startgroup,
}
