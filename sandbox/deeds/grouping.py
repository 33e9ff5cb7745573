"""What people do with the members of a group: leave, add, remove, unban, promote, demote, restrict, decide requests."""

from typing import Any

from sandbox.bots.bot import Bot
from sandbox.chats.chat import Screen
from sandbox.chats.group import LEFT, MEMBER, Group
from sandbox.chats.person import Person
from sandbox.rules.invites import decide, requests
from sandbox.rules.membership import Cause, banned, change, enter, go, gone
from sandbox.rules.permissions import complete
from sandbox.rules.profile import default_rights
from sandbox.rules.rights import RIGHTS, administrator, beyond, has_right, may, outranks, restricted, usual
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep


def group_of(screen: Screen) -> Group:
    """The group of a screen whose person can act in it; Misstep for the chat with a bot."""
    if not isinstance(screen.chat, Group):
        raise Misstep("that is done in a group; this is the chat with a bot")
    if screen.person.deleted:
        raise Misstep("this account is deleted")
    return screen.chat


def whom(world: World, given: Json) -> Person | Bot:
    """Who is meant by `who`: a person's id, a bot's id or username; Misstep 404."""
    who = given.get("who")
    if isinstance(who, int) and who in world.people:
        return world.people[who]
    bot = world.bot_by(who) if isinstance(who, int | str) else None
    if bot is None:
        raise Misstep(f"there is nobody called {who}", 404)
    return bot


def need(screen: Screen, *, able: bool, what: str) -> None:
    """Misstep when the person is not allowed something."""
    if not able:
        raise Misstep(f"{screen.person.first_name} may not {what} in {group_of(screen).title}")


def whole(given: Json, name: str) -> int:
    """A whole number, 0 when it is not given."""
    value = given.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Misstep(f"{name} must be a whole number")
    return value


def leave(world: World, screen: Screen, _: Json) -> Json:
    """Go; the owner cannot."""
    group = group_of(screen)
    if group.status(screen.person.id) == "creator":
        raise Misstep("the owner stays: a group of the sandbox keeps its owner")
    return _told(go(world, group, (screen.person, gone(group, screen.person.id)), Cause(screen.person.user)))


def add(world: World, screen: Screen, given: Json) -> Json:
    """{"who", "rights"?}: bring somebody in; with rights as an administrator."""
    group, who = group_of(screen), whom(world, given)
    need(screen, able=may(group, screen.person.id, "can_invite_users"), what="add anybody")
    check_joinable(group, who)
    if group.status(who.id) == "kicked":
        need(screen, able=has_right(group, screen.person.id, "can_restrict_members"), what="bring back who was removed")
    update_id = enter(world, group, [who], Cause(screen.person.user))
    return _told(update_id) if given.get("rights") is None else promote(world, screen, given)


def check_joinable(group: Group, who: Person | Bot) -> None:
    """Misstep when somebody is in already, or can be in no group."""
    if group.holds(who.id):
        raise Misstep(f"{who.user['first_name']} is already in {group.title}")
    check_willing(who)


def check_willing(who: Person | Bot) -> None:
    """Misstep when somebody can be in no group."""
    if isinstance(who, Bot) and not who.joins_groups:
        raise Misstep(f"{who.user['first_name']} does not join groups (can_join_groups is off)")
    if isinstance(who, Person) and who.deleted:
        raise Misstep("this account is deleted")


def remove(world: World, screen: Screen, given: Json) -> Json:
    """{"who"}: throw somebody out, never to return."""
    group, who = group_of(screen), whom(world, given)
    _check_power(screen, who)
    return _told(go(world, group, (who, banned()), Cause(screen.person.user)))


def unban(world: World, screen: Screen, given: Json) -> Json:
    """{"who"}: let somebody return who was removed."""
    group, who = group_of(screen), whom(world, given)
    need(screen, able=has_right(group, screen.person.id, "can_restrict_members"), what="unban anybody")
    if group.status(who.id) != "kicked":
        raise Misstep(f"{who.user['first_name']} is not banned")
    change(world, group, (who.id, LEFT), Cause(screen.person.user))
    return {}


def restrict(world: World, screen: Screen, given: Json) -> Json:
    """{"who", "permissions"?, "until_date"?}: take permissions from somebody, all of them if none is named."""
    group, who = group_of(screen), whom(world, given)
    if group.kind != "supergroup":
        raise Misstep("only in a supergroup can one member be restricted")
    _check_power(screen, who)
    until = whole(given, "until_date")
    permissions = complete(_object(given, "permissions"), independent=True)
    record = restricted(permissions, inside=group.holds(who.id), until=until)
    change(world, group, (who.id, record), Cause(screen.person.user))
    return {}


def promote(world: World, screen: Screen, given: Json) -> Json:
    """{"who", "rights"?, "title"?}: make an administrator, with the rights that the apps tick, or a bot asks for."""
    group, who, person = group_of(screen), whom(world, given), screen.person
    need(screen, able=has_right(group, person.id, "can_promote_members"), what="promote anybody")
    if not group.holds(who.id):
        raise Misstep(f"{who.user['first_name']} is not in {group.title}")
    if group.status(who.id) == "creator" or (
        group.status(who.id) == "administrator" and not outranks(group, person.id, who.id)
    ):
        raise Misstep(f"{person.first_name} cannot change the rights of {who.user['first_name']}")
    granted = _granted(group, who, given)
    need(screen, able=not beyond(group, person.id, granted), what="give rights that are not their own")
    record = administrator(granted, by=person.id)
    titled = {"custom_title": str(given["title"])} if given.get("title") else {}
    change(world, group, (who.id, {**record, **titled}), Cause(person.user))
    return {}


def _granted(group: Group, who: Person | Bot, given: Json) -> list[str]:
    # A basic group knows no single rights: an administrator there has all that there are.
    if group.kind == "group" or given.get("rights") is None:
        wished = default_rights(who) if isinstance(who, Bot) and group.kind != "group" else {}
        return [name for name in RIGHTS if wished.get(name)] or usual(group)
    rights = _object(given, "rights")
    if strange := [name for name in rights if name not in RIGHTS]:
        raise Misstep(f"there is no right {strange[0]}; rights are {', '.join(RIGHTS)}")
    granted = [name for name, value in rights.items() if value is True]
    if not granted:
        raise Misstep("an administrator has at least one right; demote takes all of them")
    return granted


def demote(world: World, screen: Screen, given: Json) -> Json:
    """{"who"}: an administrator becomes a member."""
    group, who = group_of(screen), whom(world, given)
    if group.status(who.id) != "administrator":
        raise Misstep(f"{who.user['first_name']} is no administrator")
    need(screen, able=outranks(group, screen.person.id, who.id), what=f"demote {who.user['first_name']}")
    change(world, group, (who.id, MEMBER), Cause(screen.person.user))
    return {}


def _check_power(screen: Screen, who: Person | Bot) -> None:
    group, person = group_of(screen), screen.person
    able = has_right(group, person.id, "can_restrict_members") and who.id != person.id
    safe = group.status(who.id) == "creator" or (
        group.status(who.id) == "administrator" and not outranks(group, person.id, who.id)
    )
    need(screen, able=able and not safe, what=f"remove or restrict {who.user['first_name']}")


def approve(world: World, screen: Screen, given: Json) -> Json:
    """{"who"}: let somebody in who asked to join."""
    return _decide(world, screen, given, admitted=True)


def decline(world: World, screen: Screen, given: Json) -> Json:
    """{"who"}: let somebody stay outside who asked to join."""
    return _decide(world, screen, given, admitted=False)


def _decide(world: World, screen: Screen, given: Json, *, admitted: bool) -> Json:
    group, who = group_of(screen), whom(world, given)
    need(screen, able=has_right(group, screen.person.id, "can_invite_users"), what="decide who joins")
    if not isinstance(who, Person) or str(who.id) not in requests(group):
        raise Misstep(f"{who.user['first_name']} did not ask to join")
    decide(world, group, (who, screen.person.user), admitted=admitted)
    return {}


def _object(given: Json, name: str) -> Json:
    value: Any = given.get(name) or {}
    if not isinstance(value, dict):
        raise Misstep(f"{name} must be an object")
    return value


def _told(update_id: int | None) -> Json:
    return {"update_id": update_id}


DEEDS = {
    "leave": leave,
    "add": add,
    "remove": remove,
    "unban": unban,
    "restrict": restrict,
    "promote": promote,
    "demote": demote,
    "approve": approve,
    "decline": decline,
}
