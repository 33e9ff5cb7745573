"""Invite links of a group and requests to join it; both sides use them."""

import secrets

from sandbox.bots.bot import Bot
from sandbox.chats.group import Group
from sandbox.chats.person import Person
from sandbox.rules.membership import Cause, account, enter
from sandbox.rules.rights import has_right
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.bounds import JOIN_REQUEST_SECONDS

HOST = "https://t.me/+"
SHOWN = 8  # characters of a link that others than its creator see
OPTIONS = ("name", "expire_date", "member_limit")


def links(group: Group) -> list[Json]:
    """All links ever made: ChatInviteLink objects with the id of the creator and who `joined` by them."""
    return list(group.facts.get("links", ()))


def find(group: Group, address: str) -> Json | None:
    """A link by its address."""
    return next((link for link in links(group) if link["invite_link"] == address), None)


def make(world: World, group: Group, creator: int, options: Json) -> Json:
    """A new link; `options`: name, expire_date, member_limit, creates_join_request, is_primary."""
    head = {"invite_link": HOST + secrets.token_urlsafe(12), "creator": creator, "joined": []}
    flags = {"creates_join_request": False, "is_primary": False, "is_revoked": False}
    link = {**head, **flags, **options}
    _keep(world, group, [*links(group), link])
    return link


def alter(world: World, group: Group, link: Json, changes: Json) -> Json:
    """A link in its new state."""
    new = {**link, **changes}
    _keep(world, group, [new if one["invite_link"] == link["invite_link"] else one for one in links(group)])
    return new


def _keep(world: World, group: Group, kept: list[Json]) -> None:
    group.set_facts(links=kept)
    world.keep_chat(group)


def primary(world: World, group: Group, creator: int, *, fresh: bool = False) -> Json:
    """The main link of an administrator; a fresh one revokes the one before."""
    for link in links(group):
        if link["is_primary"] and link["creator"] == creator and not link["is_revoked"]:
            if not fresh:
                return link
            alter(world, group, link, {"is_revoked": True})
    return make(world, group, creator, {"is_primary": True})


def shown(world: World, group: Group, link: Json, viewer: int) -> Json:
    """The ChatInviteLink object; the links of others are cut short."""
    creator = account(world, link["creator"])
    told = {name: link[name] for name in OPTIONS if link.get(name)}
    pending = sum(one["link"] == link["invite_link"] for one in requests(group).values())
    if pending:
        told["pending_join_request_count"] = pending
    address = link["invite_link"]
    return {
        "invite_link": address if link["creator"] == viewer else f"{address[: len(HOST) + SHOWN]}...",
        "creator": creator.user if creator else {"id": link["creator"], "is_bot": False, "first_name": ""},
        **{name: link[name] for name in ("creates_join_request", "is_primary", "is_revoked")},
        **told,
    }


def is_over(world: World, group: Group, link: Json) -> bool:
    """Whether nobody gets in by it any more."""
    if link["is_revoked"] or 0 < link.get("expire_date", 0) <= world.clock.stamp():
        return True
    # ChatInviteLink.member_limit in the specification: members at the same time, so who has left makes room again.
    inside = sum(group.holds(user_id) for user_id in link["joined"])
    return 0 < int(link.get("member_limit", 0)) <= inside


def requests(group: Group) -> dict[str, Json]:
    """Who asks to join, by id: the link, and when."""
    return dict(group.facts.get("requests", {}))


def ask(world: World, group: Group, person: Person, link: Json) -> int | None:
    """A request to join; bots that may invite hear of it. The first update made."""
    now = world.clock.stamp()
    _keep_requests(world, group, {**requests(group), str(person.id): {"link": link["invite_link"], "date": now}})
    request = {"chat": group.info, "from": person.user, "user_chat_id": person.id, "date": now}
    made = [
        bot.updates.push("chat_join_request", {**request, "invite_link": shown(world, group, link, bot.id)}, group.id)
        for bot in group.present.values()
        if has_right(group, bot.id, "can_invite_users")
    ]
    return next((update_id for update_id in made if update_id is not None), None)


def decide(world: World, group: Group, who: tuple[Person, Json], *, admitted: bool) -> None:
    """A request is granted or not; `who`: whose it is, and the User who decides."""
    person, by = who
    asked = requests(group)
    request = asked.pop(str(person.id))
    _keep_requests(world, group, asked)
    link = find(group, request["link"])
    if admitted and link is not None:
        admit(world, group, person, (link, by))


def admit(world: World, group: Group, person: Person, way: tuple[Json, Json]) -> int | None:
    """Somebody comes in by a link; `way`: the link and who lets them in. The message says that they joined."""
    link, by = way
    link = alter(world, group, link, {"joined": [*link["joined"], person.id]})
    creator = link["creator"]
    cause = Cause(by, {"invite_link": shown(world, group, link, creator)})
    return enter(world, group, [person], cause, author=person.user)


def may_be_written(world: World, bot: Bot, person: Person) -> bool:
    """Whether a bot may write to somebody who never started it: for five minutes after they asked to join its group."""
    now = world.clock.stamp()
    for group in world.groups.values():
        request = requests(group).get(str(person.id))
        if request and now - request["date"] < JOIN_REQUEST_SECONDS and has_right(group, bot.id, "can_invite_users"):
            return True
    return False


def _keep_requests(world: World, group: Group, asked: dict[str, Json]) -> None:
    group.set_facts(requests=asked or None)
    world.keep_chat(group)
