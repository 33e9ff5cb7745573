"""Changes of who is in a group as what: the record, the screen, the updates that bots hear, and the service message."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sandbox.bots.bot import Bot
from sandbox.chats.chat import Screen
from sandbox.chats.group import LEFT, MEMBER, Group
from sandbox.chats.person import Person
from sandbox.rules.rights import leads, outranks
from sandbox.state.world import World
from sandbox.wire import Json


@dataclass(frozen=True)
class Cause:
    """Who makes a change (a User object), and by which invite link it came."""

    by: Json
    details: Json = field(default_factory=dict)


def account(world: World, user_id: int) -> Person | Bot | None:
    """Who has an id."""
    return world.people.get(user_id) or world.bot_of(user_id)


def seen(world: World, group: Group, user_id: int, viewer: int) -> Json:
    """The ChatMember object of somebody as a bot sees it."""
    return _seen(world, group, (user_id, group.members.get(user_id, LEFT)), viewer)


def _seen(world: World, group: Group, record: tuple[int, Json], viewer: int) -> Json:
    user_id, member = record
    who = account(world, user_id)
    user = who.user if who else {"id": user_id, "is_bot": False, "first_name": ""}
    if group.kind == "group" and member["status"] == "kicked":
        member = LEFT
    shown = {name: value for name, value in member.items() if name != "promoted_by"}
    if member["status"] == "administrator":
        shown["can_be_edited"] = outranks(group, viewer, user_id)
    return {"user": user, **shown}


def change(world: World, group: Group, record: tuple[int, Json], cause: Cause) -> None:
    """Somebody (id and new member record) becomes something else; nothing happens when it is the same."""
    user_id, new = record
    old = group.members.get(user_id, LEFT)
    if new == old:
        return
    group.members[user_id] = new
    _take_place(world, group, user_id)
    world.keep_chat(group)
    _announce(world, group, (user_id, old), cause)
    who = account(world, user_id)
    told = {"user": who.user if who else {"id": user_id}, "member": group.status(user_id), "members": group.count()}
    group.tell("members", extra=told)
    # Their screen after the event, which is the last thing that somebody sees who was removed.
    _show_out(group, user_id)
    group.show_commands()


def _take_place(world: World, group: Group, user_id: int) -> None:
    inside = group.holds(user_id)
    bot = world.bot_of(user_id)
    if bot is not None and inside:
        group.present[user_id] = bot
    elif bot is not None:
        group.present.pop(user_id, None)
    elif inside and user_id not in group.screens:
        # What was said before somebody came is there to be read, but nothing that waits for them.
        Screen(group, world.people[user_id]).read_seq = group.seq


def _show_out(group: Group, user_id: int) -> None:
    if user_id in group.screens and not group.holds(user_id):
        del group.screens[user_id]
        group.wake()


def _announce(world: World, group: Group, was: tuple[int, Json], cause: Cause) -> None:
    """my_chat_member to the bot whom it concerns, chat_member to bots that are administrators."""
    user_id = was[0]
    for bot in world.bots.values():
        mine = bot.id == user_id
        if mine or (bot.id in group.present and leads(group, bot.id)):
            told = {
                "chat": group.info,
                "from": cause.by,
                "date": world.clock.stamp(),
                "old_chat_member": _seen(world, group, was, bot.id),
                "new_chat_member": seen(world, group, user_id, bot.id),
                **cause.details,
            }
            bot.updates.push("my_chat_member" if mine else "chat_member", told, group.id)


def tell(world: World, group: Group, by: Json, content: Json, *, audience: Iterable[Bot] | None = None) -> int | None:
    """A service message; the first update made of it. `audience`: the bots that hear it, by default those present."""
    head = {"message_id": world.next_message_id(group), "from": by, "chat": group.info, "date": world.clock.stamp()}
    message = {**head, **content}
    world.put(group, message)
    hearers = list(group.present.values() if audience is None else audience)
    made = [bot.updates.push("message", message, group.id) for bot in hearers]
    return next((update_id for update_id in made if update_id is not None), None)


def enter(
    world: World, group: Group, who: Iterable[Person | Bot], cause: Cause, *, author: Json | None = None
) -> int | None:
    """People and bots come in as members: one message for all of them, by who caused it or another `author`."""
    newcomers = [one for one in who if not group.holds(one.id)]
    for one in newcomers:
        old = group.members.get(one.id, LEFT)
        back = {**old, "is_member": True} if old["status"] == "restricted" else MEMBER
        change(world, group, (one.id, back), cause)
    if not newcomers:
        return None
    return tell(world, group, author or cause.by, {"new_chat_members": [one.user for one in newcomers]})


def go(world: World, group: Group, record: tuple[Person | Bot, Json], cause: Cause) -> int | None:
    """Somebody (with the new member record) leaves or is banned; a message tells of it if they were inside."""
    who, new = record
    # Noted before the change: whoever goes hears of their own going, bots as well.
    audience, inside = list(group.present.values()), group.holds(who.id)
    change(world, group, (who.id, new), cause)
    if not inside:
        return None
    return tell(world, group, cause.by, {"left_chat_member": who.user}, audience=audience)


def gone(group: Group, user_id: int) -> Json:
    """The member record of somebody who leaves of their own will: restrictions stay."""
    member = group.members.get(user_id, LEFT)
    return {**member, "is_member": False} if member["status"] == "restricted" else LEFT


def banned(until: int = 0) -> Json:
    """The member record of somebody who is banned; 0 for ever."""
    return {"status": "kicked", "until_date": until}
