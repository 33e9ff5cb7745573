"""What people do with the members of a group: leave, add, remove, unban, promote, demote, restrict, decide requests."""

from typing import Any

from sandbox.bots.bot import Bot
from sandbox.bots.profile import default_rights
from sandbox.chats.group import LEFT, MEMBER, Group
from sandbox.chats.person import Person
from sandbox.chats.seat import Seat
from sandbox.rules.invites import decide, requests
from sandbox.rules.membership import Cause, banned, change, enter, go, gone
from sandbox.rules.permissions import complete
from sandbox.rules.rights import RIGHTS, administrator, beyond, has_right, may, outranks, restricted, usual
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep


def group_of(seat: Seat) -> Group:
    """The group of a seat whose person can act in it; Misstep for the chat with a bot."""
    if not isinstance(seat.chat, Group):
        raise Misstep("that is done in a group; this is the chat with a bot")
    if seat.person.deleted:
        raise Misstep("this account is deleted")
    return seat.chat


def whom(world: World, given: Json) -> Person | Bot:
    """Who is meant by `who`: a person's id, a bot's id or username; Misstep 404."""
    who = given.get("who")
    if isinstance(who, int) and who in world.people:
        return world.people[who]
    bot = world.bot_by(who) if isinstance(who, int | str) else None
    if bot is None:
        raise Misstep(f"there is nobody called {who}", 404)
    return bot


def need(seat: Seat, *, able: bool, what: str) -> None:
    """Misstep when the person is not allowed something."""
    if not able:
        raise Misstep(f"{seat.person.first_name} may not {what} in {group_of(seat).title}")


def whole(given: Json, name: str) -> int:
    """A whole number, 0 when it is not given."""
    value = given.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Misstep(f"{name} must be a whole number")
    return value


def leave(world: World, seat: Seat, _: Json) -> Json:
    """Go."""
    group = group_of(seat)
    if group.status(seat.person.id) == "creator":
        raise Misstep("the owner stays: a group of the sandbox keeps its owner")
    return _told(go(world, group, (seat.person, gone(group, seat.person.id)), Cause(seat.person.user)))


def add(world: World, seat: Seat, given: Json) -> Json:
    """{"who", "rights"?}: bring somebody in; with rights as an administrator."""
    group, who = group_of(seat), whom(world, given)
    need(seat, able=may(group, seat.person.id, "can_invite_users"), what="add anybody")
    check_joinable(group, who)
    if group.status(who.id) == "kicked":
        need(seat, able=has_right(group, seat.person.id, "can_restrict_members"), what="bring back who was removed")
    update_id = enter(world, group, [who], Cause(seat.person.user))
    return _told(update_id) if given.get("rights") is None else promote(world, seat, given)


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


def remove(world: World, seat: Seat, given: Json) -> Json:
    """{"who"}: throw somebody out, never to return."""
    group, who = group_of(seat), whom(world, given)
    _check_power(seat, who)
    return _told(go(world, group, (who, banned()), Cause(seat.person.user)))


def unban(world: World, seat: Seat, given: Json) -> Json:
    """{"who"}: let somebody return who was removed."""
    group, who = group_of(seat), whom(world, given)
    need(seat, able=has_right(group, seat.person.id, "can_restrict_members"), what="unban anybody")
    if group.status(who.id) != "kicked":
        raise Misstep(f"{who.user['first_name']} is not banned")
    change(world, group, (who.id, LEFT), Cause(seat.person.user))
    return {}


def restrict(world: World, seat: Seat, given: Json) -> Json:
    """{"who", "permissions"?, "until_date"?}: take permissions from somebody, all of them if none is named."""
    group, who = group_of(seat), whom(world, given)
    if group.kind != "supergroup":
        raise Misstep("only in a supergroup can one member be restricted")
    _check_power(seat, who)
    until = whole(given, "until_date")
    permissions = complete(_object(given, "permissions"), independent=True)
    record = restricted(permissions, inside=group.holds(who.id), until=until)
    change(world, group, (who.id, record), Cause(seat.person.user))
    return {}


def promote(world: World, seat: Seat, given: Json) -> Json:
    """{"who", "rights"?, "title"?}: make an administrator, with the rights that the apps tick, or a bot asks for."""
    group, who, person = group_of(seat), whom(world, given), seat.person
    need(seat, able=has_right(group, person.id, "can_promote_members"), what="promote anybody")
    if not group.holds(who.id):
        raise Misstep(f"{who.user['first_name']} is not in {group.title}")
    if group.status(who.id) == "creator" or (
        group.status(who.id) == "administrator" and not outranks(group, person.id, who.id)
    ):
        raise Misstep(f"{person.first_name} cannot change the rights of {who.user['first_name']}")
    granted = _granted(group, who, given)
    need(seat, able=not beyond(group, person.id, granted), what="give rights that are not his own")
    record = administrator(granted, by=person.id)
    titled = {"custom_title": str(given["title"])} if given.get("title") else {}
    change(world, group, (who.id, {**record, **titled}), Cause(person.user))
    return {}


def _granted(group: Group, who: Person | Bot, given: Json) -> list[str]:
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


def demote(world: World, seat: Seat, given: Json) -> Json:
    """{"who"}: an administrator becomes a member."""
    group, who = group_of(seat), whom(world, given)
    if group.status(who.id) != "administrator":
        raise Misstep(f"{who.user['first_name']} is no administrator")
    need(seat, able=outranks(group, seat.person.id, who.id), what=f"demote {who.user['first_name']}")
    change(world, group, (who.id, MEMBER), Cause(seat.person.user))
    return {}


def _check_power(seat: Seat, who: Person | Bot) -> None:
    group, person = group_of(seat), seat.person
    able = has_right(group, person.id, "can_restrict_members") and who.id != person.id
    safe = group.status(who.id) == "creator" or (
        group.status(who.id) == "administrator" and not outranks(group, person.id, who.id)
    )
    need(seat, able=able and not safe, what=f"remove or restrict {who.user['first_name']}")


def approve(world: World, seat: Seat, given: Json) -> Json:
    """{"who"}: let somebody in who asked to join."""
    return _decide(world, seat, given, admitted=True)


def decline(world: World, seat: Seat, given: Json) -> Json:
    """{"who"}: let somebody stay outside who asked to join."""
    return _decide(world, seat, given, admitted=False)


def _decide(world: World, seat: Seat, given: Json, *, admitted: bool) -> Json:
    group, who = group_of(seat), whom(world, given)
    need(seat, able=has_right(group, seat.person.id, "can_invite_users"), what="decide who joins")
    if not isinstance(who, Person) or str(who.id) not in requests(group):
        raise Misstep(f"{who.user['first_name']} did not ask to join")
    decide(world, group, (who, seat.person.user), admitted=admitted)
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
