"""How groups begin: new ones, and basic groups that become supergroups."""

from collections.abc import Sequence

from sandbox.bots.bot import Bot
from sandbox.chats.group import LEFT, Group
from sandbox.chats.person import Person
from sandbox.rules.membership import Cause, change, enter, tell
from sandbox.rules.rights import PERMISSIONS
from sandbox.state.world import FIRST_GROUP, FIRST_SUPERGROUP, World


def _new(world: World, kind: str, title: str) -> Group:
    first = FIRST_GROUP if kind == "group" else FIRST_SUPERGROUP
    used = [group.id for group in world.groups.values() if group.kind == kind]
    group = Group(min(used, default=first + 1) - 1, kind, title)
    group.permissions = dict.fromkeys(PERMISSIONS, True)
    world.groups[group.id] = group
    return group


def found(world: World, named: tuple[str, str, str | None], owner: Person, members: Sequence[Person | Bot]) -> Group:
    """A group (kind, title and username) with its owner and first members."""
    kind, title, username = named
    group = _new(world, kind, title)
    group.set_facts(username=username)
    cause = Cause(owner.user)
    change(world, group, (owner.id, {"status": "creator", "is_anonymous": False}), cause)
    others = [one for one in members if one.id != owner.id]
    # A supergroup is there before anybody is added to it, a basic group comes into being with its members.
    if kind == "supergroup":
        tell(world, group, owner.user, {"supergroup_chat_created": True})
        enter(world, group, others, cause)
        return group
    for one in others:
        change(world, group, (one.id, {"status": "member"}), cause)
    tell(world, group, owner.user, {"group_chat_created": True})
    return group


def migrate(world: World, old: Group, owner: Person) -> Group:
    """A basic group goes on as a supergroup with all who are in it; the old one is only a signpost."""
    new = _new(world, "supergroup", old.title)
    new.permissions = old.permissions
    new.set_facts(**{name: fact for name, fact in old.facts.items() if name in ("description", "photo")})
    audience = list(old.present.values())
    # While everybody is still in it: afterwards nobody hears what is told there.
    tell(world, old, owner.user, {"migrate_to_chat_id": new.id})
    old.set_facts(migrated_to=new.id, links=None, requests=None)
    new.members = {user_id: member for user_id, member in old.members.items() if old.holds(user_id)}
    old.members = dict.fromkeys(old.members, LEFT)
    world.take_places(new)
    tell(world, new, owner.user, {"migrate_from_chat_id": old.id}, audience=audience)
    old.present.clear()
    old.screens.clear()
    old.wake()
    for group in (old, new):
        world.keep_chat(group)
    new.show_commands()
    return new
